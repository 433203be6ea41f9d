"""Fetches what people sent from their channel, after the commit; what is lost reopens its question."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from uuid import uuid4

import structlog

from bot.channels.channel import Channel, Remedy, SendError
from bot.house import House
from storage import documents, leases, media
from storage.inbound import Inbound, Kind, Receipt
from storage.media import Waiting

MOST = 10 << 20  # bytes of one file; a phone's photo is far below
LEASE, SECONDS = "fetcher", 25.0
PATIENCE = 20.0  # seconds for one file, within the lease
log = structlog.get_logger()


class Fetcher:
    """One job that fetches a few at a time, in one process: a file may be given only once."""

    def __init__(
        self,
        house: House,
        wires: Mapping[str, Channel],
        take: Callable[[Sequence[Inbound | Receipt]], Awaitable[None]],
    ) -> None:
        """`take` is the way in for what is told when a file is lost."""
        self._house, self._wires, self._take = house, wires, take
        self._owner = uuid4().hex

    async def fetch(self) -> int:
        """All that waits now; gives how many were stored. 0 where another process is at it."""
        if not await self._lead():
            return 0
        stored = 0
        for row in await asyncio.to_thread(self._waiting):
            wire = self._wires.get(row.channel)
            if wire is not None and await self._lead():
                stored += await self._one(wire, row)
        return stored

    async def _lead(self) -> bool:
        epoch = await self._house.database.submit(lambda db: leases.lease(db, LEASE, self._owner, SECONDS))
        return epoch is not None

    def _waiting(self) -> list[Waiting]:
        with self._house.database.read() as db:
            return media.waiting(db, self._house.clock())

    async def _one(self, wire: Channel, row: Waiting) -> int:
        database = self._house.database
        try:
            async with asyncio.timeout(PATIENCE):
                data = await wire.fetch(row.ref, MOST)
            file = await asyncio.to_thread(documents.store, database, data, row.kind)
        except SendError as error:
            await self._missed(row, error.reason, for_good=error.remedy in (Remedy.DROP, Remedy.GONE))
        except documents.Unfit:
            await self._missed(row, "unfit", for_good=True)
        except Exception as bug:  # of this file: the others go on
            await self._missed(row, type(bug).__name__, for_good=False)
        else:
            await database.submit(lambda db: media.stored(db, row.id, file.path, file.mime, file.size))
            return 1
        return 0

    async def _missed(self, row: Waiting, why: str, *, for_good: bool) -> None:
        log.warning("file not fetched", media=row.id, channel=row.channel, why=re.sub(r"\d{5,}", "…", why))
        now = self._house.clock()
        lost = await self._house.database.submit(
            lambda db: media.failed(db, row.id, row.tries, now, for_good=for_good)
        )
        if lost and row.contact_id is not None:
            address, data = f"contact:{row.contact_id}", f"media|{row.id}"
            await self._take([Inbound("office", f"media:{row.id}", address, Kind.MEDIA_LOST, data=data)])
