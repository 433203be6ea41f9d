"""Understands yes and no, in Indonesian and Sundanese; a hedge is asked back, never taken for an answer."""

from __future__ import annotations

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon

_MOST_BESIDE = 6  # words beside a plain yes or no; more is a story, to be asked back


def read(text: str, lexicon: Lexicon) -> Heard[bool]:
    """True for yes, False for no. Misunderstood: "hedge", "question" or "yesno" (neither was said)."""
    words = normal.normalise(text, lexicon)
    cues = lexicon.cues["yatidak"].find(words)
    labels = [cue.label for cue in cues]
    if "hedge" in labels:
        return Misunderstood("hedge")
    if "?" in text or "ask" in labels:
        return Misunderstood("question")
    beside = len(normal.essence(words, lexicon)) - len(cues)
    first = cues[0] if cues else None
    if first is None:
        return Misunderstood("yesno")
    if "no" in labels:
        return Sure(False) if beside <= 3 else Unsure(False)
    if first.label == "yes" and first.start <= 1:
        return Sure(True) if beside <= _MOST_BESIDE else Unsure(True)
    if first.label == "weak-yes" and beside <= 1:
        return Sure(True)
    return Misunderstood("yesno")
