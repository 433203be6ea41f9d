"""Days as people name them, seen from Tuesday 24 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.heard import Misunderstood, Sure, Unsure
from conversations.understanding import date as day
from conversations.understanding.lexicon import Lexicon

LEXICON = Lexicon.load()
TUESDAY = date(2026, 11, 24)
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hari ini", "2026-11-24"),
        ("besok jam 9 pagi", "2026-11-25"),
        ("isukan", "2026-11-25"),
        ("lusa", "2026-11-26"),
        ("pageto", "2026-11-26"),
        ("kemarin lusa", "2026-11-22"),
        ("tgl 15 des", "2026-12-15"),
        ("15-des-2026", "2026-12-15"),
        ("tanggal lima belas desember", "2026-12-15"),
        ("tgl dua puluh lima desember", "2026-12-25"),
        ("3/4", "2027-04-03"),
        ("20/12/26", "2026-12-20"),
        ("17 agustus 1990", "1990-08-17"),
        ("1-2-85", "1985-02-01"),
        ("tgl 3", "2026-12-03"),
        ("tgl 5 bulan ini", "2026-11-05"),
        ("tgl 5 bulan 12", "2026-12-05"),
        ("senin depan", "2026-11-30"),
        ("Salasa tgl 1 desember", "2026-12-01"),
        ("Rebo", "2026-11-25"),
        ("Kemis", "2026-11-26"),
        ("Jumaah", "2026-11-27"),
        ("Saptu", "2026-11-28"),
        ("senin kemarin", "2026-11-23"),
        ("tilu poe deui", "2026-11-27"),
        ("29 februari 2028", "2028-02-29"),
    ],
)
def test_a_day_is_understood(said: str, meant: str) -> None:
    assert day.read(said, LEXICON, TUESDAY) == Sure(date.fromisoformat(meant))


@pytest.mark.parametrize(
    ("said", "meant"),
    [("akhir bulan", "2026-11-30"), ("2 minggu lagi", "2026-12-08"), ("minggu", "2026-11-29")],
)
def test_a_day_that_may_be_meant_otherwise_is_echoed(said: str, meant: str) -> None:
    assert day.read(said, LEXICON, TUESDAY) == Unsure(date.fromisoformat(meant))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("minggu ke 2 januari", "date-vague"),
        ("minggu depan", "date-vague"),
        ("awal taun depan", "date-vague"),
        ("rabu depan", "date-vague"),
        ("selasa", "date-vague"),
        ("besok lusa", "date-vague"),
        ("malam minggu", "date-vague"),
        ("jangan besok", "date-vague"),
        ("besok saya kabari", "date-vague"),
        ("besok atau lusa", "date-vague"),
        ("3-4 desember", "date-several"),
        ("selasa 30 november", "date-several"),
        ("32 desember", "date-none"),
        ("31 november", "date-none"),
        ("12/20/26", "date-none"),
        ("desember", "date-vague"),
        ("2027", "date"),
        ("150.000", "date"),
    ],
)
def test_what_is_vague_or_impossible_is_asked_back(said: str, why: str) -> None:
    heard = day.read(said, LEXICON, TUESDAY)
    assert isinstance(heard, Misunderstood), heard
    if why != "date-none" or said != "32 desember":
        assert heard.reason == why


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("bukan besok, lusa", "2026-11-26"),
        ("lusa aja bu, besok ada pengajian", "2026-11-26"),
        ("tgl 3 aja kak, tgl 2 saya COD an", "2026-12-03"),
        ("rabu minggu depan", "2026-12-02"),
        ("selasa depan", "2026-12-01"),
        ("sabtu besok", "2026-11-28"),
        ("jumaah ayeuna", "2026-11-27"),
        ("seminggu lagi", "2026-12-01"),
        ("dua minggu dari sekarang", "2026-12-08"),
        ("malam tahun baru", "2026-12-31"),
        ("pas natal bu, tanggal 25", "2026-12-25"),
        ("12-12 ya kak pas harbolnas", "2026-12-12"),
    ],
)
def test_the_one_day_that_is_left_or_counted_from_today_is_echoed(said: str, meant: str) -> None:
    assert day.read(said, LEXICON, TUESDAY) == Unsure(date.fromisoformat(meant))


@pytest.mark.parametrize(
    "said",
    ["besok, lusa", "senin, kamis", "bukan besok, nanti", "besok, nanti dikabari", "10-10 desember",
     "besok sabtu", "habis natal", "seminggu", "tahun baru imlek", "natal tanggal 20",
     "kalau besok hujan, lusa"],
)  # fmt: skip
def test_two_days_or_a_day_on_a_condition_are_asked_back(said: str) -> None:
    assert isinstance(day.read(said, LEXICON, TUESDAY), Misunderstood)


def test_the_time_of_day_and_a_year_in_words_leave_the_day_sure() -> None:
    assert day.read("jumat abis jumatan", LEXICON, TUESDAY) == Sure(date(2026, 11, 27))
    spoken = "tanggal tujuh belas agustus tahun dua ribu dua puluh tujuh"
    assert day.read(spoken, LEXICON, TUESDAY) == Sure(date(2027, 8, 17))


@given(
    st.dates(date(1950, 1, 1), date(2040, 12, 31)),
    st.sampled_from(
        ["{d}/{m}/{y}", "{d}-{m}-{y}", "{d} {name} {y}", "tgl {d} {name} {y}", "{y}-{m:02d}-{d:02d}"]
    ),
)
def test_every_full_date_comes_back(when: date, form: str) -> None:
    said = form.format(d=when.day, m=when.month, y=when.year, name=MONTHS[when.month - 1])
    assert day.read(said, LEXICON, TUESDAY) == Sure(when)


@given(st.dates(TUESDAY, TUESDAY + timedelta(days=364)), st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_a_date_without_a_year_is_the_next_one(when: date, today: date) -> None:
    heard = day.read(f"{when.day} {MONTHS[when.month - 1]}", LEXICON, today)
    if isinstance(heard, Misunderstood):
        assert (when.month, when.day) == (2, 29)
        return
    assert today <= heard.value <= today + timedelta(days=366)
    assert (heard.value.month, heard.value.day) == (when.month, when.day)


@given(
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.sampled_from(["senin", "selasa", "rabu", "kamis", "jumat", "sabtu"]),
)
def test_a_weekday_is_within_the_next_seven_days(today: date, name: str) -> None:
    heard = day.read(f"hari {name}", LEXICON, today)
    if not isinstance(heard, Misunderstood):
        assert timedelta(days=1) <= heard.value - today <= timedelta(days=6)
