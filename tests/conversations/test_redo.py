"""Completing one answer that staff asked for again, as chats."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine import Outcome
from conversations.question import Label
from conversations.questions import Thing
from conversations.redo import Again, Redo, RedoFacts
from rules.money import rupiah
from tests.conversations.test_training import PHOTO, SHIRT
from tests.talk import Talk

FACTS = RedoFacts("Kue kering", "PEL-2611-0007", "Fotonya buram.")
BANKS = (Thing("bjb", "bank bjb"), Thing("bpr-kr", "BPR Kerta Raharja"))
FUND = replace(FACTS, what="Dagulir Bedas", least=500_000, limit=2_000_000, banks=BANKS)


def redo(facts: RedoFacts) -> Talk[RedoFacts, Again]:
    return Talk(Redo(), facts)


def test_only_the_photo_is_asked() -> None:
    talk = redo(replace(FACTS, field="extra:63", definition=PHOTO)).sees("redo-hello", asks="extra:63")
    talk.shows(12).sees(asks="send").says("kirim").ends(Again("extra:63", [12], Label("photos", n=1)))


def test_a_choice_of_staffs_own() -> None:
    talk = redo(replace(FACTS, field="extra:41", definition=SHIRT)).says("xl").sees(asks="send")
    talk.says("kirim").ends(Again("extra:41", "xl", "XL"))


def test_another_bank_needs_a_consent_of_its_own() -> None:
    talk = redo(replace(FUND, field="bank")).sees("redo-hello", asks="bank").says("1").sees(asks="share:bjb")
    talk.says("ya").sees(asks="send").says("kirim").ends(Again("bank", "bjb", "bank bjb"))
    redo(replace(FUND, field="bank")).says("1").says("tidak").sees("redo-no-share").is_over(Outcome.ENDED)


def test_an_amount_within_the_tier() -> None:
    talk = redo(replace(FUND, field="amount")).says("3000000").sees(asks="amount", hint="miss-amount-limits")
    talk.says("1500000").says("kirim").ends(Again("amount", 1_500_000, rupiah(1_500_000)))


def test_a_nik_is_shown_masked() -> None:
    talk = redo(replace(FUND, field="nik")).says("3204294101850003").sees(asks="send")
    assert "3204294101850003" not in repr(talk.turn.out)
    assert talk.says("kirim").ends().kept == "3204294101850003"


def test_what_is_wanted_no_more_is_told() -> None:
    redo(FACTS).sees("redo-over").is_over(Outcome.ENDED)


def test_settled_by_staff_while_it_was_open() -> None:
    talk = redo(replace(FACTS, field="extra:41", definition=SHIRT)).meanwhile(FACTS).says("XL")
    talk.sees("redo-over").is_over(Outcome.ENDED)
