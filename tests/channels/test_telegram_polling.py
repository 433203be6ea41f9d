"""Polling loses nothing: a batch is asked for again until whoever took it comes for the next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.channel import Remedy, SendError
from bot.channels.telegram import Telegram
from storage.inbound import Kind
from tests.channels.telegram_wire import SECRET, TelegramWire, open_wire
from tests.fakes.telegram_ledger import Trouble


@pytest.fixture
async def wire() -> AsyncIterator[TelegramWire]:
    async with open_wire() as wire:
        yield wire
        await wire.channel.close()


def again(wire: TelegramWire) -> Telegram:
    """The program after a crash: it remembers nothing."""
    return Telegram(wire.fake.token, SECRET, wire.fake.url)


async def test_messages_come_in_their_order(wire: TelegramWire) -> None:
    polling = wire.channel.poll()
    wire.person.writes("satu")

    first = await anext(polling)
    wire.person.writes("dua")
    wire.person.writes("tiga")
    rest = [await anext(polling)]
    while sum(map(len, rest)) < 2:
        rest.append(await anext(polling))

    assert [message.text for message in first] == ["satu"]
    assert [message.text for batch in rest for message in batch] == ["dua", "tiga"]


async def test_what_was_not_committed_before_a_crash_comes_again(wire: TelegramWire) -> None:
    wire.person.writes("satu")
    crashed = wire.channel.poll()
    [lost] = await anext(crashed)
    await crashed.aclose()

    channel = again(wire)
    [message] = await anext(channel.poll())

    assert (message.text, message.external_id) == ("satu", lost.external_id)
    await channel.close()


async def test_what_was_committed_does_not_come_again(wire: TelegramWire) -> None:
    polling = wire.channel.poll()
    wire.person.writes("satu")
    await anext(polling)
    coming = asyncio.ensure_future(anext(polling))
    await asyncio.sleep(0.2)
    wire.person.writes("dua")
    await coming

    assert [update["message"]["text"] for update in wire.fake.updates.pending] == ["dua"]


async def test_an_update_that_cannot_be_used_does_not_stop_the_rest(wire: TelegramWire) -> None:
    wire.person.writes("satu")
    bad = wire.fake.push("message", {"chat": "x", "from": {"id": 1}})
    wire.fake.push("poll", {"from": {"id": 1}})
    polling = wire.channel.poll()

    messages = await anext(polling)
    while len(messages) < 2:
        messages += await anext(polling)

    assert [message.kind for message in messages] == [Kind.TEXT, Kind.UNUSABLE]
    assert messages[1].external_id == f"update:{bad['update_id']}"


@pytest.mark.parametrize("trouble", [Trouble.BAD_GATEWAY, Trouble.BROKEN, Trouble.REFUSE, Trouble.HANG_UP])
async def test_a_trouble_of_the_network_is_waited_out(wire: TelegramWire, trouble: Trouble) -> None:
    wire.fake.fails(trouble, method="getUpdates")
    wire.person.writes("satu")

    [message] = await anext(wire.channel.poll())

    assert message.text == "satu"


async def test_a_refused_token_ends_the_polling(wire: TelegramWire) -> None:
    channel = Telegram("1:revoked", SECRET, wire.fake.url)

    with pytest.raises(SendError) as caught:
        await anext(channel.poll())

    assert caught.value.remedy is Remedy.OURS
    await channel.close()


async def test_the_set_up_for_a_webhook_tells_where_and_with_which_secret(wire: TelegramWire) -> None:
    wire.fake.updates.secret = ""

    await wire.channel.setup("https://kabar.example.id/", "webhook", {"menu": "Lihat menu"})

    assert wire.fake.updates.url == "https://kabar.example.id/telegram/webhook"
    assert wire.fake.updates.secret == SECRET
    assert wire.fake.updates.allowed == ["message", "callback_query", "my_chat_member"]
    assert wire.fake.methods.commands == [{"command": "menu", "description": "Lihat menu"}]
    assert wire.fake.methods.menu == {"type": "commands"}


async def test_the_set_up_for_polling_takes_a_webhook_away_and_keeps_what_waits(wire: TelegramWire) -> None:
    wire.person.writes("satu")
    await wire.channel.setup("https://kabar.example.id", "webhook", {})
    wire.person.writes("dua")

    await wire.channel.setup("", "polling", {})

    assert wire.fake.updates.url == ""


async def test_the_bot_learns_its_own_name_for_links(wire: TelegramWire) -> None:
    assert await wire.channel.username() == "kabar_usaha_bot"


async def test_a_set_up_that_telegram_refuses_says_why(wire: TelegramWire) -> None:
    with pytest.raises(SendError) as caught:
        await wire.channel.setup("http://kabar.example.id", "webhook", {})

    assert caught.value.reason == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
