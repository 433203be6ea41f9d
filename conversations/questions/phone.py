"""A mobile number, typed or shared with a tap."""

from __future__ import annotations

from typing import final

from conversations.heard import Heard, Misunderstood, Sure
from conversations.question import Arg, Ears, Gone, Json, Question, Said
from conversations.understanding import phone
from rules import identity


@final
class Phone(Question[str]):
    """Kept as +62...; whether it is the sender's own is for the turn to check, not for the question."""

    modest = True
    wants = "contact"

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        if said.contact is not None:
            number = identity.phone(said.contact.phone)
            return Sure(number) if number else Misunderstood("phone")
        if said.option is not None:
            return Misunderstood("phone")
        return phone.read(said.text, ears.lexicon)

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        if isinstance(kept, str) and kept.startswith("+"):
            return kept
        raise Gone(self.key)

    def likely(self) -> str:
        return "+6281200001111"

    def show(self, value: str) -> Arg:
        return value
