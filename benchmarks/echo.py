"""The yardstick: a bare aiogram echo with MemoryStorage behind a webhook, on uvloop and httptools."""

from __future__ import annotations

import sys

import uvicorn
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import SendMessage
from aiogram.types import Message, Update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

bot = Bot("42:bench")
dispatcher = Dispatcher(storage=MemoryStorage())


@dispatcher.message()
async def echo(message: Message) -> SendMessage:
    return message.answer(message.text or "")


async def webhook(request: Request) -> Response:
    """The answer is the method to call, in the webhook's own response: nothing is sent over the network."""
    update = Update.model_validate(await request.json(), context={"bot": bot})
    answer = await dispatcher.feed_update(bot, update)
    if isinstance(answer, SendMessage):
        return Response(
            answer.model_dump_json(exclude_none=True, exclude_defaults=True), media_type="application/json"
        )
    return Response()


app = Starlette(routes=[Route("/telegram/webhook", webhook, methods=["POST"])])

if __name__ == "__main__":
    uvicorn.run(
        app, port=int(sys.argv[1]), loop="uvloop", http="httptools", log_config=None, access_log=False
    )
