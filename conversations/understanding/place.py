"""Finds the district and village that somebody typed, with slips and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from rapidfuzz import fuzz, process

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold
from rules.regions import Desa, Kecamatan, Regions

P = TypeVar("P", Kecamatan, Desa)

Titled: TypeAlias = tuple[str, list[str]]
"""Words, and which title stands before them: "kecamatan", "desa" or ""."""

_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 3  # words
_EXACT, _ABBREVIATED, _NEAR, _FAINT = 100.0, 88.0, 80.0, 60.0
_MARGIN = 7.0
_SHORT = 4  # letters; shorter names have to be written as they are
_MOST = 5
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Candidate(Generic[P]):
    """A place and how like its name is to what was said, 0..100 (100: the same)."""

    place: P
    score: float


def kecamatan(text: str, regions: Regions, lexicon: Lexicon) -> list[Candidate[Kecamatan]]:
    """The districts that may be meant, the likest first; at most five."""
    parts = _parts(text, lexicon)
    said = [words for title, words in parts if title == "kecamatan"]
    said = said or [words for title, words in parts if not title]
    return _ranked([window for words in said for window in _windows(words)], regions.kecamatan)


def desa(
    text: str, regions: Regions, lexicon: Lexicon, within: Kecamatan | None = None
) -> list[Candidate[Desa]]:
    """The villages that may be meant, in one district or in all, the likest first; at most five.

    A district that the text names beside the village ("Majalaya desa Neglasari") narrows the search to it.
    """
    parts = _parts(text, lexicon)
    said = [words for title, words in parts if title == "desa"] or [
        words for title, words in parts if not title
    ]
    if within is None:
        named = [found for found in kecamatan(text, regions, lexicon) if found.score >= _EXACT]
        rest = [_without(words, named[0].place.name) for words in said] if len(named) == 1 else []
        if any(rest):
            within, said = named[0].place, [words for words in rest if words]
    villages = (
        within.desa if within else tuple(village for place in regions.kecamatan for village in place.desa)
    )
    return _ranked([window for words in said for window in _windows(words)], villages)


def read_kecamatan(text: str, regions: Regions, lexicon: Lexicon) -> Heard[Kecamatan]:
    """The one district. Misunderstood: "kecamatan", or "kecamatan-several" where two are as likely."""
    return _one(kecamatan(text, regions, lexicon), _parts(text, lexicon), "kecamatan")


def read_desa(text: str, regions: Regions, lexicon: Lexicon, within: Kecamatan | None = None) -> Heard[Desa]:
    """The one village. Misunderstood: "desa", or "desa-several": the same name in two districts."""
    return _one(desa(text, regions, lexicon, within), _parts(text, lexicon), "desa")


def _one(found: Sequence[Candidate[P]], parts: Sequence[Titled], kind: str) -> Heard[P]:
    if not found or found[0].score < _NEAR:
        return Misunderstood(kind)
    if len(found) > 1 and found[0].score - found[1].score < _MARGIN:
        return Misunderstood(f"{kind}-several")
    alone = all(_squeezed(" ".join(words)) == _squeezed(found[0].place.name) for _, words in parts)
    return Sure(found[0].place) if found[0].score >= _EXACT and alone else Unsure(found[0].place)


def _parts(text: str, lexicon: Lexicon) -> list[Titled]:
    """The words of a text, cut where a title ("kec", "desa") begins a name."""
    parts: list[Titled] = [("", [])]
    for word in _LETTERS.findall(fold(text))[:_MOST_WORDS]:
        if word in lexicon.roles.kecamatan:
            parts.append(("kecamatan", []))
        elif word in lexicon.roles.desa:
            parts.append(("desa", []))
        else:
            parts[-1][1].append(word)
    return [(title, words) for title, words in parts if words]


def _windows(words: Sequence[str]) -> list[str]:
    """Each run of one to three words as one, for names are written with and without blanks."""
    return [
        "".join(words[start : start + size])
        for size in range(1, _LONGEST_NAME + 1)
        for start in range(len(words) - size + 1)
    ]


def _without(words: Sequence[str], name: str) -> list[str]:
    """The words but for those that are this name."""
    wanted = _squeezed(name)
    for size in range(1, _LONGEST_NAME + 1):
        for start in range(len(words) - size + 1):
            if "".join(words[start : start + size]) == wanted:
                return [*words[:start], *words[start + size :]]
    return list(words)


def _ranked(windows: Sequence[str], places: Sequence[P]) -> list[Candidate[P]]:
    names = [_squeezed(place.name) for place in places]
    best = [0.0] * len(places)
    for window in windows:
        for name, likeness, at in process.extract(
            window, names, scorer=fuzz.ratio, score_cutoff=_FAINT, limit=_MOST
        ):
            if window == name:
                likeness = _EXACT
            elif min(len(window), len(name)) <= _SHORT:
                continue
            best[at] = max(best[at], likeness)
        for at, name in enumerate(names):
            if best[at] < _ABBREVIATED and window[0] == name[0] and _abbreviates(window, name):
                best[at] = _ABBREVIATED
    same = [name for name, score in zip(names, best, strict=True) if score == _EXACT]
    found = [
        Candidate(place, score)
        for place, name, score in zip(places, names, best, strict=True)
        if score >= _FAINT and not any(name != other and name in other for other in same)
    ]
    return sorted(found, key=lambda candidate: -candidate.score)[:_MOST]


def _abbreviates(short: str, name: str) -> bool:
    """Whether this is the name with vowels and other letters left out: "cpry", "bjrn", "dykolot"."""
    if not 3 <= len(short) < len(name) or any(a in "aeiou" for a in short[1:3]):
        return False
    if short[-1] != name[-1] and len(short) * 2 < len(name):
        return False
    letters = iter(name)
    return all(letter in letters for letter in short)


@lru_cache(maxsize=1024)
def _squeezed(name: str) -> str:
    """A name in small letters without blanks and signs."""
    return re.sub(r"[\W\d_]", "", fold(name))
