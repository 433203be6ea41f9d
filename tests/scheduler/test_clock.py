"""The heartbeat ticks, wakes the sender, and outlives a tick that fails."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from rules.quiet import WIB, parse
from scheduler.clock import Heartbeat
from storage.database import Database
from tests.turns.phone import Phone, turns

DUE = datetime(2026, 11, 25, 10, 0, tzinfo=WIB)


async def test_what_comes_due_wakes_the_sender(database: Database) -> None:
    await asyncio.to_thread(lambda: Phone(database, channel="web").registers().consents("1"))
    woken = asyncio.Event()
    heart = Heartbeat(
        database, turns(), lambda: DUE, parse("off"), woken.set, every=timedelta(milliseconds=50)
    )
    heart.start()
    await asyncio.wait_for(woken.wait(), 10)
    heart.stop()


async def test_a_tick_that_fails_is_tried_again(database: Database) -> None:
    calls = 0

    def clock() -> datetime:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("the clock broke")
        return DUE

    heart = Heartbeat(database, turns(), clock, parse("off"), lambda: None)
    await heart.beat()
    await heart.beat()
    assert calls == 2
