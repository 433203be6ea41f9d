"""Understands a mobile phone number, however it is spaced, and stores it as +62..."""

from __future__ import annotations

import re

from conversations.heard import Heard, Misunderstood, Sure
from conversations.understanding.normal import fold
from rules import identity

_NUMBER = re.compile(r"\+?[0-9](?:[\s().\-–/]*[0-9])*")


def read(text: str) -> Heard[str]:
    """One number as +62... Misunderstood: "phone" (no such number), "phone-length", "phone-several"."""
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
