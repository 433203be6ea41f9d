"""The walker: takes every branch of a script with each question's samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec.structs import replace

from conversations.chat import Conversation
from conversations.engine import go_on
from conversations.form import Form
from conversations.question import Json
from conversations.questions.confirm import SEND, Confirm
from conversations.runs import Loader, Once, Ran, run

F = TypeVar("F")
R = TypeVar("R")

MOST = 60_000  # runs for one dialogue and its facts; more needs fewer samples or fewer questions
FORM = "zzzzzzzz"  # as long as a form's id gets


@dataclass(frozen=True, slots=True)
class Step:
    """Where a branch stands: the form before, and the run over it."""

    form: Form
    ran: Ran[Any]


def walk(talk: Conversation[F, R], facts: F, load: Loader) -> Iterator[Step]:
    """Every open question and every end that samples lead to; an answer must survive being kept."""
    todo, once, steps = [Form(FORM, talk.name)], Once(load), 0
    while todo:
        form = todo.pop()
        ran = run(talk, form, facts, once)
        steps += 1
        if steps > MOST:
            raise AssertionError(f"{talk.name} has more than {MOST} steps")
        yield Step(form, ran)
        if ran.open is not None:
            key = ran.open.key
            todo.extend(replace(form, answers={**form.answers, key: kept}) for kept in answers(ran))


def answers(ran: Ran[Any]) -> Iterator[Json]:
    """What the samples of the open question are kept as."""
    question = ran.open
    assert question is not None
    if isinstance(question, Confirm):
        yield SEND
        return
    for value in question.samples():
        kept = question.store(value)
        assert question.recall(kept) == value, f"{question.key}: {value!r} is not what {kept!r} recalls"
        yield kept


def usual_forms(talk: Conversation[F, R], facts: F, load: Loader) -> Iterator[Form]:
    """The forms of one chat in which all goes as usual, after each answer, as they are parked."""
    turn = go_on(talk, Form("1", talk.name), facts, load)
    while turn.form is not None:
        yield turn.form
        ran = run(talk, turn.form, facts, Once(load))
        assert ran.open is not None
        kept = ran.open.store(ran.open.likely())
        turn = go_on(talk, replace(turn.form, answers={**turn.form.answers, ran.open.key: kept}), facts, load)
