"""Someone who uses the bot on a phone: writes, taps, shares, blocks, and sees what the bot sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram_rules import Markup

Update = dict[str, Any]


@dataclass(slots=True)
class Sent:
    """A message of the bot as it stands in the chat now."""

    message_id: int
    chat_id: int
    text: str
    markup: Markup
    at: float  # time.monotonic()
    photo: bytes | None = None

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All buttons under it, inline or of a reply keyboard, in reading order."""
        return [button for row in (self.markup.inline or self.markup.keyboard) for button in row]

    @property
    def labels(self) -> list[str]:
        return [str(button["text"]) for button in self.buttons]


@dataclass(slots=True)
class Person:
    """A private chat. Every act gives the update that it caused, which is on its way to the bot already."""

    id: int
    name: str
    push: Callable[[str, dict[str, Any]], Update]  # (kind of update, its content) -> the whole update
    store: Callable[[bytes], str]  # a file's bytes -> file_id
    ask: Callable[[int, int], str]  # (chat, message) of a tap -> callback query id
    heard: Callable[[int], None]  # the bot may answer one message more
    number: Callable[[], int]  # the next message id
    messages: list[Sent] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    typing: int = 0  # how many times the bot was seen typing

    def starts(self, payload: str = "") -> Update:
        """Presses Start, perhaps through a deep link."""
        return self.writes(f"/start {payload}".strip())

    def writes(self, text: str, **more: Any) -> Update:
        return self._message(text=text, **more)

    def taps(self, what: str, message: Sent | None = None) -> Update:
        """Tap the newest button with this label, part of a label, or data."""
        found = [
            (one, button)
            for one in ([message] if message else reversed(self.messages))
            for button in one.buttons
            if what == button.get("callback_data") or what in button["text"]
        ]
        exact = [pair for pair in found if what in (pair[1].get("callback_data"), pair[1]["text"])]
        if not found:
            shown = [one.labels for one in self.messages[-3:]]
            raise AssertionError(f"{self.name} sees no button {what!r}; the last messages have {shown}")
        one, button = (exact or found)[0]
        if "callback_data" not in button:
            return self.writes(button["text"])
        self.heard(self.id)
        return self.push(
            "callback_query",
            {
                "id": self.ask(self.id, one.message_id),
                "from": self._sender(),
                "chat_instance": str(self.id),
                "message": {
                    "message_id": one.message_id,
                    "chat": self._chat(),
                    "date": int(time.time()),
                    "text": one.text,
                },
                "data": button["callback_data"],
            },
        )

    def shares_contact(self, phone: str, own: bool = True) -> Update:
        """Shares a phone number: the own one, or somebody else's card."""
        card: dict[str, Any] = {"phone_number": phone, "first_name": self.name if own else "Orang Lain"}
        if own:
            card["user_id"] = self.id
        return self._message(contact=card)

    def shares_location(self, latitude: float, longitude: float) -> Update:
        return self._message(location={"latitude": latitude, "longitude": longitude})

    def sends_photo(self, picture: bytes, caption: str = "", album: str = "") -> Update:
        sizes = [
            {**self._file(b"thumbnail"), "width": 90, "height": 67},
            {**self._file(picture), "width": 1280, "height": 960},
        ]
        more = {"caption": caption} if caption else {}
        return self._message(photo=sizes, **more, **({"media_group_id": album} if album else {}))

    def sends_album(self, pictures: Sequence[bytes]) -> list[Update]:
        album = str(self.number())
        return [self.sends_photo(picture, album=album) for picture in pictures]

    def sends_voice(self, sound: bytes) -> Update:
        return self._message(voice={**self._file(sound), "duration": 3, "mime_type": "audio/ogg"})

    def sends_document(self, data: bytes, mime: str = "application/pdf") -> Update:
        return self._message(document={**self._file(data), "mime_type": mime, "file_name": "berkas.pdf"})

    def sends_sticker(self) -> Update:
        return self._message(sticker={**self._file(b"sticker"), "width": 512, "height": 512, "emoji": "👍"})

    def edits(self, text: str) -> Update:
        """Corrects an earlier message."""
        return self.push("edited_message", {**self._envelope(), "text": text, "edit_date": int(time.time())})

    def blocks(self) -> Update:
        self.blocked = True
        return self._membership("member", "kicked")

    def unblocks(self) -> Update:
        self.blocked = False
        return self._membership("kicked", "member")

    def wait(self, many: int = 1, *, seconds: float = 5) -> list[Sent]:
        """Wait from another thread until the bot has sent `many` messages in all."""
        end = time.monotonic() + seconds
        while len(self.messages) < many and time.monotonic() < end:
            time.sleep(0.01)
        return self._enough(many)

    async def hears(self, many: int = 1, *, seconds: float = 5) -> list[Sent]:
        """The same inside an event loop."""
        end = time.monotonic() + seconds
        while len(self.messages) < many and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return self._enough(many)

    def _enough(self, many: int) -> list[Sent]:
        if len(self.messages) < many:
            raise AssertionError(f"{self.name} waits for {many} messages and has {self.messages}")
        return self.messages

    def _message(self, **content: Any) -> Update:
        self.started = True
        self.blocked = False
        self.heard(self.id)
        return self.push("message", {**self._envelope(), **content})

    def _membership(self, before: str, after: str) -> Update:
        bot = {"id": 0, "is_bot": True, "first_name": "Bot"}
        return self.push(
            "my_chat_member",
            {
                "chat": self._chat(),
                "from": self._sender(),
                "date": int(time.time()),
                "old_chat_member": {"user": bot, "status": before},
                "new_chat_member": {"user": bot, "status": after, "until_date": 0},
            },
        )

    def _envelope(self) -> dict[str, Any]:
        return {
            "message_id": self.number(),
            "from": self._sender(),
            "chat": self._chat(),
            "date": int(time.time()),
        }

    def _sender(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "id"}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "first_name": self.name, "type": "private"}

    def _file(self, data: bytes) -> dict[str, Any]:
        file_id = self.store(data)
        return {"file_id": file_id, "file_unique_id": file_id[-8:], "file_size": len(data)}
