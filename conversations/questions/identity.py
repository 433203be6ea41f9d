"""The numbers of persons and businesses: NIK, never shown in full, and NIB."""

from __future__ import annotations

from collections.abc import Mapping
from typing import final

from conversations.heard import Heard
from conversations.question import Arg, Ears, Gone, Json, Question, Said
from conversations.understanding import identity as numbers
from rules import identity


@final
class Nik(Question[str]):
    """Sixteen digits of a valid form, which proves nothing about the person. Shown masked."""

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        return numbers.nik(said.text, ears.today)

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        if isinstance(kept, str) and len(kept) == identity.NIK_DIGITS:
            return kept
        raise Gone(self.key)

    def likely(self) -> str:
        return "3204050703820004"

    def show(self, value: str) -> Arg:
        return identity.masked(value)

    def limits(self) -> Mapping[str, Arg]:
        return {"digits": identity.NIK_DIGITS}


@final
class Nib(Question[str]):
    """Thirteen digits, leading zeros kept."""

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        return numbers.nib(said.text)

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        if isinstance(kept, str) and identity.is_nib(kept):
            return kept
        raise Gone(self.key)

    def likely(self) -> str:
        return "0220001234567"

    def show(self, value: str) -> Arg:
        return value

    def limits(self) -> Mapping[str, Arg]:
        return {"digits": identity.NIB_DIGITS}
