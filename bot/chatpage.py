"""The chat page: a phone-like look at the same conversation, its event stream, and what it posts."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from functools import partial
from importlib import resources
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader
from sse_starlette import EventSourceResponse
from starlette.requests import Request as WebRequest
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.channel import Forbidden, Request
from bot.channels.web_layout import WebLayout
from bot.channels.webchat import COOKIE, WebChat, address_of, visitor_of
from bot.demopage import demo_routes, people
from bot.files import media_link
from bot.house import House
from bot.intake import Intake, Unavailable
from bot.visits import Visits
from conversations.message import Message
from storage import showing
from storage.database import Db

LANGUAGE = "id"
LOOK = 1.0  # seconds between looks at the outbox while a page is open and nothing is said
TEXT, PHOTO = 16 << 10, 8 << 20  # bytes of one message, of one picture
HISTORY = 30  # messages a page opens with
SAFE = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "permissions-policy": "geolocation=(self), camera=(self), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def routes(house: House, intake: Intake, web: WebChat, *, demo: bool) -> list[BaseRoute]:
    """Everything under /chat."""
    page = ChatPage(house, intake, web, demo=demo)
    made: list[BaseRoute] = [
        Route("/chat", page.show),
        Route("/chat/say", page.say, methods=["POST"]),
        Route("/chat/photo", page.photo, methods=["POST"]),
        Route("/chat/stream", page.stream),
        Mount("/chat/static", StaticFiles(packages=[("bot", "static")])),
        Route("/favicon.ico", page.icon),
    ]
    return made + (demo_routes(house, intake) if demo else [])


class TooLarge(Exception):
    """A body of more bytes than we take."""


class ChatPage:
    """The page's endpoints. A visitor is a random token in a cookie, unverified until a code."""

    def __init__(self, house: House, intake: Intake, web: WebChat, *, demo: bool) -> None:
        self._house, self._intake, self._web, self._demo = house, intake, web, demo
        self._pages = Environment(
            loader=PackageLoader("bot"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._layout = WebLayout(self._say)
        self._visits = Visits()
        self._looking: dict[str, set[asyncio.Event]] = {}  # address -> its open pages

    def _say(self, key: str, **args: str) -> str:
        return self._house.texts.say(LANGUAGE, key, args)

    async def show(self, request: WebRequest) -> Response:
        """GET /chat; `start` is a deep link's payload."""
        token = visitor_of(request.headers.get("cookie", "")) or secrets.token_urlsafe(32)
        address = address_of(token)
        html = self._pages.get_template("chat.html").render(
            say=self._say,
            office=self._house.office,
            start=request.query_params.get("start", "")[:64],
            visitor=address[:10],
            known=await asyncio.to_thread(self._known, address),
            demo=await asyncio.to_thread(people, self._house) if self._demo else None,
            now=self._house.clock().astimezone(self._house.office.zone),
            most_photo=PHOTO,
        )
        response = HTMLResponse(html, headers=SAFE | {"cache-control": "no-store"})
        secure = self._house.settings.public_url.startswith("https://")
        response.set_cookie(COOKIE, token, max_age=180 * 86400, httponly=True, samesite="lax", secure=secure)
        return response

    def _known(self, address: str) -> bool:
        with self._house.database.read() as db:
            return showing.contact_of(db, self._web.name, address) is not None

    async def say(self, request: WebRequest) -> Response:
        """POST /chat/say: one message as JSON."""
        try:
            return await self._take(_raw(request, await _body(request, TEXT)))
        except TooLarge:
            return Response(status_code=413)

    async def photo(self, request: WebRequest) -> Response:
        """POST /chat/photo: the picture as the body; `id` and perhaps `text` in the query."""
        try:
            address = self._web.address(_raw(request, b""))
            data = await _body(request, PHOTO)
        except Forbidden:
            return Response(status_code=403)
        except TooLarge:
            return Response(status_code=413)
        number = request.query_params.get("id", "")[:60]
        if not number or not data:
            return Response(status_code=422)
        await asyncio.to_thread(self._web.keep, address, number, data)
        words = request.query_params.get("text", "")
        told = {"id": number, "kind": "photo", "size": len(data), "text": words}
        return await self._take(_raw(request, msgspec.json.encode(told)))

    async def _take(self, raw: Request) -> Response:
        try:
            address = self._web.address(raw)
            if wait := self._visits.wait(address):
                return Response(status_code=429, headers={"retry-after": str(wait)})
            await self._intake.take(self._web.read(raw))
        except Forbidden:
            return Response(status_code=403)
        except Unavailable:
            return Response(status_code=503)
        for looking in self._looking.get(address, ()):
            looking.set()
        return Response(status_code=204)

    async def stream(self, request: WebRequest) -> Response:
        """GET /chat/stream: each message as an event of HTML, after the last one that was seen."""
        token = visitor_of(request.headers.get("cookie", ""))
        if token is None:
            return Response(status_code=403)
        seen = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        last = int(seen) if seen.isdecimal() and len(seen) < 16 else 0
        return EventSourceResponse(
            self._events(address_of(token), last), ping=20, headers={"cache-control": "no-store"}
        )

    async def _events(self, address: str, last: int) -> AsyncIterator[dict[str, Any]]:
        if not self._visits.enter(address):
            return
        looking = asyncio.Event()
        self._looking.setdefault(address, set()).add(looking)
        try:
            yield {"event": "here", "data": ""}
            while True:
                looking.clear()
                lines = await asyncio.to_thread(self._lines, address, last)
                for line in lines:  # one that waited for its time may be older than the last
                    last = max(last, line.id)
                    html = f'<div class="part" data-line="{line.id}">{self._html(line.message)}</div>'
                    yield {"id": str(last), "event": "message", "data": html}
                if lines:
                    await self._house.database.submit(partial(self._shown, address=address, last=last))
                else:
                    await _until(looking, LOOK)
        finally:
            self._visits.leave(address)
            self._looking[address].discard(looking)
            if not self._looking[address]:
                del self._looking[address]

    def _lines(self, address: str, last: int) -> list[showing.Line]:
        with self._house.database.read() as db:
            contact = showing.contact_of(db, self._web.name, address)
            if contact is None:
                return []
            if last == 0:
                last = showing.before_last(db, contact, HISTORY)
            return showing.after(db, contact, last, self._house.clock())

    def _shown(self, db: Db, address: str, last: int) -> None:
        contact = showing.contact_of(db, self._web.name, address)
        if contact is not None:
            showing.shown(db, contact, last, self._house.clock())

    def _html(self, message: Message) -> str:
        """The picture's link is the page's own, by whatever name of ours it was opened."""
        link = "" if message.picture is None else media_link(self._house, message.picture)
        return self._layout.html(message, link.removeprefix(self._house.settings.public_url))

    async def icon(self, request: WebRequest) -> Response:
        """A browser asks for it whatever the page says."""
        data = resources.files("bot").joinpath("static", "icon.svg").read_bytes()
        return Response(data, media_type="image/svg+xml")


async def _body(request: WebRequest, most: int) -> bytes:
    """The body, read no further than it may be long. Raises TooLarge."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise TooLarge
    return bytes(body)


async def _until(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


def _raw(request: WebRequest, body: bytes) -> Request:
    return Request(request.url.path, request.url.query, dict(request.headers), body)
