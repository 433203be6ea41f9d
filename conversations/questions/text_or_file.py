"""A message as it comes: words, a picture, a voice, or a picture with words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from conversations.heard import Heard, Misunderstood, Sure
from conversations.question import Arg, Ears, Gone, Json, Label, Media, Question, Said, clean
from conversations.questions.text import Text


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; without a file there are words."""

    text: str
    file: Media | None = None


@final
class TextOrFile(Question[Sent]):
    """Words as Text takes them, or one file with whatever was written under it."""

    free = True

    def __init__(self, longest: int = 200, shortest: int = 1) -> None:
        super().__init__()
        self._text = Text(longest, shortest)

    def understand(self, said: Said, ears: Ears, so_far: Sent | None) -> Heard[Sent]:
        if said.media is not None:
            return Sure(Sent(clean(said.text).strip()[: self._text.longest], said.media))
        heard = self._text.understand(said, ears, None)
        if isinstance(heard, Misunderstood):
            return heard
        return Sure(Sent(heard.value))

    def store(self, value: Sent) -> Json:
        return value.text if value.file is None else {"text": value.text, "file": [value.file.ref]}

    def recall(self, kept: Json) -> Sent:
        if isinstance(kept, str):
            return Sent(kept)
        match kept:
            case {"text": str(text), "file": [int(ref)]}:
                return Sent(text, Media(ref))
        raise Gone(self.key)

    def likely(self) -> Sent:
        return Sent("-")

    def show(self, value: Sent) -> Arg:
        return value.text or Label("photos", n=1)

    def limits(self) -> Mapping[str, Arg]:
        return self._text.limits()
