"""Asks since which year something has been: "2019", "3 tahun", "tahun lalu", "baru"."""

from __future__ import annotations

import re
from typing import final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Question, Said
from conversations.questions.called import heard_words

EARLIEST = 1940
COVID = 2020
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_WORD = re.compile(r"[^\W_]+")
_SHORT_YEAR = re.compile(r"'(\d\d)(?!\d)")


@final
class Since(Question[int]):
    """A year, not after this one. A span ("3 tahun") is counted back from today and asked back."""

    def understand(self, said: Said, ears: Ears, so_far: int | None) -> Heard[int]:
        this_year, typed = ears.today.year, " ".join(_WORD.findall(said.text.casefold()))
        years = [int(found) for found in _YEAR.findall(said.text)]
        years += [2000 + int(found) for found in _SHORT_YEAR.findall(said.text)]
        if years:
            alone = len(set(years)) == 1 and EARLIEST <= years[0] <= this_year
            if not alone:
                return Misunderstood("since")
            return Sure(years[0]) if typed.isdigit() or self._has(typed, ears, "from") else Unsure(years[0])
        if (number := self._span(typed, ears, "years")) is not None:
            year = this_year - number
            return Unsure(year) if year >= EARLIEST else Misunderstood("since")
        months = 6 if self._has(typed, ears, "half") else self._span(typed, ears, "months")
        if months is not None:
            return Unsure((this_year * 12 + ears.today.month - 1 - months) // 12)
        if self._has(typed, ears, "covid"):
            return Unsure(COVID)
        if self._has(typed, ears, "last"):
            return Sure(this_year - 1)
        if self._has(typed, ears, "new"):
            return Sure(this_year)
        return Misunderstood("since")

    def _span(self, typed: str, ears: Ears, unit: str) -> int | None:
        """How many years or months: the number right before the word, in digits or in words, or "setahun"."""
        words = "|".join(re.escape(word) for word in heard_words(ears, Label(f"since-words.{unit}")))
        if found := re.search(rf"(?<!\d)(\d{{1,2}}) ?(?:{words})\b", typed):
            return int(found[1])
        for number in range(1, 11):
            for word in heard_words(ears, Label(f"since-words.n{number}")):
                if re.search(rf"\b{re.escape(word)} (?:{words})\b", typed):
                    return number
        return 1 if self._has(typed, ears, f"one-{unit}") else None

    def _has(self, typed: str, ears: Ears, kind: str) -> bool:
        return any(
            re.search(rf"(\b|\d){re.escape(word)}\b", typed)
            for word in heard_words(ears, Label(f"since-words.{kind}"))
        )

    def store(self, value: int) -> Json:
        return value

    def recall(self, kept: Json) -> int:
        if isinstance(kept, int) and not isinstance(kept, bool) and kept >= EARLIEST:
            return kept
        raise Gone(self.key)

    def likely(self) -> int:
        return 2019

    def show(self, value: int) -> Arg:
        return str(value)
