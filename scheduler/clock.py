"""The heartbeat: asks again and again what is due; all that is remembered are rows, never jobs."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from rules.quiet import WIB, QuietHours
from scheduler import broadcasts, consults, due, erasures, expiry, tasks
from scheduler.moment import Moment
from storage.database import Database
from turns.turn import Turns

EVERY: Final = timedelta(seconds=20)

log = structlog.get_logger(__name__)


def tick(database: Database, turns: Turns, now: datetime, quiet: QuietHours) -> dict[str, int]:
    """Do all that is due at `now`, once; how much of each kind was done. Sends nothing itself.

    Another tick at the same time, in whatever process, does no harm.
    """
    moment = Moment(now, turns, quiet)
    counts: Counter[str] = due.drain(database, moment)
    counts["consult-late"] += consults.tell(database, moment)
    counts["consult-closed"] += consults.close(database, moment)
    counts += tasks.run(database, moment)
    counts += erasures.run(database, moment)
    counts += expiry.run(database, moment)
    counts += broadcasts.run(database, moment)
    return dict(sorted(counts.items()))


class Heartbeat:
    """Ticks in this process while it runs; `woken` is called when something was done."""

    def __init__(
        self,
        database: Database,
        turns: Turns,
        clock: Callable[[], datetime],
        quiet: QuietHours,
        woken: Callable[[], None],
        every: timedelta = EVERY,
    ) -> None:
        self._database, self._turns, self._clock = database, turns, clock
        self._quiet, self._woken = quiet, woken
        self._scheduler = AsyncIOScheduler(timezone=WIB)
        self._scheduler.add_job(
            self.beat, "interval", seconds=every.total_seconds(), coalesce=True, max_instances=1
        )

    def start(self) -> None:
        """Within a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """A tick under way goes on to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def beat(self) -> None:
        """One tick, off the event loop. What fails is logged and tried again at the next."""
        try:
            done = await asyncio.to_thread(tick, self._database, self._turns, self._clock(), self._quiet)
        except Exception as error:
            log.error("tick failed", kind=type(error).__name__)
            return
        if done:
            log.info("tick", **done)
            self._woken()
