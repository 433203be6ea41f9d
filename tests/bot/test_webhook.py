"""What our webhooks answer, and what is in the database afterwards, whatever is posted to them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from starlette.types import ASGIApp

from bot.channels.channel import Channel, Request
from bot.channels.telegram import SECRET_HEADER, Telegram
from bot.channels.webchat import WebChat
from bot.channels.whatsapp import WhatsApp
from bot.service import Service
from bot.web import application
from storage.database import Db
from storage.inbound import Inbound
from storage.tables import Contact, Form, Inbox, Outbox
from tests.bot.conftest import Office
from tests.fakes.twilio import ACCOUNT, SENDER, TOKEN, FakeTwilio
from turns.hearing import Hearing
from turns.turn import Turns

SECRET = "a-secret_of-TESTS"
PERSON = "whatsapp:+6281234567890"
MIB = 1 << 20


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


@pytest.fixture
async def hooks(here: Office) -> AsyncIterator[Hooks]:
    hooks = Hooks(here)
    yield hooks
    await hooks.client.aclose()
    for wire in hooks.wires.values():
        await wire.close()


async def test_the_same_update_three_times_in_a_row_has_one_effect(hooks: Hooks) -> None:
    assert await hooks.telegram("/start") == 200
    once = hooks.written()
    for _ in range(2):
        assert await hooks.telegram("/start") == 200
    assert hooks.written() == once
    assert hooks.count(Inbox) == 1


async def test_the_same_update_many_times_at_once_has_one_effect(hooks: Hooks) -> None:
    assert set(await asyncio.gather(*[hooks.telegram("/start") for _ in range(32)])) == {200}
    assert (hooks.count(Inbox), hooks.count(Contact)) == (1, 1)
    once = hooks.count(Outbox)
    assert await hooks.telegram("menu", 2) == 200
    assert hooks.count(Outbox) > once


async def test_the_same_message_of_whatsapp_many_times_at_once_has_one_effect(hooks: Hooks) -> None:
    request = hooks.twilio.writes(PERSON, "halo")
    answers = await asyncio.gather(*[hooks.whatsapp(request) for _ in range(32)])
    assert set(answers) == {200}
    assert (hooks.count(Inbox), hooks.count(Contact)) == (1, 1)


@pytest.mark.parametrize("secret", ["", "x", SECRET[:-1], SECRET.lower()])
async def test_a_wrong_secret_is_refused_and_leaves_nothing(hooks: Hooks, secret: str) -> None:
    assert await hooks.telegram("/start", secret=secret) == 403
    answer = await hooks.client.post("/telegram/webhook", json=update("/start", 1))
    assert answer.status_code == 403
    assert hooks.written() == 0


@pytest.mark.parametrize("path", ["/whatsapp/webhook", "/whatsapp/status"])
async def test_any_byte_of_a_twilio_request_changed_is_refused(hooks: Hooks, path: str) -> None:
    params = [("MessageSid", "SM1"), ("From", PERSON), ("Body", "ya"), ("NumMedia", "0")]
    if path.endswith("status"):
        params = [("MessageSid", "SM1"), ("MessageStatus", "delivered")]
    true = hooks.twilio.request(params, path)
    signature = true.headers["x-twilio-signature"]
    for at in range(len(true.body)):
        body = bytearray(true.body)
        body[at] ^= 1
        assert await hooks.whatsapp(Request(path, "", true.headers, bytes(body))) == 403, at
    for at in range(len(signature)):
        changed = signature[:at] + chr(ord(signature[at]) ^ 1) + signature[at + 1 :]
        headers = {**true.headers, "x-twilio-signature": changed}
        assert await hooks.whatsapp(Request(path, "", headers, true.body)) == 403, at
    other = "/whatsapp/status" if path.endswith("webhook") else "/whatsapp/webhook"
    assert await hooks.whatsapp(Request(other, "", true.headers, true.body)) == 403
    assert await hooks.whatsapp(Request(path, "a=b", true.headers, true.body)) == 403
    assert hooks.written() == 0
    assert await hooks.whatsapp(true) == 200


async def chunks(size: int) -> AsyncIterator[bytes]:
    for start in range(0, size, 65_536):
        yield b" " * min(65_536, size - start)


@pytest.mark.parametrize("path", ["/telegram/webhook", "/whatsapp/webhook", "/whatsapp/status"])
@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_one_mebibyte_is_refused(hooks: Hooks, path: str, chunked: bool) -> None:
    content: Any = chunks(MIB + 1) if chunked else b" " * (MIB + 1)
    answer = await hooks.client.post(path, content=content, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 413
    assert hooks.written() == 0


async def test_a_body_of_one_mebibyte_is_read(hooks: Hooks) -> None:
    answer = await hooks.client.post(
        "/telegram/webhook", content=chunks(MIB), headers={SECRET_HEADER: SECRET}
    )
    assert answer.status_code == 200
    assert hooks.inbox() == [("quarantined", 1)]


async def test_a_client_that_goes_away_leaves_nothing(hooks: Hooks) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        raise AssertionError("nobody listens")

    headers = [(SECRET_HEADER.encode(), SECRET.encode())]
    scope = {"type": "http", "method": "POST", "path": "/telegram/webhook", "query_string": b""}
    await hooks.app({**scope, "headers": headers, "root_path": ""}, receive, send)
    assert hooks.written() == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"not JSON", b'{"update_id": "five"}', b"\xff"])
async def test_an_update_that_cannot_be_used_lies_in_quarantine(hooks: Hooks, body: bytes) -> None:
    for _ in range(2):
        answer = await hooks.client.post("/telegram/webhook", content=body, headers={SECRET_HEADER: SECRET})
        assert answer.status_code == 200
    assert hooks.inbox() == [("quarantined", 1)]


async def test_a_status_of_a_message_that_is_not_ours_is_taken_quietly(hooks: Hooks) -> None:
    params = [("MessageSid", "SM404"), ("MessageStatus", "delivered")]
    assert await hooks.whatsapp(hooks.twilio.request(params, "/whatsapp/status")) == 200
    assert hooks.written() == 0


# --- turns that fail


def broken(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A turn that hears this text fails."""
    true = Turns._turn

    def fail(self: Turns, db: Db, inbound: Inbound, *more: Any) -> None:
        true(self, db, inbound, *more)
        if inbound.text == text:
            raise ZeroDivisionError(text)

    monkeypatch.setattr(Turns, "_turn", fail)


async def test_a_turn_that_fails_is_kept_tried_again_and_set_aside_with_an_apology(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, "rusak")
    assert await hooks.telegram("/start") == 200
    before = hooks.count(Outbox)
    assert await hooks.telegram("rusak", 2) == 200
    assert await hooks.telegram("rusak", 2) == 200
    assert hooks.inbox()[1:] == [("waiting", 1)]
    assert hooks.count(Outbox) == before
    await hooks.service.intake.retry()
    assert hooks.inbox()[1:] == [("waiting", 2)]
    await hooks.service.intake.retry()
    assert hooks.inbox()[1:] == [("quarantined", 3)]
    assert hooks.count(Outbox) == before + 1
    assert await hooks.service.intake.retry() == 0


async def test_a_turn_that_fails_once_is_done_at_the_next_try(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        broken(patched, "menu")
        assert await hooks.telegram("menu") == 200
    assert hooks.inbox() == [("waiting", 1)]
    await hooks.service.intake.retry()
    assert hooks.inbox() == [("done", 2)]
    assert hooks.count(Outbox) > 0
    assert await hooks.telegram("menu") == 200
    assert hooks.inbox() == [("done", 2)]


async def test_a_turn_whose_apology_fails_too_is_not_tried_for_ever(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, "rusak")

    def fail(self: Hearing) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Hearing, "apologise", fail)
    assert await hooks.telegram("rusak") == 200
    for _ in range(2):
        await hooks.service.intake.retry()
    assert hooks.inbox() == [("quarantined", 3)]


# --- a database that is down


@contextlib.contextmanager
def darkness(hooks: Hooks, monkeypatch: pytest.MonkeyPatch) -> Any:
    async def submit(work: Callable[[Db], object]) -> object:
        raise OperationalError("BEGIN", None, Exception("database is locked"))

    with monkeypatch.context() as patched:
        patched.setattr(hooks.here.database, "submit", submit)
        yield


async def test_while_the_database_is_down_telegram_is_asked_to_come_again(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with darkness(hooks, monkeypatch):
        assert await hooks.telegram("/start") == 503
    assert await hooks.telegram("/start") == 200
    assert hooks.count(Inbox) == 1


async def test_while_the_database_is_down_whatsapp_is_kept_and_nobody_overtakes(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (hooks.twilio.writes(PERSON, text) for text in ("halo", "menu", "status"))
    with darkness(hooks, monkeypatch):
        assert await hooks.whatsapp(first) == 200
        assert await hooks.whatsapp(second) == 200
    assert await hooks.whatsapp(third) == 200
    assert hooks.count(Inbox) == 0, "the third waits behind the two"
    await hooks.service._play(hooks.wires["whatsapp"])
    with hooks.here.database.read() as db:
        sids = list(db.session.scalars(select(Inbox.external_id).order_by(Inbox.id)))
    assert sids == [str(one["sid"]) for one in hooks.twilio.received]
    assert not hooks.service.behind()
    assert await hooks.whatsapp(hooks.twilio.writes(PERSON, "menu")) == 200
    assert hooks.count(Inbox) == 4


async def test_a_disk_that_is_full_too_is_admitted(hooks: Hooks, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(request: Request) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hooks.service._spool, "keep", full)
    with darkness(hooks, monkeypatch):
        assert await hooks.whatsapp(hooks.twilio.writes(PERSON, "halo")) == 503


async def test_health_says_whether_webhooks_are_taken(hooks: Hooks) -> None:
    assert (await hooks.client.get("/health")).status_code == 503
    async with hooks.service.running():
        assert (await hooks.client.get("/health")).status_code == 200
        assert (await hooks.client.get("/ready")).json() == {"database": True, "webhooks": True}
        hooks.service.leave()
        assert (await hooks.client.get("/health")).status_code == 503
