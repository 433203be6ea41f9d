"""Telegram under way: faults, flood waits, pictures, courtesies, and the shares of replies and bulk."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator

import pytest

from bot.channels.channel import Outbound, Remedy, SendError
from bot.channels.telegram import COURTESIES, Telegram
from conversations.message import Button, Message
from storage.lane import Lane
from tests.channels.contract import Fault, heard, say
from tests.channels.telegram_wire import TROUBLES, TelegramWire, open_wire
from tests.fakes.telegram_ledger import Trouble

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
LANES = pytest.mark.parametrize("lane", [Lane.REPLY, Lane.BROADCAST])


@pytest.fixture
async def wire() -> AsyncIterator[TelegramWire]:
    async with open_wire() as wire:
        yield wire
        await wire.channel.close()


async def failed(wire: TelegramWire, out: Outbound) -> SendError:
    with pytest.raises(SendError) as caught:
        await wire.channel.send(out, window_open=True)
    return caught.value


async def calls(wire: TelegramWire, many: int) -> None:
    """Wait until the server has been called so often in all."""
    end = time.monotonic() + 5
    while len(wire.fake.calls) < many and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert len(wire.fake.calls) >= many


@LANES
@pytest.mark.parametrize(
    ("trouble", "remedy"),
    [
        (Trouble.BROKEN, Remedy.RETRY),
        (Trouble.BAD_GATEWAY, Remedy.RETRY),
        (Trouble.REFUSE, Remedy.UNKNOWN),
        (Trouble.HANG_UP, Remedy.UNKNOWN),
    ],
)
async def test_a_trouble_has_its_remedy(
    wire: TelegramWire, trouble: Trouble, remedy: Remedy, lane: Lane
) -> None:
    wire.fake.fails(trouble)

    assert (await failed(wire, say(wire, "Halo", lane=lane))).remedy is remedy
    assert len(wire.fake.sends()) == 1, "neither library tries again by itself"


@LANES
async def test_an_answer_that_does_not_come_leaves_the_send_unknown(wire: TelegramWire, lane: Lane) -> None:
    channel = Telegram(wire.fake.token, "s", wire.fake.url, patience=0.1)
    wire.fake.fails(Trouble.SLOW, seconds=0.5)

    with pytest.raises(SendError) as caught:
        await channel.send(say(wire, "Halo", lane=lane), window_open=True)

    assert caught.value.remedy is Remedy.UNKNOWN
    await channel.close()


@LANES
async def test_a_server_that_is_not_there_is_tried_again(lane: Lane) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    channel = Telegram("1:token", "s", f"http://127.0.0.1:{port}")

    with pytest.raises(SendError) as caught:
        await channel.send(Outbound(1, "5", "reply", lane, Message("Halo")), window_open=True)

    assert caught.value.remedy is Remedy.RETRY
    assert caught.value.counts
    await channel.close()


@LANES
async def test_a_refused_token_is_our_fault(wire: TelegramWire, lane: Lane) -> None:
    channel = Telegram("1:revoked", "s", wire.fake.url)

    with pytest.raises(SendError) as caught:
        await channel.send(say(wire, "Halo", lane=lane), window_open=True)

    assert caught.value.remedy is Remedy.OURS
    await channel.close()


async def test_nobody_is_at_an_unknown_chat(wire: TelegramWire) -> None:
    out = Outbound(1, "77", "reply", Lane.REPLY, Message("Halo"))

    assert (await failed(wire, out)).remedy is Remedy.GONE


async def test_an_empty_text_is_dropped_unsent(wire: TelegramWire) -> None:
    assert (await failed(wire, say(wire, " \0 "))).remedy is Remedy.DROP
    assert wire.fake.calls == []


@LANES
async def test_a_long_message_goes_on_where_it_failed(wire: TelegramWire, lane: Lane) -> None:
    out = say(wire, "a" * 4000 + "\n" + "b" * 4000, "Ya", lane=lane)
    wire.fake.fails(Trouble.SLOW)
    wire.fake.fails(Trouble.BAD_GATEWAY)

    await failed(wire, out)
    await wire.channel.send(out, window_open=True)

    assert [sent.text[0] for sent in wire.person.messages] == ["a", "b"]
    assert [sent.labels for sent in wire.person.messages] == [[], ["Ya"]]


@LANES
async def test_a_picture_is_uploaded_once_for_many(wire: TelegramWire, lane: Lane) -> None:
    for _ in range(3):
        await wire.channel.send(say(wire, "Poster", lane=lane, picture=PNG), window_open=True)
    wire.fake.methods.files.clear()
    await wire.channel.send(say(wire, "Poster", lane=lane, picture=PNG), window_open=True)

    assert [sent.photo for sent in wire.person.messages] == [PNG] * 4
    assert [bool(call.files) for call in wire.fake.sends()] == [True, False, False, False, True]


async def test_texts_go_out_without_parse_mode_and_without_previews(wire: TelegramWire) -> None:
    for lane in Lane:
        await wire.channel.send(say(wire, "<b> https://a.id", lane=lane), window_open=True)

    for call in wire.fake.sends():
        assert "parse_mode" not in call.fields
        assert call.fields["link_preview_options"].replace(" ", "") == '{"is_disabled":true}'


async def test_a_tap_is_answered_and_its_buttons_are_taken_away(wire: TelegramWire) -> None:
    await wire.channel.send(say(wire, "Ya?", "Ya", "Tidak"), window_open=True)
    tap = heard(wire, wire.posted(wire.person.taps("Ya")))

    wire.channel.acknowledge([tap, heard(wire, wire.writes("eh"))])
    await calls(wire, 3)

    assert [call.method for call in wire.fake.calls[1:]] == ["answerCallbackQuery", "editMessageReplyMarkup"]
    assert wire.person.messages[0].labels == []
    assert wire.fake.methods.queries == {}


@pytest.mark.parametrize("trouble", list(Trouble))
async def test_a_courtesy_that_fails_disturbs_nothing(wire: TelegramWire, trouble: Trouble) -> None:
    await wire.channel.send(say(wire, "Ya?", "Ya"), window_open=True)
    tap = heard(wire, wire.posted(wire.person.taps("Ya")))
    wire.fake.fails(trouble, method="answerCallbackQuery", seconds=1)
    wire.fake.fails(trouble, method="sendChatAction", seconds=1)

    wire.channel.acknowledge([tap])
    wire.channel.acknowledge([tap])  # too late, and not modified
    wire.channel.type(wire.address)
    await calls(wire, 6)

    assert [sent.text for sent in wire.person.messages] == ["Ya?"]


async def test_the_bot_is_seen_typing(wire: TelegramWire) -> None:
    wire.channel.type(wire.address)
    await calls(wire, 1)

    assert wire.person.typing == 1


async def test_courtesies_do_not_pile_up_when_telegram_is_slow(wire: TelegramWire) -> None:
    wire.fake.fails(Trouble.SLOW, times=500, seconds=0.5)

    for _ in range(500):
        wire.channel.type(wire.address)
    await calls(wire, COURTESIES)
    await asyncio.sleep(0.1)

    assert len(wire.fake.calls) == COURTESIES


async def test_a_number_and_a_place_can_be_shared_with_a_tap(wire: TelegramWire) -> None:
    channel = Telegram(wire.fake.token, "s", wire.fake.url, offers={"contact": "Bagikan nomor saya"})
    out = say(wire, "Nomornya?", wants="contact", buttons=(Button("f|k|later", "Nanti saja"),))

    await channel.send(out, window_open=True)

    [seen] = await wire.seen()
    assert seen.offers == "contact"
    assert wire.person.messages[0].labels == ["Bagikan nomor saya", "Nanti saja"]
    await channel.close()


async def test_neither_errors_nor_logs_hold_the_token(
    wire: TelegramWire, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    for lane in (Lane.REPLY, Lane.BROADCAST):
        for fault in TROUBLES:
            wire.breaks(fault)
            error = await failed(wire, say(wire, "rahasia", lane=lane))
            said.append(f"{error!r} {error} {error.__cause__!r}")
            await wire.channel.close()
            await asyncio.sleep(1.1 if fault is Fault.FLOOD else 0)
    with pytest.raises(SendError) as lost:
        await wire.channel.fetch("AgAC-x", 10)
    said.append(f"{lost.value!r} {lost.value.__cause__!r}")

    told = "\n".join([*said, caplog.text])
    secret = wire.fake.token.partition(":")[2]
    assert secret not in told
    assert "rahasia" not in caplog.text
