"""The way in: one inbound message to one transaction, and what to do when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from storage import deliveries, inbox, outbox
from storage.database import Database, Db
from storage.inbound import Inbound, Receipt
from turns.turn import Turns

log = structlog.get_logger()


class Unavailable(Exception):
    """The database does not answer: nothing was taken, and whoever sent it must send it again."""


class Intake:
    """Takes what channels read. After each commit `woken` tells the senders that something may wait."""

    def __init__(self, database: Database, turns: Turns, clock: Clock, woken: Callable[[], None]) -> None:
        self._database, self._turns, self._clock, self._woken = database, turns, clock, woken

    def wake(self) -> None:
        """Something was committed elsewhere that may be waiting to be sent."""
        self._woken()

    async def take(self, items: Sequence[Inbound | Receipt]) -> None:
        """Commit each item; a repeat changes nothing. Raises Unavailable when the database is down."""
        if len(items) == 1:
            await self._one(items[0])
        elif items:
            for item in items:  # an album's pictures keep their order
                await self._one(item)
        self._woken()

    async def _one(self, item: Inbound | Receipt) -> None:
        now = self._clock()
        try:
            await self._database.submit(self._work(item, now))
        except DBAPIError as down:
            if down.connection_invalidated or isinstance(down.orig, OSError) or _is_down(down):
                raise Unavailable from down
            await self._failed(item, down, now)
        except Exception as bug:
            await self._failed(item, bug, now)

    def _work(self, item: Inbound | Receipt, now: datetime) -> Callable[[Db], object]:
        if isinstance(item, Receipt):
            return lambda db: _report(db, item, now)
        return lambda db: self._turns.take(db, item, now)

    async def _failed(self, item: Inbound | Receipt, bug: Exception, now: datetime) -> None:
        """A turn that failed left nothing; the message is kept, tried again later, then shown to staff."""
        log.error("turn failed", kind=type(bug).__name__, where=_where(bug), channel=item.channel)
        if isinstance(item, Inbound):
            await self._database.submit(lambda db: inbox.failed(db, item, _where(bug), now))

    async def retry(self) -> int:
        """Take once more what failed before; after its last try it is in quarantine and the person is told."""
        again = 0
        for row_id in await asyncio.to_thread(self._waiting):
            now = self._clock()
            try:
                await self._database.submit(lambda db, i=row_id: self._turns.retake(db, i, now))  # type: ignore[misc]
                again += 1
            except Exception as bug:
                log.error("retry failed", kind=type(bug).__name__, where=_where(bug))
                await self._database.submit(
                    lambda db, i=row_id, b=bug: self._turns.give_up(db, i, _where(b), now)  # type: ignore[misc]
                )
        if again:
            self._woken()
        return again

    def _waiting(self) -> list[int]:
        with self._database.read() as db:
            return inbox.waiting(db)


def _is_down(error: DBAPIError) -> bool:
    words = str(error.orig).lower()
    return any(
        w in words
        for w in ("unable to open", "disk i/o", "readonly", "database or disk is full", "connection")
    )


def _where(bug: BaseException) -> str:
    """Class and place of a failure, never its text: that may hold what a person wrote."""
    frame = bug.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None:
        return type(bug).__name__
    return f"{type(bug).__name__} {frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}"


def _report(db: Db, item: Receipt, now: datetime) -> None:
    if outbox.receipt(db, item, now) and item.lost:
        deliveries.lost(db, item, now)
