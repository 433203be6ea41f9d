"""Takes a form further: opened, answered, resumed, reopened or closed early."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

from conversations.chat import Ahead, Chat, Closing, Conversation, Out, Row, Say
from conversations.form import Aside, Form
from conversations.mixed import shown_again
from conversations.prompt import Nudge, Progress, calm, put, put_which
from conversations.question import plain, with_items_of
from conversations.questions.confirm import Confirm
from conversations.runs import Loader, Once, Ran, run
from conversations.understanding.commands import Command

F = TypeVar("F")
R = TypeVar("R")


class Outcome(Enum):
    """How a turn left the form."""

    OPEN = "open"  # `form` goes on
    DONE = "done"  # `result` is to be recorded
    ENDED = "ended"  # over without a result: the script said why
    CANCELLED = "cancelled"
    LEFT = "left"  # `form` stays as it is, to be parked: `command` leads elsewhere


class Turn(msgspec.Struct, Generic[R], frozen=True):
    """What one message came to. `last` is the form as it stood at its end, where it may be reopened."""

    outcome: Outcome
    form: Form | None  # None unless OPEN or LEFT
    out: Sequence[Out] = ()
    result: R | None = None
    command: Command | None = None
    last: Form | None = None


def rows(talk: Conversation[F, R], form: Form, facts: F, load: Loader) -> Sequence[Row]:
    """What a form holds, in the order of its questions: for thanks that repeat what was recorded."""
    return run(talk, replace(form, changing=""), facts, Once(load)).chat.rows


def reopen(form: Form, new_id: str = "", key: str = "", lost: bool = False) -> Form:
    """A finished (or open) form opened again, under `new_id` where one is given.

    Without `key` it asks which answer to change; with it, that question alone. `lost` drops its answer
    first (a picture that could not be fetched). A new summary, where there is one, must be sent again.
    """
    answers = {k: v for k, v in form.answers.items() if "#" not in k and not (lost and k == key)}
    half = {k: v for k, v in form.half.items() if not (lost and k == key)}
    return replace(
        calm(form),
        id=new_id or form.id,
        answers=answers,
        half=half,
        changing=key,
        home=True,
        aside=Aside.NONE if key else Aside.WHICH,
        asked="",
        shown=(),
    )


def close(talk: Conversation[F, R], form: Form, facts: F, load: Loader) -> R | None:
    """The result of a partial conversation whose form expires, the rest left out; None where it has none.

    What was told in part (ticks, an amount for another period) counts; what was only echoed does not.
    """
    if not talk.partial:
        return None
    answers = {**form.half, **form.answers}
    if form.aside is Aside.PARTLY:
        answers[form.asked] = form.pending
    return run(talk, replace(form, answers=answers, changing=""), facts, Once(load), Closing).result


def go_on(
    talk: Conversation[F, R],
    form: Form,
    facts: F,
    load: Loader,
    *,
    resume: bool = False,
    nudge: Nudge | None = None,
    before: Sequence[Out] = (),
) -> Turn[R]:
    """Runs to the next question, or the end: opens a form, resumes it, or goes on after an answer.

    `before` is said first; `nudge` says why the open question is asked again.
    """
    load, nudge = load if isinstance(load, Once) else Once(load), nudge or Nudge()
    form = brought_up(talk, form)
    ran = run(talk, form, facts, load, Ahead)
    form, says = tell(form, ran.chat, resume)
    out = [*before, *says]
    if ran.ended is not None and not (ran.changeable and form.aside is Aside.WHICH):
        return Turn(Outcome.ENDED, None, [*out, ran.ended], last=form if ran.changeable else None)
    if form.aside is Aside.WHICH:
        if ran.chat.rows:
            form, ask = put_which(form, ran.chat, nudge)
            return Turn(Outcome.OPEN, form, [*out, ask])
        form = calm(form)
    if ran.open is None:
        return Turn(Outcome.DONE, None, out, ran.result, last=form)
    form = forget(talk, form, ran.chat)
    rows = shown_again(talk, form, facts, load, ran.open) if form.also else ()
    form, ask = put(talk, form, ran, nudge, far(form, ran), rows)
    return Turn(Outcome.OPEN, form, [*out, ask])


def tell(form: Form, chat: Chat, resume: bool) -> tuple[Form, Sequence[Out]]:
    """What is to be said: answers that fell away, then each text once; on resuming the latest again."""
    out: list[Out] = [Say("answer-gone", {"question": chat.short(chat.questions[key])}) for key in chat.gone]
    told = dict.fromkeys(form.said)
    for text in chat.says:
        if text.id not in told or (resume and text in chat.fresh):
            out.append(text)
        told[text.id] = None
    answers = {key: kept for key, kept in form.answers.items() if key not in chat.gone and "#" not in key}
    return replace(form, answers=answers, said=list(told)), out


def forget(talk: Conversation[F, R], form: Form, chat: Chat) -> Form:
    """Drops a consent that the script no longer comes by: it must not wake unasked."""
    if form.changing or not talk.fleeting:
        return form
    lost = [key for key in form.answers if plain(key) in talk.fleeting and not chat.comes_by(key)]
    if not lost:
        return form
    return replace(form, answers={key: kept for key, kept in form.answers.items() if key not in lost})


def far(form: Form, ran: Ran[R]) -> Progress:
    """How far we are; not told of a single answer that is changed, nor of the summary."""
    if (form.changing and form.home) or isinstance(ran.open, Confirm):
        return Progress()
    step = len(ran.chat.questions)
    return Progress(step, step + len(ran.chat.future) if ran.whole else None)


def brought_up(talk: Conversation[F, R], form: Form) -> Form:
    """A form of an earlier version, its renamed keys as they are now."""
    renamed = talk.renamed
    if not renamed or renamed.keys().isdisjoint(map(plain, [*form.answers, form.asked, form.changing])):
        return form

    def now(key: str) -> str:
        return with_items_of(key, renamed[plain(key)]) if plain(key) in renamed else key

    answers = {now(key): kept for key, kept in form.answers.items()}
    return replace(form, answers=answers, asked=now(form.asked), changing=now(form.changing))
