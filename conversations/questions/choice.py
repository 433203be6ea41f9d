"""One member of an enum, chosen by button, number, label or the words people use for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Any, Self, TypeAlias, TypeVar, final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said, kebab, label_of
from conversations.understanding import operating, yesno
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.match import choose, ranked
from rules.operating import Operating

E = TypeVar("E", bound=Enum)

NEAR = 50.0  # likeness from which an option is worth a guess

Reader: TypeAlias = "Callable[[str, Lexicon], Heard[Any]]"


class YesNo(Enum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


def read_yes_no(text: str, lexicon: Lexicon) -> Heard[YesNo]:
    """A yes or no as a member of `YesNo`; a hedge is asked back."""
    match yesno.read(text, lexicon):
        case Sure(yes, rest):
            return Sure(YesNo.YES if yes else YesNo.NO, rest)
        case Unsure(yes, rest):
            return Unsure(YesNo.YES if yes else YesNo.NO, rest)
        case Misunderstood() as heard:
            return heard
        case _:
            return Misunderstood("yesno")


class Already(Enum):
    """Whether something is there already: said as "sudah" and "belum", heard like any yes and no."""

    YES = "yes"
    NO = "no"


def read_already(text: str, lexicon: Lexicon) -> Heard[Already]:
    """As `read_yes_no`."""
    match read_yes_no(text, lexicon):
        case Sure(answer, rest):
            return Sure(Already(answer.value), rest)
        case Unsure(answer, rest):
            return Unsure(Already(answer.value), rest)
        case Misunderstood() as heard:
            return heard
        case _:
            return Misunderstood("yesno")


READERS: Mapping[type[Enum], Reader] = MappingProxyType(
    {YesNo: read_yes_no, Already: read_already, Operating: operating.read}
)
"""Enums that have a reader of their own for free text; all others go by their labels."""


@final
class Choice(Question[E]):
    """Kept by value, labelled `<enum>-<value>` in locales/, with `.hint` and `.words` (more ways to say)."""

    listed = True

    def __init__(
        self, enum: type[E], usual: E | None = None, *, summed: bool = True, sticky: bool = True
    ) -> None:
        super().__init__(summed=summed, sticky=sticky)
        self.enum, self.usual = enum, usual
        self.modest = enum not in (YesNo, Already)  # "ya" beside another answer may mean anything
        self._set(tuple(enum))

    def _set(self, members: Sequence[E]) -> None:
        self.members = members
        self._by_value = {str(member.value): member for member in members}
        self._options = [Option(str(member.value), label_of(member)) for member in members]

    def among(self, members: Sequence[E]) -> Self:
        """Only these may be chosen today, in this order."""
        other = self.copied()
        other._set(tuple(members))
        return other

    def options(self, so_far: E | None = None) -> Sequence[Option]:
        return self._options

    def understand(self, said: Said, ears: Ears, so_far: E | None) -> Heard[E]:
        if said.option is not None:
            member = self._find(said.option)
            return Sure(member) if member is not None else Misunderstood("choice")
        labelled = self._labelled(said.text, ears)
        if labelled is not None:
            return Sure(labelled)
        reader = READERS.get(self.enum)
        read = reader(said.text, ears.lexicon) if reader is not None else None
        if isinstance(read, Sure | Unsure) and read.value in self.members:
            return read
        named = self._member(choose(said.text, self._wordings(ears), ears.lexicon, kebab(self.enum.__name__)))
        return read if isinstance(named, Misunderstood) and isinstance(read, Misunderstood) else named

    def _labelled(self, text: str, ears: Ears) -> E | None:
        """The member whose button's words were typed, to the letter: no reader knows better.

        Of "Warung/perdagangan" either word will do, where no other button has it.
        """
        typed = " ".join(text.casefold().split()).rstrip(".!")
        if not typed:
            return None
        labels = [(one, ears.word(label_of(one)).casefold()) for one in self.members]
        whole = next((one for one, label in labels if label == typed), None)
        if whole is not None:
            return whole
        parts = [one for one, label in labels if typed in (part.strip() for part in re.split("[/&]", label))]
        return parts[0] if len(parts) == 1 else None

    def _member(self, heard: Heard[str]) -> Heard[E]:
        match heard:
            case Sure(value) | Unsure(value):
                member = self._find(value)
                if member is None:
                    return Misunderstood("choice")
                return Sure(member) if isinstance(heard, Sure) else Unsure(member)
            case Misunderstood():
                return heard
            case _:
                return Misunderstood("choice")

    def _find(self, value: Any) -> E | None:
        return self._by_value.get(value) if isinstance(value, str) else None

    def _wordings(self, ears: Ears) -> list[Sequence[str]]:
        """For each option its id, its label, its value and the further ways to say it."""
        wordings: list[Sequence[str]] = []
        for option in self._options:
            more = ears.word(Label(f"{option.label.key}.words"))
            further = [phrase for phrase in more.split(",") if phrase.strip()]
            wordings.append([option.id, ears.word(option.label), option.id, *further])
        return wordings

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        if len(self._options) <= 5:
            return self._options
        order = ranked(said.text, self._wordings(ears), ears.lexicon, kebab(self.enum.__name__))
        near = [found for found, score in order[:3] if score >= NEAR]
        return [option for option in self._options if option.id in near] or self._options

    def store(self, value: E) -> Json:
        return str(value.value)

    def recall(self, kept: Json) -> E:
        """A value that was renamed is stated in the enum's own `_missing_`."""
        member = self._find(kept)
        if member is not None:
            return member
        try:
            member = self.enum(kept)
        except ValueError:
            raise Gone(self.key) from None
        if member not in self.members:
            raise Gone(self.key)
        return member

    def likely(self) -> E:
        if not self.members:
            raise Gone(self.key)
        return self.usual if self.usual is not None and self.usual in self.members else self.members[0]

    def samples(self) -> Sequence[E]:
        return self.members

    def show(self, value: E) -> Arg:
        return label_of(value)

    def shape(self) -> Mapping[str, Json]:
        return {"kind": "Choice", "values": [str(member.value) for member in self.enum]}
