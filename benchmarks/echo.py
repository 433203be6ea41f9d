"""The yardsticks: a bare aiogram echo with MemoryStorage behind a webhook, on uvloop.

`python -m benchmarks.echo PORT` is the echo as aiogram ships it: its own web handler (on aiohttp), which
answers in the webhook's response, so that nothing goes over a network.
`python -m benchmarks.echo PORT stripped` leaves that handler out: aiogram's dispatcher alone, behind a plain
route on uvicorn and httptools. It is the fastest echo that we could make of aiogram.
`python -m benchmarks.echo PORT URL` is the stripped one, answering by a call to the Bot API at URL, and done
when that has answered.
"""

from __future__ import annotations

import asyncio
import sys

import uvicorn
import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import SendMessage
from aiogram.types import Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.load import SECRET

TOKEN = "42:bench"
PATH = "/telegram/webhook"


class Echo:
    """A bot that says what it hears: by its answer to the webhook, or by a call to the Bot API at `url`."""

    def __init__(self, url: str = "") -> None:
        self.bot = Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(url)) if url else None)
        self.dispatcher = Dispatcher(storage=MemoryStorage())
        self.dispatcher.message.register(call if url else answer)

    async def hear(self, update: object) -> SendMessage | None:
        """One update; gives the method to call where that is left to the webhook's response."""
        read = Update.model_validate(update, context={"bot": self.bot})
        said = await self.dispatcher.feed_update(self.bot, read)
        return said if isinstance(said, SendMessage) else None

    async def webhook(self, request: Request) -> Response:
        said = await self.hear(await request.json())
        return Response(body(said), media_type="application/json") if said else Response()


async def answer(message: Message) -> SendMessage:
    return message.answer(message.text or "")


async def call(message: Message) -> None:
    await message.answer(message.text or "")


def body(said: SendMessage) -> str:
    return said.model_dump_json(exclude_none=True, exclude_defaults=True)


async def shipped(echo: Echo, port: int) -> None:
    """aiogram's own webhook; it checks the secret, as ours does."""
    handler = SimpleRequestHandler(echo.dispatcher, echo.bot, handle_in_background=False, secret_token=SECRET)
    app = web.Application()
    handler.register(app, PATH)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


def main(port: int, how: str = "") -> None:
    """`how`: "" as aiogram ships it, "stripped", or the URL of a Bot API."""
    echo = Echo("" if how == "stripped" else how)
    if not how:
        uvloop.run(shipped(echo, port))
        return
    app = Starlette(routes=[Route(PATH, echo.webhook, methods=["POST"])])
    uvicorn.run(app, port=port, loop="uvloop", http="httptools", log_config=None, access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
