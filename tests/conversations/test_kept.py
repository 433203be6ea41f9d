"""What is stored goes on to mean what it meant: question keys, option values, forms of earlier versions."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

import pytest
from msgspec.structs import replace

from conversations.chat import Ask, Chat, Conversation, Say
from conversations.engine import Outcome, go_on
from conversations.form import Form
from conversations.question import Questions
from conversations.questions import Choice, Text
from tests.conversations.samples import Sample, samples
from tests.dialogues import dialogues
from tests.halves import Half, halves
from tests.keys import keys, locked
from tests.talk import Talk
from tests.walk import usual_forms


def test_question_keys_kinds_and_option_values_are_as_they_were() -> None:
    assert keys() == locked(), "stored answers depend on these: if it is meant, run python -m tests.keys"


@pytest.mark.parametrize(
    "half", [pytest.param(half, id=f"{half.release}-{half.form.name}") for half in halves()]
)
def test_half_finished_forms_of_earlier_versions_resume(half: Half) -> None:
    talk = next(talk for talk in dialogues() if talk.name == half.form.name)
    sample = samples()[talk.name][half.sample]
    turn = go_on(talk, half.form, sample.facts, sample.load, resume=True)
    assert turn.outcome is Outcome.OPEN
    assert isinstance(turn.out[-1], Ask)
    assert "answer-gone" not in [out.key for out in turn.out if isinstance(out, Say)]


def test_some_forms_of_every_version_are_kept() -> None:
    assert {half.form.name for half in halves()}


def usual() -> list[Any]:
    """Every form that today's dialogues leave when all goes as usual, with its dialogue and facts."""
    return [
        pytest.param(talk, sample, forms, id=f"{talk.name}-{n}")
        for talk in dialogues()
        for n, sample in enumerate(samples().get(talk.name, ()))
        if (forms := list(usual_forms(talk, sample.facts, sample.load)))
    ]


@pytest.mark.parametrize(("talk", "sample", "forms"), usual())
def test_a_question_that_a_new_version_adds_is_asked_and_then_all_goes_on(
    talk: Conversation[Any, Any], sample: Sample, forms: Sequence[Form]
) -> None:
    for form in forms:
        for new in form.answers:
            answers = {key: kept for key, kept in form.answers.items() if key != new}
            turn = go_on(talk, replace(form, answers=answers), sample.facts, sample.load, resume=True)
            assert turn.form is not None
            assert turn.form.asked == new
            again = {**turn.form.answers, new: form.answers[new]}
            turn = go_on(talk, replace(turn.form, answers=again), sample.facts, sample.load)
            assert turn.form is not None
            assert turn.form.asked == form.asked, "nothing else is asked again"


@pytest.mark.parametrize(("talk", "sample", "forms"), usual())
def test_an_answer_that_a_new_version_no_longer_asks_for_does_no_harm(
    talk: Conversation[Any, Any], sample: Sample, forms: Sequence[Form]
) -> None:
    for form in forms:
        old = replace(form, answers={**form.answers, "no_longer_asked": {"a": [1]}})
        turn = go_on(talk, old, sample.facts, sample.load, resume=True)
        assert turn.form is not None
        assert turn.form.asked == form.asked


def test_a_form_of_a_later_version_loads_without_what_it_does_not_know() -> None:
    assert Form.load(b'{"id":"1","name":"x","mood":"good"}') == Form("1", "x")
    assert Form.load(b'{"id":"1","name":"x"}').dump() == b'{"id":"1","name":"x"}'


class Colour(Enum):
    RED = "red"

    @classmethod
    def _missing_(cls, value: object) -> Colour | None:
        return cls.RED if value == "crimson" else None


class Paint(Questions):
    shade = Choice(Colour).formerly("paint.colour")


class Painting(Conversation[None, tuple[str, Colour]]):
    name = "painting"

    title = Text(20).formerly("name")
    paint = Paint()

    def script(self, chat: Chat, facts: None) -> tuple[str, Colour]:
        return chat.ask(self.title), chat.ask(self.paint.at(1).shade)


def test_an_answer_under_a_renamed_key_and_value_is_kept() -> None:
    old = Form(
        "1", "painting", answers={"name": "Sawah", "paint:1.colour": "crimson"}, asked="paint:1.colour"
    )
    Talk(Painting(), None, form=old).ends(("Sawah", Colour.RED))


def test_an_answer_typed_to_a_renamed_question_is_its_answer() -> None:
    old = Form("1", "painting", answers={}, asked="name")
    talk = Talk(Painting(), None)
    talk.form = old
    talk.says("Sawah").sees(asks="paint:1.shade")
