"""A question that may be answered with "the same as last time"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, Self, TypeVar, final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said
from conversations.understanding.match import choose

T = TypeVar("T")


class Same(Enum):
    """The one value of "as last time"."""

    SAME = "same"


SAME: Final = Same.SAME
LABEL: Final = Label("same-as-before")


@final
class OrSame(Question[T | Same]):
    """The inner question, with one more option last. Where it is not `offered`, "same" is no answer."""

    offer = True

    def __init__(self, inner: Question[T]) -> None:
        super().__init__(summed=inner.summed, sticky=inner.sticky)
        self.inner, self.key, self.words = inner, inner.key, inner.words
        self.listed, self.modest, self.tallies = inner.listed, inner.modest, inner.tallies
        self.wants, self.columns = inner.wants, inner.columns

    def offered(self, offer: bool) -> Self:
        """Whether "same" may be said this time."""
        other = self.copied()
        other.offer = offer
        return other

    def options(self, so_far: T | Same | None = None) -> Sequence[Option]:
        options = self.inner.options(None)
        return [*options, Option(SAME.value, LABEL)] if self.offer else options

    def understand(self, said: Said, ears: Ears, so_far: T | Same | None) -> Heard[T | Same]:
        if self.offer and said.option == SAME.value:
            return Sure(SAME)
        alike = self._alike(said, ears)
        if isinstance(alike, Sure):
            return alike
        heard = self.inner.understand(said, ears, None)
        return alike if isinstance(heard, Misunderstood) and isinstance(alike, Unsure) else heard

    def _alike(self, said: Said, ears: Ears) -> Heard[Same]:
        if not self.offer or not said.text or said.option is not None:
            return Misunderstood("choice")
        more = ears.word(Label(f"{LABEL.key}.words"))
        match choose(said.text, [(SAME.value, ears.word(LABEL), *more.split(","))], ears.lexicon):
            case Sure():
                return Sure(SAME)
            case Unsure():
                return Unsure(SAME)
            case _:
                return Misunderstood("choice")

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        return [*self.inner.guesses(said, ears), *([Option(SAME.value, LABEL)] if self.offer else [])]

    def store(self, value: T | Same) -> Json:
        return SAME.value if isinstance(value, Same) else self.inner.store(value)

    def recall(self, kept: Json) -> T | Same:
        if kept != SAME.value:
            return self.inner.recall(kept)
        if self.offer:
            return SAME
        raise Gone(self.key)

    def likely(self) -> T | Same:
        return self.inner.likely()

    def samples(self) -> Sequence[T | Same]:
        return [*self.inner.samples(), *([SAME] if self.offer else [])]

    def show(self, value: T | Same) -> Arg:
        return LABEL if isinstance(value, Same) else self.inner.show(value)

    def limits(self) -> Mapping[str, Arg]:
        return self.inner.limits()

    def shape(self) -> Mapping[str, Json]:
        return {**self.inner.shape(), "same": True}
