"""How words that always work are heard, and to which question an answer belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.engine import Outcome
from conversations.understanding.commands import Command
from rules.money import rupiah
from rules.operating import Operating
from tests.conversations.examples import (
    Curate,
    Lend,
    Loan,
    MonthFacts,
    Told,
    month,
)
from tests.talk import Talk

FACTS = MonthFacts()
LAST = Told("2026-09", Operating.RUNNING, rupiah(2_000_000))


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("menu dong", Command.MENU),
        ("petugas", Command.HUMAN),
        ("stop", Command.STOP),
        ("mulai", Command.START),
    ],
)
def test_words_that_lead_elsewhere_leave_the_form_as_it_is(word: str, command: Command) -> None:
    talk = month().says("jalan")
    before = talk.form
    talk.says(word)
    assert (talk.turn.outcome, talk.turn.command, talk.form) == (Outcome.LEFT, command, before)


def test_the_same_words_inside_an_answer_are_an_answer() -> None:
    talk = Talk(Lend(), None).says("ya").sees(asks="purpose").says("menu ayam geprek").sees(asks="share")
    assert talk.answers()["purpose"] == "menu ayam geprek"
    Talk(Lend(), None).says("ya").says("batal puasa").sees(asks="share")
    month().says("stop jualan dulu").sees("month-sorry", asks="reason")


def test_a_caption_under_a_picture_is_no_command() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").shows(1, "menu").sees(asks="product:1.photos")
    assert talk.turn.outcome is Outcome.OPEN


def test_batal_ends_the_form() -> None:
    month().says("jalan").says("batal").sees("cancelled").is_over(Outcome.CANCELLED)


def test_lewati_where_it_may_not_be_left_out_says_so() -> None:
    month().says("lewati").sees(asks="state", hint="cannot-skip")
    month().says("jalan").says("lewat aja").sees(asks="constraint")


def test_kembali_at_the_summary_reopens_the_last_question() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send").says("kembali")
    talk.sees(asks="share").says("kembali").sees(asks="purpose")


def test_ubah_asks_which_and_takes_a_button_a_number_or_a_name() -> None:
    for answer in ("2", "purpose", "ubah purpose"):
        talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send")
        talk.presses("change").sees(asks="?")
        assert [option.id for option in talk.ask().options] == ["wanted", "purpose", "share"]
        talk.says(answer).sees(asks="purpose")
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").says("ubah").presses("purpose")
    talk.sees(asks="purpose").says("kemasan").sees(asks="send")


def test_ubah_and_something_unknown_asks_which_with_a_hint() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").says("ubah alamat rumah sakit")
    talk.sees(asks="?", hint="miss-which").says("kembali").sees(asks="send")


def test_the_summary_can_still_be_sent_while_it_is_asked_which() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send")
    summary = talk.ask().key
    talk.says("ubah").sees(asks="?").taps(summary, "send")
    assert talk.ends().share


def test_kirim_and_selesai_while_it_is_asked_which_go_on_with_what_stands() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").says("ubah").sees(asks="?")
    talk.says("selesai").sees(asks="send").says("ubah").says("kirim")
    talk.ends(Loan(True, "modal", True))


def test_ubah_with_a_name_halfway_reopens_that_answer() -> None:
    talk = month().says("jalan").says("2500000").sees(asks="constraint").says("ubah omset")
    talk.sees(asks="omzet").says("3000000").sees(asks="constraint")
    assert talk.answers()["omzet"] == 3_000_000
    month().says("jalan").says("ubah alamat rumah").sees(asks="omzet", hint="miss-amount")
    month().says("ganti usaha").sees(asks="omzet").says("kembali").says("ganti usaha").sees(asks="omzet")


def test_ubah_halfway_asks_which_of_the_answers_so_far() -> None:
    talk = month().says("jalan").says("2500000").sees(asks="constraint").says("ubah").sees(asks="?")
    talk.presses("state").sees(asks="state").says("jalan").sees(asks="constraint")
    month().says("ubah").sees("at-the-start", asks="state")


def test_a_typed_answer_is_kept_for_its_question_when_another_came_before_it() -> None:
    talk = month().says("jalan").sees(asks="omzet").meanwhile(replace(FACTS, last=LAST)).says("2500000")
    talk.sees("has-changed", asks="same").says("tidak").sees(asks="constraint")
    talk.says("lewati").says("lewati")
    assert talk.ends().omzet == rupiah(2_500_000)


def test_an_unsure_answer_is_settled_for_its_question_when_another_came_before_it() -> None:
    talk = month().says("jalan").sees(asks="omzet").meanwhile(replace(FACTS, last=LAST)).says("2,5jt")
    talk.sees(asks="omzet", hint="echo").says("ya").sees("has-changed", asks="same")
    talk.says("tidak").sees(asks="constraint")


def test_an_answer_is_never_taken_for_another_question() -> None:
    talk = month(replace(FACTS, full=True)).says("jalan").says("2500000").sees(asks="workers")
    talk.meanwhile(FACTS).says("3").sees("has-changed", asks="constraint")
    assert set(talk.answers()) == {"state", "omzet"}
