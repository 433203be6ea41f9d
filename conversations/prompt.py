"""How a question is put: its options, how far we are, the summary, and why it is asked again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.json import encode
from msgspec.structs import replace

from conversations.chat import Ask, Chat, Conversation, Row
from conversations.form import Aside, Form
from conversations.question import Arg, Gone, Json, Label, Option, Question, text_key
from conversations.questions.confirm import Confirm
from conversations.runs import WHICH, Ran

T = TypeVar("T")

ALL = "*"  # stands for a key where all that was asked back together is wrong
FIRST = "echo-first"  # the hint that what is asked back comes before whatever else was said
AGAIN = "miss-again"  # the hint that comes with guesses: a number means one of them


class Nudge(msgspec.Struct, frozen=True):
    """Why a question is asked again: a text key with its arguments, and guesses in place of its options."""

    hint: str = ""
    hints: Mapping[str, Arg] = {}
    guesses: Sequence[Option] = ()


class Progress(msgspec.Struct, frozen=True):
    """Which question this is, of how many if all goes as usual; None: unknown. Step 0 is not told."""

    step: int = 0
    of: int | None = None


def put(
    talk: Conversation[Any, Any],
    form: Form,
    ran: Ran[Any],
    nudge: Nudge,
    progress: Progress,
    rows: Sequence[Row] = (),
) -> tuple[Form, Ask]:
    """Asks the question that the run stopped at; the form keeps what was shown. `rows`: see `echo`."""
    question = ran.open
    assert question is not None
    if question.key != form.asked:
        form = calm(form)
    form = taken_up(form, question.key)
    pending = recalled(question, form.pending) if form.aside is not Aside.NONE else None
    if pending is None:
        form = settled_down(form)
    if form.aside is Aside.ECHO:
        return echo(talk, form, question, rows, FIRST if nudge.hint == FIRST else "echo")
    options = nudge.guesses or question.options(pending if form.aside is Aside.PARTLY else None)
    numbered = question.listed or nudge.hint == AGAIN
    standing = form.answers.get(question.key) if question.key == form.changing else None
    before = recalled(question, standing) if standing is not None else None
    confirm = isinstance(question, Confirm)
    ask = Ask(
        question.key,
        prompt(talk, question),
        ran.chat.filling,
        options,
        numbered,
        step=0 if confirm else progress.step,
        of=None if confirm else progress.of,
        rows=ran.chat.rows if confirm else (),
        hint=nudge.hint,
        hints=nudge.hints or (question.limits() if nudge.hint else {}),
        before=question.show(before) if before is not None else None,
        wants=question.wants,
        columns=question.columns,
    )
    form = replace(
        form,
        asked=question.key,
        shown=[option.id for option in options] if numbered else (),
        changing="" if confirm else form.changing,
        home=form.home and not confirm,
    )
    return form, ask


def put_which(form: Form, chat: Chat, nudge: Nudge) -> tuple[Form, Ask]:
    """Asks which answer to change, one option for each row."""
    options = [Option(row.key, row.label) for row in chat.rows]
    ask = Ask(WHICH, Label("which"), options=options, hint=nudge.hint)
    form = replace(form, asked=WHICH, shown=[option.id for option in options])
    return form, ask


def echo(
    talk: Conversation[Any, Any],
    form: Form,
    question: Question[Any],
    rows: Sequence[Row] = (),
    hint: str = "echo",
) -> tuple[Form, Ask]:
    """Asks whether `form.pending` was meant. The buttons are bound to that value; older ones are dead.

    `rows` are that and the answers to later questions that came with it, to be asked back together.
    """
    options = [Option(f"{word}.{mark(form.pending)}", Label(f"echo-{word}")) for word in ("yes", "no")]
    ask = Ask(
        question.key,
        prompt(talk, question),
        options=options,
        numbered=not question.tallies,
        rows=rows,
        hint=hint,
        hints={"value": question.show(question.recall(form.pending))},
    )
    shown = [] if question.tallies else [option.id for option in options]
    return replace(form, asked=question.key, shown=shown), ask


def ask_wrong(form: Form, question: Question[Any], rows: Sequence[Row]) -> tuple[Form, Ask]:
    """Asks which of the answers that are asked back together is wrong: one of `rows`, or all."""
    wrong = f"no.{mark(form.pending)}."
    options = [*(Option(wrong + row.key, row.label) for row in rows), Option(wrong + ALL, Label("echo-all"))]
    numbered = not question.tallies
    ask = Ask(question.key, Label("echo-which"), options=options, numbered=numbered, rows=rows)
    return replace(form, shown=[option.id for option in options] if numbered else ()), ask


def prompt(talk: Conversation[Any, Any], question: Question[Any]) -> Label:
    """The text that asks it: staff's own words, or `<conversation>-<key>`."""
    return Label(words=question.words) if question.words else Label(text_key(talk.name, question.key))


def recalled(question: Question[T], kept: Json) -> T | None:
    """The value that was kept, None where it means nothing any more."""
    try:
        return question.recall(kept)
    except Gone:
        return None


def mark(kept: Json) -> str:
    """A short digest of a stored value, the same in every process."""
    return hashlib.blake2s(encode(kept), digest_size=3).hexdigest()


def settled_down(form: Form) -> Form:
    """The form without an answer that is half given."""
    return replace(form, pending=None, aside=Aside.NONE, also={})


def calm(form: Form) -> Form:
    """The form as if nothing had been said to the open question yet."""
    return replace(settled_down(form), misses=0)


def left(form: Form) -> Form:
    """The form when another question than the open one is turned to; ticks set there so far wait."""
    if form.aside is Aside.PARTLY and form.asked not in form.answers:
        form = replace(form, half={**form.half, form.asked: form.pending})
    return calm(form)


def taken_up(form: Form, key: str) -> Form:
    """The form with what waited for this question, where nothing is half given just now."""
    if key not in form.half or form.aside is not Aside.NONE:
        return form
    half = {other: kept for other, kept in form.half.items() if other != key}
    return replace(form, pending=form.half[key], aside=Aside.PARTLY, half=half)
