"""Finds the district and village that somebody typed, with slips and abbreviations; equal names are all returned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold
from rules.regions import Desa, Kecamatan, Regions

P = TypeVar("P", Kecamatan, Desa, covariant=True)

_NEAR = 78.0
_MARGIN = 7.0
_TITLE = re.compile(r"\b(?:kecamatan|kec|kcmtn|kcamatan|desa|ds|kelurahan|kel|di|d)\b\.?")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[P]):
    """A place and how like its name is to what was said, 0..100 (100: the same)."""

    place: P
    score: float


def kecamatan(text: str, regions: Regions, lexicon: Lexicon) -> list[Candidate[Kecamatan]]:
    """The districts that may be meant, the likest first; at most five."""
    return _ranked(text, regions.kecamatan)


def desa(
    text: str, regions: Regions, lexicon: Lexicon, within: Kecamatan | None = None
) -> list[Candidate[Desa]]:
    """The villages that may be meant, in one district or in all, the likest first; at most five."""
    villages = (
        within.desa if within else tuple(village for place in regions.kecamatan for village in place.desa)
    )
    return _ranked(text, villages)


def read_kecamatan(text: str, regions: Regions, lexicon: Lexicon) -> Heard[Kecamatan]:
    """The one district. Misunderstood: "kecamatan", or "kecamatan-several" where two are as likely."""
    return _one(kecamatan(text, regions, lexicon), "kecamatan")


def read_desa(text: str, regions: Regions, lexicon: Lexicon, within: Kecamatan | None = None) -> Heard[Desa]:
    """The one village. Misunderstood: "desa", or "desa-several": the same name in two districts, ask which."""
    return _one(desa(text, regions, lexicon, within), "desa")


def _one(found: list[Candidate[P]], kind: str) -> Heard[P]:
    if not found or found[0].score < _NEAR:
        return Misunderstood(kind)
    if len(found) > 1 and found[0].score - found[1].score < _MARGIN:
        return Misunderstood(f"{kind}-several")
    return Sure(found[0].place) if found[0].score >= 100 else Unsure(found[0].place)


def _ranked(text: str, places: tuple[P, ...]) -> list[Candidate[P]]:
    said = re.sub(r"[^a-z]", "", _TITLE.sub(" ", fold(text)))
    scored = [
        Candidate(place, _likeness(said, re.sub(r"[^a-z]", "", place.name.lower()))) for place in places
    ]
    return sorted((c for c in scored if c.score > 50), key=lambda c: -c.score)[:5]


def _likeness(said: str, name: str) -> float:
    if not said:
        return 0.0
    if said == name:
        return 100.0
    if len(said) >= 3 and said[0] == name[0] and said == said[0] + _VOWELS.sub("", name[1:]):
        return 95.0
    return min(99.0, fuzz.ratio(said, name))
