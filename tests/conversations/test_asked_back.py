"""Answers that are asked back: which of several is wrong, what is told anew, what is told beside."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.question import Label
from rules.checkin import Constraint
from tests.conversations.test_mixed import FULL, at_omzet, chat
from tests.talk import Talk


def wrong_of_three(*said: str) -> Talk[Any, Any]:
    talk = at_omzet("2,5 juta bu, pegawai 2, untung 800rb").says("bukan")
    for text in said:
        talk.says(text)
    return talk


def test_no_to_several_asks_which_is_wrong() -> None:
    ask = wrong_of_three().sees(asks="omzet", hint="").ask()
    assert ask.text == Label("echo-which")
    assert [row.key for row in ask.rows] == ["omzet", "workers", "profit"]
    labels = [Label(f"checkin-{key}.short") for key in ("omzet", "workers", "profit")]
    assert [option.label for option in ask.options] == [*labels, Label("echo-all")]


@pytest.mark.parametrize("text", ["2", "yang bekerja", "pegawainya", "pegawainya salah"])
def test_the_wrong_one_is_asked_in_its_turn_and_the_others_count(text: str) -> None:
    talk = wrong_of_three(text).sees("echo-later", asks="constraint")
    assert talk.answers() == {"state": "running", "omzet": 2_500_000, "profit": 800_000}
    talk.says("sepi").says("tidak").sees(asks="workers")


@pytest.mark.parametrize("text", ["betul semua", "ya segitu", "kurang lebih segitu bu"])
def test_all_of_it_is_right_in_other_words(text: str) -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2").says(text)
    assert talk.sees(asks="constraint").answers()["workers"] == 2


def test_where_the_answer_itself_is_wrong_it_is_asked_at_once() -> None:
    talk = wrong_of_three("omzet").sees(asks="omzet", hint="")
    assert talk.answers() == {"state": "running", "workers": 2, "profit": 800_000}
    assert talk.says("3jt").says("ya").sees(asks="constraint").answers()["omzet"] == 3_000_000


@pytest.mark.parametrize("text", ["3 juta", "bukan, 3 juta", "omzetnya 3 juta"])
def test_an_answer_told_anew_keeps_the_others(text: str) -> None:
    for talk in (wrong_of_three(), at_omzet("2,5 juta bu, pegawai 2, untung 800rb")):
        talk.says(text).sees(asks="omzet", hint="echo")
        assert [row.key for row in talk.ask().rows] == ["omzet", "workers", "profit"]
        assert talk.says("ya").answers() == {
            "state": "running",
            "omzet": 3_000_000,
            "workers": 2,
            "profit": 800_000,
        }


def test_salah_is_a_no() -> None:
    for text in ("salah", "salah bu", "keliru", "bukan itu"):
        at_omzet("2,5 juta bu").says(text).sees(asks="omzet", hint="")
    at_omzet("2,5 juta bu").says("tidak salah").sees(asks="omzet", hint="echo-first")


@pytest.mark.parametrize("text", ["4", "semuanya", "bukan", "salah semua"])
def test_where_all_are_wrong_nothing_is_kept(text: str) -> None:
    talk = wrong_of_three(text).sees(asks="omzet", hint="")
    assert talk.answers() == {"state": "running"}
    assert talk.ask().text == Label("checkin-omzet")


def test_a_button_says_which_is_wrong_once() -> None:
    talk = wrong_of_three()
    second = talk.ask().options[1].id
    talk.taps("omzet", second).sees("echo-later", asks="constraint")
    talk.taps("omzet", second).sees("button-old", asks="constraint")


def test_which_is_wrong_may_be_told_with_what_is_right() -> None:
    talk = wrong_of_three("pegawai 3").sees(asks="omzet", hint="echo").says("ya").sees(asks="constraint")
    assert talk.answers()["workers"] == 3


def test_an_answer_to_a_later_question_is_asked_back_with_the_one_that_waits() -> None:
    for text in ("pegawai 2", "ya, pegawai 2", "pegawai 2 bu"):
        talk = at_omzet("2,5 juta bu").says(text).sees(asks="omzet", hint="echo")
        assert [row.key for row in talk.ask().rows] == ["omzet", "workers"], text
        assert talk.says("ya").answers() == {"state": "running", "omzet": 2_500_000, "workers": 2}
    talk = at_omzet("2,5 juta bu").says("untung 800rb, pegawai 2").says("sepi").says("ya")
    assert talk.answers() == {
        "state": "running",
        "omzet": 2_500_000,
        "profit": 800_000,
        "workers": 2,
        "constraint": Constraint.BUYERS.value,
    }


def test_no_with_an_answer_to_a_later_question_is_a_no() -> None:
    talk = at_omzet("2,5 juta bu").says("bukan, pegawai 2").sees(asks="omzet", hint="")
    assert talk.answers() == {"state": "running"}


def test_what_belongs_to_no_question_to_come_is_told_that_one_comes_first() -> None:
    talk = chat("checkin", FULL, "libur mah cuma hari jumat").sees(asks="state", hint="echo")
    talk.says("2,5 juta bu, pegawai 2").sees(asks="state", hint="echo-first")
    assert talk.says("bukan").sees(asks="state", hint="").answers() == {}


def test_free_words_that_are_asked_back_take_no_other_answer() -> None:
    talk = chat("register", 0, "Bu Nunung", "mau tanya jadwal pelatihan dong")
    talk.sees(asks="business", hint="echo").says("Desa Kopi").sees(asks="sector")
    assert talk.answers()["business"] == "Desa Kopi"


@pytest.mark.parametrize(
    ("text", "workers"),
    [
        ("bukan, pegawai 3", 3),
        ("pegawainya 3 orang", 3),
        ("bukan yang kerja 4 orang", 4),
        ("eh pegawai 2", 2),
    ],
)
def test_one_of_several_that_are_asked_back_is_corrected_by_its_name(text: str, workers: int) -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2, untung 800rb").says(text).sees(asks="omzet", hint="echo")
    assert [row.value for row in talk.ask().rows if row.key == "workers"] == [workers]
    talk.says("ya")
    answers = talk.answers()
    assert (answers["omzet"], answers["profit"], answers["workers"]) == (2_500_000, 800_000, workers)


def test_the_answer_itself_is_corrected_by_its_name_too() -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2").says("omzetnya 3 juta").sees(asks="omzet", hint="echo")
    talk.says("ya")
    assert talk.answers() == {"state": "running", "omzet": 3_000_000, "workers": 2}


def test_all_of_it_is_asked_back_once_more_and_after_a_pause() -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2").says("hmm apa ya")
    assert [row.key for row in talk.sees(asks="omzet", hint="echo-first").ask().rows] == [
        "omzet",
        "workers",
    ]
    assert [row.key for row in talk.resumes().ask().rows] == ["omzet", "workers"]
    talk.says("ya")
    assert talk.answers() == {"state": "running", "omzet": 2_500_000, "workers": 2}


def test_a_place_is_told_whole_while_the_kind_of_business_is_asked_back() -> None:
    talk = chat("register", 0, "Bu Nunung", "Keripik", "makanan ringan bu").sees(asks="sector", hint="echo")
    talk.says("kec ciparay desa sarimahi").sees(asks="sector", hint="echo").says("ya").sees(asks="nib")
    assert talk.answers()["desa"] == "32.04.29.2010"


def test_of_what_is_said_beside_it_only_what_is_clear_is_taken() -> None:
    talk = chat("fund", 0, "2 jutaan", "buat beli bahan baku, bank bjb").sees(asks="amount", hint="echo")
    assert [row.key for row in talk.ask().rows] == ["amount", "bank"]
    assert talk.says("ya").sees(asks="purpose").answers() == {"amount": 2_000_000, "bank": "bjb"}
    talk = at_omzet("2,5 juta bu").says("eh 3 juta, pegawai 2").says("ya")
    assert talk.answers() == {"state": "running", "omzet": 3_000_000, "workers": 2}
