"""Pictures: several are ONE question, since an album comes as several messages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from conversations.heard import Heard, Misunderstood, Partly, Sure
from conversations.question import Arg, Ears, Gone, Json, Label, Media, Option, Question, Said
from conversations.understanding import yesno

DONE = "done"


@final
class Photos(Question[tuple[Media, ...]]):
    """One to `most` pictures, kept by their media rows; the last one or Done ends it."""

    listed = True

    def __init__(self, most: int = 1, *, summed: bool = True, sticky: bool = True) -> None:
        super().__init__(summed=summed, sticky=sticky)
        self.most = most

    def options(self, so_far: tuple[Media, ...] | None = None) -> Sequence[Option]:
        return [Option(DONE, Label("done"))] if so_far else []

    def understand(
        self, said: Said, ears: Ears, so_far: tuple[Media, ...] | None
    ) -> Heard[tuple[Media, ...]]:
        have = so_far or ()
        if said.media is not None:
            if said.media.kind != "photo":
                return Misunderstood("photo")
            have = (*have, said.media)[: self.most]
            return Sure(have) if len(have) == self.most else Partly(have)
        if have and (said.option == DONE or yesno.read(said.text, ears.lexicon) == Sure(True)):
            return Sure(have)  # "udah", "oke" too: no more of them
        return Misunderstood("photo")

    def store(self, value: tuple[Media, ...]) -> Json:
        return [media.ref for media in value]

    def recall(self, kept: Json) -> tuple[Media, ...]:
        if not isinstance(kept, Sequence) or isinstance(kept, str) or not kept:
            raise Gone(self.key)
        refs = [ref for ref in kept if isinstance(ref, int) and not isinstance(ref, bool)]
        if len(refs) != len(kept):
            raise Gone(self.key)
        return tuple(Media(ref) for ref in refs)

    def likely(self) -> tuple[Media, ...]:
        return (Media(1),)

    def show(self, value: tuple[Media, ...]) -> Arg:
        return Label("photos", n=len(value))

    def more(self, value: tuple[Media, ...]) -> str:
        return "photos-more"
