"""Cuts a message that answers more than one question: "2,5 juta bu, pegawai 2, untung 800rb"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import Phrases

T = TypeVar("T")

Words = tuple[str, ...]

NAMES = "sebutan"  # the list: what the things that are asked about are called
JOINERS, BEFORE = "sambung", "soal"  # its sections of words around a part, which are no names
_BREAK = re.compile(r"[;\n]+|,(?!\d)|(?<!\d),|(?:(?<=\w{4})|(?<=\d))\.\s+")
_TWO = re.compile(r"\b([^\W\d_]{3,})2\b")
_FEWEST = 3  # words in which one thing is told and another is named


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """A name in a text: text[start:end], and what it stands for."""

    start: int
    end: int
    of: T


def several(text: str, lexicon: Lexicon) -> bool:
    """Whether a text may answer more than one question: it has a comma, or a name in its midst. Cheap."""
    if _BREAK.search(text) is not None:
        return True
    if len(text.split(None, _FEWEST)) < _FEWEST:
        return False
    return any(name not in (JOINERS, BEFORE) for name in lexicon.cues[NAMES].labels(_words(text, lexicon)))


def names(lexicon: Lexicon) -> Mapping[Words, str]:
    """Every name of the list, and in which section it stands."""
    groups = lexicon.cues[NAMES].starting.values()
    return {words: name for group in groups for words, name in group if name not in (JOINERS, BEFORE)}


def mentions(text: str, known: Mapping[Words, T], lexicon: Lexicon) -> list[Mention[T]]:
    """Where these names stand in a text, from left to right, the longest that fits."""
    found: list[Mention[T]] = []
    tokens = [one for one in normal.tokens(normal.fold(text)) if one.kind != "sign"]
    said = [normal.plain(one.text, lexicon) if one.kind == "word" else (one.text,) for one in tokens]
    longest, at = max(map(len, known), default=0), 0
    while at < len(tokens):
        for end in range(min(at + longest, len(tokens)), at, -1):
            words = tuple(lexicon.rephrase.replaced([word for one in said[at:end] for word in one]))
            if words in known:
                found.append(Mention(tokens[at].start, tokens[end - 1].end, known[words]))
                at = end
                break
        else:
            at += 1
    return found


def cut(text: str, known: Mapping[Words, T], lexicon: Lexicon) -> Sequence[str]:
    """The parts of a text: at commas and ends of lines, and before a name that has something told of it."""
    parts: list[str] = []
    apart = _TWO.sub(lambda found: _apart(found, known, lexicon), text)
    for piece in _BREAK.split(apart):
        found, start, before = mentions(piece, known, lexicon), 0, 0
        ends = [*(one.start for one in found[1:]), len(piece)]
        for one, end in zip(found, ends, strict=False):
            told = piece[one.end : end]
            if says(piece[before : one.start], lexicon) and says(told, lexicon):
                parts.append(piece[start : one.start])
                start = one.start
            before = start if says(piece[start : one.start], lexicon) else one.end
        parts.append(piece[start:])
    return [part for part in (stripped(part, lexicon) for part in parts) if part]


def _apart(found: re.Match[str], known: Mapping[Words, T], lexicon: Lexicon) -> str:
    """A name with a 2 written to it, parted: "pegawai2" tells how many; other words it doubles."""
    named = normal.plain(normal.fold(found[1]), lexicon) in known
    return f"{found[1]} 2" if named else found[0]


def says(text: str, lexicon: Lexicon) -> bool:
    """Whether there is anything in it but particles and joining words."""
    told = normal.essence(_words(text, lexicon), lexicon)
    return any(lexicon.cues[NAMES].whole((word,)) not in (JOINERS, BEFORE) for word in told)


def stripped(text: str, lexicon: Lexicon, *sections: str) -> str:
    """A part without joining words at its ends; `sections` may go from its beginning too."""
    little = lexicon.cues[NAMES]
    tokens = normal.tokens(normal.fold(text))
    first, last = 0, len(tokens)
    while first < last and _is(tokens[first], little, lexicon, JOINERS, *sections):
        first += 1
    while last > first and _is(tokens[last - 1], little, lexicon, JOINERS, BEFORE):
        last -= 1
    return text[tokens[first].start : tokens[last - 1].end] if first < last else ""


def _is(token: normal.Token, little: Phrases, lexicon: Lexicon, *sections: str) -> bool:
    return token.kind == "word" and little.whole(normal.plain(token.text, lexicon)) in sections


def without(text: str, found: Sequence[Mention[T]], lexicon: Lexicon) -> str:
    """A part without the names in it and the words before them: "kalau untung sih 800rb" is "sih 800rb"."""
    first = min((one.start for one in found), default=0)
    left = text[:first] if says(text[:first], lexicon) else ""
    at = first
    for one in found:
        left, at = f"{left} {text[at : one.start]}", one.end
    return stripped(f"{left} {text[at:]}".strip(" ,.:=-"), lexicon, BEFORE)


def _words(text: str, lexicon: Lexicon) -> Words:
    return normal.normalise(text, lexicon)
