"""Every branch of every dialogue ends, has its texts in both languages, and fits the channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conversations.answer import HUMAN
from conversations.chat import Ask, Conversation, Out, Say
from conversations.engine import go_on
from conversations.message import Message
from conversations.question import Label, Option, Question
from conversations.questions.confirm import Confirm
from conversations.render import render
from conversations.runs import WHICH
from locales.texts import LANGUAGES
from tests.conversations.samples import Sample, samples
from tests.dialogues import dialogues
from tests.talk import texts
from tests.walk import FORM, Step, walk

CALLBACK = 64  # bytes of a button's data (Telegram)
ROW, REPLY, HINT = 24, 20, 72  # characters: a list row, a quick reply, a row's description (WhatsApp)

CASES = [
    pytest.param(talk, sample, id=f"{talk.name}-{n}")
    for talk in dialogues()
    for n, sample in enumerate(samples().get(talk.name, ()))
]


def test_every_dialogue_has_facts_to_walk_it_with() -> None:
    assert {talk.name for talk in dialogues()} <= set(samples())


def test_every_dialogue_has_a_name_of_its_own() -> None:
    names = [talk.name for talk in dialogues()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("talk", "sample"), CASES)
def test_every_branch_ends_and_is_no_longer_than_its_limit(
    talk: Conversation[Any, Any], sample: Sample
) -> None:
    ends = 0
    for step in walk(talk, sample.facts, sample.load):
        asked = [key for key in step.ran.chat.questions if "#" not in key]
        assert len(asked) <= talk.longest, f"{len(asked)} questions: {asked}"
        ends += step.ran.open is None
    assert ends


@pytest.mark.parametrize(("talk", "sample"), CASES)
def test_whatever_is_said_or_asked_fits(talk: Conversation[Any, Any], sample: Sample) -> None:
    for out in outs(talk, sample):
        for language in LANGUAGES:
            for message in render([out], texts(), language, FORM):
                fits(message)
        if isinstance(out, Ask):
            labels_fit(out)


def outs(talk: Conversation[Any, Any], sample: Sample) -> Iterator[Out]:
    """All that the dialogue says and asks, each once, with the hints and the short names it may need."""
    seen: set[str] = set()
    for step in walk(talk, sample.facts, sample.load):
        question = step.ran.open
        at = f"{question.key.partition('#')[0]}?" if question is not None else ""
        new = [say.id for say in step.ran.chat.says if say.id not in seen]
        if not new and at in seen and step.ran.ended is None:
            continue
        seen.update([*new, at])
        turn = go_on(talk, step.form, sample.facts, sample.load)
        yield from turn.out
        if question is not None:
            yield from beside(talk, step, question)


def beside(talk: Conversation[Any, Any], step: Step, question: Question[Any]) -> Iterator[Out]:
    """What goes with a question: its short name, its values as they are shown back."""
    if isinstance(question, Confirm) or not question.summed:
        return
    name = step.ran.chat.short(question)
    for value in question.samples():
        yield Say("row", {"name": name, "value": question.show(value)})
    yield Say("answer-gone", {"question": name})
    yield Ask(WHICH, Label("which"), options=[Option(question.key, name)] * 4)


def fits(message: Message) -> None:
    assert message.text.strip()
    for button in message.buttons:
        assert len(button.data.encode()) <= CALLBACK, button.data
        link = button.url.startswith("https://") and not button.data
        assert link or button.data.startswith(">") or button.data.count("|") == 2, button.data
        assert 0 < len(button.label) <= ROW, button.label
        assert len(button.hint) <= HINT, button.hint


def labels_fit(ask: Ask) -> None:
    """Our own labels must fit as they are; the office's words are clipped."""
    ours = [option for option in ask.options if option.label.key]
    for language in LANGUAGES:
        plain = not any(texts().has(language, f"{option.label.key}.hint") for option in ours)
        most = REPLY if len(ask.options) <= 3 and plain else ROW
        for option in ours:
            label = texts().say(language, option.label.key)
            assert len(label) <= most, f"{language}: {option.label.key} has {len(label)} characters: {label}"
            if texts().has(language, f"{option.label.key}.hint"):
                hint = texts().say(language, f"{option.label.key}.hint")
                assert len(hint) <= HINT, f"{language}: {option.label.key}.hint: {hint}"


def test_the_engines_own_labels_fit_beside_few_options() -> None:
    for key in ("echo-yes", "echo-no", HUMAN, "skip", "done", "amount-keep", "yes-no-yes", "yes-no-no"):
        labels_fit(Ask("q", Label("confirm"), options=(Option(key, Label(key)),)))
