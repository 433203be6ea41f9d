"""Applying for a loan of the first tier, as chats."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from conversations.engine import Outcome
from conversations.fund import Fund, FundFacts, FundWish
from conversations.questions import Thing
from conversations.training import Applied
from rules.application import State
from rules.fund import FundPurpose
from rules.money import rupiah
from tests.talk import Talk, texts

BJB, KR = Thing("bjb", "bank bjb"), Thing("bpr-kr", "BPR Kerta Raharja")
FACTS = FundFacts("Nunung", "Dagulir Bedas", 500_000, 2_000_000, 10, (BJB, KR), verified=True)
NIK = "3204294101850003"
ANSWERS = ("2000000", "bahan baku", "2", NIK, "ya", "ya")


def fund(*said: str, facts: FundFacts = FACTS) -> Talk[FundFacts, FundWish]:
    talk = Talk(Fund(), facts)
    for text in said:
        talk.says(text)
    return talk


def test_the_whole_form_up_to_the_banks_turn() -> None:
    talk = fund().sees("fund-hello", asks="amount")
    for text, asks in zip(
        ANSWERS, ("purpose", "bank", "nik", "statement", "share:bpr-kr", "send"), strict=True
    ):
        talk.says(text).sees(asks=asks)
    assert talk.rows() == ["amount", "purpose", "bank", "nik", "statement", "share:bpr-kr"]
    talk.says("kirim").ends(FundWish(rupiah(2_000_000), FundPurpose.STOCK, KR, NIK))


def test_the_nik_is_never_shown_in_full() -> None:
    talk = fund(*ANSWERS)
    assert NIK not in repr(talk.turn.out)
    assert NIK not in repr(talk.says("ubah nik").turn.out)


def test_more_than_the_tier_is_asked_again() -> None:
    fund("5000000").sees(asks="amount", hint="miss-amount-limits")
    fund("100rb").sees(asks="amount", hint="miss-amount-limits")


def test_an_amount_in_words_is_echoed() -> None:
    fund("1,5 jt").sees(asks="amount", hint="echo").says("ya").sees(asks="purpose")


def test_part_of_a_banks_name_is_asked_back() -> None:
    fund("2000000", "alat").says("bjb").sees(asks="bank", hint="echo").says("ya").sees(asks="nik")
    fund("2000000", "alat").says("kerta raharja").sees(asks="bank", hint="echo")


def test_a_lower_limit_set_meanwhile_asks_again() -> None:
    talk = fund(*ANSWERS).meanwhile(replace(FACTS, limit=1_000_000)).says("kirim")
    talk.sees("has-changed", "answer-gone", "fund-hello", asks="amount")
    talk.says("1000000").sees(asks="send").says("kirim").ends()


def test_without_a_verified_phone_it_leads_there_first() -> None:
    talk = fund(facts=replace(FACTS, verified=False)).sees("fund-needs-phone").is_over(Outcome.ENDED)
    assert talk.said()[0].actions[0].name == "verify"
    assert talk.said()[0].actions[0].about == "fund"


def test_one_application_at_a_time() -> None:
    running = replace(FACTS, running=Applied("DAG-2611-0002", State.CHECKING))
    fund(facts=running).sees("fund-running").is_over(Outcome.ENDED)
    fund(*ANSWERS[:3]).meanwhile(running).says(NIK).sees("fund-running").is_over(Outcome.ENDED)


def test_no_statement_ends_kindly() -> None:
    fund(*ANSWERS[:4], "tidak").sees("fund-no-statement").is_over(Outcome.ENDED)


def test_no_consent_to_share_ends_kindly() -> None:
    fund(*ANSWERS[:5], "tidak").sees("fund-no-share").is_over(Outcome.ENDED)


def test_a_slip_that_ended_it_can_be_changed_and_nothing_is_lost() -> None:
    talk = fund(*ANSWERS[:4], "tidak").is_over(Outcome.ENDED)
    talk.reopens(new_id="f2").sees(asks="?").presses("statement").sees(asks="statement")
    talk.says("ya").sees(asks="share:bpr-kr").says("tidak").sees("fund-no-share").is_over(Outcome.ENDED)
    talk.reopens(new_id="f3").presses("share:bpr-kr").says("ya").sees(asks="send")
    talk.says("kirim").ends(FundWish(rupiah(2_000_000), FundPurpose.STOCK, KR, NIK))


def test_nothing_is_kept_of_a_form_that_the_facts_ended() -> None:
    running = replace(FACTS, running=Applied("DAG-2611-0002", State.CHECKING))
    talk = fund(*ANSWERS[:3]).meanwhile(running).says(NIK).is_over(Outcome.ENDED)
    assert talk.turn.last is None


def test_another_bank_needs_its_own_consent() -> None:
    talk = fund(*ANSWERS).says("ubah bank").says("1").sees(asks="share:bjb")
    assert talk.ask().args == {"bank": "bank bjb"}
    talk.says("ya").sees(asks="send").says("kirim").ends(
        FundWish(rupiah(2_000_000), FundPurpose.STOCK, BJB, NIK)
    )


def test_a_bank_that_left_is_asked_again() -> None:
    talk = fund(*ANSWERS).meanwhile(replace(FACTS, banks=(BJB,))).says("kirim")
    assert "answer-gone" in [say.key for say in talk.said()]
    assert talk.ask().key == "bank"


def test_half_way_and_back_days_later() -> None:
    talk = fund(*ANSWERS[:3]).resumes().sees(asks="nik")
    talk.says("kembali").sees(asks="bank").says("kembali").sees(asks="purpose").says("alat").sees(asks="nik")


def test_a_form_of_a_version_without_the_statement_is_asked_for_it() -> None:
    form = fund(*ANSWERS).form
    assert form is not None
    answers = {key: answer for key, answer in form.answers.items() if key != "statement"}
    talk = Talk(Fund(), FACTS, form=msgspec.structs.replace(form, answers=answers)).sees(asks="statement")
    talk.says("ya").sees(asks="send").says("kirim").ends()


def test_a_form_of_a_version_with_a_question_more_goes_on_without_it() -> None:
    form = fund(*ANSWERS[:3]).form
    assert form is not None
    old = msgspec.structs.replace(form, answers={**form.answers, "age": 41})
    talk = Talk(Fund(), FACTS, form=old).sees(asks="nik").says(NIK).says("ya").says("ya").sees(asks="send")
    assert "age" not in talk.rows()


def test_the_example_for_the_amount_lies_within_the_limit() -> None:
    for language in ("id", "en"):
        told = texts().say(language, "fund-amount.hint", {"limit": "Rp2.000.000"})
        assert "Rp2.000.000" in told
