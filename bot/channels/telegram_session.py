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

MOST = 29  # sends in a window: Telegram takes 30 a second for a bot
WINDOW = 1.02  # seconds; a little more than one, since clocks differ
CONNECT, TOTAL = 5.0, 60.0  # seconds to connect, and for a whole request


class Places:
    """So many sends at once, each keeping its place for a window after its answer.

    So no second at the other end sees more, however long each was under way. First come, first served.
    """

    def __init__(self, many: int) -> None:
        self._free = asyncio.Semaphore(many)

    async def take(self) -> None:
        await self._free.acquire()

    def leave(self) -> None:
        asyncio.get_running_loop().call_later(WINDOW, self._free.release)


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
        self._places = Places(MOST)

    async def send(self, url: str, form: aiohttp.FormData) -> bytes:
        """As `post`, for messages: at the bot's rate, and not at all while a flood wait lasts."""
        await self._places.take()
        try:
            if (left := self._halted_until - time.monotonic()) > 0:
                end = self._now() + timedelta(seconds=left)
                raise SendError(Remedy.RETRY, "a flood wait", retry_at=end, whole_bot=True)
            return await self.post(url, form)
        except SendError as error:
            if error.retry_at is not None:
                left = (error.retry_at - self._now()).total_seconds()
                self._halted_until = time.monotonic() + left
            raise
        finally:
            self._places.leave()

    async def post(self, url: str, form: aiohttp.FormData, *, wait: float = 0) -> bytes:
        """The answer's body once it says ok, else SendError. `wait`: seconds for it, if not our patience."""
        read = wait or self._patience
        timeout = aiohttp.ClientTimeout(total=max(TOTAL, read), connect=CONNECT, sock_read=read)
        session = await self.create_session()
        try:
            async with session.post(url, data=form, timeout=timeout) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise broken(error) from None
        judge(answer.status, body, self._now())
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
        if name in ("sendMessage", "sendPhoto"):
            body = await self.send(url, form)
        else:
            body = await self.post(url, form, wait=timeout or 0)
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
            return 200, await self._session.send(url, form)
        except SendError as error:
            raise Carried(error) from None
