"""Phone numbers, NIK and NIB, however they are spaced and introduced."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import identity, phone
from conversations.understanding.lexicon import Lexicon

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "said",
    [
        "081234567890",
        "+62 812-3456-7890",
        "6281234567890",
        "81234567890",
        "no wa saya 0812.3456.7890 ya",
        "+62 (0)812 3456 7890",
    ],
)
def test_a_phone_number_is_stored_with_its_country(said: str, lexicon: Lexicon) -> None:
    assert phone.read(said, lexicon) == Sure("+6281234567890")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("0812", "phone-length"),
        ("08123456789012345", "phone-length"),
        ("0812 3456 7890 atau 0857 1234 5678", "phone-several"),
        ("+65 9123 4567", "phone"),
        ("2500000", "phone-length"),
        ("ga punya hp", "phone"),
    ],
)
def test_no_phone_number_says_why(said: str, why: str, lexicon: Lexicon) -> None:
    assert phone.read(said, lexicon) == Misunderstood(why)


def test_a_number_spoken_digit_by_digit_is_echoed(lexicon: Lexicon) -> None:
    spoken = "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan kosong"
    assert phone.read(f"nomor saya {spoken} bu", lexicon) == Unsure("+6281234567890")
    assert phone.read("dua juta lima ratus", lexicon) == Misunderstood("phone")


@pytest.mark.parametrize(
    "said", ["3204 33 550691 0002", "NIK: 3204.3355.0691.0002", "nik saya 3204335506910002 bu"]
)
def test_a_nik_is_sixteen_digits(said: str) -> None:
    assert identity.nik(said, TODAY) == Sure("3204335506910002")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("lupa", "nik"),
        ("320433550691000", "nik-length"),
        ("9904335506910002", "nik-region"),
        ("3204337106910002", "nik-date"),
        ("3204335506910000", "nik-serial"),
        ("3204 3355 O691 0002", "nik-length"),
    ],
)
def test_no_nik_says_why(said: str, why: str) -> None:
    assert identity.nik(said, TODAY) == Misunderstood(why)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("0220001234567", Sure("0220001234567")),
        ("NIB 0220 0012 34567", Sure("0220001234567")),
        ("022000123456", Misunderstood("nib-length")),
        ("0000000000000", Misunderstood("nib-length")),
        ("belum punya", Misunderstood("nib")),
    ],
)
def test_a_nib_keeps_its_leading_zero(said: str, heard: Heard[str]) -> None:
    assert identity.nib(said) == heard
