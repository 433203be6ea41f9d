"""One run of a script over a form: to the question that is open, or to its end; and how far that is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace

from conversations.chat import Asking, Chat, Conversation, Ending, Need, Needing, Say, Seeking
from conversations.form import Form
from conversations.question import Gone, Question

F = TypeVar("F")
R = TypeVar("R")

Loader: TypeAlias = Callable[[Need[Any]], object]

MOST_NEEDS = 20  # in one run; more is a loop in the script
MOST_GUESSES = 60  # runs spent on finding a question that was asked before the facts changed
WHICH = "?"  # stands for a question's key where we ask which answer to change


class Once:
    """Loads each need once a turn, however often the script is run."""

    def __init__(self, load: Loader) -> None:
        self._load = load
        self.known: dict[Need[Any], object] = {}

    def __call__(self, need: Need[Any]) -> object:
        if need not in self.known:
            self.known[need] = self._load(need)
        return self.known[need]


class Ran(msgspec.Struct, Generic[R], frozen=True):
    """One run: where it stopped (`open`), or how it ended. `whole`: it was run ahead to its end as well."""

    chat: Chat
    ended: Say | None = None
    changeable: bool = False  # the answers of one that `ended` are kept
    result: R | None = None
    whole: bool = False

    @property
    def open(self) -> Question[Any] | None:
        return self.chat.open


def run(
    talk: Conversation[F, R], form: Form, facts: F, load: Once, kind: Callable[..., Chat] = Chat
) -> Ran[R]:
    """Runs the script once, and again for each need that had to be loaded."""
    for _ in range(MOST_NEEDS):
        chat = kind(talk.name, form, load.known)
        try:
            result = talk.script(chat, facts)
            return Ran(chat, result=result if chat.open is None else None, whole=True)
        except Needing as unwound:
            load(unwound.need)
        except Asking:
            return Ran(chat)
        except Ending as unwound:
            return Ran(chat) if chat.open is not None else Ran(chat, unwound.text, unwound.changeable)
        except Gone:  # ahead, where nothing is likely
            if chat.open is None:
                raise
            return Ran(chat)
    raise RuntimeError(f"{talk.name} needs too much")


def find(talk: Conversation[F, R], form: Form, facts: F, load: Once, key: str) -> Question[Any] | None:
    """The question that was asked before script or facts moved on, on any branch that samples reach."""
    if not key or key == WHICH or "#" in key:
        return None  # a summary is never found again: it must be sent as it is now
    todo, tried = deque([form]), 0
    while todo and tried < MOST_GUESSES:
        here = todo.popleft()
        tried += 1
        chat = run(talk, here, facts, load, partial(Seeking, sought=key)).chat
        if chat.open is not None and chat.open.key == key:
            return chat.open
        for reached, question in {**chat.questions, **chat.future}.items():
            if reached not in here.answers:
                kept = [question.store(value) for value in question.samples()[:8]]
                todo.extend(replace(here, answers={**here.answers, reached: answer}) for answer in kept)
                break
    return None
