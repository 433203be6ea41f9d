"""A day in the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Self, final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Question, Said
from conversations.understanding import date as dates


@final
class Day(Question[date]):
    """A date, kept as ISO text. `between` gives its limits from facts, both days included."""

    modest = True

    first, last = date(1900, 1, 1), date(2199, 12, 31)

    def between(self, first: date, last: date) -> Self:
        other = self.copied()
        other.first, other.last = first, last
        return other

    def understand(self, said: Said, ears: Ears, so_far: date | None) -> Heard[date]:
        if said.option is not None:
            return Misunderstood("date")
        match dates.read(said.text, ears.lexicon, ears.today):
            case Sure(value) | Unsure(value) if not self.first <= value <= self.last:
                return Misunderstood("date-range")
            case Sure() | Unsure() as heard:
                return heard
            case _:
                return Misunderstood("date")

    def store(self, value: date) -> Json:
        return value.isoformat()

    def recall(self, kept: Json) -> date:
        try:
            value = date.fromisoformat(str(kept))
        except ValueError:
            raise Gone(self.key) from None
        if not self.first <= value <= self.last:
            raise Gone(self.key)
        return value

    def likely(self) -> date:
        return min(max(date(2026, 12, 15), self.first), self.last)

    def show(self, value: date) -> Arg:
        return value

    def limits(self) -> Mapping[str, Arg]:
        return {"first": self.first, "last": self.last}
