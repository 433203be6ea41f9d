"""What is stored goes on to mean what it meant: question keys, option values, forms of earlier versions."""

from __future__ import annotations

from enum import Enum

import pytest

from conversations.catalogue import dialogues
from conversations.chat import Ask, Chat, Conversation, Say
from conversations.engine import Outcome, go_on
from conversations.form import Form
from conversations.question import Questions
from conversations.questions import Choice, Text
from tests.conversations.samples import samples
from tests.forms import Half, halves
from tests.keys import keys, locked
from tests.talk import Talk


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
