"""Understands yes and no, in Indonesian and Sundanese; a hedge is asked back, never taken for an answer."""

from __future__ import annotations

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon

_MOST_BESIDE = 6  # words beside a plain yes; more is a story, which is echoed
_TRAILING = frozenset({"ya", "nya"})  # at the end of a sentence these ask or soften, they do not agree


def read(text: str, lexicon: Lexicon) -> Heard[bool]:
    """True for yes, False for no. Misunderstood: "hedge", "question" or "yesno" (neither was said)."""
    words = normal.normalise(text, lexicon)
    hits = [hit for hit in lexicon.cues["yatidak"].find(words) if hit.label != "beside"]
    labels = {hit.label for hit in hits}
    if "hedge" in labels:
        return Misunderstood("hedge")
    if "?" in text or "ask" in labels:
        return Misunderstood("question")
    told = {at for hit in hits for at in range(hit.start, hit.end)}
    beside = [w for at, w in enumerate(words) if at not in told and w not in lexicon.particles]
    light = lexicon.cues["yatidak"]
    strange = {word for word in beside if (hit := light.at((word,), 0)) is None or hit.label != "beside"}
    if "no" in labels:  # "ga usah khawatir, ikut": a strange word may turn it round, a number does not
        return Sure(False) if all(word[0].isdigit() for word in strange) else Unsure(False)
    agreed = [hit for hit in hits if hit.label == "yes" and not _trailing(words, hit.start, lexicon)]
    if agreed and not strange.intersection(words[: agreed[0].start]):
        return Sure(True) if len(beside) <= _MOST_BESIDE else Unsure(True)
    if "weak-yes" in labels and not strange:
        return Sure(True)
    if agreed and len(strange) <= 1:
        return Unsure(True)
    return Misunderstood("yesno")


def _trailing(words: tuple[str, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a "ya" comes after something else: "harus ya" asks."""
    return words[at] in _TRAILING and any(word not in lexicon.particles for word in words[:at])
