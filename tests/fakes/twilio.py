"""A strict Twilio over real HTTP: it refuses what the original refuses, plays users, and fails on demand.

By hand: python -m tests.fakes.twilio --port 8100 --webhook http://127.0.0.1:8000 (see twilio_control).
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.channels.channel import Request
from tests.fakes.twilio_account import ACCOUNT, SENDER, TOKEN, Account, Window
from tests.fakes.twilio_api import Face, routes
from tests.fakes.twilio_control import Control
from tests.fakes.twilio_faults import Call, Fault, Trouble
from tests.fakes.twilio_person import Sent

__all__ = ["ACCOUNT", "SENDER", "TOKEN", "Call", "FakeTwilio", "Fault", "Sent", "Trouble", "Window"]


class FakeTwilio(Account):
    """Serves while entered (`async with`): API, Content API and media all lie under `url`.

    `base` is where our webhooks really listen (`public_url` is what is signed); without it none is posted.
    """

    def __init__(self, *, base: str = "", **account: Any) -> None:
        super().__init__(**account)
        self.base = base.rstrip("/")
        self.statuses: tuple[str, ...] = ("sent", "delivered")  # posted after a message was taken
        self.hooked: list[int] = []  # HTTP statuses that our webhooks answered with
        self._face = Face(self, lambda message: self._later(self._deliver(message)))
        self.ledger, self.faults = self._face.ledger, self._face.faults
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> Self:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.add_routes(Control(self, self._face, self.deliver).routes() + routes(self._face))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._session = aiohttp.ClientSession()
        return self

    async def stop(self) -> None:
        await self.settle()
        await self._session.close()
        await self._runner.cleanup()

    async def settle(self) -> None:
        """Wait until everything that was taken is fetched and reported."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, message: Sent) -> None:
        if message.media_url:
            try:
                async with self._session.get(message.media_url) as answer:
                    message.picture = await answer.read() if answer.status == 200 else None
            except aiohttp.ClientError:
                message.picture = None
            if message.picture is None:
                message.error = 63019
        states = ("failed",) if message.error else self.statuses
        for state in states:
            await self.report(message.sid, state, message.error)

    async def report(self, message_sid: str, state: str, error: int = 0) -> None:
        """Post one status of a message to its callback; late, early or twice as the test likes."""
        message = self.sent[message_sid]
        message.status, message.error = state, error
        if message.callback and self.base:
            await self.deliver(self.status(message_sid, state, error))

    async def deliver(self, request: Request) -> int:
        """Post a request to where webhooks really listen; its HTTP status, 0 where nobody listens."""
        headers = dict(request.headers)
        try:
            async with self._session.post(
                self.base + request.path, data=request.body, headers=headers
            ) as answer:
                status = answer.status
        except aiohttp.ClientError:
            status = 0
        self.hooked.append(status)
        return status


async def serve(argv: list[str] | None = None) -> None:
    """The command line: serve until interrupted."""
    parser = argparse.ArgumentParser(description="A strict fake of Twilio's API.")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument(
        "--webhook", required=True, help="where the program listens, e.g. http://127.0.0.1:8000"
    )
    parser.add_argument("--public-url", help="what is signed, when that is another address")
    parser.add_argument("--account", default=None)
    parser.add_argument("--token", default=None)
    parser.add_argument("--sender", default=None)
    said = parser.parse_args(argv)
    given = {name: getattr(said, name) for name in ("account", "token", "sender") if getattr(said, name)}
    base = said.webhook.removesuffix("/whatsapp/webhook")
    twilio = FakeTwilio(base=base, public_url=said.public_url or base, **given)
    await twilio.start(said.port)
    print(f"{twilio.url}\naccount {twilio.account}\ntoken {twilio.token}\nsender {twilio.sender}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
