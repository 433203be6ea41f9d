"""Lays a neutral message out for WhatsApp: quick replies, a list, or text, always with plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from conversations.message import Button, Message

# https://www.twilio.com/docs/content/twilio-quick-reply, .../twiliolist-picker, .../api/errors/21617
MOST_TEXT: Final = 1600
MOST_BODY: Final = 1024
MOST_REPLIES: Final = 3
MOST_REPLY: Final = 20
MOST_ROWS: Final = 10
MOST_ROW: Final = 24
MOST_HINT: Final = 72
MOST_ID: Final = 200
MOST_VARIABLES: Final = 100

TICKED, UNTICKED = "☑ ", "☐ "


def length(text: str) -> int:
    """How long WhatsApp finds a text: in UTF-16 units, so that an emoji counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def label(button: Button) -> str:
    if button.ticked is None:
        return button.label
    return (TICKED if button.ticked else UNTICKED) + button.label


def numbered(message: Message, *, hints: bool = True) -> str:
    """The text with its options as lines, each with its place among them as its number.

    A page has none. Beside a question whose answers are numbers themselves an option has none either and is
    answered by its label.
    """
    lines, number = [], 0
    for button in message.buttons:
        counts = button.numbered and not button.url
        number += counts
        line = f"{number}. {label(button)}" if counts else f"• {label(button)}"
        if button.url:
            line = f"{line}: {button.url}"
        elif hints and button.hint:
            line = f"{line} – {button.hint}"
        lines.append(line)
    return clean("\n\n".join(part for part in (message.text, "\n".join(lines)) if part))


def clean(text: str) -> str:
    """Without control characters (NUL among them) and halves of characters, which no messenger shows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", "", text)


def one_line(message: Message) -> str:
    """Text and options in one line: a template's variable may hold no line break (error 21656)."""
    text = " ".join(line.strip() for line in clean(message.text).split("\n") if line.strip())
    options = numbered(Message(text="", buttons=message.buttons), hints=False).split("\n")
    return _variable(" • ".join(part.removeprefix("• ") for part in (text, *options) if part))


def split(text: str, most: int = MOST_TEXT) -> list[str]:
    """Pieces of at most `most`, cut at a blank line, a line break or a space where there is one."""
    pieces = []
    while length(text) > most:
        end = most
        while length(text[:end]) > most:
            end -= 1
        cuts = (text.rfind(sign, end // 2, end + 1) for sign in ("\n\n", "\n", " "))
        cut = next((cut for cut in cuts if cut > 0), end)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text] if text or not pieces else pieces


@dataclass(frozen=True, slots=True)
class Layout:
    """A content definition whose every word is a variable, so that few of them serve all messages."""

    types: dict[str, Any]
    variables: dict[str, str]
    samples: dict[str, str] = field(default_factory=dict)


class _Variables:
    """Hands out {{1}}, {{2}} ... and remembers what each stands for."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.samples: dict[str, str] = {}

    def take(self, value: str, sample: str) -> str:
        key = str(len(self.values) + 1)
        self.values[key], self.samples[key] = _variable(value), f"{sample} {key}"
        return "{{" + key + "}}"


def interactive(message: Message, list_label: str) -> Layout | None:
    """Quick replies for up to three short options, a list for up to ten; None where neither fits.

    The lines of the body are variables of their own because a variable may hold no line break.
    """
    options = [button for button in message.buttons if not button.url]
    if not options or message.picture is not None or not _distinct(options):
        return None
    labels = [clean(label(button)) for button in options]
    variables = _Variables()
    if len(options) <= MOST_REPLIES and all(length(text) <= MOST_REPLY for text in labels):
        if (body := _body(numbered(message), variables)) is None:
            return None
        actions = [
            {
                "type": "QUICK_REPLY",
                "title": variables.take(text, "Option"),
                "id": variables.take(button.data, "id"),
            }
            for text, button in zip(labels, options, strict=True)
        ]
        types: dict[str, Any] = {"twilio/quick-reply": {"body": body, "actions": actions}}
    elif len(options) <= MOST_ROWS:
        if (body := _body(numbered(message, hints=False), variables)) is None:
            return None
        items = [_row(text, button, variables) for text, button in zip(labels, options, strict=True)]
        types = {"twilio/list-picker": {"body": body, "button": list_label, "items": items}}
    else:
        return None
    if len(variables.values) > MOST_VARIABLES:
        return None
    return Layout(types, variables.values, variables.samples)


def _distinct(options: Sequence[Button]) -> bool:
    """WhatsApp wants labels and ids that differ; what does not comply goes as text."""
    labels = {_shortened(label(button), MOST_ROW) for button in options}
    ids = {button.data for button in options}
    return (
        len(labels) == len(ids) == len(options)
        and all(labels)
        and all(0 < length(data) <= MOST_ID for data in ids)
    )


def _body(text: str, variables: _Variables) -> str | None:
    if not text or length(text) > MOST_BODY:
        return None
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(variables.take(line, "Line") if line else "" for line in lines)


def _row(text: str, button: Button, variables: _Variables) -> dict[str, str]:
    short = _shortened(text, MOST_ROW)
    hint = clean(button.hint) or (text if short != text else "")
    row = {"item": variables.take(short, "Option"), "id": variables.take(button.data, "id")}
    if hint:
        row["description"] = variables.take(_shortened(hint, MOST_HINT), "About")
    return row


def _shortened(text: str, most: int) -> str:
    text = _variable(text)
    if length(text) <= most:
        return text
    while length(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _variable(text: str) -> str:
    """As error 21656 wants it: one line, at most four spaces in a row."""
    return re.sub(r" {5,}", "    ", clean(text).replace("\n", " ")).strip()
