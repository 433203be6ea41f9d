"""Sends what waits in the outbox for one channel: the only sender of its bot while it holds the lease."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import structlog

from bot.channels.channel import Channel, Outbound, Remedy, SendError
from bot.house import House
from bot.pace import Pace
from bot.succession import Succession
from storage import deliveries, documents, leases, outbox, sending
from storage.database import Db
from storage.lane import Lane
from storage.sending import Claimed, Held, Superseded

LEASE = 8.0  # seconds for which one process is the sender; renewed at a third; so long another waits for it
ROW_LEASE = timedelta(seconds=40)  # for which a row is ours; longer than any send may take
AT_ONCE = 20  # sends in flight
OFFICE_AT_ONCE = 14  # of them for what the office starts: slow ones must leave room for replies
LOOK = 0.5  # seconds between looks when nobody woke us
WINDOW = timedelta(hours=24)  # WhatsApp: free text only so long after the person's last message
PATIENCE = 2.0  # seconds a send waits for its chat's turn; longer, and it is put back
MARKING = 30.0  # seconds for which we try to note what came of a send while the database is down
AFTERWARDS = 60.0  # seconds for which `drain` waits for what may go out a little later
LEAVING = 8.0  # seconds given to what is in flight when we stop; then its row's lease settles it
TOKEN_PAUSE = timedelta(minutes=1)  # while the bot's token is refused
log = structlog.get_logger()


class Sender:
    """`run` sends for good; `drain` takes the lease over and sends all that may go out at one moment."""

    def __init__(self, house: House, wire: Channel, now: Callable[[], datetime] | None = None) -> None:
        self._house, self._wire, self._now = house, wire, now or house.clock
        self._database = house.database
        self._owner = uuid4().hex
        self._succession = Succession(house.settings.data_dir / f"{wire.name}.sender", self._owner)
        self._dead: str | None = None  # who sent before us, where its process has certainly ended
        self._woken = asyncio.Event()
        self._pace = Pace(time.monotonic())
        self._epoch: int | None = None
        self._renew_at = 0.0
        self._flying: dict[asyncio.Task[None], Lane] = {}

    def wake(self) -> None:
        """Something was committed that may be waiting."""
        self._woken.set()

    def took(self, address: str) -> None:
        """A message of this address was committed here: one more answer is due."""
        self._pace.took(address)

    async def run(self) -> None:
        """Until it is cancelled; what is in flight then is awaited, so that little is left unknown."""
        try:
            while True:
                self._woken.clear()
                if not await self._tried():
                    await self._rest()
        finally:
            await self._leave()

    async def drain(self) -> int:
        """Everything that may go out now, whoever was the sender; gives how many were tried.

        Waits a while for what a flood wait or a first failure has put off.
        """
        tried, end = 0, time.monotonic() + AFTERWARDS
        try:
            if not await self._lead(take=True):
                return 0
            while self._epoch is not None:
                tried += (count := await self._round(patient=True))
                if self._flying:
                    await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
                elif not count:
                    wait = await self._database.submit(self._next_in)
                    if wait is None or time.monotonic() + wait > end:
                        break
                    await asyncio.sleep(min(wait, 1.0))
        finally:
            await self._leave()
        return tried

    async def _tried(self) -> int:
        """A round, which a database that is down does not end for good."""
        try:
            return await self._round()
        except Exception as down:
            log.error("no look at the outbox", kind=type(down).__name__, channel=self._wire.name)
            self._epoch = None
            return 0

    async def _rest(self) -> None:
        woken = asyncio.ensure_future(self._woken.wait())
        await asyncio.wait({woken, *self._flying}, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()

    async def _leave(self) -> None:
        if self._flying:
            await asyncio.wait(self._flying, timeout=LEAVING)
        with suppress(Exception):  # the database is down: the lease ends by itself
            await asyncio.wait_for(
                self._database.submit(lambda db: leases.let_go(db, self._wire.name, self._owner)), 2
            )
        if not self._flying:
            self._succession.leave()

    async def _round(self, *, patient: bool = False) -> int:
        """Claims what may go out and starts sending it; 0 when there is nothing, or we are not the sender."""
        free = AT_ONCE - len(self._flying)
        if free <= 0 or not await self._lead():
            return 0
        office = OFFICE_AT_ONCE - sum(lane > Lane.REPLY for lane in self._flying.values())
        claiming = asyncio.ensure_future(self._database.submit(lambda db: self._claim(db, free, office)))
        try:
            rows = await asyncio.shield(claiming)
        except asyncio.CancelledError:  # we stop just now: what was claimed all the same is handed back
            await self._hand_back(claiming)
            raise
        except Superseded:
            self._epoch = None
            return 0
        for row in rows:
            task = asyncio.create_task(self._send(row, patient))
            self._flying[task] = row.lane
            task.add_done_callback(self._landed)
        return len(rows)

    async def _hand_back(self, claiming: asyncio.Future[list[Claimed]]) -> None:
        with suppress(Exception):  # the database is down: the rows' leases settle them
            for row in await claiming:
                await self._database.submit(partial(deliveries.hand_back, row=row, now=self._now()))

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._flying[task]
        self._woken.set()
        if not task.cancelled() and (bug := task.exception()) is not None:
            # Its row's lease settles it: nobody knows what came of it.
            log.error("a send was left unsettled", kind=type(bug).__name__, channel=self._wire.name)

    def _claim(self, db: Db, free: int, office: int) -> list[Claimed]:
        now, epoch = self._now(), self._epoch
        if epoch is None:
            return []
        rows = sending.claim(db, self._wire.name, now, epoch, ROW_LEASE, free, Lane.REPLY)
        most = min(free - len(rows), office)
        if most > 0 and self._house.quiet.open_at(now):
            rows += sending.claim(db, self._wire.name, now, epoch, ROW_LEASE, most, Lane.BROADCAST)
        return rows

    def _next_in(self, db: Db) -> float | None:
        """Seconds until something more may go out; None where nothing waits for a time."""
        now = self._now()
        last = Lane.BROADCAST if self._house.quiet.open_at(now) else Lane.REPLY
        at = sending.next_at(db, self._wire.name, now, last)
        return None if at is None else max(0.1, (at - now).total_seconds())

    async def _lead(self, *, take: bool = False) -> bool:
        """Whether we are the sender; a new one first settles what its predecessor left in flight."""
        if self._epoch is not None and time.monotonic() < self._renew_at:
            return True

        dead = self._dead = self._succession.enter() or self._dead
        before = self._epoch

        def work(db: Db) -> int | None:
            if dead is not None:
                deliveries.bury(db, self._wire.name, dead)
            epoch = leases.lease(db, self._wire.name, self._owner, LEASE, take=take)
            if epoch is not None:
                deliveries.recover(db, self._now())
                if epoch != before:  # we were started anew, perhaps for a template that is set now
                    outbox.reconsider(db, self._wire.name, self._wire.lacking(), self._now())
            return epoch

        self._epoch = await self._database.submit(work)
        self._dead = None
        self._renew_at = time.monotonic() + LEASE / 3
        if self._epoch is not None and self._epoch != before:
            # The first sender ever need not mind another's rate.
            self._pace = Pace(time.monotonic(), after=self._epoch > 1)
        return self._epoch is not None

    # --- one message

    async def _send(self, row: Claimed, patient: bool) -> None:
        try:
            if not await self._turn_of(row, patient):
                return
            out = await self._outbound(row)
        except asyncio.CancelledError:
            await self._database.submit(lambda db: deliveries.hand_back(db, row, self._now()))
            raise
        except Exception as bug:  # nothing has left: the picture could not be read
            kind = self._complain("not ready to be sent", row, bug)
            await self._mark(lambda db: deliveries.retry(db, row, self._now(), kind))
            return
        try:
            external = await self._wire.send(out, window_open=self._window_open(row))
        except SendError as error:
            await self._settle(row, error)
        except Exception as bug:
            kind = self._complain("send failed", row, bug)
            await self._mark(lambda db: deliveries.failed(db, row, kind))
        else:
            await self._mark(lambda db: deliveries.sent(db, row, external, self._now()))

    async def _mark(self, work: Callable[[Db], object]) -> None:
        """Note what came of a send, patiently: what is not noted might be sent again."""
        end, pause = time.monotonic() + MARKING, 0.1
        while True:
            try:
                await self._database.submit(work)
                return
            except Exception:
                if time.monotonic() + pause > end:
                    raise
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)

    async def _turn_of(self, row: Claimed, patient: bool) -> bool:
        """Waits for the chat's and the bot's turn; False where it is put back since that is too long."""
        office, pace = row.lane > Lane.REPLY, self._pace
        pace.heard(row.address, row.heard_at, time.monotonic())
        wait = pace.chat_wait(row.address, time.monotonic())
        if wait > PATIENCE and not patient:
            until = self._now() + timedelta(seconds=wait)
            await self._database.submit(lambda db: deliveries.hold(db, row, Held.RATE, until))
            return False
        while True:
            at = time.monotonic()
            wait = max(pace.chat_wait(row.address, at), pace.bot_wait(at, office=office))
            if wait == 0:
                break
            await asyncio.sleep(wait)
        pace.sent(row.address, time.monotonic(), office=office)
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
        log.warning("not sent", outbox=row.id, channel=name, remedy=error.remedy.value, why=_plain(error))

        def work(db: Db) -> None:
            match error.remedy:
                case Remedy.RETRY:
                    if error.whole_bot and error.retry_at is not None:
                        leases.halt(db, name, error.retry_at - now)
                    deliveries.retry(db, row, now, error.reason, at=error.retry_at)
                case Remedy.OURS if error.whole_bot:  # the token is refused: nothing is lost by that
                    leases.halt(db, name, TOKEN_PAUSE)
                    deliveries.retry(db, row, now, error.reason, at=now + TOKEN_PAUSE)
                case Remedy.GONE:
                    deliveries.gone(db, row, now, error.reason)
                case Remedy.OPTED_OUT:
                    deliveries.gone(db, row, now, error.reason, opted_out=True)
                case Remedy.TEMPLATE:
                    deliveries.hold(db, row, Held.TEMPLATE)
                case Remedy.DROP | Remedy.OURS:  # it would fail again, and hold back what is behind it
                    deliveries.failed(db, row, error.reason)
                case Remedy.UNKNOWN:
                    deliveries.uncertain(db, row, now, error.reason)

        await self._mark(work)

    def _complain(self, what: str, row: Claimed, bug: Exception) -> str:
        kind = type(bug).__name__
        log.error(what, kind=kind, outbox=row.id, channel=self._wire.name)
        return kind


def _plain(error: SendError) -> str:
    """The reason without long numbers: a channel's words may name a chat."""
    return re.sub(r"\d{5,}", "…", error.reason)
