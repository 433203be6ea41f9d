"""One HTTP client under both libraries, so that failures have one meaning and no log holds the token."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any, cast

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods.base import TelegramMethod, TelegramType
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.channels.channel import Remedy, SendError
from bot.channels.telegram_answers import broken, judge

CONNECT, TOTAL = 5.0, 60.0  # seconds to connect, and for a whole request


class Session(AiohttpSession):
    """aiogram's session, which raises SendError for whatever goes wrong.

    aiogram's own turns an HTML 502 into ClientDecodeError and cannot tell a refused connection from one that
    died after the request was out. While a flood wait lasts, sends fail at once and reach no wire.
    """

    def __init__(self, api_url: str, now: Callable[[], datetime], patience: float) -> None:
        """`patience`: seconds to wait for the next byte of an answer."""
        super().__init__(api=TelegramAPIServer.from_base(api_url))
        self._now, self._patience = now, patience
        self._halted_until = 0.0  # time.monotonic()

    async def post(self, url: str, form: aiohttp.FormData, *, sends: bool, wait: float = 0) -> bytes:
        """The answer's body once it says ok; raises SendError. `sends`: a message, which flood waits hold.

        `wait`: seconds to wait for the answer, where it is not the patience of this session.
        """
        if sends and (left := self._halted_until - time.monotonic()) > 0:
            end = self._now() + timedelta(seconds=left)
            raise SendError(Remedy.RETRY, "a flood wait", retry_at=end, whole_bot=True)
        read = wait or self._patience
        timeout = aiohttp.ClientTimeout(total=max(TOTAL, read), connect=CONNECT, sock_read=read)
        session = await self.create_session()
        try:
            async with session.post(url, data=form, timeout=timeout) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise broken(error) from None
        now = self._now()
        try:
            judge(answer.status, body, now)
        except SendError as error:
            if sends and error.retry_at is not None:
                self._halted_until = time.monotonic() + (error.retry_at - now).total_seconds()
            raise
        return body

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109
    ) -> TelegramType:
        name = method.__api_method__
        url = self.api.api_url(bot.token, name)
        form = self.build_form_data(bot, method)
        body = await self.post(url, form, sends=name in ("sendMessage", "sendPhoto"), wait=timeout or 0)
        try:
            answer = self.check_response(bot, method, 200, body.decode())
        except (ClientDecodeError, UnicodeDecodeError):
            raise SendError(Remedy.UNKNOWN, "an answer of a new form") from None
        return cast("TelegramType", answer.result)

    async def download(self, url: str, most: int) -> AsyncIterator[bytes]:
        """The chunks of a file; raises SendError: DROP when it is gone or longer than `most` bytes."""
        timeout = aiohttp.ClientTimeout(connect=CONNECT, sock_read=self._patience)
        session = await self.create_session()
        size = 0
        try:
            async with session.get(url, timeout=timeout) as answer:
                if answer.status != 200:
                    retry = answer.status == 429 or answer.status >= 500
                    raise SendError(Remedy.RETRY if retry else Remedy.DROP, f"{answer.status} for a file")
                async for chunk in answer.content.iter_chunked(65536):
                    size += len(chunk)
                    if size > most:
                        raise SendError(Remedy.DROP, f"a file over {most} bytes")
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SendError(Remedy.RETRY, f"no file: {type(error).__name__}") from None

    async def close(self) -> None:
        """At once: aiogram's waits a quarter of a second for TLS to say goodbye."""
        if self._session is not None and not self._session.closed:
            await self._session.close()
            await asyncio.sleep(0)


class Carried(TelegramError):
    """A SendError on its way through python-telegram-bot, which would wrap any other exception."""

    def __init__(self, error: SendError) -> None:
        super().__init__(error.reason)
        self.error = error


class BulkRequest(BaseRequest):
    """python-telegram-bot's requests through the same session.

    Its own httpx pool slows down above about ten sends in flight, and httpx logs each URL, token and all.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def read_timeout(self) -> None:
        """None: the session has its own patience."""

    async def initialize(self) -> None:
        """Nothing: the session opens itself."""

    async def shutdown(self) -> None:
        """Nothing: the session is closed by its owner."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        form = aiohttp.FormData(quote_fields=False)
        if request_data is not None:
            for name, value in request_data.json_parameters.items():
                form.add_field(name, value)
            for name, (filename, content, mime) in request_data.multipart_data.items():
                form.add_field(name, content, filename=filename, content_type=mime)
        try:
            return 200, await self._session.post(url, form, sends=True)
        except SendError as error:
            raise Carried(error) from None
