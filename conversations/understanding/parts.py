"""Cuts one answer into parts: at commas and full stops, and where a reason or a courtesy begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon

_BREAK = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[;:!\n…]")


def stretches(text: str) -> list[str]:
    """The text between commas and full stops that do not stand in a number."""
    return [piece for piece in _BREAK.split(text) if piece.strip()]


def parts(text: str, lexicon: Lexicon, more: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """The plain words of each part; a word that begins a story, or one of `more`, begins a new part."""
    breaks = lexicon.roles.story | more
    for piece in stretches(text):
        words = normal.normalise(piece, lexicon)
        starts = [at for at, word in enumerate(words) if at and word in breaks]
        for start, end in zip([0, *starts], [*starts, len(words)], strict=True):
            if start < end:
                yield words[start:end]
