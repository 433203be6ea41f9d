"""Which of a few phrases was meant, by whole words first and by spelling second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from conversations.heard import Heard, Misunderstood, Sure, Unsure

T = TypeVar("T")

LIKELY = 84.0  # spelling this near is asked back; below it nothing is meant
MARGIN = 7.0  # and it must be this much nearer than the next
WORD = re.compile(r"[^\W_]+")


def plainly(text: str) -> str:
    """Lower case, words only, one space between."""
    return " ".join(WORD.findall(text.casefold()))


def ranked(text: str, phrases: Iterable[tuple[T, str]]) -> list[tuple[float, T]]:
    """Best first, one entry for each thing however many phrases it has. `phrases` are plain already."""
    best: dict[T, float] = {}
    for thing, phrase in phrases:
        best[thing] = max(best.get(thing, 0.0), fuzz.ratio(text, phrase), fuzz.token_sort_ratio(text, phrase))
    return sorted(((score, thing) for thing, score in best.items()), key=lambda pair: -pair[0])


def meant(text: str, phrases: Sequence[tuple[T, str]], reason: str) -> Heard[T]:
    """Sure for a whole phrase or words that only one has; Unsure for what is near or holds more."""
    typed = plainly(text)
    if not typed:
        return Misunderstood(reason)
    plain = [(thing, plainly(phrase)) for thing, phrase in phrases if phrase]
    exact = {thing for thing, phrase in plain if phrase == typed}
    if exact:
        return Sure(exact.pop()) if len(exact) == 1 else Misunderstood(reason)
    words = set(typed.split())
    if len(typed) >= 3:
        part = {thing for thing, phrase in plain if words <= set(phrase.split())}
        if part:
            return Sure(part.pop()) if len(part) == 1 else Misunderstood(reason)
    inside = {thing for thing, phrase in plain if len(phrase) >= 3 and f" {phrase} " in f" {typed} "}
    if len(inside) == 1:
        return Unsure(inside.pop())
    order = ranked(typed, plain)
    if order and order[0][0] >= LIKELY and (len(order) == 1 or order[0][0] - order[1][0] >= MARGIN):
        return Unsure(order[0][1])
    return Misunderstood(reason)
