"""A neutral message as Telegram shows it: texts within its lengths, and a keyboard under the last one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.channels.telegram_updates import clean
from conversations.message import Button, Message

# Limits of https://core.telegram.org/bots/api; lengths are in UTF-16 units.
TEXT_MOST = 4096
CAPTION_MOST = 1024
DATA_MOST = 64  # bytes
BUTTONS_MOST = 100
MARKUP_MOST = 9_500  # bytes; the server refuses about 10,000

HINTS_MOST = 3  # descriptions told in the text: a message has at most three short lines (rule of tone)
COLUMNS_FROM = 11  # options from which two columns are tried
ROW = 36  # characters of a row's labels on a small phone
TICKED, UNTICKED = "✅", "⬜"


@dataclass(frozen=True, slots=True)
class Part:
    """One request: a text, or a picture with the text as its caption, and a reply_markup."""

    text: str
    markup: Mapping[str, Any] | None = None
    pictured: bool = False


def lay_out(message: Message, *, pictured: bool, offers: Mapping[str, str]) -> list[Part]:
    """The parts of a message in their order. `offers`: labels of "contact" and "location", to share one.

    Texts stay literal. Options that no keyboard can hold become numbered lines: their number answers too.
    """
    buttons = [button for button in message.buttons if not button.url or _opens(button.url)]
    lines = [clean(message.text)]
    lines += [clean(button.url) for button in message.buttons if button.url and not _opens(button.url)]
    hinted = [one for one in buttons if one.hint]
    if len(hinted) <= HINTS_MOST:
        lines.append("\n".join(f"{_label(one)}: {clean(one.hint)}" for one in hinted))
    markup: Mapping[str, Any] = {"remove_keyboard": True}  # of an earlier request to share
    if message.wants in offers:
        markup = _keyboard(offers[message.wants], message.wants, buttons, message.columns)
    elif buttons and _tappable(buttons):
        markup = {"inline_keyboard": _rows([_inline(one) for one in buttons], message.columns)}
    elif buttons:
        lines.append(_listed(buttons))
    text = "\n\n".join(line for line in lines if line.strip())
    if pictured and units(text) <= CAPTION_MOST:
        return [Part(text, markup, pictured=True)]
    *before, last = split(text, TEXT_MOST)
    parts = [Part("", pictured=True)] if pictured else []
    return [*parts, *[Part(one) for one in before], Part(last, markup)]


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram counts."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def split(text: str, most: int) -> list[str]:
    """Pieces of at most `most` units, cut after a paragraph, a line or a word where there is one."""
    pieces = []
    while units(text) > most:
        end = _fitting(text, most)
        cut = max(text.rfind("\n\n", 0, end), 0) or max(text.rfind("\n", 0, end), 0)
        if cut < end // 2:
            cut = max(cut, text.rfind(" ", 0, end))
        cut = cut if cut > 0 else end
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def _fitting(text: str, most: int) -> int:
    """How many characters fit."""
    end = min(len(text), most)
    while units(text[:end]) > most:
        end -= (units(text[:end]) - most + 1) // 2
    return end


def _label(button: Button) -> str:
    tick = "" if button.ticked is None else f"{TICKED if button.ticked else UNTICKED} "
    return f"{tick}{clean(button.label).strip() or '…'}"


def _opens(url: str) -> bool:
    """Whether Telegram takes the page for a button; it refuses names without a dot, as localhost."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


def _tappable(buttons: Sequence[Button]) -> bool:
    fits = len(buttons) <= BUTTONS_MOST and all(
        one.url or 1 <= len(one.data.encode("utf-8", "replace")) <= DATA_MOST for one in buttons
    )
    return fits and len(json.dumps([_inline(one) for one in buttons]).encode()) <= MARKUP_MOST


def _listed(buttons: Sequence[Button]) -> str:
    """Lines with the number that answers; a page and what stands beside a question of numbers have none."""
    lines, number = [], 0
    for button in buttons:
        number += button.numbered and not button.url
        before = f"{number}. " if button.numbered and not button.url else ""
        lines.append(f"{before}{_label(button)}{f': {button.url}' if button.url else ''}")
    return "\n".join(lines)


def _inline(button: Button) -> dict[str, str]:
    if button.url:
        return {"text": _label(button), "url": button.url}
    return {"text": _label(button), "callback_data": clean(button.data)}


def _keyboard(offer: str, what: str, buttons: Sequence[Button], columns: int) -> dict[str, Any]:
    """Sharing needs a reply keyboard, which excludes an inline one: a tap there sends the label."""
    rows: list[list[dict[str, Any]]] = [[{"text": offer, f"request_{what}": True}]]
    rows += _rows([{"text": _label(one)} for one in buttons if not one.url][:BUTTONS_MOST], columns)
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _rows(keys: list[dict[str, Any]], columns: int) -> list[list[dict[str, Any]]]:
    """Keys side by side as wished, as far as the longest label allows; long lists always try two."""
    longest = max((len(key["text"]) for key in keys), default=0)
    columns = min(max(columns, 2 if len(keys) >= COLUMNS_FROM else 1), 8)
    while columns > 1 and longest > ROW // columns:
        columns -= 1
    return [keys[start : start + columns] for start in range(0, len(keys), columns)]
