"""WhatsApp through Twilio: reads its webhooks, lays messages out on it, and names its failures."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from twilio.request_validator import RequestValidator

from bot.channels import whatsapp_templates
from bot.channels.channel import Outbound, Remedy, Request, SendError
from bot.channels.whatsapp_api import Api
from bot.channels.whatsapp_http import CONTENT, MESSAGES
from bot.channels.whatsapp_inbound import CHANNEL, address_of, hear, proved, recipient, verify, with_media
from bot.channels.whatsapp_layout import MOST_BODY, Layout, interactive, length, numbered, one_line, split
from storage.inbound import Inbound, Kind, Receipt

_MOST_CONTENTS: Final = 500  # sids kept in memory: a few dozen layouts serve all dialogues
_MOST_BEGUN: Final = 1000  # messages in several parts, of which some went out
_CONTENT_GONE: Final = "twilio 21655"  # somebody deleted it at Twilio


class WhatsApp:
    """The channel. `templates` maps a kind of message to its approved ContentSid.

    `media_url` gives the signed public address of a stored picture, which Twilio fetches.
    """

    name = CHANNEL

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        public_url: str,
        api_url: str = MESSAGES,
        content_url: str = CONTENT,
        templates: Mapping[str, str] | None = None,
        media_url: Callable[[int], str] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sender = sender
        self._public_url = public_url.rstrip("/")
        self._templates = dict(templates or {})
        self._media_url = media_url
        self._texts = whatsapp_templates.load()
        self._validator = RequestValidator(auth_token)
        self._contents: OrderedDict[str, str] = OrderedDict()
        self._creating = asyncio.Lock()
        self._begun: OrderedDict[int, int] = OrderedDict()
        self.api = Api(account_sid, auth_token, api_url or MESSAGES, content_url or CONTENT, clock)

    def read(self, request: Request) -> Sequence[Inbound | Receipt]:
        """One request to /whatsapp/webhook or /whatsapp/status. Raises Forbidden."""
        return hear(verify(request, self._public_url, self._validator), request)

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        """Send one message; the sid of its last part. Outside the window by template only. Raises SendError.

        A message that no channel takes in one piece goes in several.
        """
        if not window_open:
            return await self._send_template(out)
        layout = interactive(out.message, self._texts.list_label)
        if layout is not None and (sid := await self._send_content(out, layout)):
            return sid
        return await self._send_text(out)

    async def fetch(self, ref: str, most: int) -> bytes:
        """The bytes of an attachment. Raises SendError (DROP when it is gone, elsewhere or over `most`)."""
        return await self.api.download(ref, most)

    async def missed(self, since: datetime) -> list[Inbound]:
        """What came in since then as Twilio remembers it, oldest first, with the ids that webhooks have.

        A tap comes back as the text of its label: Twilio's list does not keep the button.
        """
        heard: list[Inbound] = []
        for message in await self.api.received(self._sender, since):
            sid, address, text = message.sid, address_of(message.from_ or ""), message.body or ""
            if int(message.num_media or 0) and (media := await self.api.media(sid)):
                heard += with_media(sid, address, text, "", media)
            else:
                kind = Kind.TEXT if text else Kind.OTHER
                heard.append(Inbound(CHANNEL, sid, address, kind, text=text, phone=proved(address)))
        return heard

    def lacking(self) -> list[str]:
        """Kinds of messages without an approved template: they are held until the person writes."""
        return self._texts.lacking(self._templates)

    async def close(self) -> None:
        await self.api.close()

    async def _send_template(self, out: Outbound) -> str:
        sid = self._texts.sid_for(out.kind, self._templates)
        if sid is None:
            raise SendError(Remedy.TEMPLATE, f"no template for {out.kind}")
        words = one_line(out.message)
        if out.message.picture is not None and self._media_url is not None:
            words = f"{words} {self._media_url(out.message.picture)}".strip()
        if not words or length(words) > self._texts.room(out.kind):
            raise SendError(Remedy.TEMPLATE, f"no room in the template for {out.kind}")
        return await self._post(out, content_sid=sid, content_variables=_json({"1": words}))

    async def _send_content(self, out: Outbound, layout: Layout) -> str | None:
        """By quick replies or list; None where no content could be had, so that text goes instead."""
        for _ in range(2):
            if (content := await self._content(layout)) is None:
                return None
            try:
                return await self._post(out, content_sid=content, content_variables=_json(layout.variables))
            except SendError as error:
                if error.reason != _CONTENT_GONE:
                    raise
                self._contents.pop(_key(layout), None)
        return None

    async def _content(self, layout: Layout) -> str | None:
        key = _key(layout)
        async with self._creating:
            if key in self._contents:
                self._contents.move_to_end(key)
                return self._contents[key]
            try:
                sid = await self.api.create_content(f"kabar-{key[:12]}", layout.types, layout.samples)
            except SendError as error:
                if error.whole_bot:
                    raise
                return None  # buttons are a comfort, the numbers always work
            self._contents[key] = sid
            while len(self._contents) > _MOST_CONTENTS:
                self._contents.popitem(last=False)
            return sid

    async def _send_text(self, out: Outbound) -> str:
        text, picture = numbered(out.message), out.message.picture
        parts: list[dict[str, Any]] = []
        if picture is not None and self._media_url is not None:
            caption = text if length(text) <= MOST_BODY else ""
            parts.append({"media_url": [self._media_url(picture)], **({"body": caption} if caption else {})})
            text = "" if caption else text
        parts += [{"body": piece} for piece in split(text) if piece]
        if not parts:
            raise SendError(Remedy.OURS, "empty message")
        # When a later part fails, the next try goes on there.
        sid = ""
        for index in range(self._begun.get(out.id, 0), len(parts)):
            sid = await self._post(out, **parts[index])
            if index + 1 < len(parts):
                self._begun[out.id] = index + 1
                while len(self._begun) > _MOST_BEGUN:
                    self._begun.popitem(last=False)
        self._begun.pop(out.id, None)
        return sid

    async def _post(self, out: Outbound, **fields: Any) -> str:
        return await self.api.post(
            to=recipient(out.address),
            from_=self._sender,
            status_callback=f"{self._public_url}/whatsapp/status",
            **fields,
        )


def _key(layout: Layout) -> str:
    return sha256(_json(layout.types).encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
