"""Telegram: updates by webhook or polling, replies through aiogram, what the office starts through PTB."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp
import msgspec
from aiogram import Bot
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    EditMessageReplyMarkup,
    GetFile,
    GetMe,
    SendChatAction,
    SendMessage,
    SendPhoto,
    SetChatMenuButton,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import BotCommand, BufferedInputFile, MenuButtonCommands
from telegram import LinkPreviewOptions
from telegram.ext import AIORateLimiter, ExtBot

from bot.channels.channel import Forbidden, Outbound, Remedy, Request, SendError
from bot.channels.telegram_layout import Part, lay_out
from bot.channels.telegram_session import BulkRequest, Carried, Places, Session
from bot.channels.telegram_updates import WANTED, Tap, read_update, update_number
from storage.inbound import Inbound
from storage.lane import Lane

BULK_RATE = 20  # messages a second for what the office starts
BULK_MOST = 22  # of the bot's places, however slow Telegram is: the rest is always free for replies
POLL_WAIT = 25  # seconds for which getUpdates is held open
REMEMBERED = 500  # uploaded pictures and half-sent messages kept in mind
COURTESIES = 50  # under way at most
SIGN = {"contact": "📱", "location": "📍"}
SECRET_HEADER = "x-telegram-bot-api-secret-token"


class _Updates(msgspec.Struct, frozen=True):
    result: list[msgspec.Raw]


_updates = msgspec.json.Decoder(_Updates).decode


class Telegram:
    """The channel of one bot token.

    `now` dates the end of flood waits and is the sender's clock. `offers` are the labels of the buttons that
    share a phone number ("contact") and a place ("location"), in the office's language. `patience` is how
    many seconds an answer may take before it counts as lost.
    """

    name = "telegram"

    def __init__(
        self,
        token: str,
        secret: str,
        api_url: str,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        offers: Mapping[str, str] = SIGN,
        patience: float = 20.0,
    ) -> None:
        self._api_url = api_url.rstrip("/")
        self._secret, self._offers = secret.encode(), offers
        self._session = Session(self._api_url, now, patience)
        self._bot = Bot(token, session=self._session)
        logging.getLogger("telegram.ext.ExtBot").setLevel(logging.INFO)  # its DEBUG lines hold texts
        request = BulkRequest(self._session)
        self._bulk: ExtBot[Any] = ExtBot(
            token,
            base_url=f"{self._api_url}/bot",
            base_file_url=f"{self._api_url}/file/bot",
            request=request,
            get_updates_request=request,
            # One in each twentieth of a second: with 20 in a second its bucket lets 40 out in the first.
            # Private chats it does not limit, and its retries release a halt too early: the sender does
            # the one and the session the other.
            rate_limiter=AIORateLimiter(1, 1 / BULK_RATE, group_max_rate=0, max_retries=0),
        )
        self._bulk_places = Places(BULK_MOST)
        self._courtesies: set[asyncio.Task[None]] = set()
        self._uploaded: OrderedDict[int, str] = OrderedDict()  # picture -> file_id
        self._begun: OrderedDict[int, int] = OrderedDict()  # outbox row -> parts that arrived

    def read(self, request: Request) -> Sequence[Inbound]:
        """Raises Forbidden unless the secret is ours. Groups and kinds that we do not use give nothing."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not self._secret or not hmac.compare_digest(given, self._secret):
            raise Forbidden
        return read_update(request.body)

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        """All parts in order; gives "chat:message" of the last. A retry begins with the part that failed."""
        parts = lay_out(out.message, pictured=out.picture is not None, offers=self._offers)
        number = 0
        for index in range(self._begun.pop(out.id, 0), len(parts)):
            try:
                number = await self._send(out, parts[index])
            except SendError as error:
                if index and error.remedy in (Remedy.RETRY, Remedy.UNKNOWN):
                    _keep(self._begun, out.id, index)
                raise
        return f"{out.address}:{number}"

    async def _send(self, out: Outbound, part: Part) -> int:
        if not part.pictured and not part.text:
            raise SendError(Remedy.DROP, "an empty text")
        if not part.pictured:
            return await self._request(out, {"text": part.text}, part)
        picture = out.message.picture
        if picture is not None and (known := self._uploaded.get(picture)) is not None:
            try:
                return await self._request(out, {"photo": known, "caption": part.text}, part)
            except SendError as error:
                if error.remedy is not Remedy.DROP:
                    raise
                del self._uploaded[picture]  # Telegram forgot the file
        return await self._request(out, {"photo": out.picture, "caption": part.text}, part)

    async def _request(self, out: Outbound, content: dict[str, Any], part: Part) -> int:
        """One sendMessage or sendPhoto; never a parse_mode, so that names and templates stay literal."""
        content = {key: value for key, value in content.items() if value != ""}
        reply = self._reply if out.lane is Lane.REPLY else self._start
        number, file_id = await reply(out.address, content, part.markup)
        if file_id and out.message.picture is not None:
            _keep(self._uploaded, out.message.picture, file_id)
        return number

    async def _reply(
        self, address: str, content: dict[str, Any], markup: Mapping[str, Any] | None
    ) -> tuple[int, str]:
        """An answer to a person, through aiogram."""
        fields = {"chat_id": address, "reply_markup": markup, **content}
        if "photo" not in fields:
            fields["link_preview_options"] = {"is_disabled": True}
            message = await self._bot(SendMessage.model_validate(fields))
        else:
            if isinstance(fields["photo"], bytes):
                fields["photo"] = BufferedInputFile(fields["photo"], "picture.jpg")
            message = await self._bot(SendPhoto.model_validate(fields))
        return message.message_id, message.photo[-1].file_id if message.photo else ""

    async def _start(
        self, address: str, content: dict[str, Any], markup: Mapping[str, Any] | None
    ) -> tuple[int, str]:
        """What the office starts, through python-telegram-bot within its share of the rate."""
        fields = {"chat_id": address, "api_kwargs": {"reply_markup": markup} if markup else None, **content}
        await self._bulk_places.take()
        try:
            if "photo" in fields:
                message = await self._bulk.send_photo(**fields)
            else:
                fields["link_preview_options"] = LinkPreviewOptions(is_disabled=True)
                message = await self._bulk.send_message(**fields)
        except Carried as carried:
            raise carried.error from None
        finally:
            self._bulk_places.leave()
        return message.message_id, message.photo[-1].file_id if message.photo else ""

    async def fetch(self, ref: str, most: int) -> bytes:
        """A file by its file_id; raises SendError, DROP when it is gone or longer than `most` bytes."""
        file = await self._bot(GetFile(file_id=ref))
        if not file.file_path or (file.file_size or 0) > most:
            raise SendError(Remedy.DROP, f"a file over {most} bytes")
        url = self._session.api.file_url(self._bot.token, file.file_path)
        return b"".join([chunk async for chunk in self._session.download(url, most)])

    def acknowledge(self, items: Sequence[object]) -> None:
        """For the taps among what was read: stop the button's clock and take the buttons away.

        A courtesy, which goes on by itself: nobody waits for it, and whatever fails is left so.
        """
        for tap in items:
            if isinstance(tap, Tap):
                self._courtesy(
                    AnswerCallbackQuery(callback_query_id=tap.query),
                    EditMessageReplyMarkup(chat_id=tap.address, message_id=tap.message),
                )

    def type(self, address: str) -> None:
        """Show for five seconds, or until it comes, that an answer is being written. A courtesy too."""
        self._courtesy(SendChatAction(chat_id=address, action="typing"))

    def _courtesy(self, *methods: TelegramMethod[Any]) -> None:
        if len(self._courtesies) < COURTESIES:  # else Telegram is slow, and more would only add to it
            task = asyncio.get_running_loop().create_task(self._be_courteous(methods))
            self._courtesies.add(task)
            task.add_done_callback(self._courtesies.discard)

    async def _be_courteous(self, methods: Sequence[TelegramMethod[Any]]) -> None:
        for method in methods:
            with suppress(SendError):
                await self._session.make_request(self._bot, method, timeout=5)

    async def setup(self, public_url: str, mode: str, commands: Mapping[str, str]) -> None:
        """Tell Telegram where updates go ("webhook" or "polling") and name the commands; raises SendError."""
        if mode == "webhook":
            url = f"{public_url.rstrip('/')}/telegram/webhook"
            secret = self._secret.decode()
            await self._bot(SetWebhook(url=url, secret_token=secret, allowed_updates=list(WANTED)))
        else:
            await self._bot(DeleteWebhook())
        named = [BotCommand(command=name, description=words) for name, words in commands.items()]
        await self._bot(SetMyCommands(commands=named))
        await self._bot(SetChatMenuButton(menu_button=MenuButtonCommands()))

    async def username(self) -> str:
        """The bot's name, by which links lead to it; "" where Telegram does not tell just now."""
        try:
            return (await self._bot(GetMe())).username or ""
        except SendError:
            return ""

    async def poll(self) -> AsyncGenerator[list[Inbound], None]:
        """Batches of updates for ever. Asking for the next one confirms the last: commit it before.

        Faults of the network are waited out; raises SendError when the token is refused.
        """
        offset, wait = 0, 1.0
        while True:
            try:
                updates = await self._get_updates(offset)
            except SendError as error:
                if error.remedy is Remedy.OURS:
                    raise
                await asyncio.sleep(wait)
                wait = min(30.0, wait * 2)
                continue
            wait = 1.0
            if updates:
                yield [message for update in updates for message in read_update(bytes(update))]
                offset = max(update_number(bytes(update)) for update in updates) + 1

    async def _get_updates(self, offset: int) -> list[msgspec.Raw]:
        form = aiohttp.FormData()
        for name, value in (("offset", offset), ("timeout", POLL_WAIT), ("limit", 100)):
            form.add_field(name, str(value))
        form.add_field("allowed_updates", msgspec.json.encode(WANTED).decode())
        url = self._session.api.api_url(self._bot.token, "getUpdates")
        body = await self._session.post(url, form, wait=POLL_WAIT + 10)
        return _updates(body).result

    def lacking(self) -> Sequence[str]:
        """Who has written to a bot may be written to."""
        return ()

    async def close(self) -> None:
        for task in self._courtesies:
            task.cancel()
        await asyncio.gather(*self._courtesies, return_exceptions=True)
        await self._session.close()


def _keep(memory: OrderedDict[int, Any], key: int, value: Any) -> None:
    memory[key] = value
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
