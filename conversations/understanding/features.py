"""Turns a message into the features by which its intent is weighed: words, groups of words, and their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon

_REFERENCE = re.compile(r"\b[a-z]{2,5}-[0-9]{3,}[0-9-]*")
_WINDOW = 3
_MOST = 24  # words of a message that are weighed


def words_of(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The plain words of a message without particles and forms of address; a number is "#", a reference "<ref>"."""
    folded = _REFERENCE.sub(" xrefx ", normal.fold(text))
    words = normal.normalise(folded, lexicon)
    kept = tuple(
        "#" if word[0].isdigit() else "<ref>" if word == "xrefx" else word
        for word in words
        if word not in lexicon.softeners
    )
    return (kept or words)[:_MOST]


def features(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """What the model weighs, without repeats: see the kinds below."""
    groups = lexicon.groups
    found: dict[str, None] = {}
    said = [groups.get(word, word) for word in words]
    for word, group in zip(words, said, strict=True):
        found[word] = None
        if group is not word:
            found[f"@{group}"] = None
    for start, one in enumerate(said):
        for end in range(start + 1, min(start + 1 + _WINDOW, len(said))):
            found[f"{one} {said[end]}" if end == start + 1 else f"{one}~{said[end]}"] = None
    found[f"^{said[0]}" if said else "^"] = None
    found[f"{said[-1]}$" if said else "$"] = None
    found[f"len{min(len(said), 6)}"] = None
    return list(found)
