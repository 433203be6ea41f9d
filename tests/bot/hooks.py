"""The webhooks of a whole program around an empty database, and what Telegram and Twilio post to them."""

from __future__ import annotations

from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import func, select
from starlette.types import ASGIApp

from bot.channels.channel import Channel, Request
from bot.channels.telegram import SECRET_HEADER, Telegram
from bot.channels.webchat import WebChat
from bot.channels.whatsapp import WhatsApp
from bot.service import Service
from bot.web import application
from storage.tables import Contact, Form, Inbox, Outbox
from tests.bot.office import Office
from tests.fakes.twilio import ACCOUNT, SENDER, TOKEN, FakeTwilio

SECRET = "a-secret_of-TESTS"
PERSON = "whatsapp:+6281234567890"


class Hooks:
    """The webhooks of a whole program whose channels reach nobody: what they send is not looked at here."""

    def __init__(self, here: Office) -> None:
        settings, sealing = here.house.settings, here.database.sealing
        settings.telegram_token = SecretStr("123:abc")
        self.here = here
        self.wires: dict[str, Channel] = {
            "web": WebChat(settings.data_dir / "uploads", sealing.seal, sealing.open),
            "telegram": Telegram("123:abc", SECRET, "http://127.0.0.1:9"),
            "whatsapp": WhatsApp(ACCOUNT, TOKEN, SENDER, settings.public_url, "http://127.0.0.1:9"),
        }
        self.app: ASGIApp
        self.service: Service
        self.app, self.service = application(here.house, self.wires, frozenset({"web"}))
        self.twilio = FakeTwilio(public_url=settings.public_url)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://127.0.0.1", timeout=30
        )

    async def telegram(self, text: str, number: int = 1, *, secret: str = SECRET, chat: int = 801) -> int:
        answer = await self.client.post(
            "/telegram/webhook", json=update(text, number, chat), headers={SECRET_HEADER: secret}
        )
        return answer.status_code

    async def whatsapp(self, request: Request) -> int:
        path = request.path + (f"?{request.query}" if request.query else "")
        answer = await self.client.post(path, content=request.body, headers=dict(request.headers))
        return answer.status_code

    async def close(self) -> None:
        await self.client.aclose()
        for wire in self.wires.values():
            await wire.close()

    def count(self, table: Any) -> int:
        with self.here.database.read() as db:
            return db.conn.scalar(select(func.count()).select_from(table)) or 0

    def written(self) -> int:
        return sum(self.count(table) for table in (Inbox, Outbox, Contact, Form))

    def inbox(self) -> list[tuple[str, int]]:
        with self.here.database.read() as db:
            return [(row.state, row.tries) for row in db.session.scalars(select(Inbox).order_by(Inbox.id))]


def update(text: str, number: int, chat: int = 801) -> dict[str, Any]:
    person = {"id": chat, "first_name": "Siti", "is_bot": False}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_795_000_000,
            "from": person,
            "chat": {"id": chat, "type": "private"},
            "text": text,
        },
    }
