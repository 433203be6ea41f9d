"""A whole number of people, years or things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Question, Said
from conversations.understanding import count


@final
class Count(Question[int]):
    """From `low` to `high`, both included."""

    modest = True
    tallies = True

    def __init__(
        self, low: int, high: int, usual: int | None = None, *, summed: bool = True, sticky: bool = True
    ) -> None:
        super().__init__(summed=summed, sticky=sticky)
        self.low, self.high, self.usual = low, high, low if usual is None else usual

    def understand(self, said: Said, ears: Ears, so_far: int | None) -> Heard[int]:
        if said.option is not None:
            return Misunderstood("count")
        match count.read(said.text, ears.lexicon):
            case Sure(value) | Unsure(value) if not self.low <= value <= self.high:
                return Misunderstood("count-range")
            case Sure() | Unsure() as heard:
                return heard
            case _:
                return Misunderstood("count")

    def store(self, value: int) -> Json:
        return value

    def recall(self, kept: Json) -> int:
        if isinstance(kept, int) and not isinstance(kept, bool) and self.low <= kept <= self.high:
            return kept
        raise Gone(self.key)

    def likely(self) -> int:
        return self.usual

    def samples(self) -> Sequence[int]:
        return sorted({self.low, self.usual, self.high})

    def show(self, value: int) -> Arg:
        return value

    def limits(self) -> Mapping[str, Arg]:
        return {"lowest": self.low, "highest": self.high}
