"""One run of a script over a form: to the question that is open, to its end, or ahead on likely answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace

from conversations.chat import Ahead, Asking, Chat, Conversation, Ending, Need, Needing, Say
from conversations.form import Form
from conversations.question import Arg, Gone, Question

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
    """One run: where it stopped (`open`), or how it ended."""

    chat: Chat
    open: Question[Any] | None = None
    args: Mapping[str, Arg] = {}
    ended: Say | None = None
    result: R | None = None

    @property
    def finished(self) -> bool:
        return self.open is None and self.ended is None


def run(talk: Conversation[F, R], form: Form, facts: F, load: Once, kind: type[Chat] = Chat) -> Ran[R]:
    """Runs the script once, and again for each need that had to be loaded."""
    for _ in range(MOST_NEEDS):
        chat = kind(talk.name, form, load.known)
        try:
            return Ran(chat, result=talk.script(chat, facts))
        except Needing as unwound:
            load(unwound.need)
        except Asking as unwound:
            return Ran(chat, unwound.question, unwound.filling)
        except Ending as unwound:
            return Ran(chat, ended=unwound.text)
    raise RuntimeError(f"{talk.name} needs too much")


def ahead(
    talk: Conversation[F, R], form: Form, facts: F, load: Once, seek: str = ""
) -> tuple[Ahead, Question[Any] | None, bool]:
    """Runs on with likely answers: the chat, the question `seek` if met, and whether all could be known."""
    chat = Ahead(talk.name, replace(form, changing=""), load.known)
    chat.seek = seek
    try:
        talk.script(chat, facts)
    except Asking as unwound:
        return chat, unwound.question, False
    except (Gone, Ending):
        return chat, None, False
    return chat, None, True


def find(talk: Conversation[F, R], form: Form, facts: F, load: Once, key: str) -> Question[Any] | None:
    """The question that was asked before script or facts moved on, on any branch that samples reach."""
    if not key or key == WHICH or "#" in key:
        return None  # a summary is never found again: it must be sent as it is now
    todo, tried = deque([form]), 0
    while todo and tried < MOST_GUESSES:
        here = todo.popleft()
        tried += 1
        chat, found, _ = ahead(talk, here, facts, load, key)
        if found is not None:
            return found
        for reached, question in chat.questions.items():
            if reached not in here.answers:
                kept = [question.store(value) for value in question.samples()[:8]]
                todo.extend(replace(here, answers={**here.answers, reached: answer}) for answer in kept)
                break
    return None
