"""Free words: a name, a purpose, a wish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Question, Said, clean
from conversations.understanding.intent import asks, nameless

SAYS_SOMETHING = re.compile(r"[\w\u2600-\U0001faff]")  # a letter, a digit, a picture sign


@final
class Text(Question[str]):
    """Between `shortest` and `longest` characters, without control characters, shown literally.

    A `name` that is a sentence asking for something is asked back; that there is none is no name.
    """

    free = True

    def __init__(
        self,
        longest: int = 200,
        shortest: int = 1,
        *,
        name: bool = False,
        summed: bool = True,
        sticky: bool = True,
    ) -> None:
        super().__init__(summed=summed, sticky=sticky)
        self.longest, self.shortest, self.name = longest, shortest, name

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        text = clean(said.text).strip()
        if len(text) > self.longest:
            return Misunderstood("text-long")
        if len(text) < self.shortest or not SAYS_SOMETHING.search(text):
            return Misunderstood("text")
        if self.name and nameless(text, ears.lexicon):
            return Misunderstood("text")
        return Unsure(text) if self.name and asks(text, ears.lexicon) else Sure(text)

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        if isinstance(kept, str):
            return kept
        raise Gone(self.key)

    def likely(self) -> str:
        return "-"

    def show(self, value: str) -> Arg:
        return value

    def limits(self) -> Mapping[str, Arg]:
        return {"longest": self.longest, "shortest": self.shortest}
