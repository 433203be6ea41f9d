"""The buttons under what was said last, where no form knows them: what a number or their words mean now."""

from __future__ import annotations

import json
from collections.abc import Sequence

from conversations.attend import Attend
from conversations.heard import Sure, Unsure
from conversations.question import Ears, Said
from turns.reply import CHANGE


class Shown:
    """Read from what the contact keeps: JSON of (data, label, numbered) each, "" for none."""

    def __init__(self, kept: str) -> None:
        self._buttons: Sequence[tuple[str, str, bool]] = json.loads(kept) if kept else ()

    def pressed(self, text: str) -> str:
        """The data of the button whose number or label was typed, "" for none."""
        if not self._buttons:
            return ""
        typed = spoken(text)
        listed = [data for data, _, numbered in self._buttons if numbered]
        if typed.isdecimal() and len(typed) < 3 and 1 <= int(typed) <= len(listed):
            return listed[int(typed) - 1]
        return next((data for data, label, _ in self._buttons if spoken(label) == typed), "")

    def coming(self, text: str, ears: Ears) -> str:
        """The button of a training's reminder that is meant by "hadir bu insya allah", "" for none."""
        asked = [data for data, *_ in self._buttons if data.startswith(f">{Attend.name}|")]
        if asked:
            match Attend.coming.understand(Said(text), ears, None):
                case Sure(coming) | Unsure(coming):
                    return next((data for data in asked if data.endswith(f".{coming.value}")), "")
        return ""

    def change(self) -> str:
        """The button "Ubah" of what was recorded, "" for none."""
        return next((data for data, *_ in self._buttons if data.endswith(f"|{CHANGE}|change")), "")


def spoken(words: str) -> str:
    """A button's words as people type them."""
    return words.casefold().strip(" .!?")
