"""Whatever people do in whatever order, and however facts change meanwhile, a chat stays whole."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from conversations.chat import Ask, Conversation
from conversations.engine import Outcome, go_on
from conversations.question import Contact, Location
from conversations.render import render
from rules.money import rupiah
from rules.operating import Operating
from tests.conversations.examples import (
    Curate,
    Extra,
    Extras,
    Lend,
    Month,
    MonthFacts,
    Programme,
    Told,
    Training,
    TrainingFacts,
)
from tests.conversations.samples import samples
from tests.dialogues import dialogues
from tests.talk import Talk, texts

TEXTS = (
    *("ya", "tidak", "1", "2", "3", "99", "jalan", "libur dulu", "2500000", "2,5jt", "150rb per hari", "XL"),
    *("kembali", "ubah", "ubah 1", "ubah omzet", "lewati", "selesai", "kirim", "bukan", "hmm", "", "   "),
    *(
        "1 dan 3",
        "2,5 juta bu, pegawai 2",
        "menu ayam geprek",
        "jalan, omset 2 juta",
        "2000000, ya, setuju",
        "🙂",
        "\u202e\x00",
        "a" * 5000,
        "-1",
        "1,2",
    ),
)
PROGRAMMES = (Programme("p1", "Kemasan"), Programme("p2", "Kue", needs_nib=True), Programme("p3", "Kopi"))
EXTRAS = (Extra("41", "text", "Ukuran?"), Extra("57", "count", "Berapa?"), Extra("63", "photo", "Foto?"))
LAST = Told("2026-09", Operating.RUNNING, rupiah(2_000_000))


def opened(chance: random.Random) -> Talk[Any, Any]:
    talks: tuple[Talk[Any, Any], ...] = (
        Talk(Month(), MonthFacts()),
        Talk(Training(), TrainingFacts(PROGRAMMES), {Extras(p.id): EXTRAS[:2] for p in PROGRAMMES}),
        Talk(Curate(), None),
        Talk(Lend(), None),
    )
    return chance.choice(talks)


def change_the_world(talk: Talk[Any, Any], chance: random.Random) -> None:
    if isinstance(talk.facts, MonthFacts):
        talk.meanwhile(replace(talk.facts, last=chance.choice([None, LAST]), full=chance.random() < 0.5))
    if isinstance(talk.facts, TrainingFacts):
        some = chance.sample(PROGRAMMES, chance.randint(1, 3))
        talk.meanwhile(TrainingFacts(some, has_nib=chance.random() < 0.5))
        for programme in PROGRAMMES:
            talk.knows[Extras(programme.id)] = tuple(chance.sample(EXTRAS, chance.randint(0, 3)))


def do_something(talk: Talk[Any, Any], chance: random.Random, seen: list[tuple[str, str]]) -> None:
    if chance.random() < 0.2:
        change_the_world(talk, chance)
    way = chance.random()
    if way < 0.35:
        talk.says(chance.choice(TEXTS))
    elif way < 0.6 and talk.asked and talk.ask().options:
        talk.taps(talk.ask().key, chance.choice(talk.ask().options).id)
    elif way < 0.75 and seen:
        talk.taps(*chance.choice(seen))
    elif way < 0.85:
        talk.shows(chance.randint(1, 9))
    elif way < 0.9:
        talk.resumes()
    elif way < 0.95:
        things: list[Contact | Location] = [Contact("0812"), Location(-7.0, 107.0)]
        talk.shares(chance.choice(things))
    else:
        talk.taps("no_such_question", "what")


@pytest.mark.parametrize("seed", range(300))
def test_a_chat_of_chance_stays_whole(seed: int) -> None:
    chance = random.Random(seed)
    chat_by_chance(opened(chance), chance)


@pytest.mark.parametrize("talk", dialogues(), ids=lambda talk: talk.name)
def test_every_dialogue_stays_whole_whatever_is_said(talk: Conversation[Any, Any]) -> None:
    for sample in samples()[talk.name]:
        for seed in range(8):
            chance = random.Random(seed)
            chat = Talk(talk, sample.facts, sample.needs)
            chat_by_chance(chat, chance)
            for out in chat.turn.out:
                assert render([out], texts(), "id", "1")


def chat_by_chance(talk: Talk[Any, Any], chance: random.Random) -> None:
    seen: list[tuple[str, str]] = []
    for _ in range(40):
        if talk.form is None:
            break
        before = talk.form
        do_something(talk, chance, seen)
        for out in talk.turn.out:
            if isinstance(out, Ask):
                seen += [(out.key, option.id) for option in out.options]
        if talk.turn.outcome is not Outcome.OPEN:
            continue
        assert talk.form is not None
        assert talk.form.asked, "a form that goes on has asked something"
        new = {key for key, kept in talk.form.answers.items() if kept != before.answers.get(key)}
        told = sum(say.key == "also-noted" for say in talk.said())
        assert len(new - {talk.heard or before.asked, *before.also}) <= told, (
            "an answer belongs to the question that was asked, or the person was told"
        )
        assert talk.turn.out or talk.form.dump() == before.dump(), "silence changes nothing"
        if talk.turn.out:
            assert isinstance(talk.turn.out[-1], Ask), "whatever is said, the open question follows"
    if talk.form is not None:
        again = go_on(talk.conversation, talk.form, talk.facts, talk.knows.get, resume=True)
        assert again.out, "a parked form can always be taken up"
