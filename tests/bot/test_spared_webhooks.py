"""What people write on WhatsApp while the database is down is not lost: Twilio does not repeat a webhook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import httpx
import pytest

from bot.channels.channel import Request
from bot.channels.whatsapp import WhatsApp
from bot.intake import Intake, Unavailable
from bot.spool import Spool
from bot.webhook import Webhook
from storage.inbound import Inbound, Receipt
from tests.fakes.twilio import ACCOUNT, SENDER, TOKEN, FakeTwilio

PERSON = "whatsapp:+6281234567890"


class Books:
    """Stands for the intake: takes each message once, unless the database is down."""

    def __init__(self) -> None:
        self.down = False
        self.taken: dict[str, str] = {}

    async def take(self, items: Sequence[Inbound | Receipt]) -> None:
        if self.down:
            raise Unavailable
        for item in items:
            assert isinstance(item, Inbound)
            self.taken.setdefault(item.external_id, item.text)


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool", bytes, bytes)


@pytest.fixture
def channel() -> WhatsApp:
    return WhatsApp(ACCOUNT, TOKEN, SENDER, "https://kabar.example.id")


async def post(channel: WhatsApp, books: Books, spool: Spool, request: Request) -> int:
    async def keep(request: Request) -> None:
        spool.keep(request)

    hook = httpx.ASGITransport(Webhook(channel, cast("Intake", books), keep))
    async with httpx.AsyncClient(transport=hook, base_url="http://127.0.0.1") as twilio:
        answer = await twilio.post(request.path, content=request.body, headers=dict(request.headers))
    return answer.status_code


async def test_a_message_in_the_dark_is_answered_kept_and_taken_later(
    channel: WhatsApp, books: Books, spool: Spool
) -> None:
    person = FakeTwilio()
    first, second, third = (person.writes(PERSON, text) for text in ("satu", "dua", "tiga"))
    assert await post(channel, books, spool, first) == 200

    books.down = True
    assert await post(channel, books, spool, second) == 200
    assert await post(channel, books, spool, third) == 200
    with pytest.raises(Unavailable):
        await spool.play(lambda request: books.take(channel.read(request)))
    assert (spool.waiting(), list(books.taken.values())) == (2, ["satu"])

    books.down = False
    await spool.play(lambda request: books.take(channel.read(request)))
    assert (spool.waiting(), list(books.taken.values())) == (0, ["satu", "dua", "tiga"])


async def test_a_forgery_in_the_dark_is_not_kept(channel: WhatsApp, books: Books, spool: Spool) -> None:
    books.down = True
    true = FakeTwilio().writes(PERSON, "satu")

    assert await post(channel, books, spool, replace(true, body=true.body.replace(b"satu", b"dua"))) == 403
    assert spool.waiting() == 0
