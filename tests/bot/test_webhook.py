"""What our webhooks answer, and what is in the database afterwards, whatever is posted to them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.channel import Request
from bot.channels.telegram import SECRET_HEADER
from storage.tables import Contact, Inbox, Outbox
from tests.bot.hooks import PERSON, SECRET, Hooks, update

MIB = 1 << 20


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


async def test_health_says_whether_webhooks_are_taken(hooks: Hooks) -> None:
    assert (await hooks.client.get("/health")).status_code == 503
    async with hooks.service.running():
        assert (await hooks.client.get("/health")).status_code == 200
        assert (await hooks.client.get("/ready")).json() == {"database": True, "webhooks": True}
        hooks.service.leave()
        assert (await hooks.client.get("/health")).status_code == 503


async def test_what_waits_is_measured(hooks: Hooks) -> None:
    assert await hooks.telegram("/start") == 200
    told = (await hooks.client.get("/metrics")).text
    waiting = f'kabar_outbox_waiting{{channel="telegram",held="",lane="0"}} {hooks.count(Outbox)}.0'
    assert waiting in told.splitlines()
    assert "kabar_inbox_undone 0.0" in told.splitlines()
