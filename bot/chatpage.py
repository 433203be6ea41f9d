"""The chat page: a phone-like look at the same conversation, its event stream, and the demo's levers."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from functools import partial
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader
from sse_starlette import EventSourceResponse
from starlette.requests import Request as WebRequest
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.channel import Forbidden, Request
from bot.channels.webchat import COOKIE, WebChat, address_of, visitor_of
from bot.demopage import demo_routes, people
from bot.files import media_link
from bot.house import House
from bot.intake import Intake, Unavailable
from conversations.message import Message
from storage import outbox
from storage.database import Db

LANGUAGE = "id"
LOOK = 0.4  # seconds between looks at the outbox while a page is open
PHOTO = 8 << 20  # bytes of one picture
HISTORY = 30  # messages a page opens with
SAFE = {
    "content-security-policy": "default-src 'self'; img-src 'self' blob: data:; frame-ancestors *",
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


class ChatPage:
    """The page's endpoints. A visitor is a random token in a cookie, unverified until a code."""

    def __init__(self, house: House, intake: Intake, web: WebChat, *, demo: bool) -> None:
        self._house, self._intake, self._web, self._demo = house, intake, web, demo
        self._pages = Environment(
            loader=PackageLoader("bot"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def _say(self, key: str, **args: str) -> str:
        return self._house.texts.say(LANGUAGE, key, args)

    async def show(self, request: WebRequest) -> Response:
        """GET /chat; `start` is a deep link's payload."""
        token = visitor_of(request.headers.get("cookie", "")) or secrets.token_urlsafe(32)
        html = self._pages.get_template("chat.html").render(
            say=self._say,
            office=self._house.office,
            start=request.query_params.get("start", "")[:64],
            demo=await asyncio.to_thread(people, self._house) if self._demo else None,
            now=self._house.clock().astimezone(self._house.office.zone),
        )
        response = HTMLResponse(html, headers=SAFE | {"cache-control": "no-store"})
        secure = self._house.settings.public_url.startswith("https://")
        response.set_cookie(COOKIE, token, max_age=180 * 86400, httponly=True, samesite="lax", secure=secure)
        return response

    async def say(self, request: WebRequest) -> Response:
        """POST /chat/say: one message as JSON."""
        body = await request.body()
        if len(body) > 16_384:
            return Response(status_code=413)
        try:
            items = self._web.read(_raw(request, body))
            await self._intake.take(items)
        except Forbidden:
            return Response(status_code=403)
        except Unavailable:
            return Response(status_code=503)
        return Response(status_code=204)

    async def photo(self, request: WebRequest) -> Response:
        """POST /chat/photo: the picture as the body, `id` in the query."""
        try:
            address = self._web.address(_raw(request, b""))
        except Forbidden:
            return Response(status_code=403)
        data = bytearray()
        async for part in request.stream():
            data += part
            if len(data) > PHOTO:
                return Response(status_code=413)
        inbound = await self._web.photo(
            address, request.query_params.get("id", secrets.token_hex(8)), bytes(data)
        )
        await self._intake.take([inbound])
        return Response(status_code=204)

    async def stream(self, request: WebRequest) -> Response:
        """GET /chat/stream: each message as an event of HTML, after the last one that was seen."""
        token = visitor_of(request.headers.get("cookie", ""))
        if token is None:
            return Response(status_code=403)
        seen = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        last = int(seen) if seen.isdigit() else 0
        return EventSourceResponse(
            self._events(address_of(token), last), ping=20, headers={"cache-control": "no-store"}
        )

    async def _events(self, address: str, last: int) -> AsyncIterator[dict[str, Any]]:
        while True:
            lines = await asyncio.to_thread(self._lines, address, last)
            for line in lines:
                last = max(last, line.id)  # one that waited for its time may be older than what was seen
                yield {"id": str(last), "event": "message", "data": self._html(line.message)}
            if lines:
                await self._house.database.submit(partial(self._shown, address=address, last=last))
            else:
                await asyncio.sleep(LOOK)

    def _lines(self, address: str, last: int) -> list[outbox.Line]:
        with self._house.database.read() as db:
            contact = outbox.contact_of(db, self._web.name, address)
            if contact is None:
                return []
            if last == 0:
                last = outbox.before_last(db, contact, HISTORY)
            return outbox.after(db, contact, last, self._house.clock())

    def _shown(self, db: Db, address: str, last: int) -> None:
        contact = outbox.contact_of(db, self._web.name, address)
        if contact is not None:
            outbox.shown(db, contact, last, self._house.clock())

    def _html(self, message: Message) -> str:
        return self._pages.get_template("message.html").render(
            say=self._say,
            message=message,
            buttons=message.buttons,
            picture=media_link(self._house, message.picture) if message.picture is not None else "",
        )

    async def icon(self, request: WebRequest) -> Response:
        """A browser asks for it whatever the page says."""
        data = resources.files("bot").joinpath("static", "icon.svg").read_bytes()
        return Response(data, media_type="image/svg+xml")


def _raw(request: WebRequest, body: bytes) -> Request:
    return Request(request.url.path, request.url.query, dict(request.headers), body)
