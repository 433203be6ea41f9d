"""Visitors of the chat page in a test: each has a cookie, posts as the page's script does, sees replies."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from sqlalchemy import select

from bot.channels.channel import Channel
from bot.channels.webchat import COOKIE, PROOF, WebChat, address_of, visitor_of
from bot.web import application
from conversations.message import Message, decode
from storage.tables import Contact, Outbox
from tests.bot.office import Office

_numbers = count(1)


@dataclass
class Visitor:
    """One browser."""

    here: Office
    client: httpx.AsyncClient
    status: int = 0
    answer: httpx.Response | None = None
    seen: int = 0
    headers: dict[str, str] = field(default_factory=lambda: {PROOF: "1"})

    @property
    def token(self) -> str:
        found = self.client.cookies.get(COOKIE)
        assert found is not None
        assert visitor_of(f"{COOKIE}={found}") == found
        return found

    @property
    def address(self) -> str:
        return address_of(self.token)

    async def opens(self, **query: str) -> str:
        self.answer = await self.client.get("/chat", params=query)
        self.status = self.answer.status_code
        return self.answer.text

    async def posts(self, path: str, body: bytes | dict[str, Any], **headers: str) -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.seen = max((row.id for row in self.rows()), default=0)
        self.answer = await self.client.post(path, content=content, headers=self.headers | headers)
        self.status = self.answer.status_code
        return self.status

    async def says(self, *texts: str) -> str:
        """One text after the other, each taken; what was replied to the last."""
        for text in texts:
            await self.tells(kind="text", text=text)
        return self.text()

    async def taps(self, data: str) -> str:
        await self.tells(kind="tap", data=data)
        return self.text()

    async def tells(self, **told: Any) -> None:
        assert await self.posts("/chat/say", {"id": f"m{next(_numbers)}", **told}) == 204, self.status

    def rows(self) -> list[Outbox]:
        if COOKIE not in self.client.cookies:
            return []
        with self.here.database.read() as db:
            query = select(Outbox).join(Contact, Contact.id == Outbox.contact_id)
            return list(db.session.scalars(query.where(Contact.address == self.address).order_by(Outbox.id)))

    def messages(self, *, ever: bool = False) -> list[Message]:
        return [decode(row.body) for row in self.rows() if row.body and (ever or row.id > self.seen)]

    def text(self) -> str:
        return "\n".join(
            line for one in self.messages() for line in (one.text, *(f"[{b.label}]" for b in one.buttons))
        )

    def all_text(self) -> str:
        return "\n".join(
            line
            for one in self.messages(ever=True)
            for line in (one.text, *(f"[{b.label}] {b.hint}" for b in one.buttons))
        )


class Site:
    """The whole program with the web chat alone."""

    def __init__(self, here: Office, *, demo: bool = False) -> None:
        sealing = here.database.sealing
        self.here = here
        self.folder = here.house.settings.data_dir / "uploads"
        wires: dict[str, Channel] = {"web": WebChat(self.folder, sealing.seal, sealing.open)}
        self.app, self.service = application(here.house, wires, frozenset({"web"}), demo=demo)

    def visitor(self) -> Visitor:
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url=self.here.house.settings.public_url, timeout=30
        )
        return Visitor(self.here, client)
