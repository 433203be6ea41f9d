"""Reads figures as people write them: 2.000.000, 2,5, 1 1/2, dua setengah, lima ratus, tilu belas."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_CENTS = re.compile(r"(.*)[.,]00")
_DECIMAL = re.compile(r"([0-9]{1,3})[.,]([0-9]{1,3})")
_SLANG = 5_000  # words of that value and above ("ceban") are money by themselves, as "sejuta" is
_HALVES = {("1", "2"): Fraction(1, 2), ("1", "4"): Fraction(1, 4), ("3", "4"): Fraction(3, 4)}


class Figure(NamedTuple):
    """A number before any unit. `exact` is false where a fraction needs a unit to be money or a count."""

    value: Fraction
    exact: bool
    thousands: bool = False  # written as one group of three, "1.500": beside a unit it may mean 1,5


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words for numbers: `values` for those that stand for themselves, the rest by what they do."""

    values: Mapping[str, int]
    scales: Mapping[str, int]  # ribu, juta, miliar
    ones: Mapping[str, int]  # seribu, sejuta: one of a scale
    steps: Mapping[str, str]  # belas, puluh, ratus, setengah, seperempat
    currency: frozenset[str]
    words: frozenset[str]  # all but the currency, for telling numbers from other words

    @staticmethod
    def of(sections: Mapping[str, Sequence[str]]) -> Numerals:
        """From the sections of locales/words/bilangan.txt."""
        scales = {"ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}
        steps = ("belas", "puluh", "ratus", "setengah", "seperempat", "perempat")
        values = {word: int(name) for name, words in sections.items() if name.isdecimal() for word in words}
        ones = {word: scale for name, scale in scales.items() for word in sections.get(f"se{name}", ())}
        scaling = {word: scale for name, scale in scales.items() for word in sections.get(name, ())}
        stepping = {word: name for name in steps for word in sections.get(name, ())}
        return Numerals(
            {word: value for word, value in values.items() if value < _SLANG},
            scaling,
            ones | {word: value for word, value in values.items() if value >= _SLANG},
            stepping,
            frozenset(sections.get("rupiah", ())),
            frozenset((*values, *ones, *scaling, *stepping)),
        )

    def spelled(self, words: Sequence[str], start: int) -> tuple[Fraction, int] | None:
        """The number below a thousand that begins at this word, and where it ends; None if none does.

        "dua setengah" is 2 1/2, "dua ratus lima puluh" 250. A scale (ribu, juta) is not part of it.
        """
        total, at = Fraction(0), start
        while at < len(words):
            word = words[at]
            step = self.steps.get(word)
            if step in ("setengah", "seperempat"):
                return total + (Fraction(1, 2) if step == "setengah" else Fraction(1, 4)), at + 1
            value = self.values.get(word)
            if value is None:
                break
            if at + 1 < len(words) and self.steps.get(words[at + 1]) == "perempat" and not total:
                return Fraction(value, 4), at + 2
            end = at + 1
            after = self.steps.get(words[end]) if end < len(words) else None
            if after == "belas" and 0 < value < 10:
                value, end = value + 10, end + 1
            elif after == "puluh" and 0 < value < 10:
                value, end = value * 10, end + 1
            elif after == "ratus" and 0 < value < 10:
                value, end = value * 100, end + 1
            if total and not _fits(total, value):
                break
            total, at = total + value, end
        return (total, at) if at > start else None


def _fits(total: Fraction, value: int) -> bool:
    """Whether a smaller number may follow in the same figure: 200 and 50, 50 and 3; not 2 and 3."""
    lowest = 100 if total % 100 == 0 else 10 if total % 10 == 0 else 1
    return 0 < value < lowest


def figure(written: str) -> Figure | None:
    """A number in digits, with dots or commas either way; None where the signs stand in the wrong places.

    2.000.000 and 2,000,000 are two million, 2,5 and 2.5 are two and a half, 750.000,00 is 750,000.
    """
    if written.isdecimal():
        return Figure(Fraction(int(written)), True)
    if _GROUPED.fullmatch(written):
        groups = re.split(r"[.,]", written)
        return Figure(Fraction(int("".join(groups))), True, len(groups) == 2)
    cents = _CENTS.fullmatch(written)
    if cents and _GROUPED.fullmatch(cents[1]) and written[-3] not in cents[1]:
        return Figure(Fraction(int(re.sub(r"[.,]", "", cents[1]))), True)
    decimal = _DECIMAL.fullmatch(written)
    if decimal and len(decimal[2]) <= 2 and not (len(decimal[1]) > 1 and decimal[1].startswith("0")):
        return Figure(Fraction(int(decimal[1] + decimal[2]), 10 ** len(decimal[2])), False)
    return None


def share(above: str, below: str) -> Fraction | None:
    """1/2, 1/4 or 3/4; any other pair is no fraction that people write."""
    return _HALVES.get((above, below))


def thousandths(found: Figure) -> Fraction:
    """What "1.500" means before "juta": one and a half."""
    return found.value / 1000 if found.thousands else found.value


def segments(word: str, vocabulary: Container[str]) -> tuple[str, ...] | None:
    """A word written without blanks, cut into these words: "duajuta" as ("dua", "juta"); else None."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 12), end):
            before = best[start]
            if before is not None and word[start:end] in vocabulary:
                found = (*before, word[start:end])
                kept = best[end]
                if kept is None or len(found) < len(kept):
                    best[end] = found
    return best[-1]
