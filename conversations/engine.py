"""Takes a form further: opened, answered, resumed, reopened or closed early."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from msgspec.json import encode
from msgspec.structs import replace

from conversations.chat import Ask, Chat, Closing, Conversation, Out, Row, Say
from conversations.form import Aside, Form
from conversations.question import Arg, Json, Label, Option, Question, plain, text_key, with_items_of
from conversations.questions.confirm import Confirm
from conversations.runs import WHICH, Loader, Once, Ran, ahead, run
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


@dataclass(frozen=True, slots=True)
class Turn(Generic[R]):
    """What one message came to. `last` is the form as it stood at its end, for reopening a finished one."""

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
    return replace(
        calm(form),
        id=new_id or form.id,
        answers=answers,
        changing=key,
        home=True,
        aside=Aside.NONE if key else Aside.WHICH,
        asked="",
        shown=(),
    )


def close(talk: Conversation[F, R], form: Form, facts: F, load: Loader) -> R | None:
    """The result of a partial conversation whose form expires, the rest left out; None where it has none."""
    if not talk.partial:
        return None
    return run(talk, replace(form, changing=""), facts, Once(load), Closing).result


def calm(form: Form) -> Form:
    """The form without anything half-said."""
    return replace(form, pending=None, aside=Aside.NONE, rest="", misses=0)


def go_on(
    talk: Conversation[F, R],
    form: Form,
    facts: F,
    load: Loader,
    *,
    resume: bool = False,
    hint: str = "",
    hints: Mapping[str, Arg] | None = None,
    guesses: Sequence[Option] = (),
    before: Sequence[Out] = (),
) -> Turn[R]:
    """Runs to the next question, or the end: opens a form, resumes it, or goes on after an answer."""
    load = load if isinstance(load, Once) else Once(load)
    form = brought_up(talk, form)
    ran = run(talk, form, facts, load)
    chat = ran.chat
    out: list[Out] = [
        *before,
        *(Say("answer-gone", {"question": chat.short(chat.questions[k])}) for k in chat.gone),
    ]
    told = dict.fromkeys(form.said)
    for text in chat.says:
        if text.id not in told:
            out.append(text)
            told[text.id] = None
        elif resume and text in chat.fresh:
            out.append(text)
    form = replace(form, answers=standing(form.answers, chat.gone), said=list(told))
    if ran.ended is not None:
        return Turn(Outcome.ENDED, None, [*out, ran.ended], last=form)
    if form.aside is Aside.WHICH:
        if chat.rows:
            return ask_which(form, chat, out, hint)
        form = calm(form)
    if ran.open is None:
        return Turn(Outcome.DONE, None, out, ran.result, last=form)
    return ask_open(talk, form, facts, load, ran, ran.open, out, hint, hints or {}, guesses)


def brought_up(talk: Conversation[F, R], form: Form) -> Form:
    """A form of an earlier version, its renamed keys as they are now."""
    renamed = talk.renamed
    if not renamed or renamed.keys().isdisjoint(map(plain, [*form.answers, form.asked, form.changing])):
        return form

    def now(key: str) -> str:
        return with_items_of(key, renamed[plain(key)]) if plain(key) in renamed else key

    answers = {now(key): kept for key, kept in form.answers.items()}
    return replace(form, answers=answers, asked=now(form.asked), changing=now(form.changing))


def standing(answers: Mapping[str, object], gone: Sequence[str]) -> Mapping[str, Any]:
    """The answers without those that fell away; a summary that is shown again was not sent."""
    return {k: v for k, v in answers.items() if k not in gone and "#" not in k}


def ask_which(form: Form, chat: Chat, out: Sequence[Out], hint: str) -> Turn[Any]:
    """Asks which answer to change, one option for each row."""
    options = [Option(row.key, row.label) for row in chat.rows]
    ask = Ask(WHICH, Label("which"), options=options, hint=hint)
    form = replace(form, trail=list(chat.questions), asked=WHICH, shown=[o.id for o in options])
    return Turn(Outcome.OPEN, form, [*out, ask])


def ask_open(
    talk: Conversation[F, R],
    form: Form,
    facts: F,
    load: Once,
    ran: Ran[R],
    question: Question[Any],
    out: Sequence[Out],
    hint: str,
    hints: Mapping[str, Arg],
    guesses: Sequence[Option],
) -> Turn[R]:
    """Asks the question that the run stopped at, with progress, its options, and the standing answer."""
    chat, key = ran.chat, question.key
    confirm = isinstance(question, Confirm)
    if key != form.asked:
        form = calm(form)
    far, of = 0, None
    if not form.changing or not form.home:
        future, _, known = ahead(talk, form, facts, load)
        far, of = len(chat.questions), len(future.questions) if known else None
        if not form.changing:
            form = forget_fleeting(talk, form, future)
    if form.aside is Aside.ECHO:
        return Turn(Outcome.OPEN, *echo(talk, form, question, out))
    options = guesses or question.options(
        question.recall(form.pending) if form.aside is Aside.PARTLY else None
    )
    numbered = question.listed or (len(guesses) > 1 and not question.tallies)
    ask = Ask(
        key,
        prompt(talk, question),
        ran.args,
        options,
        numbered,
        0 if confirm else far,
        None if confirm else of,
        chat.rows if confirm else (),
        hint,
        hints or (question.limits() if hint else {}),
        question.show(question.recall(form.answers[key]))
        if key == form.changing and key in form.answers
        else None,
        question.wants,
        question.columns,
    )
    form = replace(
        form,
        trail=list(chat.questions),
        asked=key,
        shown=[o.id for o in options] if numbered else (),
        changing="" if confirm else form.changing,
        home=False if confirm else form.home,
    )
    return Turn(Outcome.OPEN, form, [*out, ask])


def echo(
    talk: Conversation[F, R], form: Form, question: Question[Any], out: Sequence[Out] = ()
) -> tuple[Form, Sequence[Out]]:
    """Asks whether `form.pending` was meant. The buttons are bound to that value; older ones are dead."""
    options = [Option(f"{word}.{mark(form.pending)}", Label(f"echo-{word}")) for word in ("yes", "no")]
    value = question.show(question.recall(form.pending))
    ask = Ask(
        question.key,
        prompt(talk, question),
        options=options,
        numbered=not question.tallies,
        hint="echo",
        hints={"value": value},
    )
    shown = [] if question.tallies else [option.id for option in options]
    return replace(form, asked=question.key, shown=shown, misses=0), [*out, ask]


def mark(kept: Json) -> str:
    """A short digest of a stored value, the same in every process."""
    return hashlib.blake2s(encode(kept), digest_size=3).hexdigest()


def prompt(talk: Conversation[Any, Any], question: Question[Any]) -> Label:
    """The text that asks it: staff's own words, or `<conversation>-<key>`."""
    return Label(words=question.words) if question.words else Label(text_key(talk.name, question.key))


def forget_fleeting(talk: Conversation[F, R], form: Form, future: Chat) -> Form:
    """Drops a consent that the script, run ahead, no longer comes by: it must not wake unasked."""
    lost = [key for key in form.answers if key not in future.questions and plain(key) in talk.fleeting]
    return replace(form, answers={k: v for k, v in form.answers.items() if k not in lost}) if lost else form
