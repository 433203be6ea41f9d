"""One of things known only from facts, kept by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar, final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said
from conversations.questions.choice import NEAR
from conversations.understanding.match import choose, ranked


class Pickable(Protocol):
    """What can be picked: an id for good, without "|", and a title in somebody's own words."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Thing:
    """The plainest Pickable. `hint` is shown below the title where a channel can."""

    id: str
    title: str
    hint: str = ""


P = TypeVar("P", bound=Pickable)


@final
class Pick(Question[P]):
    """`among` gives it today's things: `chat.ask(self.programme.among(facts.programmes))`."""

    listed = True
    modest = True

    things: Sequence[P] = ()

    def among(self, things: Sequence[P]) -> Self:
        other = self.copied()
        other.things = things
        return other

    def options(self, so_far: P | None = None) -> Sequence[Option]:
        return [option_of(thing) for thing in self.things]

    def understand(self, said: Said, ears: Ears, so_far: P | None) -> Heard[P]:
        if said.option is not None:
            found = self._find(said.option)
            return Sure(found) if found is not None else Misunderstood("pick")
        match choose(said.text, self._titles(), ears.lexicon):
            case Sure(number):
                return Sure(self.things[int(number)])
            case Unsure(number):
                return Unsure(self.things[int(number)])
            case _:
                return Misunderstood("pick")

    def _titles(self) -> list[tuple[str, str]]:
        return [(str(number), thing.title) for number, thing in enumerate(self.things)]

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        order = ranked(said.text, self._titles(), ears.lexicon)
        near = [self.things[int(number)] for number, score in order[:3] if score >= NEAR]
        return [option_of(thing) for thing in near or self.things]

    def _find(self, kept: Json) -> P | None:
        return next((thing for thing in self.things if thing.id == kept), None)

    def store(self, value: P) -> Json:
        return value.id

    def recall(self, kept: Json) -> P:
        found = self._find(kept)
        if found is None:
            raise Gone(self.key)
        return found

    def likely(self) -> P:
        if not self.things:
            raise Gone(self.key)
        return self.things[0]

    def samples(self) -> Sequence[P]:
        return self.things

    def show(self, value: P) -> Arg:
        return value.title


def option_of(thing: Pickable) -> Option:
    """A thing as an option, with its hint where it has one."""
    return Option(thing.id, Label(words=thing.title), getattr(thing, "hint", ""))
