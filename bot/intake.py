"""The way in: one inbound message to one transaction, and what to do when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.clock import Clock
from storage import deliveries, inbox
from storage.database import Database, Db
from storage.inbound import Inbound, Receipt
from storage.writer import Unknown
from turns.turn import Turns

PATIENCE = 9.0  # seconds; Twilio waits 15 for an answer, Telegram longer
log = structlog.get_logger()


class Unavailable(Exception):
    """The database does not answer: nothing was taken, and whoever sent it must send it again."""


class Intake:
    """Takes what channels read. After each commit `woken` tells the senders that something may wait.

    `heard` is told the channel and address of each message that was taken here, once.
    """

    def __init__(
        self,
        database: Database,
        turns: Turns,
        clock: Clock,
        woken: Callable[[], None],
        heard: Callable[[str, str], None] = lambda channel, address: None,
    ) -> None:
        self._database, self._turns, self._clock = database, turns, clock
        self._woken, self._heard = woken, heard

    def wake(self) -> None:
        """Something was committed elsewhere that may be waiting to be sent."""
        self._woken()

    async def take(self, items: Sequence[Inbound | Receipt]) -> None:
        """Commit each item; a repeat changes nothing. Raises Unavailable when the database is down."""
        for item in items:  # one after the other: an album's pictures keep their order
            await self._one(item)
        self._woken()

    async def _one(self, item: Inbound | Receipt) -> None:
        now = self._clock()
        try:
            news = await self._database.submit(self._work(item, now), PATIENCE)
        except Exception as bug:
            if _is_down(bug):
                raise Unavailable from bug
            await self._failed(item, bug, now)
        else:
            if news and isinstance(item, Inbound):
                self._heard(item.channel, item.address)

    def _work(self, item: Inbound | Receipt, now: datetime) -> Callable[[Db], bool]:
        if isinstance(item, Receipt):
            return lambda db: deliveries.report(db, item, now)
        return lambda db: self._turns.take(db, item, now)

    async def _failed(self, item: Inbound | Receipt, bug: Exception, now: datetime) -> None:
        """A turn that failed left nothing; the message is kept, tried again later, then shown to staff.

        Raises Unavailable where it cannot be kept either: no word of success for what would be lost.
        """
        log.error("turn failed", kind=type(bug).__name__, where=where(bug), channel=item.channel)
        if isinstance(item, Receipt):
            return
        try:
            await self._database.submit(lambda db: inbox.failed(db, item, where(bug), now), PATIENCE)
        except Exception as down:
            raise Unavailable from down

    async def retry(self) -> int:
        """Take once more what failed; after its last try it is in quarantine and the person is told."""
        again = 0
        for row_id in await asyncio.to_thread(self._waiting):
            now = self._clock()
            try:
                await self._database.submit(partial(self._turns.retake, row=row_id, now=now))
            except inbox.Settled:
                continue
            except Exception as bug:
                if _is_down(bug):
                    raise
                log.error("retry failed", kind=type(bug).__name__, where=where(bug), inbox=row_id)
                await self._give_up(row_id, where(bug), now)
            again += 1
        if again:
            self._woken()
        return again

    async def _give_up(self, row_id: int, error: str, now: datetime) -> None:
        """Counts the try. Where even the apology fails, the row is counted all the same: no endless tries."""
        try:
            await self._database.submit(partial(self._turns.give_up, row=row_id, error=error, now=now))
        except Exception as bug:
            if _is_down(bug):
                raise
            log.error("apology failed", kind=type(bug).__name__, where=where(bug), inbox=row_id)
            await self._database.submit(partial(inbox.failed_again, row=row_id, error=error, now=now))

    def _waiting(self) -> list[int]:
        with self._database.read() as db:
            return inbox.waiting(db)


def _is_down(error: Exception) -> bool:
    """Whether it is the database that failed, not the turn: then nothing can be kept.

    OperationalError is what drivers raise for lost connections, full disks and locks, and SQLite also for a
    statement that does not fit the schema, which is a fault of ours.
    """
    if isinstance(error, (Unknown, TimeoutError, PoolTimeout)):
        return True
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    return error.connection_invalidated or "no such" not in str(error.orig)


def where(bug: BaseException) -> str:
    """Class and place of a failure, never its text: that may hold what a person wrote."""
    frame = bug.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None:
        return type(bug).__name__
    return f"{type(bug).__name__} {frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}"
