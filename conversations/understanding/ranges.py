"""Joins two figures that are the ends of a range: "2 sampe 3jt", "dua tiga juta", "min 1 maks 2jt"."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import Token
from conversations.understanding.quantities import Quantity, word_at

_DASHES = frozenset("-–—~/")  # between the ends of a range, as "sampai" is
_FARTHEST = 10  # the higher end is at most so many times the lower where a unit was carried: "7-8 ratus ribu"
_MILLION, _THOUSAND = 1_000_000, 1_000


def ends_of(
    pieces: Sequence[Token], found: list[Quantity], lexicon: Lexicon
) -> tuple[list[Quantity], tuple[int, int] | None]:
    """The first two figures as the ends of a range, where words or signs say so: then one figure."""
    if len(found) < 2:
        return found, None
    one, other, roles = found[0], found[1], lexicon.roles
    between = [word_at(piece, lexicon) for piece in pieces[one.end : other.start]]
    between = [word for word in between if word not in lexicon.numerals.currency and word != "."]
    before = word_at(pieces[one.start - 1], lexicon) if one.start else ""
    joined = (
        bool(between)
        and between != ["/"]
        and all(word in roles.from_to or word in _DASHES for word in between)
    )
    bounds = before in roles.lowest and bool(between) and between[-1] in roles.highest
    spoken = not between and not (one.plain or other.plain) and one.unit == 1 and _next(one, other)
    if spoken:
        low, high = int(other.value * one.value / (one.value + 1)), int(other.value)
        return [Quantity(other.value, other.unit, one.start, other.end), *found[2:]], (low, high)
    amid = before == "antara" and len(between) == 1 and between[0] in roles.both
    if not (joined or bounds or amid):
        return found, None
    start = one.start - (before in ("antara", "dari"))
    if bounds:
        start = one.start - (
            2 if one.start > 1 and word_at(pieces[one.start - 2], lexicon) == "paling" else 1
        )
    both = Quantity(one.value, max(one.unit, other.unit), start, other.end)
    return [both, *found[2:]], _carried(one, other)


def _next(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are said in one breath: "dua tiga juta", "tiga empat ratus ribu"."""
    first = other.value / other.unit
    return (
        other.unit > 1
        and 0 < one.value < 9
        and first in (one.value + 1, 100 * (one.value + 1), 10 * (one.value + 1))
    )


def _carried(one: Quantity, other: Quantity) -> tuple[int, int]:
    """The two ends in rupiah; (0, 0) where they cannot be told."""
    low, high = one.value, other.value
    if one.unit == 1 and other.unit > 1 and (low < _THOUSAND or not one.exact):
        if low * other.unit < high:
            low *= other.unit
        elif other.unit == _MILLION and low >= 100:
            low *= _THOUSAND
        else:
            return 0, 0
    elif other.unit == 1 and one.unit > 1 and high < _THOUSAND:
        high *= one.unit
    elif one.unit == 1 and other.unit == 1 and (low < _THOUSAND or high < _THOUSAND):
        return 0, 0
    whole = low.denominator == 1 and high.denominator == 1
    far = (low, high) != (one.value, other.value) and high > low * _FARTHEST
    return (int(low), int(high)) if whole and not far else (0, 0)
