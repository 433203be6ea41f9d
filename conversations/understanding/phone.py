"""Understands a mobile phone number, however it is spaced, and stores it as +62..."""

from __future__ import annotations

import re

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold
from rules import identity

_NUMBER = re.compile(r"\+?[0-9](?:[\s().\-–/]*[0-9])*")
_SPOKEN = 9  # digits in words, at the least


def read(text: str, lexicon: Lexicon) -> Heard[str]:
    """One number as +62...; Unsure where its digits were spoken: "nol delapan satu dua ...".

    Misunderstood: "phone" (no such number), "phone-length", "phone-several".
    """
    digits = _spoken(text, lexicon)
    if not digits:
        return _read(text)
    heard = _read(digits)
    return Unsure(heard.value) if isinstance(heard, Sure) else heard


def _spoken(text: str, lexicon: Lexicon) -> str:
    """The digits of words that stand in one row; nothing where there are too few, or digits too."""
    if any(sign.isdigit() for sign in text):
        return ""
    values = [lexicon.numerals.values.get(word, 10) for word in re.findall(r"[^\W\d_]+", fold(text))]
    row = "".join(str(value) if value < 10 else " " for value in values).split()
    return row[0] if len(row) == 1 and len(row[0]) >= _SPOKEN else ""


def _read(text: str) -> Heard[str]:
    found = {re.sub(r"[^0-9+]", "", match.group()) for match in _NUMBER.finditer(fold(text))}
    numbers = {number for number in found if len(number) >= 8}
    if len(numbers) > 1:
        return Misunderstood("phone-several")
    if not numbers:
        return Misunderstood("phone-length" if found else "phone")
    digits = numbers.pop()
    phone = identity.phone(digits)
    if phone is None:
        return Misunderstood("phone-length" if digits.lstrip("+").startswith(("0", "62", "8")) else "phone")
    return Sure(phone)
