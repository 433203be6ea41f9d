"""How buttons and numbers are heard, of whatever age they are."""

from __future__ import annotations

from dataclasses import replace

from conversations.question import Label
from rules.money import rupiah
from rules.operating import Operating
from tests.conversations.examples import (
    Curate,
    MonthFacts,
    Programme,
    Told,
    TrainingFacts,
    month,
    training,
)
from tests.talk import Talk

FACTS = MonthFacts()
LAST = Told("2026-09", Operating.RUNNING, rupiah(2_000_000))
A, B, C = Programme("p1", "Kemasan"), Programme("p2", "Pemasaran"), Programme("p3", "Kue", needs_nib=True)


def test_the_same_tap_twice_is_silent() -> None:
    month().taps("state", "running").sees(asks="omzet").taps("state", "running").sees_nothing()


def test_an_earlier_questions_button_changes_that_answer_and_says_so() -> None:
    talk = month().taps("state", "running").sees(asks="omzet")
    talk.taps("state", "paused").sees("changed", "month-sorry", asks="reason")
    assert talk.said()[0].args == {"question": Label("month-state.short"), "value": Label("operating-paused")}


def test_any_other_button_is_an_old_one() -> None:
    talk = month().taps("state", "paused").sees("month-sorry", asks="reason")
    talk.taps("omzet", "skip").sees("button-old", asks="reason")
    talk.taps("state", "no-such-state").sees("button-old", asks="reason")
    talk.taps("no_such_question", "yes").sees("button-old", asks="reason")
    talk.taps("reason", "no-such-reason").sees("button-old", asks="reason")


def test_the_button_of_a_question_that_moved_is_still_its_answer() -> None:
    talk = month().sees("month-hello", asks="state").meanwhile(replace(FACTS, last=LAST))
    talk.taps("state", "running").sees("has-changed", asks="same").says("tidak").sees(asks="omzet")


def test_a_tick_tapped_twice_is_silent_and_an_earlier_tick_reopens_its_question() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").shows(1).says("selesai").says("tidak")
    talk.presses("home+").taps("outlets", "home+").sees_nothing()
    talk.presses("done").sees(asks="send").taps("outlets", "done").sees_nothing()
    talk.taps("outlets", "market+").sees(asks="outlets").presses("done").sees(asks="send")
    assert talk.answers()["outlets"] == ["home", "market"]


def test_a_number_means_the_option_as_it_was_shown() -> None:
    talk = training(A, B, C).meanwhile(TrainingFacts([B, C, A])).says("1").sees(asks="send")
    assert talk.answers()["programme"] == "p1"


def test_a_number_of_an_option_that_is_gone_is_told() -> None:
    talk = training(A, B, C).meanwhile(TrainingFacts([B, C])).says("1")
    talk.sees(asks="programme", hint="option-gone")
    assert "programme" not in talk.answers()


def test_a_number_is_the_answer_where_a_number_was_asked() -> None:
    talk = month(replace(FACTS, full=True)).says("jalan").says("2500000").sees(asks="workers")
    assert not talk.ask().numbered  # the button "Lewati" is shown without a number
    talk.says("1").sees(asks="constraint")
    assert talk.answers()["workers"] == 1
