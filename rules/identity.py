"""The forms of NIK, NIB and phone numbers: what is valid, what is wrong with it, and how much may be shown.

A valid form proves nothing about the person. Sources: the NIK's structure is PPKKCCDDMMYYNNNN with the day
plus 40 for women and a serial from 0001; a NIB has 13 digits; a mobile number has 10 to 13 digits with its
leading 0.
"""

from __future__ import annotations

import re
from datetime import date

from lokal.nik import parse_nik
from lokal.provinces import PROVINCES

NIK_DIGITS = 16
NIB_DIGITS = 13
_MOBILE = re.compile(r"8[1-9][0-9]{7,10}")


def nik_fault(nik: str, today: date) -> str:
    """What is wrong with digits as a NIK: "" when nothing is, else "length", "region", "date", "serial"."""
    if len(nik) != NIK_DIGITS or not nik.isdecimal():
        return "length"
    faults = {issue.code for issue in parse_nik(nik, reference_date=today).errors}
    for fault, name in (
        ("province", "region"),
        ("wilayah", "region"),
        ("birth_date", "date"),
        ("serial", "serial"),
    ):
        if fault in faults:
            return name
    return "length" if faults else ""


def born(nik: str, today: date) -> date | None:
    """The birth date inside a NIK, its century guessed so that nobody is born after `today`."""
    found = parse_nik(nik, reference_date=today)
    return date.fromisoformat(found.birth_date) if found.birth_date else None


def issued_in(nik: str) -> str:
    """The dotted code of the district where a NIK was first issued: never proof of residence."""
    return f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}" if nik[:2] in PROVINCES else ""


def is_nib(nib: str) -> bool:
    """Whether this has the form of a NIB: 13 digits, leading zeros kept."""
    return len(nib) == NIB_DIGITS and nib.isdecimal() and len(set(nib)) > 1


def phone(digits: str) -> str | None:
    """A mobile number as stored (+62...), however it starts: 08, 628, +628, 8. None if it is none."""
    bare = digits.removeprefix("+")
    if bare.startswith("62"):
        bare = bare[2:].removeprefix("0")
    elif digits.startswith("+"):
        return None
    else:
        bare = bare.removeprefix("0")
    return f"+62{bare}" if _MOBILE.fullmatch(bare) else None


def masked(number: str, shown: int = 4) -> str:
    """All but the last digits hidden: "••••••••••••0004"."""
    kept = number[-shown:] if len(number) > shown else ""
    return "•" * (len(number) - len(kept)) + kept


def masked_phone(number: str) -> str:
    """A phone number of which the first five and last three signs are shown: "+6281•••••111"."""
    return number if len(number) < 9 else number[:5] + "•" * (len(number) - 8) + number[-3:]
