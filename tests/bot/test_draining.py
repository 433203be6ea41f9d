"""A tick empties the outbox by itself, beside whatever server or other tick there is."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest

from bot.channels.channel import Remedy
from bot.sender import Sender
from storage import deliveries
from tests.bot.office import Office, Wire, fails, sending, until


async def test_draining_takes_over_and_the_server_takes_it_back(here: Office) -> None:
    server, tick, euis = Wire(), Wire(), here.person("1")
    async with sending(here, server):
        here.queue(euis, "satu")
        await until(lambda: server.texts == ["satu"])
        here.clock.jump(timedelta(days=1))
        here.queue(euis, "dua", not_before=here.clock() + timedelta(days=7))
        later = here.clock() + timedelta(days=7)
        assert await Sender(here.house, tick, lambda: later).drain() == 1
        assert tick.texts == ["dua"]
        here.queue(euis, "tiga")
        await until(lambda: server.texts == ["satu", "tiga"])


async def test_two_that_drain_at_once_send_nothing_twice(here: Office) -> None:
    wire = Wire(takes=0.01)
    people = [here.person(str(number)) for number in range(30)]
    for person in people:
        here.queue(person, f"halo {person}")
    drains = [Sender(here.house, wire).drain() for _ in range(3)]
    await asyncio.gather(*drains)
    assert sorted(wire.texts) == sorted(f"halo {person}" for person in people)
    assert set(here.states()) == {"sent"}


async def test_draining_waits_for_a_first_failure(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "FIRST", timedelta(seconds=1))
    wire, euis = Wire(troubles=[fails(Remedy.RETRY)]), here.person("1")
    here.queue(euis, "halo")
    began = time.monotonic()
    now = lambda: here.clock() + timedelta(seconds=time.monotonic() - began)  # noqa: E731
    await Sender(here.house, wire, now).drain()
    assert here.states() == ["sent"]
