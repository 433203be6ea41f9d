"""NIK, NIB and phone numbers by their form, and how much of them may be shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.identity import born, is_nib, issued_in, masked, masked_phone, nik_fault, phone

TODAY = date(2026, 11, 24)


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.booleans(), st.integers(1, 9999))
def test_every_nik_of_a_real_day_is_valid_and_tells_the_birth_date(
    day: date, woman: bool, serial: int
) -> None:
    nik = f"320433{day.day + 40 * woman:02d}{day.month:02d}{day.year % 100:02d}{serial:04d}"
    assert nik_fault(nik, TODAY) == ""
    found = born(nik, TODAY)
    assert found is not None
    assert (found.day, found.month, found.year % 100) == (day.day, day.month, day.year % 100)


@pytest.mark.parametrize(
    ("nik", "fault"),
    [
        ("320433550691000", "length"),
        ("32043355069100021", "length"),
        ("9904335506910002", "region"),
        ("3200335506910002", "region"),
        ("3204337206910002", "date"),
        ("3204333102900001", "date"),
        ("3204335506910000", "serial"),
    ],
)
def test_a_nik_that_cannot_be_says_why(nik: str, fault: str) -> None:
    assert nik_fault(nik, TODAY) == fault


def test_where_a_nik_was_issued_is_its_first_six_digits() -> None:
    assert issued_in("3204335506910002") == "32.04.33"
    assert issued_in("9904335506910002") == ""


@given(st.integers(100_000_00, 999_999_999_99).map(lambda n: f"8{1 + n % 9}{n // 10}"[:12]))
def test_one_number_written_four_ways_is_one_number(bare: str) -> None:
    forms = (f"0{bare}", bare, f"62{bare}", f"+62{bare}")
    assert {phone(form) for form in forms} <= {f"+62{bare}", None}
    assert len({phone(form) for form in forms}) == 1


@pytest.mark.parametrize("digits", ["0812", "02212345678", "+6591234567", "0812345678901234", "", "+"])
def test_what_is_no_mobile_number_is_none(digits: str) -> None:
    assert phone(digits) is None


def test_a_nib_has_thirteen_digits() -> None:
    assert is_nib("0220001234567")
    assert not is_nib("022000123456")
    assert not is_nib("0000000000000")
    assert not is_nib("02200012345AB")


@given(st.text(alphabet="0123456789", min_size=1, max_size=20))
def test_a_masked_number_shows_at_most_its_last_four_digits(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    assert sum(sign.isdigit() for sign in shown) == (4 if len(number) > 4 else 0)
    assert shown.endswith(number[-4:]) or len(number) <= 4


def test_a_masked_phone_keeps_what_its_owner_recognises() -> None:
    assert masked_phone("+6281234567890") == "+6281••••••890"
