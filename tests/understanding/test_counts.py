"""How many people work in a business: the owner counts, a doubt is asked back."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import count
from conversations.understanding.lexicon import Lexicon


def value(heard: Heard[Any]) -> Any:
    assert isinstance(heard, Sure | Unsure), heard
    return heard.value


def why(heard: Heard[Any]) -> str:
    assert isinstance(heard, Misunderstood), heard
    return heard.reason


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3", 3),
        ("sendiri", 1),
        ("sorangan wae", 1),
        ("berdua sama istri", 2),
        ("tiluan", 3),
        ("saya sama 2 karyawan", 3),
        ("saya + 3 karyawan", 4),
        ("saya, istri, sama anak", 3),
        ("4 orang termasuk saya", 4),
        ("pegawai 2", 2),
        ("lima belas", 15),
        ("0", 0),
    ],
)
def test_the_owner_counts(lexicon: Lexicon, said: str, number: int) -> None:
    assert value(count.read(said, lexicon)) == number


def test_who_was_counted_in_for_them_is_echoed(lexicon: Lexicon) -> None:
    assert count.read("saya sama 2 karyawan", lexicon) == Unsure(3)
    assert count.read("3", lexicon) == Sure(3)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("saya dan istri dibantu 2 karyawan", 4),
        ("saya + istri + 5 pegawai", 7),
        ("2 kurir 1 admin 1 saya", 4),
        ("saya sama suami sama anak dua jadi empat", 4),
        ("loro mas, aku karo bojo", 2),
        ("dulu 5 sekarang tinggal 2", 2),
        ("tadinya bertiga, sekarang berdua", 2),
        ("cuma saya aja, gak ada karyawan", 1),
        ("selusin orang termasuk saya", 12),
    ],
)
def test_those_who_are_listed_or_left_are_counted_and_echoed(
    lexicon: Lexicon, said: str, number: int
) -> None:
    assert value(count.read(said, lexicon)) == number


def test_what_follows_under_another_name_is_left_for_that(lexicon: Lexicon) -> None:
    assert count.read("pegawai 2, untung 800rb", lexicon) == Unsure(2, "untung 800rb")
    assert count.read("2 orang omset 3jt, laba 1jt", lexicon) == Unsure(2, "omset 3jt, laba 1jt")
    assert why(count.read("pegawai 2, karyawan 3", lexicon)) == "count-several"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("2-3 orang", "count-vague"),
        ("tergantung pesanan", "count-vague"),
        ("lebih dari 5", "count-vague"),
        ("10an", "count-vague"),
        ("4 orang sama saya", "count-vague"),
        ("opat jalmi sareng abdi", "count-several"),
        ("anak dua", "count-several"),
        ("saya, istri, 2 anak, jadi 5", "count-several"),
        ("dulu 5", "count-vague"),
        ("kemarin 3 sekarang nambah 2", "count-several"),
        ("mesin jahitnya ada tiga", "count-unit"),
        ("saya 2 karyawan", "count-several"),
        ("5 tahun", "count-unit"),
        ("2 juta", "count-unit"),
        ("081234567890", "count-unit"),
        ("gak nentu", "count"),
    ],
)
def test_a_number_in_doubt_is_asked_back(lexicon: Lexicon, said: str, reason: str) -> None:
    assert why(count.read(said, lexicon)) == reason
