"""Asks to share one's own phone number; a typed number proves nothing."""

from __future__ import annotations

from typing import final

from conversations.heard import Heard, Misunderstood, Sure
from conversations.question import Arg, Ears, Gone, Json, Question, Said
from rules import identity


@final
class OwnPhone(Question[str]):
    """Kept as +62...; only a card that the channel vouches for counts."""

    wants = "contact"

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        if said.contact is None:
            return Misunderstood("phone-share")
        number = identity.phone(said.contact.phone) if said.contact.own else None
        return Sure(number) if number else Misunderstood("phone-not-own")

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        if isinstance(kept, str) and kept.startswith("+"):
            return kept
        raise Gone(self.key)

    def likely(self) -> str:
        return "+6281200001111"

    def show(self, value: str) -> Arg:
        return identity.masked_phone(value)
