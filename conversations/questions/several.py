"""Any number of an enum's members: ticked one by one, or typed as "1 dan 3"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Self, TypeVar, final

from conversations.heard import Heard, Misunderstood, Partly, Sure
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said, kebab, label_of
from conversations.understanding import yesno
from conversations.understanding.match import choose

E = TypeVar("E", bound=Enum)

DONE = "done"
ON, OFF = "+", "-"  # end of an option's id: what the tap does, so that tapping twice changes nothing


@final
class Several(Question[tuple[E, ...]]):
    """Kept as values in the enum's order. Done with none ticked is an answer where `none` allows it."""

    listed = True
    start: tuple[E, ...] = ()

    def __init__(
        self, enum: type[E], *, none: bool = False, summed: bool = True, sticky: bool = True
    ) -> None:
        super().__init__(summed=summed, sticky=sticky)
        self.enum, self.none = enum, none
        self._by_value = {str(member.value): member for member in enum}

    def starting(self, have: Sequence[E]) -> Self:
        """These are ticked to begin with: what stands already, never a wish of ours."""
        other = self.copied()
        other.start = tuple(have)
        return other

    def options(self, so_far: tuple[E, ...] | None = None) -> Sequence[Option]:
        have = self.start if so_far is None else so_far
        ticks = [
            Option(f"{member.value}{OFF if member in have else ON}", label_of(member), ticked=member in have)
            for member in self.enum
        ]
        return [*ticks, Option(DONE, Label("done"))]

    def understand(self, said: Said, ears: Ears, so_far: tuple[E, ...] | None) -> Heard[tuple[E, ...]]:
        have = self.start if so_far is None else so_far
        if said.option == DONE:
            return Sure(have) if have or self.none else Misunderstood("none-ticked")
        if said.option is not None:
            return self._tick(have, said.option)
        named = self._named(said, ears)
        if named:
            return Partly(self._in_order({*have, *named}))
        if (heard := self._at_once(said, ears)) is not None:
            return heard
        if so_far and yesno.read(said.text, ears.lexicon) == Sure(True):
            return Sure(so_far)  # "udah", "oke": no more of them
        return Misunderstood("several")

    def _at_once(self, said: Said, ears: Ears) -> Heard[tuple[E, ...]] | None:
        """All of them, or none where that is an answer: in so many words, or by a plain no."""
        typed = " ".join(said.text.casefold().split()).strip(" .,!")
        if typed in self._phrases(ears, "several-all"):
            return Partly(tuple(self.enum))
        if not self.none:
            return None
        no = yesno.read(said.text, ears.lexicon)
        refused = isinstance(no, Sure) and not no.value and not no.rest
        return Sure(()) if refused or typed in self._phrases(ears, "several-none") else None

    def _phrases(self, ears: Ears, key: str) -> Sequence[str]:
        return [phrase.strip() for phrase in ears.word(Label(key)).split(",")]

    def _tick(self, have: tuple[E, ...], option: str) -> Heard[tuple[E, ...]]:
        member = self._find(option[:-1])
        if member is None or option[-1] not in (ON, OFF):
            return Misunderstood("several")
        now = {*have, member} if option[-1] == ON else {one for one in have if one is not member}
        return Partly(self._in_order(now))

    def _named(self, said: Said, ears: Ears) -> set[E]:
        """Numbers as shown, or labels, joined by commas or "dan"; nothing unless every part is understood."""
        joined = "|".join(re.escape(word) for word in ears.word(Label("several-and")).split(",") if word)
        parts = re.split(rf"[,;+&/]|\b(?:{joined})\b" if joined else r"[,;+&/]", said.text.casefold())
        parts = [part.strip() for part in parts if part.strip()]
        if len(parts) == 1 and re.fullmatch(r"\d+( \d+)+", parts[0]):
            parts = parts[0].split()
        found: set[E] = set()
        for part in parts:
            member = self._numbered(part, said.shown) if part.isdecimal() else self._labelled(part, ears)
            if member is None:
                return set()
            found.add(member)
        return found

    def _numbered(self, digits: str, shown: Sequence[str]) -> E | None:
        return self._find(shown[int(digits) - 1][:-1]) if 1 <= int(digits) <= len(shown) else None

    def _labelled(self, part: str, ears: Ears) -> E | None:
        wordings = []
        for member in self.enum:
            label = label_of(member)
            more = self._phrases(ears, f"{label.key}.words")
            wordings.append((str(member.value), ears.word(label), *(phrase for phrase in more if phrase)))
        heard = choose(part, wordings, ears.lexicon, kebab(self.enum.__name__))
        return self._find(heard.value) if isinstance(heard, Sure) else None

    def _find(self, value: Json) -> E | None:
        return self._by_value.get(value) if isinstance(value, str) else None

    def _in_order(self, members: set[E]) -> tuple[E, ...]:
        return tuple(member for member in self.enum if member in members)

    def store(self, value: tuple[E, ...]) -> Json:
        return [str(member.value) for member in value]

    def recall(self, kept: Json) -> tuple[E, ...]:
        if not isinstance(kept, Sequence) or isinstance(kept, str):
            raise Gone(self.key)
        found = tuple(member for member in (self._find(value) for value in kept) if member is not None)
        if kept and not found:
            raise Gone(self.key)
        return found

    def likely(self) -> tuple[E, ...]:
        return (next(iter(self.enum)),)

    def samples(self) -> Sequence[tuple[E, ...]]:
        return [tuple(self.enum), *((member,) for member in self.enum), *([()] if self.none else [])]

    def show(self, value: tuple[E, ...]) -> Arg:
        return tuple(label_of(member) for member in value) or Label("none-of-them")

    def shape(self) -> Mapping[str, Json]:
        return {"kind": "Several", "values": [str(member.value) for member in self.enum]}
