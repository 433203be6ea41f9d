"""Fetches what people sent from their channel, after the commit; what is lost reopens its question."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from bot.channels.channel import Channel, Remedy, SendError
from bot.house import House
from storage import documents, media
from storage.inbound import Inbound, Kind
from storage.media import Waiting

MOST = 10 << 20  # bytes of one file; a phone's photo is far below
log = structlog.get_logger()


class Fetcher:
    """One job that fetches a few at a time."""

    def __init__(self, house: House, wires: Mapping[str, Channel]) -> None:
        self._house, self._wires = house, wires

    async def fetch(self) -> int:
        """All that waits now; gives how many were stored."""
        stored = 0
        for row in await asyncio.to_thread(self._waiting):
            wire = self._wires.get(row.channel)
            if wire is not None:
                stored += await self._one(wire, row)
        return stored

    def _waiting(self) -> list[Waiting]:
        with self._house.database.read() as db:
            return media.waiting(db, self._house.clock())

    async def _one(self, wire: Channel, row: Waiting) -> int:
        database = self._house.database
        try:
            data = await wire.fetch(row.ref, MOST)
            file = await asyncio.to_thread(documents.store, database, data, row.kind)
        except SendError as error:
            await self._missed(row, for_good=error.remedy in (Remedy.DROP, Remedy.GONE))
            return 0
        except documents.Unfit:
            await self._missed(row, for_good=True)
            return 0
        await database.submit(lambda db: media.stored(db, row.id, file.path, file.mime, file.size))
        return 1

    async def _missed(self, row: Waiting, *, for_good: bool) -> None:
        log.warning("file not fetched", media=row.id, channel=row.channel)
        now = self._house.clock()
        lost = await self._house.database.submit(
            lambda db: media.failed(db, row.id, row.tries, now, for_good=for_good)
        )
        if lost and row.contact_id is not None:
            inbound = Inbound(
                "office",
                f"media:{row.id}",
                f"contact:{row.contact_id}",
                Kind.MEDIA_LOST,
                data=f"media|{row.id}",
            )
            await self._house.database.submit(lambda db: self._house.turns.take(db, inbound, now))
