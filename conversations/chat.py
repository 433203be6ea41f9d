"""What a script sees: the Conversation it belongs to, and the Chat it asks, says, needs and confirms with."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Generic, NoReturn, TypeAlias, TypeVar

import msgspec

from conversations.form import Form
from conversations.question import Arg, Gone, Label, Option, Question, every_question, text_key
from conversations.questions.confirm import SEND, Confirm

T = TypeVar("T")
F = TypeVar("F")
R = TypeVar("R")


class Need(Generic[T]):
    """A fact that depends on an answer. Subclass as a frozen dataclass; the conversation's desk loads it."""

    def likely(self) -> T:
        """For running ahead: nothing is ever loaded for a guess. Gone where there is no usual one."""
        raise Gone("need")


class Action(msgspec.Struct, frozen=True):
    """A button that starts another dialogue; `label` is a text key, `action-<name>` when empty.

    With `url` it opens that page instead.
    """

    name: str
    about: str = ""
    label: str = ""
    url: str = ""


class Say(msgspec.Struct, frozen=True):
    """Something said: a text key with its arguments, perhaps with buttons that lead on.

    `apart` begins a message of its own, where what came before would else share it.
    """

    key: str
    args: Mapping[str, Arg] = {}
    actions: Sequence[Action] = ()
    apart: bool = False

    @property
    def id(self) -> str:
        """Tells one saying from another: the key, and a digest of the arguments."""
        if not self.args:
            return self.key
        digest = hashlib.blake2s(repr(sorted(self.args.items())).encode(), digest_size=3).hexdigest()
        return f"{self.key}/{digest}"


class Row(msgspec.Struct, frozen=True):
    """One line of a summary."""

    key: str
    label: Label
    value: Arg


class Ask(msgspec.Struct, frozen=True):
    """A prompt: which question, which options in which order, and how far we are."""

    key: str
    text: Label
    args: Mapping[str, Arg] = {}
    options: Sequence[Option] = ()
    numbered: bool = True  # whether a bare number means an option; else it is the answer
    step: int = 0  # 0: not told
    of: int | None = None
    rows: Sequence[Row] = ()  # the summary
    hint: str = ""  # why we ask again: "echo", "echo-first", "miss-amount", "option-gone", "photos-more"
    hints: Mapping[str, Arg] = {}  # the hint's arguments
    before: Arg | None = None  # the standing answer, while it is being changed
    wants: str = ""
    columns: int = 1


Out: TypeAlias = "Say | Ask"


class Unwind(BaseException):
    """Leaves a script. Not an Exception, so that no `except Exception` in a script swallows it."""


class Asking(Unwind):
    """The chat knows which question it is: `open`."""


class Needing(Unwind):
    def __init__(self, need: Need[Any]) -> None:
        self.need = need


class Ending(Unwind):
    def __init__(self, text: Say, changeable: bool) -> None:
        self.text, self.changeable = text, changeable


class Chat:
    """One run of a script over a form's answers; what it asked, said and found gone is read afterwards."""

    def __init__(self, name: str, form: Form, known: Mapping[Need[Any], object]) -> None:
        self._name, self._known = name, known
        self._answers, self._changing = form.answers, form.changing
        self.questions: dict[str, Question[Any]] = {}  # reached, in order: the trail
        self.open: Question[Any] | None = None  # the last of them, where it is to be asked now
        self.filling: Mapping[str, Arg] = {}  # the arguments of its prompt
        self.future: dict[str, Question[Any]] = {}  # what will be asked then, if all goes as usual
        self.values: dict[str, Any] = {}  # answers that stand
        self.says: list[Say] = []
        self.fresh: list[Say] = []  # said since the last answer
        self.gone: list[str] = []

    def ask(self, question: Question[T], **args: Arg) -> T:
        """The answer, or unwinds to ask for it. `args` fill the prompt's text."""
        key = question.key
        if key in self.questions or key in self.future:
            raise AssertionError(f"{key} is asked twice in one run: use .at(item)")
        if self.open is not None:
            return self._beyond(question)
        self.questions[key] = question
        if key in self._answers and key != self._changing:
            try:
                value = self.values[key] = question.recall(self._answers[key])
            except Gone:
                self.gone.append(key)
            else:
                self.fresh.clear()
                return value
        return self._unanswered(question, args)

    def _unanswered(self, question: Question[T], args: Mapping[str, Arg]) -> T:
        self.open, self.filling = question, args
        raise Asking

    def _beyond(self, question: Question[T]) -> T:
        raise AssertionError("only a run ahead goes on beyond the open question")

    def say(self, key: str, **args: Arg) -> None:
        """Said once in a form, whenever the run first gets here."""
        text = Say(key, args)
        self.says.append(text)
        self.fresh.append(text)

    def need(self, need: Need[T]) -> T:
        """The fact, or unwinds to have it loaded."""
        if need not in self._known:
            raise Needing(need)
        value: T = self._known[need]  # type: ignore[assignment]
        return value

    def end(
        self, key: str, *, actions: Sequence[Action] = (), changeable: bool = False, **args: Arg
    ) -> NoReturn:
        """Over without a result, and why; `actions` lead on.

        Where the last answer ended it, `changeable` keeps the answers for "Ubah": it may have been a slip.
        """
        raise Ending(Say(key, args, tuple(actions)), changeable)

    def confirm(self, question: Confirm, **args: Arg) -> None:
        """Shows the summary of all that was asked. Returns only when exactly this summary was sent."""
        shown = ([(row.key, row.label, row.value) for row in self.rows], sorted(args.items()))
        digest = hashlib.blake2s(repr(shown).encode(), digest_size=4).hexdigest()
        bound = question.keyed(f"{question.key}#{digest}")
        if self._answers.get(bound.key) != SEND or self._changing:
            self.questions[bound.key] = bound
            self._unanswered(bound, args)

    def comes_by(self, key: str) -> bool:
        """Whether this run asked that question, or will."""
        return key in self.questions or key in self.future

    @property
    def rows(self) -> Sequence[Row]:
        """The summary as it stands: one row for each answer that has one."""
        return [
            Row(key, self.short(question), question.show(self.values[key]))
            for key, question in self.questions.items()
            if question.summed and key in self.values
        ]

    def short(self, question: Question[Any]) -> Label:
        """What a question is called in the summary and by "ubah"."""
        return (
            Label(words=question.words.rstrip(" ?.:!"))
            if question.words
            else Label(f"{text_key(self._name, question.key)}.short")
        )


class Ahead(Chat):
    """Goes on past the open question, with answers that stand or are likely: how far it is to the end.

    Of what comes then nothing is said, loaded or summed.
    """

    def _unanswered(self, question: Question[T], args: Mapping[str, Arg]) -> T:
        self.open, self.filling = question, args
        return self._usual(question)

    def _beyond(self, question: Question[T]) -> T:
        self.future[question.key] = question
        return self._usual(question)

    def _usual(self, question: Question[T]) -> T:
        if question.key in self._answers:
            try:
                return question.recall(self._answers[question.key])
            except Gone:
                pass
        return question.likely()

    def say(self, key: str, **args: Arg) -> None:
        if self.open is None:
            super().say(key, **args)

    def need(self, need: Need[T]) -> T:
        return super().need(need) if self.open is None or need in self._known else need.likely()

    def confirm(self, question: Confirm, **args: Arg) -> None:
        if self.open is None:
            super().confirm(question, **args)


class Seeking(Ahead):
    """Looks for the question `sought`, its `open` where found. Loads nothing: answers may be guesses."""

    def __init__(self, name: str, form: Form, known: Mapping[Need[Any], object], sought: str) -> None:
        super().__init__(name, form, known)
        self._sought = sought

    def ask(self, question: Question[T], **args: Arg) -> T:
        if question.key == self._sought:
            self.open = question
            raise Asking
        return super().ask(question, **args)

    def need(self, need: Need[T]) -> T:
        try:
            return super().need(need) if need in self._known else need.likely()
        except Gone:
            raise Asking from None


class Closing(Chat):
    """Leaves out whatever may be left out: how a partial conversation ends."""

    def _unanswered(self, question: Question[T], args: Mapping[str, Arg]) -> T:
        try:
            return question.skip()
        except Gone:
            return super()._unanswered(question, args)


class Conversation(ABC, Generic[F, R]):
    """A dialogue: its questions as attributes, and the script that asks them."""

    name: ClassVar[str]
    partial: ClassVar[bool] = False  # on expiry the rest counts as skipped and the result is recorded
    browsing: ClassVar[bool] = False  # only shows things: whoever wants something else leaves without a word
    longest: ClassVar[int] = 12  # questions on the longest path; the walker holds it to that
    fleeting: ClassVar[frozenset[str]] = frozenset()  # keys, without items, whose answers do not sleep
    renamed: ClassVar[Mapping[str, str]] = MappingProxyType({})  # such keys as they were, and as they are

    def __init_subclass__(cls, **how: Any) -> None:
        super().__init_subclass__(**how)
        questions = dict(every_question(cls))
        cls.fleeting = frozenset(key for key, question in questions.items() if not question.sticky)
        cls.renamed = {question.was: key for key, question in questions.items() if question.was}

    @abstractmethod
    def script(self, chat: Chat, facts: F) -> R:
        """Asks what is needed, in order, and gives the result. Pure: it is run again at every message."""
