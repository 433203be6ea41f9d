"""How updates reach the bot: pushed to its webhook, one chat after the other in order, or asked for."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from typing import Any

import aiohttp

from tests.fakes.telegram_person import Update
from tests.fakes.telegram_rules import Refused

BY_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
BY_ANOTHER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Updates:
    """Lives on the server's event loop, `pushes` aside. A failed push is repeated until it succeeds."""

    def __init__(self) -> None:
        self.url, self.secret = "", ""
        self.allowed: list[str] = []
        self.pushes: list[tuple[int, int]] = []  # (update id, status; 0 without an answer) of each push
        self.first_retry = 0.1  # seconds before the first repeat of a push, doubling up to 5
        self.pending: deque[Update] = deque()
        self._lanes: dict[int, asyncio.Queue[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._poller: asyncio.Event | None = None
        self._fresh = asyncio.Event()
        self._out: aiohttp.ClientSession | None = None

    @property
    def waiting(self) -> int:
        return len(self.pending) + sum(lane.qsize() for lane in self._lanes.values())

    @property
    def polled(self) -> bool:
        """Whether a getUpdates is held open."""
        return self._poller is not None

    def push(self, update: Update) -> None:
        """On its way, unless the bot does not want this kind."""
        kind, content = next(item for item in update.items() if item[0] != "update_id")
        if self.allowed and kind not in self.allowed:
            return
        if not self.url:
            self.pending.append(update)
            self._fresh.set()
            return
        chat = int(content["from"]["id"])
        if chat not in self._lanes:
            self._lanes[chat] = asyncio.Queue()
            self._tasks.add(asyncio.get_running_loop().create_task(self._drain(self._lanes[chat])))
        self._lanes[chat].put_nowait(update)

    def set_webhook(self, url: str, secret: str, allowed: list[str], *, drop: bool) -> None:
        self.url, self.secret, self.allowed = url, secret, allowed
        waiting, self.pending = self.pending, deque()
        for update in () if drop else waiting:
            self.push(update)

    def request(self, update: Update) -> tuple[dict[str, str], bytes]:
        """Headers and body of a push."""
        headers = {"content-type": "application/json"}
        if self.secret:
            headers["x-telegram-bot-api-secret-token"] = self.secret
        return headers, json.dumps(update).encode()

    async def get(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """What was not confirmed yet: an offset confirms all before it; a newer request ends an older."""
        if self.url:
            raise Refused(409, BY_WEBHOOK)
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        while offset < 0 and len(self.pending) > -offset:
            self.pending.popleft()
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        end = time.monotonic() + timeout
        while not self.pending and (left := end - time.monotonic()) > 0:
            self._fresh.clear()
            await _either(self._fresh, mine, left)
            if mine.is_set():
                raise Refused(409, BY_ANOTHER)
        self._poller = None
        return list(self.pending)[:limit]

    async def close(self) -> None:
        if self._poller is not None:
            self._poller.set()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._out is not None:
            await self._out.close()

    async def _drain(self, lane: asyncio.Queue[Update]) -> None:
        while True:
            update = await lane.get()
            wait = self.first_retry
            while self.url and not await self._post(update):
                await asyncio.sleep(wait)
                wait = min(5.0, wait * 2)

    async def _post(self, update: Update) -> bool:
        if self._out is None:
            self._out = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        headers, body = self.request(update)
        try:
            async with self._out.post(self.url, data=body, headers=headers) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError):
            status = 0
        self.pushes.append((update["update_id"], status))
        return 200 <= status < 300


async def _either(first: asyncio.Event, second: asyncio.Event, seconds: float) -> None:
    waits: list[asyncio.Task[Any]] = [asyncio.ensure_future(event.wait()) for event in (first, second)]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waits:
        task.cancel()
