"""How an answer is heard: unsure, in part, not at all, or with more than was asked."""

from __future__ import annotations

from dataclasses import replace

from conversations.understanding.commands import Command
from rules.money import Period, rupiah
from rules.operating import Operating
from tests.conversations.examples import (
    Constraint,
    Curate,
    Programme,
    Told,
    month,
    training,
)
from tests.talk import Talk

A, B, C = Programme("p1", "Kemasan"), Programme("p2", "Pemasaran"), Programme("p3", "Kue", needs_nib=True)


def test_an_unsure_answer_is_echoed_before_it_counts() -> None:
    talk = month().says("jalan").says("2,5jt").sees(asks="omzet", hint="echo")
    assert "omzet" not in talk.answers()
    assert talk.ask().hints["value"] == replace(rupiah(2_500_000), per=Period.MONTH)
    talk.says("ya").sees(asks="constraint")
    assert talk.answers()["omzet"] == 2_500_000


def test_no_to_an_echo_asks_again_and_another_value_replaces_it() -> None:
    talk = month().says("jalan").says("2,5jt").says("bukan").sees(asks="omzet", hint="")
    talk.says("2,5jt").says("3jt").sees(asks="omzet", hint="echo").says("3jt").sees(asks="constraint")
    assert talk.answers()["omzet"] == 3_000_000


def test_an_echo_that_is_answered_with_something_else_is_asked_once_more() -> None:
    talk = month().says("jalan").says("2,5jt").says("hmm apa ya")
    talk.sees(asks="omzet", hint="echo-first")  # why the same comes again
    talk.says("ya").sees(asks="constraint")
    lost = month().says("jalan").says("2,5jt").says("hmm apa ya").says("hmm apa ya")
    lost.sees(asks="omzet", hint="miss-amount").presses("human")


def test_the_buttons_of_an_older_echo_are_dead_and_the_right_one_counts_once() -> None:
    talk = month().says("jalan").says("2,5jt")
    first = talk.ask().options[0].id
    talk.says("3jt").taps("omzet", first).sees("button-old", asks="omzet", hint="echo")
    right = talk.ask().options[0].id
    talk.taps("omzet", right).sees(asks="constraint").taps("omzet", right).sees_nothing()
    assert talk.answers()["omzet"] == 3_000_000


def test_an_echo_is_asked_again_when_the_form_is_resumed() -> None:
    month().says("jalan").says("2,5jt").resumes().sees(asks="omzet", hint="echo").says("ya").sees(
        asks="constraint"
    )


def test_a_first_miss_brings_a_hint_and_a_second_the_nearest_and_a_human() -> None:
    talk = month().says("jalan").says("hmm apa ya").sees(asks="omzet", hint="miss-amount")
    talk.says("nggak tau ah").sees(asks="omzet", hint="miss-amount").presses("human")
    assert talk.turn.command is Command.HUMAN
    picking = training(A, B, C, Programme("p4", "Keuangan")).says("xyz").says("kmsn")
    assert [option.id for option in picking.ask().options] == ["p1", "human"]
    picking.sees(asks="programme", hint="miss-again").presses("p1").sees(asks="send")


def test_pictures_come_one_by_one_and_end_with_selesai() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").sees(asks="product:1.photos")
    assert not talk.ask().options  # nothing to finish yet
    talk.says("selesai").sees(asks="product:1.photos", hint="miss-photo")
    talk.shows(1).shows(2).sees(asks="product:1.photos", hint="photos-more").presses("done")
    talk.sees(asks="product:1.more")
    assert talk.answers()["product:1.photos"] == [1, 2]


def test_the_last_picture_ends_the_question() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000")
    for ref in range(1, 6):
        talk.shows(ref)
    talk.sees(asks="product:1.more")


def test_an_amount_for_another_period_is_asked_back_once() -> None:
    talk = month().says("jalan").says("150rb per hari").sees(asks="omzet", hint="amount-per-month")
    talk.says("4500000").sees(asks="constraint")
    assert talk.answers()["omzet"] == 4_500_000
    talk = month().says("jalan").says("150rb per hari").presses("keep").sees(asks="constraint")
    assert talk.answers()["omzet"] == [150_000, 150_000, "day"]
    talk = month().says("jalan").says("150rb per hari").says("lewati").sees(asks="constraint")
    assert talk.answers()["omzet"] == [150_000, 150_000, "day"]


def test_an_unusual_amount_is_confirmed_and_not_refused() -> None:
    talk = month().says("jalan").says("900000000").sees(asks="omzet", hint="echo").says("ya")
    assert talk.sees(asks="constraint").answers()["omzet"] == 900_000_000


def test_the_last_answer_ends_a_form_without_a_summary() -> None:
    talk = month().says("jalan").says("2500000").says("1").says("tidak")
    talk.ends(Told("2026-10", Operating.RUNNING, rupiah(2_500_000), constraint=Constraint.BUYERS))
