"""Understands a NIK (16 digits) and a NIB (13 digits), with or without spaces, dots and words around them."""

from __future__ import annotations

import re
from datetime import date

from conversations.heard import Heard, Misunderstood, Sure
from conversations.understanding.normal import fold
from rules import identity

_DIGITS = re.compile(r"[0-9](?:[\s.\-–_]*[0-9])*")


def nik(text: str, today: date) -> Heard[str]:
    """The 16 digits. Misunderstood: "nik", "nik-length", "nik-region", "nik-date", "nik-serial"."""
    digits = _digits(text)
    if not digits:
        return Misunderstood("nik")
    fault = identity.nik_fault(digits, today)
    return Misunderstood(f"nik-{fault}") if fault else Sure(digits)


def nib(text: str) -> Heard[str]:
    """The 13 digits, leading zeros kept. Misunderstood: "nib", "nib-length"."""
    digits = _digits(text)
    if not digits:
        return Misunderstood("nib")
    return Sure(digits) if identity.is_nib(digits) else Misunderstood("nib-length")


def _digits(text: str) -> str:
    """The one row of digits in a text; of several rows all, so that the length tells."""
    return "".join(re.sub(r"[^0-9]", "", found.group()) for found in _DIGITS.finditer(fold(text)))
