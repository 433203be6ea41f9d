"""Turns a message into the features that weigh its intent: words, groups of words, and their order."""

from __future__ import annotations

from collections.abc import Container, Sequence

from conversations.understanding.lexicon import Lexicon

UNKNOWN = "<unknown>"
_WINDOW = 3
_PART = 4  # letters of a word's parts, by which an unknown word leans on known ones


def features(words: Sequence[str], lexicon: Lexicon, vocabulary: Container[str] | None = None) -> list[str]:
    """What the model weighs, without repeats.

    Each word and its group ("@produk_makanan"), pairs of neighbours and of near words in their order (groups
    where there are any), the first and last word, parts of four letters, the number of words. A word that is
    not in the vocabulary counts as "<unknown>", but for its parts.
    """
    groups = lexicon.groups
    found: dict[str, None] = {}
    said = [
        groups.get(word) or (word if vocabulary is None or word in vocabulary else UNKNOWN) for word in words
    ]
    for word, group in zip(words, said, strict=True):
        found[group if group == UNKNOWN else word] = None
        if word in groups:
            found[f"@{group}"] = None
    for start, one in enumerate(said):
        for end in range(start + 1, min(start + 1 + _WINDOW, len(said))):
            found[f"{one} {said[end]}" if end == start + 1 else f"{one}~{said[end]}"] = None
    found[f"^{said[0]}" if said else "^"] = None
    found[f"{said[-1]}$" if said else "$"] = None
    for word in words:
        if len(word) >= _PART and word.isalpha():
            framed = f"_{word}_"
            for start in range(len(framed) - _PART + 1):
                found[f".{framed[start : start + _PART]}"] = None
    found[f"len{min(len(said), 6)}"] = None
    return list(found)
