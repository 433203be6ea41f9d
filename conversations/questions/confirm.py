"""The summary's question: send, change something, or cancel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from conversations.heard import Heard, Misunderstood, Sure
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said
from conversations.understanding.match import choose

SEND, CHANGE, CANCEL = "send", "change", "cancel"


@final
class Confirm(Question[str]):
    """Asked by `chat.confirm`, bound to what its summary shows. Only sending counts as an answer."""

    listed = True

    def __init__(self) -> None:
        super().__init__(summed=False)

    def options(self, so_far: str | None = None) -> Sequence[Option]:
        return [Option(word, Label(f"confirm-{word}")) for word in (SEND, CHANGE, CANCEL)]

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        if said.option is not None:
            return Sure(said.option) if said.option in (SEND, CHANGE, CANCEL) else Misunderstood("confirm")
        wordings = [
            [option.id, ears.word(option.label), *further(option.label, ears)] for option in self.options()
        ]
        for word, *ways in wordings:
            if said.text.casefold() in (way.casefold() for way in ways):
                return Sure(word)
        match choose(said.text, wordings, ears.lexicon):
            case Sure(word):
                return Sure(word)
        return Misunderstood("confirm")

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        if kept == SEND:
            return SEND
        raise Gone(self.key)

    def likely(self) -> str:
        return SEND

    def show(self, value: str) -> Arg:
        return Label(key=f"confirm-{value}")


def further(label: Label, ears: Ears) -> Sequence[str]:
    """More ways to say it: the words of the buttons in the other language."""
    return [way.strip() for way in ears.word(Label(f"{label.key}.words")).split(",") if way.strip()]
