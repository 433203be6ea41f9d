"""The rules by which a form goes on: what is asked next, what is kept, what is said, how it ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conversations.chat import Chat, Conversation
from conversations.engine import Outcome, rows
from conversations.question import SKIPPED, Label
from conversations.questions import Text
from rules.money import Amount, Period, rupiah
from rules.operating import Operating
from tests.conversations.examples import (
    Application,
    Constraint,
    Curate,
    Extra,
    Extras,
    Lend,
    Loan,
    Month,
    MonthFacts,
    Outlet,
    Programme,
    Reason,
    Told,
    Training,
    TrainingFacts,
)
from tests.talk import Talk

FACTS = MonthFacts()
LAST = Told("2026-09", Operating.RUNNING, rupiah(2_000_000))
A, B, C = Programme("p1", "Kemasan"), Programme("p2", "Pemasaran"), Programme("p3", "Kue", needs_nib=True)
DAILY = Amount(150_000, 150_000, Period.DAY)
OPEN = TrainingFacts([A, B, C])


def month(facts: MonthFacts = FACTS) -> Talk[MonthFacts, Told]:
    return Talk(Month(), facts)


def training(facts: TrainingFacts = OPEN, extras: tuple[Extra, ...] = ()) -> Talk[TrainingFacts, Application]:
    return Talk(Training(), facts, {Extras(programme): extras for programme in ("p1", "p2", "p3")})


def test_a_conversation_is_asked_to_its_end() -> None:
    talk = month().sees("month-hello", asks="state")
    talk.says("libur dulu").sees("month-sorry", asks="reason")
    talk.says("job").sees(asks="call_me").says("ya")
    talk.ends(Told("2026-10", Operating.PAUSED, reason=Reason.JOB, call_me=True))


def test_kembali_reopens_the_question_before_and_keeps_what_follows() -> None:
    talk = month().says("jalan").says("2500000").says("buyers").sees(asks="call_me")
    talk.says("kembali").sees(asks="constraint")
    assert talk.ask().before == Label("constraint-buyers")
    talk.says("kembali").sees(asks="omzet").says("3000000").sees(asks="call_me")
    talk.says("kembali").says("kembali").says("kembali").sees(asks="state")
    talk.says("kembali").sees("at-the-start", asks="state")
    talk.says("tutup sementara").sees("month-sorry", asks="reason")


def test_answers_of_a_branch_left_behind_sleep_and_wake_but_never_reach_the_result() -> None:
    talk = month().says("jalan").says("2500000").says("buyers").sees(asks="call_me")
    talk.says("kembali").says("kembali").says("kembali").says("libur dulu").says("job").sees(asks="call_me")
    assert talk.answers()["omzet"] == 2_500_000
    asleep = Talk(Month(), FACTS, form=talk.form).says("tidak")
    asleep.ends(Told("2026-10", Operating.PAUSED, reason=Reason.JOB))
    talk.says("kembali").says("kembali").sees(asks="state").says("jalan").sees(asks="call_me")
    talk.says("tidak").ends(
        Told("2026-10", Operating.RUNNING, rupiah(2_500_000), constraint=Constraint.BUYERS)
    )


def test_a_consent_of_a_branch_left_behind_does_not_wake() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send")
    talk.says("ubah wanted").says("tidak").sees(asks="why_not").says("nanti saja").sees(asks="send")
    talk.says("ubah wanted").says("ya").sees(asks="share")  # the purpose woke, the consent did not
    talk.says("tidak").says("kirim").ends(Loan(True, "modal", False))


def test_a_consent_stands_while_another_answer_is_changed() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send")
    talk.says("ubah purpose").says("bahan baku").sees(asks="send").says("kembali").sees(asks="share")
    talk.says("kembali").says("kemasan").sees(asks="send")
    talk.says("kirim").ends(Loan(True, "kemasan", True))


def test_the_facts_are_looked_at_anew_at_each_turn() -> None:
    talk = month().says("jalan").meanwhile(replace(FACTS, recorded=True)).says("2500000")
    talk.sees("month-done-by-visit").is_over(Outcome.ENDED)
    assert [action.name for action in talk.said()[-1].actions] == ["menu"]


def test_a_need_is_loaded_once_a_turn() -> None:
    talk = training().says("1").sees(asks="send")
    assert talk.loads == [Extras("p1")]


def test_programme_withdrawn_while_the_summary_was_shown() -> None:
    talk = training().says("2").sees(asks="send").meanwhile(TrainingFacts([A, C])).says("kirim")
    talk.sees("has-changed", "answer-gone", asks="programme")
    assert talk.said()[1].args == {"question": Label("training-example-programme.short")}


def test_a_fact_changed_at_the_summary_asks_what_is_newly_needed() -> None:
    talk = training().says("3").sees(asks="send").meanwhile(replace(OPEN, has_nib=False)).says("kirim")
    talk.sees("has-changed", "needs-nib", asks="nib_help").says("ya").sees(asks="send")
    talk.says("kirim").ends(Application("p3", (), True))


def test_a_changed_summary_must_be_sent_anew_and_its_old_button_is_dead() -> None:
    talk = training().says("1").sees(asks="send")
    old = talk.ask().key
    talk.meanwhile(TrainingFacts([replace(A, title="Kemasan (Rp50.000)"), B])).taps(old, "send")
    talk.sees("has-changed", asks="send").taps(old, "send").sees("button-old", asks="send")
    talk.says("kirim").ends(Application("p1"))


def test_sending_ends_the_form_so_that_a_second_kirim_finds_none() -> None:
    talk = training().says("1").presses("send")
    assert talk.form is None
    assert talk.ends() == Application("p1")


def test_defined_questions_are_kept_by_id_through_any_order() -> None:
    size, staff = Extra("41", "text", "Ukuran kaos?"), Extra("57", "count", "Berapa karyawan?")
    talk = training(extras=(size, staff)).says("1").sees(asks="extra:41").says("XL").sees(asks="extra:57")
    assert talk.ask().text == Label(words="Berapa karyawan?")
    talk.knows[Extras("p1")] = (staff, size)
    talk.says("3").sees(asks="send")
    assert talk.rows() == ["programme", "extra:57", "extra:41"]
    talk.knows[Extras("p1")] = (replace(size, kind="count"), staff)
    talk.says("kirim").sees("has-changed", "answer-gone", asks="extra:41")


def test_ubah_asks_that_question_then_only_what_is_new_then_the_summary() -> None:
    talk = training(replace(OPEN, has_nib=False), (Extra("41", "text", "Ukuran kaos?"),)).says("1").says("XL")
    talk.sees(asks="send").says("ubah programme").sees(asks="programme")
    assert talk.ask().before == "Kemasan"
    talk.says("kembali").sees(asks="send")
    talk.says("ubah 1").says("3").sees("needs-nib", asks="nib_help").says("ya").sees(asks="send")
    assert talk.rows() == ["programme", "nib_help", "extra:41"]


def test_what_is_said_before_an_answered_question_is_said_once_also_after_a_change() -> None:
    talk = training(replace(OPEN, has_nib=False)).says("1").sees(asks="send")
    talk.says("ubah programme").says("Kue").sees("needs-nib", asks="nib_help").says("tidak").sees(asks="send")
    talk.says("ubah programme").says("Kemasan").sees(asks="send")
    talk.says("ubah programme").says("Kue").sees(asks="send")


def test_resuming_says_again_what_was_said_since_the_last_answer() -> None:
    talk = month().says("tutup sementara").sees("month-sorry", asks="reason")
    talk.resumes().sees("month-sorry", asks="reason").says("job").resumes().sees(asks="call_me")


def test_a_form_that_expires_keeps_what_was_told() -> None:
    talk = month().says("jalan").says("2500000")
    assert talk.expires() == Told("2026-10", Operating.RUNNING, rupiah(2_500_000), constraint=SKIPPED)
    assert month().expires() is None
    assert training().says("1").expires() is None


def test_a_form_that_expires_keeps_what_was_told_in_part_but_nothing_unsure() -> None:
    talk = month().says("jalan").says("150rb per hari").sees(hint="amount-per-month", asks="omzet")
    assert talk.expires() == Told("2026-10", Operating.RUNNING, DAILY, constraint=SKIPPED)
    unsure = month().says("jalan").says("2,5jt").sees(hint="echo", asks="omzet")
    assert unsure.expires() == Told("2026-10", Operating.RUNNING, SKIPPED, constraint=SKIPPED)


def test_progress_counts_what_would_be_asked_if_all_goes_as_usual() -> None:
    assert steps(month(), "jalan", "2500000", "buyers") == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert steps(month(replace(FACTS, last=LAST)), "tidak", "libur dulu", "job") == [
        (1, 5),
        (2, 5),
        (3, 4),
        (4, 4),
    ]


def test_no_progress_is_told_where_it_cannot_be_known() -> None:
    assert steps(training(extras=(Extra("41", "text", "Ukuran?"),)), "1") == [(1, None), (2, 2)]


def test_a_group_is_asked_for_each_item() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").shows(1).says("selesai").says("ya")
    talk.sees(asks="product:2.name").says("Kue").says("lewati").shows(9).says("selesai").says("tidak")
    talk.sees(asks="outlets").says("selesai").sees(asks="send")
    shelf = talk.says("kirim").ends()
    assert [product.name for product in shelf.products] == ["Keripik", "Kue"]
    assert shelf.products[1].price is SKIPPED
    assert shelf.outlets == ()


def test_a_finished_form_without_summary_can_be_changed() -> None:
    talk = month().says("jalan").says("2500000").says("buyers").says("tidak")
    first = talk.ends()
    assert talk.turn.last is not None
    shown = rows(Month(), talk.turn.last, FACTS, lambda need: None)
    assert [row.key for row in shown] == ["state", "omzet", "constraint", "call_me"]
    talk.reopens(new_id="f2").sees(asks="?")
    assert [option.id for option in talk.ask().options] == [row.key for row in shown]
    talk.presses("omzet").sees(asks="omzet").says("3000000")
    assert talk.ends() == replace(first, omzet=rupiah(3_000_000))


def test_staff_ask_for_one_answer_of_a_sent_form_again() -> None:
    talk = training(extras=(Extra("41", "text", "Ukuran kaos?"),)).says("1").says("XL").says("kirim")
    talk.ends()
    talk.reopens("extra:41").sees(asks="extra:41").says("L").sees(asks="send").says("kirim")
    assert [reply.kept for reply in talk.ends().replies] == ["L"]


def test_a_lost_picture_is_asked_for_again() -> None:
    talk = (
        Talk(Curate(), None)
        .says("Keripik")
        .says("15000")
        .shows(1)
        .says("selesai")
        .sees(asks="product:1.more")
    )
    talk.reopens("product:1.photos", lost=True).sees(asks="product:1.photos")


def test_a_lost_picture_of_a_question_that_was_left_half_way_does_not_count() -> None:
    talk = (
        Talk(Curate(), None)
        .says("Keripik")
        .says("15000")
        .shows(1)
        .says("kembali")
        .sees(asks="product:1.price")
    )
    talk.reopens("product:1.photos", lost=True).sees(asks="product:1.photos")
    assert "done" not in [option.id for option in talk.ask().options]
    talk.shows(2).says("selesai").sees(asks="product:1.more")
    assert talk.answers()["product:1.photos"] == [2]


def test_an_amount_for_another_period_stays_as_it_was_stated() -> None:
    talk = month().says("jalan").says("150rb per hari").sees(asks="omzet", hint="amount-per-month")
    talk.says("150rb per hari").sees(asks="constraint").says("lewati").says("lewati")
    omzet = talk.ends().omzet
    assert isinstance(omzet, Amount)
    assert (omzet.low, omzet.per.value) == (150_000, "day")


class Twice(Conversation[None, None]):
    name = "twice"
    word = Text(9)

    def script(self, chat: Chat, facts: None) -> None:
        chat.ask(self.word)
        chat.ask(self.word)


class Swallow(Conversation[None, str]):
    name = "swallow"
    word = Text(9)

    def script(self, chat: Chat, facts: None) -> str:
        try:
            return chat.ask(self.word)
        except Exception:  # such a net must not catch the unwinding
            return "caught"


def test_a_question_asked_twice_in_one_run_is_a_fault() -> None:
    with pytest.raises(AssertionError, match="asked twice"):
        Talk(Twice(), None).says("a")


def test_a_script_that_catches_exceptions_still_unwinds() -> None:
    Talk(Swallow(), None).sees(asks="word").says("a").ends("a")


def steps(talk: Talk[Any, Any], *said: str) -> list[tuple[int, int | None]]:
    seen = [(talk.ask().step, talk.ask().of)]
    for text in said:
        talk.says(text)
        seen.append((talk.ask().step, talk.ask().of))
    return seen


def test_several_are_ticked_one_by_one_or_named_at_once() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").shows(1).says("selesai").says("tidak")
    talk.presses("home+").sees(asks="outlets")
    assert [option.ticked for option in talk.ask().options] == [True, False, False, None]
    talk.taps("outlets", "home+").sees_nothing().presses("home-").says("1 dan 3").presses("done")
    assert talk.says("kirim").ends().outlets == (Outlet.HOME, Outlet.ONLINE)
