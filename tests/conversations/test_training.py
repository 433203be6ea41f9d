"""Applying for a training, as chats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from conversations.chat import Need
from conversations.engine import Outcome
from conversations.offer import Offer
from conversations.question import Label
from conversations.questions import Reply, Thing
from conversations.training import (
    Answer,
    Applied,
    Extras,
    NibPlan,
    Training,
    TrainingApplication,
    TrainingFacts,
)
from rules.application import State
from rules.eligibility import Lack
from rules.programme import ProgrammeKind
from tests.talk import Talk

KEMASAN = Offer("KEMASAN-01", "Kemasan yang menjual", ProgrammeKind.TRAINING)
KUE = Offer("KUE-02", "Kue kering", ProgrammeKind.TRAINING)
EKSPOR = Offer("EKSPOR", "Siap ekspor", ProgrammeKind.TRAINING, needs_nib=True, lacks=(Lack.NIB,))
FACTS = TrainingFacts("Nunung", (KEMASAN, KUE, EKSPOR), {})


@dataclass(frozen=True)
class Extra:
    id: str
    kind: str
    words: str
    choices: Sequence[Thing] = field(default_factory=tuple)
    required: bool = True


SHIRT = Extra("41", "choice", "Ukuran kaos?", (Thing("s", "S"), Thing("xl", "XL")))
WORKERS = Extra("57", "count", "Berapa karyawan?")
PHOTO = Extra("63", "photo", "Foto produknya, ya.")


def training(
    facts: TrainingFacts = FACTS, **extras: tuple[Extra, ...]
) -> Talk[TrainingFacts, TrainingApplication]:
    none: dict[Need[Any], object] = {Extras(offer.id): () for offer in facts.offers}
    asked: Mapping[Need[Any], object] = {
        Extras(code.replace("_", "-")): given for code, given in extras.items()
    }
    return Talk(Training(), facts, {**none, **asked})


def about(code: str, facts: TrainingFacts = FACTS) -> TrainingFacts:
    return replace(facts, about=code)


def test_a_card_leads_straight_to_the_questions() -> None:
    talk = training(about("KEMASAN-01"), KEMASAN_01=(SHIRT, WORKERS)).sees("lack-nothing", asks="extra:41")
    assert talk.ask().text.words == "Ukuran kaos?"
    talk.says("XL").sees(asks="extra:57").says("3").sees(asks="send")
    talk.says("kirim").ends(
        TrainingApplication(
            "KEMASAN-01",
            (
                Answer("extra:41", "Ukuran kaos?", Reply("41", "xl"), "XL"),
                Answer("extra:57", "Berapa karyawan?", Reply("57", 3), 3),
            ),
        )
    )


def test_a_photo_is_one_of_the_questions() -> None:
    talk = training(about("KUE-02"), KUE_02=(PHOTO,)).sees("lack-nothing", asks="extra:63")
    talk.says("nanti saya kirim").sees(asks="extra:63").shows(9).sees(asks="send")
    assert talk.says("kirim").ends().answers == (
        Answer("extra:63", "Foto produknya, ya.", Reply("63", [9]), Label("photos", n=1)),
    )


def test_without_questions_of_its_own_the_summary_comes_at_once() -> None:
    talk = training(about("KUE-02")).sees("lack-nothing", asks="send")
    assert talk.ask().args == {"programme": "Kue kering", "name": "Nunung"}
    talk.says("kirim").ends(TrainingApplication("KUE-02"))


def test_chosen_from_what_is_open() -> None:
    training().sees(asks="programme").says("kue kering").sees("lack-nothing", asks="send")


def test_nothing_is_open() -> None:
    training(TrainingFacts("Nunung", (), {})).sees("training-none-open").is_over(Outcome.ENDED)


def test_a_training_that_closed_meanwhile_offers_the_others() -> None:
    training(about("LALU")).sees("training-gone", asks="programme")


def test_a_missing_nib_is_no_closed_door() -> None:
    talk = training(about("EKSPOR")).sees("lack-nib", asks="nib").says("bantu").sees(asks="send")
    talk.says("kirim").ends(TrainingApplication("EKSPOR", nib=NibPlan.HELP))


def test_applied_already_is_told_with_the_reference() -> None:
    talk = training(replace(about("KUE-02"), applied={"KUE-02": Applied("PEL-2611-0007", State.WAITING)}))
    talk.sees("training-applied-already").is_over(Outcome.ENDED)
    assert talk.said()[0].args["reference"] == "PEL-2611-0007"


def test_applied_on_another_phone_while_this_form_was_open() -> None:
    talk = training(about("KUE-02"), KUE_02=(WORKERS,))
    talk.meanwhile(replace(about("KUE-02"), applied={"KUE-02": Applied("PEL-2611-0007", State.FILED)})).says(
        "2"
    )
    talk.sees("training-applied-already").is_over(Outcome.ENDED)


def test_closed_while_the_summary_was_open() -> None:
    talk = training(about("KUE-02")).sees("lack-nothing", asks="send")
    talk.meanwhile(about("KUE-02", TrainingFacts("Nunung", (KEMASAN,), {}))).says("kirim")
    talk.sees("has-changed", "training-gone", asks="programme")


def test_the_nib_is_lost_from_the_facts_at_the_summary() -> None:
    had = replace(EKSPOR, lacks=())
    talk = training(about("EKSPOR", TrainingFacts("Nunung", (had,), {}))).sees("lack-nothing", asks="send")
    talk.meanwhile(about("EKSPOR")).says("kirim")
    assert talk.ask().key == "nib"
    talk.says("2").sees(asks="send").says("kirim").ends(TrainingApplication("EKSPOR", nib=NibPlan.HELP))


def test_staff_reorder_and_add_questions_while_the_form_is_open() -> None:
    talk = training(about("KUE-02"), KUE_02=(SHIRT, WORKERS)).says("S").sees(asks="extra:57")
    talk.knows[Extras("KUE-02")] = (WORKERS, PHOTO, SHIRT)
    talk.says("4").sees(asks="extra:63").shows(3).sees(asks="send")
    assert talk.rows() == ["extra:57", "extra:63", "extra:41"]


def test_staff_retire_a_question_that_was_answered() -> None:
    talk = training(about("KUE-02"), KUE_02=(SHIRT, WORKERS)).says("S").says("4").sees(asks="send")
    talk.knows[Extras("KUE-02")] = (WORKERS,)
    talk.says("kirim").sees("has-changed", asks="send")
    result = talk.says("kirim").ends()
    assert [answer.key for answer in result.answers] == ["extra:57"]


def test_staff_retire_the_very_question_that_is_open() -> None:
    talk = training(about("KUE-02"), KUE_02=(SHIRT, WORKERS)).sees("lack-nothing", asks="extra:41")
    talk.knows[Extras("KUE-02")] = (WORKERS,)
    talk.says("S").sees("has-changed", asks="extra:57")


def test_staff_turn_a_text_into_a_number() -> None:
    was = replace(WORKERS, kind="text")
    talk = training(about("KUE-02"), KUE_02=(was,)).says("banyak").sees(asks="send")
    talk.knows[Extras("KUE-02")] = (WORKERS,)
    talk.says("kirim")
    assert "answer-gone" in [say.key for say in talk.said()]
    assert talk.ask().key == "extra:57"


def test_another_programme_keeps_no_answers_of_the_first() -> None:
    talk = training(KEMASAN_01=(SHIRT,), KUE_02=(WORKERS,)).says("1").says("S").sees(asks="send")
    talk.says("ubah programme").says("2").sees(asks="extra:57").says("4").sees(asks="send")
    assert talk.rows() == ["programme", "extra:57"]


def test_another_title_needs_a_new_kirim() -> None:
    talk = training(about("KUE-02")).sees("lack-nothing", asks="send")
    renamed = replace(KUE, title="Kue kering (Rp50.000)")
    talk.meanwhile(about("KUE-02", TrainingFacts("Nunung", (renamed,), {}))).says("kirim").sees(
        "has-changed", asks="send"
    )
    talk.says("kirim").ends(TrainingApplication("KUE-02"))


def test_wandered_off_and_back() -> None:
    talk = (
        training(about("KEMASAN-01"), KEMASAN_01=(SHIRT, WORKERS)).says("S").resumes().sees(asks="extra:57")
    )
    talk.says("kembali").sees(asks="extra:41").says("batal").is_over(Outcome.CANCELLED)
