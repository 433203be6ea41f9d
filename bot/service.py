"""What runs beside the web application: senders, clock, polling, retries, fetching pictures, the spool."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.channels.channel import Channel, Forbidden, Request
from bot.fetcher import Fetcher
from bot.house import House
from bot.intake import Intake, Unavailable
from bot.sender import Sender
from bot.spool import Spool
from console.poster import name_bot
from scheduler.clock import Heartbeat

if TYPE_CHECKING:
    from bot.channels.whatsapp import WhatsApp

log = structlog.get_logger()
RETRY_EVERY = 5.0  # seconds between looks at what failed before
FETCH_EVERY = 2.0
MISSED = timedelta(days=2)  # how far back messages are looked for after a start
COMMANDS = ("menu", "status", "petugas", "stop", "mulai")


class Service:
    """One process's running parts; `roles` say which of them."""

    def __init__(self, house: House, wires: Mapping[str, Channel], roles: frozenset[str]) -> None:
        self._house, self._wires, self._roles = house, wires, roles
        self.intake = Intake(house.database, house.turns, house.clock, self.wake, self._heard)
        sealing = house.database.sealing
        self._spool_folder = house.settings.data_dir / "spool"
        self._spool = Spool(self._spool_folder, sealing.seal, sealing.open)
        self._spool_seen, self._spooled = -1, False
        self._kept = asyncio.Event()
        self._senders = {
            name: Sender(house, wire) for name, wire in wires.items() if name != "web" and "send" in roles
        }
        self._fetcher = Fetcher(house, wires, self.intake.take)
        self._heartbeat = Heartbeat(house.database, house.turns, house.clock, house.quiet, self.wake)
        self.takes = False

    def wake(self) -> None:
        """Something was committed that may be waiting to be sent."""
        for sender in self._senders.values():
            sender.wake()

    def _heard(self, channel: str, address: str) -> None:
        if channel in self._senders:
            self._senders[channel].took(address)

    def state(self) -> Mapping[str, bool]:
        """For /ready: what of this process works."""
        return {"database": self._database_answers(), "webhooks": self.takes or "web" not in self._roles}

    def _database_answers(self) -> bool:
        try:
            with self._house.database.read() as db:
                db.conn.exec_driver_sql("SELECT 1")
        except Exception as down:
            log.warning("database does not answer", kind=type(down).__name__)
            return False
        return True

    async def keep(self, request: Request) -> None:
        """A raw request on an fsynced file, for when the database answers again."""
        await asyncio.to_thread(self._spool.keep, request)
        self._kept.set()

    def behind(self) -> bool:
        """Whether requests lie on files, also another process's: what comes now waits behind them."""
        changed = self._spool_folder.stat().st_mtime_ns
        if changed != self._spool_seen or self._spooled:
            self._spool_seen, self._spooled = changed, self._spool.waiting() > 0
        return self._spooled

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Everything of this process's roles, until the block ends."""
        tasks = [asyncio.create_task(sender.run()) for sender in self._senders.values()]
        if "web" in self._roles:
            tasks.append(asyncio.create_task(self._every(RETRY_EVERY, self.intake.retry)))
            tasks += [asyncio.create_task(job) for job in self._listen()]
        if "send" in self._roles:
            tasks.append(asyncio.create_task(self._every(FETCH_EVERY, self._fetcher.fetch)))
        if "clock" in self._roles:
            self._heartbeat.start()
        self.takes = "web" in self._roles
        try:
            yield
        finally:
            self.takes = False
            self._heartbeat.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for wire in self._wires.values():
                await wire.close()

    def leave(self) -> None:
        """The process was told to end: from now on /health says so."""
        self.takes = False

    def _listen(self) -> list[Coroutine[None, None, None]]:
        """Telegram by webhook or by polling; WhatsApp's messages that were kept on files or missed."""
        jobs: list[Coroutine[None, None, None]] = []
        if "telegram" in self._wires:
            jobs.append(self._telegram(self._wires["telegram"]))
            jobs.append(self._until_done(lambda: self._learn_name(self._wires["telegram"])))
        if "whatsapp" in self._wires:
            jobs.append(self._whatsapp(self._wires["whatsapp"]))
        return jobs

    async def _learn_name(self, wire: Channel) -> None:
        """The bot's name, which posters carry."""
        from bot.channels.telegram import Telegram

        if isinstance(wire, Telegram) and (name := await wire.username()):
            await self._house.database.submit(lambda db: name_bot(db, name))

    async def _telegram(self, wire: Channel) -> None:
        from bot.channels.telegram import Telegram  # its libraries take seconds to import

        if not isinstance(wire, Telegram):
            return
        settings = self._house.settings
        texts = self._house.texts
        commands = {word: texts.say("id", f"command-{word}", {}) for word in COMMANDS}
        await self._until_done(lambda: wire.setup(settings.public_url, settings.telegram_mode, commands))
        while settings.telegram_mode == "polling":
            try:
                async for batch in wire.poll():
                    await self.intake.take(batch)
                    wire.acknowledge(batch)
            except Exception as failed:
                log.warning("polling interrupted", kind=type(failed).__name__)
            await asyncio.sleep(1)

    async def _whatsapp(self, wire: Channel) -> None:
        """First what lies on files, then what people wrote while we were down; then files as they come.

        A message that was taken before is a repeat and changes nothing.
        """
        from bot.channels.whatsapp import WhatsApp

        if not isinstance(wire, WhatsApp):
            return
        since = datetime.now(UTC) - MISSED  # Twilio's clock, not one that was set
        await self._play(wire)
        missed = asyncio.create_task(self._until_done(lambda: self._take_missed(wire, since)))
        try:
            while True:
                self._kept.clear()
                await self._play(wire)
                if self._spool.waiting():  # the database is still down
                    await asyncio.sleep(RETRY_EVERY)
                    continue
                try:
                    async with asyncio.timeout(RETRY_EVERY):
                        await self._kept.wait()
                except TimeoutError:
                    continue
        finally:
            missed.cancel()

    async def _take_missed(self, whatsapp: WhatsApp, since: datetime) -> None:
        await self.intake.take(await whatsapp.missed(since))

    async def _play(self, whatsapp: Channel) -> None:
        """Hands over what lies on files, in order, as far as the database takes it."""

        async def handle(request: Request) -> None:
            try:
                await self.intake.take(whatsapp.read(request))
            except (Forbidden, Unavailable):
                raise
            except Exception as bug:  # it would hold back all that comes after it
                log.error("kept request set aside", kind=type(bug).__name__)
                raise Forbidden from bug

        try:
            if self._spool.waiting():
                await self._spool.play(handle)
        except Exception as failed:
            log.warning("kept requests still wait", kind=type(failed).__name__)

    async def _until_done(self, job: Callable[[], Awaitable[object]]) -> None:
        pause = 1.0
        while True:
            try:
                await job()
                return
            except Exception as failed:
                log.warning("set-up failed, trying again", kind=type(failed).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60)

    async def _every(self, seconds: float, job: Callable[[], Awaitable[object]]) -> None:
        while True:
            try:
                await job()
            except Exception as failed:
                log.warning("job failed", kind=type(failed).__name__)
            await asyncio.sleep(seconds)
