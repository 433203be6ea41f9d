"""The way in to every page: who is it, may they, is the form theirs; then one transaction, one answer."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message

from console import sessions
from console.look import Look
from console.page import Answer, Form, Missing, Page, Refused, Shown, Turned, Undone, Visit
from console.room import Room
from storage.database import Db
from storage.tables import Note

COOKIE: Final = "kabar_console"
DEMO: Final = "demo"  # the note of a database that a demo filled
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class TooLarge(Exception):
    """The form is larger than its page allows."""


class Foreign(Exception):
    """A page elsewhere sends a form in this browser's name."""


def route(page: Page, room: Room, look: Look) -> Route:
    """The page as a route of the web application."""
    door = _Door(page, room, look)
    return Route(f"/console{page.path}", door.open, methods=[page.method])


class _Door:
    def __init__(self, page: Page, room: Room, look: Look) -> None:
        self.page, self.room, self.look = page, room, look

    async def open(self, request: Request) -> Response:
        visit = Visit(
            room=self.room,
            now=self.room.clock(),
            path={key: str(value) for key, value in request.path_params.items()},
            query=request.query_params,
            session=request.cookies.get(COOKIE, ""),
            partial=request.headers.get("HX-Request") == "true",
        )
        answer: Answer
        try:
            if self.page.method == "POST":
                visit = replace(visit, form=await _read(request, self.page.whole))
            visit, answer = await run_in_threadpool(self._enter, visit)
        except TooLarge:
            answer = Shown("fault.html", {"what": "large"}, 413)
        except Foreign:
            answer = Shown("fault.html", {"what": "refused"}, 403)
        response = await run_in_threadpool(self._answer, visit, answer)
        if isinstance(visit.form, FormData):
            await visit.form.close()  # the files that came with it
        if isinstance(answer, Turned) and answer.wakes:
            self.room.woken()
        return response

    def _enter(self, visit: Visit) -> tuple[Visit, Answer]:
        """The view's answer, or the page that says why not."""
        try:
            with self.room.database.read() as db:
                visit = replace(
                    visit,
                    who=sessions.who_is(db, visit.session, visit.now),
                    invented=self.room.demo or db.session.get(Note, DEMO) is not None,
                )
                self._check(visit)
                if self.page.method == "GET":
                    return visit, self.page.view(visit, db)
            return visit, self._write(visit)
        except Missing:
            return visit, Shown("fault.html", {"what": "missing"}, 404)
        except Refused:
            if visit.who is None and self.page.right is not None:
                return visit, Shown("locked.html", {}, 401)
            return visit, Shown("fault.html", {"what": "refused"}, 403)

    def _write(self, visit: Visit) -> Answer:
        try:
            return self.room.database.write(lambda db: self._work(visit, db))
        except Undone as undone:
            with self.room.database.read() as db:
                return undone.again(db)

    def _work(self, visit: Visit, db: Db) -> Answer:
        """The view of a POST, once more sure that nothing changed since the check outside the writer."""
        known = replace(visit, who=sessions.who_is(db, visit.session, visit.now))
        self._check(known)
        return self.page.view(known, db)

    def _check(self, visit: Visit) -> None:
        """Refused without a session, without the right, or with a form that is not of this session."""
        if self.page.right is None:
            return
        if visit.who is None or not visit.who.may(self.page.right):
            raise Refused
        word = visit.typed.get("csrf", "").encode()
        if self.page.method == "POST" and not hmac.compare_digest(word, visit.csrf.encode()):
            raise Refused

    def _answer(self, visit: Visit, answer: Answer) -> Response:
        if isinstance(answer, Shown):
            response: Response = HTMLResponse(self.look.render(answer, visit), answer.status)
        elif isinstance(answer, Turned):
            response = self._turn(visit, answer)
        else:
            response = Response(answer.content, media_type=answer.mime, headers=dict(answer.headers))
            if answer.filename:
                response.headers["Content-Disposition"] = f'attachment; filename="{answer.filename}"'
        if visit.partial and response.status_code >= 400:
            response.headers["HX-Refresh"] = "true"  # the whole page says what is the matter
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _turn(self, visit: Visit, answer: Turned) -> Response:
        told = {"said": answer.said, "n": "" if answer.count is None else str(answer.count)}
        query = urlencode({name: value for name, value in told.items() if value})
        to = answer.to + (("&" if "?" in answer.to else "?") + query if query else "")
        response = RedirectResponse(to, 303)
        if answer.cookie is not None:
            self._remember(response, answer.cookie)
        return response

    def _remember(self, response: Response, token: str) -> None:
        secure = self.room.public_url.startswith("https://")
        lasts = int(sessions.SESSION_LASTS.total_seconds())
        if token:
            response.set_cookie(
                COOKIE, token, max_age=lasts, path="/console", secure=secure, httponly=True, samesite="lax"
            )
        else:
            response.delete_cookie(COOKIE, path="/console", secure=secure, httponly=True, samesite="lax")


async def _read(request: Request, whole: int) -> Form:
    """The form, of at most `whole` bytes. Foreign where the browser says that another site sent it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Foreign
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > whole:
            raise TooLarge

    async def receive() -> Message:
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return await Request(request.scope, receive).form()
