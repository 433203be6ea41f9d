"""Telegram's rates: flood waits are kept, bulk has its share, never thirty a second are passed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.channel import Outbound, SendError
from bot.channels.telegram import BULK_RATE, Telegram
from conversations.message import Message
from storage.lane import Lane
from tests.channels.contract import say
from tests.channels.telegram_wire import TelegramWire, open_wire
from tests.fakes.telegram_ledger import Trouble
from tests.fakes.telegram_person import Person


@pytest.fixture
async def wire() -> AsyncIterator[TelegramWire]:
    async with open_wire() as wire:
        yield wire
        await wire.channel.close()


async def failed(wire: TelegramWire, out: Outbound) -> SendError:
    with pytest.raises(SendError) as caught:
        await wire.channel.send(out, window_open=True)
    return caught.value


def to(person: Person, text: str, lane: Lane, number: int = 0) -> Outbound:
    return Outbound(number or person.id, str(person.id), "broadcast", lane, Message(text))


async def test_nothing_goes_out_before_a_flood_wait_is_over(wire: TelegramWire) -> None:
    wire.fake.fails(Trouble.FLOOD, seconds=1)
    other = wire.fake.person("Asep")

    first = await failed(wire, say(wire, "satu"))
    held = [await failed(wire, to(other, "dua", lane)) for lane in Lane]
    await asyncio.sleep(1.05)
    await wire.channel.send(to(other, "tiga", Lane.BROADCAST), window_open=True)

    assert all(error.whole_bot and not error.counts for error in (first, *held))
    for error in held:
        assert error.retry_at is not None
        assert first.retry_at is not None
        assert abs(error.retry_at - first.retry_at) < timedelta(seconds=0.2)
    assert [call.early for call in wire.fake.sends()] == [False, False]
    assert [sent.text for sent in other.messages] == ["tiga"]


async def test_a_flood_wait_ends_by_the_clock_that_was_given(wire: TelegramWire) -> None:
    day = datetime(2027, 1, 1, tzinfo=UTC)
    channel = Telegram(wire.fake.token, "s", wire.fake.url, now=lambda: day)
    wire.fake.fails(Trouble.FLOOD, seconds=7)

    with pytest.raises(SendError) as caught:
        await channel.send(say(wire, "Halo"), window_open=True)

    assert caught.value.retry_at == day + timedelta(seconds=7)
    await channel.close()


async def test_bulk_keeps_to_its_share_and_replies_do_not_wait_for_it(wire: TelegramWire) -> None:
    people = [wire.fake.person(str(n)) for n in range(3 * BULK_RATE // 2)]
    await wire.channel.send(to(people[0], "mulai", Lane.BROADCAST, 1), window_open=True)
    start = time.monotonic()

    bulk = [
        asyncio.create_task(wire.channel.send(to(one, "Kabar", Lane.BROADCAST), window_open=True))
        for one in people
    ]
    await asyncio.sleep(0.1)
    asked = time.monotonic()
    await wire.channel.send(say(wire, "Jawaban"), window_open=True)
    waited = time.monotonic() - asked
    await asyncio.gather(*bulk)
    took = time.monotonic() - start

    assert waited < 0.3
    assert 1.3 < took < 2.5
    sent = [call.at for call in wire.fake.sends()]
    assert max(sum(at <= one < at + 1 for one in sent) for at in sent) <= BULK_RATE + 2
    assert {call.status for call in wire.fake.calls} == {200}


async def test_a_slow_telegram_leaves_room_for_replies(wire: TelegramWire) -> None:
    people = [wire.fake.person(str(n)) for n in range(40)]
    for one in people:
        wire.fake.fails(Trouble.SLOW, chat=one.id, seconds=2)

    bulk = [
        asyncio.create_task(wire.channel.send(to(one, "Kabar", Lane.BROADCAST), window_open=True))
        for one in people
    ]
    await asyncio.sleep(1.5)
    asked = time.monotonic()
    await wire.channel.send(say(wire, "Jawaban"), window_open=True)

    assert time.monotonic() - asked < 0.5
    for task in bulk:
        task.cancel()
    await asyncio.gather(*bulk, return_exceptions=True)


async def test_replies_and_bulk_together_stay_below_thirty_a_second(wire: TelegramWire) -> None:
    people = [wire.fake.person(str(n)) for n in range(80)]
    lanes = [Lane.BROADCAST] * 40 + [Lane.REPLY] * 40

    await asyncio.gather(
        *(
            wire.channel.send(to(one, "Kabar", lane), window_open=True)
            for one, lane in zip(people, lanes, strict=True)
        )
    )

    assert {call.status for call in wire.fake.calls} == {200}
