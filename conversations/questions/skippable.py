"""A question that may be left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar, final

from conversations.heard import Heard, Sure
from conversations.question import SKIPPED, Arg, Ears, Json, Label, Option, Question, Said, Skipped

T = TypeVar("T")

SKIP = "skip"


@final
class Skippable(Question[T | Skipped]):
    """The inner question, or not: `chat.ask(self.omzet)` is `Amount | Skipped`. Kept as null when left out.

    Facts go to the inner question first: `chat.ask(Skippable(self.programme.among(facts.programmes)))`.
    Skipping after a part was given (ticks, pictures, an amount for another period) keeps that part.
    """

    def __init__(self, inner: Question[T]) -> None:
        super().__init__(summed=inner.summed, sticky=inner.sticky)
        self.inner, self.key, self.words = inner, inner.key, inner.words
        self.listed, self.modest, self.tallies = inner.listed, inner.modest, inner.tallies
        self.free = inner.free
        self.wants, self.columns = inner.wants, inner.columns

    def options(self, so_far: T | Skipped | None = None) -> Sequence[Option]:
        part = None if isinstance(so_far, Skipped) else so_far
        return [*self.inner.options(part), Option(SKIP, Label("skip"))]

    def understand(self, said: Said, ears: Ears, so_far: T | Skipped | None) -> Heard[T | Skipped]:
        part = None if isinstance(so_far, Skipped) else so_far
        if said.option == SKIP:
            return Sure(SKIPPED if part is None else part)
        return self.inner.understand(said, ears, part)

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        near = self.inner.guesses(said, ears)
        return [*near, Option(SKIP, Label("skip"))] if near else ()

    def store(self, value: T | Skipped) -> Json:
        return None if isinstance(value, Skipped) else self.inner.store(value)

    def recall(self, kept: Json) -> T | Skipped:
        return SKIPPED if kept is None else self.inner.recall(kept)

    def skip(self) -> T | Skipped:
        return SKIPPED

    def likely(self) -> T | Skipped:
        return self.inner.likely()

    def samples(self) -> Sequence[T | Skipped]:
        return [*self.inner.samples(), SKIPPED]

    def show(self, value: T | Skipped) -> Arg:
        return Label("skipped") if isinstance(value, Skipped) else self.inner.show(value)

    def more(self, value: T | Skipped) -> str:
        return "" if isinstance(value, Skipped) else self.inner.more(value)

    def limits(self) -> Mapping[str, Arg]:
        return self.inner.limits()

    def shape(self) -> Mapping[str, Json]:
        return {**self.inner.shape(), "skippable": True}
