"""Questions that staff define at run time, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, final

from conversations.heard import Heard, Misunderstood, Partly, Sure, Unsure
from conversations.question import Arg, Ears, Json, Option, Question, Said
from conversations.questions.choice import Choice, YesNo
from conversations.questions.count import Count
from conversations.questions.day import Day
from conversations.questions.photos import Photos
from conversations.questions.pick import Pick, Thing
from conversations.questions.rupiah import Rupiah
from conversations.questions.skippable import Skippable
from conversations.questions.text import Text

KINDS = ("text", "choice", "count", "amount", "date", "photo", "yesno")


class Definition(Protocol):
    """What staff wrote. `id` is unique for good and within its programme; `choices` have ids of their own."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def choices(self) -> Sequence[Thing]: ...
    @property
    def required(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a defined question, as it is stored; None where it was left out."""

    definition: str
    kept: Json


def inner_of(definition: Definition) -> Question[Any]:
    """The question of the kind that staff chose; ValueError for a kind that there is not."""
    inner: Question[Any]
    match definition.kind:
        case "text":
            inner = Text(500)
        case "choice":
            inner = Pick[Thing]().among(definition.choices)
        case "count":
            inner = Count(0, 1_000_000)
        case "amount":
            inner = Rupiah()
        case "date":
            inner = Day()
        case "photo":
            inner = Photos(1)
        case "yesno":
            inner = Choice(YesNo)
        case _:
            raise ValueError(f"a defined question cannot be of kind {definition.kind!r}")
    return inner if definition.required else Skippable(inner)


@final
class Defined(Question[Reply]):
    """The attribute gives the place, `by` today's definition: `chat.ask(self.extra.by(definition))`."""

    definition: Definition
    inner: Question[Any]

    def by(self, definition: Definition) -> Self:
        """Asked under the key `<key>:<definition's id>`, in staff's own words."""
        other = self.at(definition.id)
        other.definition, other.inner, other.words = definition, inner_of(definition), definition.words
        other.inner.key = other.key
        for trait in ("listed", "modest", "free", "tallies", "wants", "columns"):
            setattr(other, trait, getattr(other.inner, trait))
        return other

    def _reply(self, value: Any) -> Reply:
        return Reply(self.definition.id, self.inner.store(value))

    def _value(self, reply: Reply | None) -> Any:
        return None if reply is None else self.inner.recall(reply.kept)

    def options(self, so_far: Reply | None = None) -> Sequence[Option]:
        return self.inner.options(self._value(so_far))

    def understand(self, said: Said, ears: Ears, so_far: Reply | None) -> Heard[Reply]:
        match self.inner.understand(said, ears, self._value(so_far)):
            case Sure(value, rest):
                return Sure(self._reply(value), rest)
            case Unsure(value, rest):
                return Unsure(self._reply(value), rest)
            case Partly(value):
                return Partly(self._reply(value))
            case Misunderstood() as heard:
                return heard

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        return self.inner.guesses(said, ears)

    def store(self, value: Reply) -> Json:
        return value.kept

    def recall(self, kept: Json) -> Reply:
        self.inner.recall(kept)
        return Reply(self.definition.id, kept)

    def likely(self) -> Reply:
        return self._reply(self.inner.likely())

    def skip(self) -> Reply:
        return self._reply(self.inner.skip())

    def samples(self) -> Sequence[Reply]:
        return [self._reply(value) for value in self.inner.samples()]

    def show(self, value: Reply) -> Arg:
        shown: Arg = self.inner.show(self._value(value))
        return shown

    def more(self, value: Reply) -> str:
        return self.inner.more(self._value(value))

    def limits(self) -> Mapping[str, Arg]:
        return self.inner.limits()
