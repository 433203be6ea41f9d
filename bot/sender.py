"""Sends what waits in the outbox for one channel: the only sender of its bot while it holds the lease."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from bot.channels.channel import Channel, Outbound, Remedy, SendError
from bot.house import House
from bot.pace import Pace
from storage import deliveries, documents, leases, sending
from storage.database import Db
from storage.lane import Lane
from storage.sending import Claimed, Held, Superseded

LEASE = 15.0  # seconds for which one process is the sender; renewed at a third of it
ROW_LEASE = timedelta(seconds=40)  # for which a row is ours; longer than any send may take
AT_ONCE = 20  # sends in flight
LOOK = 0.5  # seconds between looks when nobody woke us
WINDOW = timedelta(hours=24)  # WhatsApp: free text only so long after the person's last message
PATIENCE = 2.0  # seconds a send waits for its chat's turn; longer, and it is put back
log = structlog.get_logger()


class Sender:
    """`run` sends for good; `drain` takes the lease over and sends all that may go out at one moment."""

    def __init__(self, house: House, wire: Channel, now: Callable[[], datetime] | None = None) -> None:
        self._house, self._wire, self._now = house, wire, now or house.clock
        self._database = house.database
        self._owner = uuid4().hex
        self._woken = asyncio.Event()
        self._pace = Pace(time.monotonic())
        self._epoch: int | None = None
        self._renew_at = 0.0
        self._flying: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something was committed that may be waiting."""
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled; what is in flight then is awaited, so that nothing is left unknown."""
        try:
            while True:
                if not await self._round():
                    self._woken.clear()
                    await self._rest()
        finally:
            if self._flying:
                await asyncio.wait(self._flying, timeout=10)
            await self._database.submit(lambda db: leases.let_go(db, self._wire.name, self._owner))

    async def drain(self) -> int:
        """Everything that may go out now, whoever was the sender; gives how many were tried."""
        self._epoch = await self._database.submit(
            lambda db: leases.lease(db, self._wire.name, self._owner, LEASE, take=True)
        )
        tried = 0
        while self._epoch is not None and (count := await self._round(patient=True)):
            tried += count
            if self._flying:
                await asyncio.wait(self._flying)
        await self._database.submit(lambda db: leases.let_go(db, self._wire.name, self._owner))
        return tried

    async def _rest(self) -> None:
        waits = {asyncio.ensure_future(self._woken.wait()), *self._flying}
        done, _ = await asyncio.wait(waits, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits - done - self._flying:
            wait.cancel()

    async def _round(self, *, patient: bool = False) -> int:
        """Claims what may go out and starts sending it; 0 when there was nothing, or we are not the sender."""
        free = AT_ONCE - len(self._flying)
        try:
            if free <= 0 or not await self._lead():
                return 0
            rows = await self._database.submit(lambda db: self._claim(db, free))
        except Superseded:
            self._epoch = None
            return 0
        for row in rows:
            task = asyncio.create_task(self._send(row, patient))
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)
        return len(rows)

    def _claim(self, db: Db, most: int) -> list[Claimed]:
        now = self._now()
        if self._epoch is None:
            return []
        last = Lane.BROADCAST if self._house.quiet.open_at(now) else Lane.REPLY
        return sending.claim(db, self._wire.name, now, self._epoch, ROW_LEASE, most, last)

    async def _lead(self) -> bool:
        """Whether we are the sender; a new one first settles what its predecessor left in flight."""
        if self._epoch is not None and time.monotonic() < self._renew_at:
            return True

        def work(db: Db) -> int | None:
            epoch = leases.lease(db, self._wire.name, self._owner, LEASE)
            if epoch is not None:
                deliveries.recover(db, self._now())
            return epoch

        self._epoch = await self._database.submit(work)
        self._renew_at = time.monotonic() + LEASE / 3
        return self._epoch is not None

    # --- one message

    async def _send(self, row: Claimed, patient: bool) -> None:
        try:
            if not await self._turn_of(row, patient):
                return
            external = await self._wire.send(await self._outbound(row), window_open=self._window_open(row))
        except SendError as error:
            await self._settle(row, error)
        except asyncio.CancelledError:
            await self._database.submit(lambda db: deliveries.hand_back(db, row, self._now()))
            raise
        except Exception as bug:
            log.error("send failed", kind=type(bug).__name__, outbox=row.id, channel=self._wire.name)
            await self._database.submit(lambda db: deliveries.failed(db, row, type(bug).__name__))
        else:
            await self._database.submit(lambda db: deliveries.sent(db, row, external, self._now()))
        self._woken.set()

    async def _turn_of(self, row: Claimed, patient: bool) -> bool:
        """Waits for the chat's and the bot's turn; False where it is put back since that is too long."""
        self._pace.heard(row.contact_id, row.heard_at, time.monotonic())
        wait = self._pace.chat_wait(row.contact_id, time.monotonic())
        if wait > PATIENCE and not patient:
            until = self._now() + timedelta(seconds=wait)
            await self._database.submit(lambda db: deliveries.hold(db, row, Held.RATE, until))
            return False
        while wait := max(
            self._pace.chat_wait(row.contact_id, time.monotonic()), self._pace.bot_wait(time.monotonic())
        ):
            await asyncio.sleep(wait)
        self._pace.sent(row.contact_id, time.monotonic())
        return True

    async def _outbound(self, row: Claimed) -> Outbound:
        picture = None
        if row.message.picture is not None:
            picture = await asyncio.to_thread(documents.picture, self._database, row.message.picture)
        return Outbound(row.id, row.address, row.kind, row.lane, row.message, picture)

    def _window_open(self, row: Claimed) -> bool:
        return row.heard_at is not None and self._now() - row.heard_at < WINDOW

    async def _settle(self, row: Claimed, error: SendError) -> None:
        """What the channel's failure asks for."""
        now, name = self._now(), self._wire.name
        log.warning("not sent", outbox=row.id, channel=name, remedy=error.remedy.value, reason=error.reason)

        def work(db: Db) -> None:
            match error.remedy:
                case Remedy.RETRY | Remedy.OURS:
                    if error.whole_bot and error.retry_at is not None:
                        leases.halt(db, name, error.retry_at)
                    deliveries.retry(db, row, now, error.reason, at=error.retry_at)
                case Remedy.GONE:
                    deliveries.gone(db, row, now, error.reason)
                case Remedy.OPTED_OUT:
                    deliveries.gone(db, row, now, error.reason, opted_out=True)
                case Remedy.TEMPLATE:
                    deliveries.hold(db, row, Held.TEMPLATE)
                case Remedy.DROP:
                    deliveries.failed(db, row, error.reason)
                case Remedy.UNKNOWN:
                    deliveries.uncertain(db, row, now, error.reason)

        await self._database.submit(work)
