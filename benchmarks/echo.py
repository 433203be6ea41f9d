"""The yardsticks: a bare aiogram echo with MemoryStorage behind a webhook, on uvloop and httptools.

`python -m benchmarks.echo PORT` answers in the webhook's own response, so that nothing goes over a network.
`python -m benchmarks.echo PORT URL` answers as aiogram's documentation writes it, by a call to the Bot API
at URL, and is done when that has answered.
"""

from __future__ import annotations

import sys

import uvicorn
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import SendMessage
from aiogram.types import Message, Update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TOKEN = "42:bench"


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


def main(port: int, url: str = "") -> None:
    echo = Echo(url)
    app = Starlette(routes=[Route("/telegram/webhook", echo.webhook, methods=["POST"])])
    uvicorn.run(app, port=port, loop="uvloop", http="httptools", log_config=None, access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
