"""A neutral message as the chat page shows it: HTML for both presentations, words literal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader

from bot.channels.whatsapp_layout import MOST_REPLIES, MOST_REPLY, MOST_ROWS
from conversations.message import Button, Message

TICKS = {True: "✅ ", False: "⬜ ", None: ""}
COLUMNS_FROM = 11  # options from which the Telegram presentation tries two columns
ROW = 36  # characters of a row's labels on a small phone


@dataclass(frozen=True, slots=True)
class Key:
    """One option as it is shown: its number, or "" where it stands beside a question of numbers."""

    label: str
    hint: str
    data: str
    url: str
    number: str
    ticked: bool | None


class WebLayout:
    """`say` gives the page's own texts: the button that opens a list, the one that shares a place."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    @cached_property
    def _template(self) -> Environment:
        return Environment(loader=PackageLoader("bot"), autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def html(self, message: Message, picture: str = "") -> str:
        """`picture` is the address of the message's picture."""
        keys = keys_of(message)
        return self._template.get_template("message.html").render(
            say=self._say,
            text=clean(message.text),
            keys=keys,
            columns=columns(keys, message.columns),
            way=way(keys),
            place=message.wants == "location",
            picture=picture,
        )


def clean(text: str) -> str:
    """Without NUL and halves of characters, which no page shows."""
    return re.sub("[\x00\ud800-\udfff]", "", text)


def keys_of(message: Message) -> list[Key]:
    """The options in order. A page to open, and what stands beside a question of numbers, have no number."""
    keys, number = [], 0
    for button in message.buttons:
        counts = button.numbered and not button.url
        number += counts
        keys.append(_key(button, str(number) if counts else ""))
    return keys


def _key(button: Button, number: str) -> Key:
    url = button.url if button.url.startswith(("https://", "http://", "/")) else ""
    label = TICKS[button.ticked] + (clean(button.label).strip() or "…")
    return Key(label, clean(button.hint), clean(button.data), url, number, button.ticked)


def columns(keys: list[Key], wished: int) -> int:
    """How many keys stand side by side in the Telegram presentation, as far as the longest label allows."""
    most = min(max(wished, 2 if len(keys) >= COLUMNS_FROM else 1), 4)
    longest = max((len(key.label) for key in keys), default=0)
    while most > 1 and (longest > ROW // most or any(key.hint for key in keys)):
        most -= 1
    return most


def way(keys: list[Key]) -> str:
    """How WhatsApp would show them: up to three short "replies", a "list" of up to ten, else "numbers"."""
    if len(keys) <= MOST_REPLIES and all(len(key.label) <= MOST_REPLY for key in keys):
        return "replies"
    return "list" if len(keys) <= MOST_ROWS else "numbers"
