"""Talk: a chat with one conversation, in a test. The form is turned to JSON and back at every step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Generic, Self, TypeVar

from conversations.chat import Ask, Conversation, Need, Say
from conversations.engine import Outcome, Turn, close, go_on, reopen
from conversations.form import Form
from conversations.hear import hear
from conversations.question import Contact, Ears, Label, Location, Media, Said
from conversations.understanding.lexicon import Lexicon
from locales.texts import Texts
from rules.regions import Regions

F = TypeVar("F")
R = TypeVar("R")

TODAY = date(2026, 11, 24)


@cache
def texts() -> Texts:
    return Texts.load()


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def regions() -> Regions:
    return Regions.load()


def word(label: Label) -> str:
    """A label in Indonesian; one that no locale has yet goes by its key."""
    if label.words:
        return label.words
    if texts().has("id", label.key):
        return texts().say("id", label.key)
    return "" if label.key.endswith(".words") else label.key


def ears(today: date = TODAY) -> Ears:
    return Ears(today, lexicon(), regions(), word)


class Talk(Generic[F, R]):
    """Opens a form, or goes on with one, and keeps what came of the last message in `turn`."""

    def __init__(
        self,
        conversation: Conversation[F, R],
        facts: F,
        knows: Mapping[Need[Any], object] | None = None,
        form: Form | None = None,
        today: date = TODAY,
    ) -> None:
        self.conversation, self.facts, self.ears = conversation, facts, ears(today)
        self.knows: dict[Need[Any], object] = dict(knows or {})
        self.loads: list[Need[Any]] = []
        self.asked: list[Ask] = []
        self.heard = ""  # the key of the button that was tapped last
        self.form: Form | None = None
        self.turn: Turn[R]
        self._begin(form or Form("f1", conversation.name))

    def _load(self, need: Need[Any]) -> object:
        self.loads.append(need)
        return self.knows.get(need)

    def _begin(self, form: Form, resume: bool = False) -> Self:
        return self._take(go_on(self.conversation, form, self.facts, self._load, resume=resume))

    def _take(self, turn: Turn[R]) -> Self:
        self.turn = turn
        self.asked = [out for out in turn.out if isinstance(out, Ask)] or self.asked
        self.form = Form.load(turn.form.dump()) if turn.form else None
        return self

    def _hear(self, said: Said, tapped: tuple[str, str] | None = None) -> Self:
        assert self.form is not None, f"the form is closed: {self.turn.outcome}"
        self.loads, self.heard = [], tapped[0] if tapped else ""
        return self._take(hear(self.conversation, self.form, self.facts, said, self.ears, self._load, tapped))

    # ---- the person
    def says(self, text: str) -> Self:
        return self._hear(Said(text))

    def shows(self, ref: int, caption: str = "") -> Self:
        """A picture, perhaps with words below it."""
        return self._hear(Said(caption, media=Media(ref)))

    def shares(self, thing: Contact | Location) -> Self:
        if isinstance(thing, Contact):
            return self._hear(Said(contact=thing))
        return self._hear(Said(location=thing))

    def taps(self, key: str, option: str) -> Self:
        """A button of this form, of whatever age."""
        return self._hear(Said(), (key, option))

    def presses(self, option: str) -> Self:
        """A button of the last question, which must have it."""
        ask = self.ask()
        assert option in [o.id for o in ask.options], f"no {option} among {[o.id for o in ask.options]}"
        return self.taps(ask.key, option)

    # ---- the world
    def meanwhile(self, facts: F) -> Self:
        self.facts = facts
        return self

    def resumes(self) -> Self:
        """The parked form is taken up again."""
        assert self.form is not None
        return self._begin(self.form, resume=True)

    def reopens(self, key: str = "", new_id: str = "", lost: bool = False) -> Self:
        """The finished (or open) form is reopened for one answer, or to ask which."""
        form = self.form or self.turn.last
        assert form is not None
        return self._begin(Form.load(reopen(form, new_id, key, lost).dump()))

    def expires(self) -> R | None:
        assert self.form is not None
        return close(self.conversation, self.form, self.facts, self._load)

    # ---- what is seen
    def ask(self) -> Ask:
        """The question that was last asked."""
        assert self.asked, f"nothing was asked: {self.turn}"
        return self.asked[-1]

    def said(self) -> list[Say]:
        return [out for out in self.turn.out if isinstance(out, Say)]

    def sees(self, *texts: str, asks: str | None = None, hint: str | None = None) -> Self:
        """Exactly these sayings, and this question with this hint ("" for none)."""
        got = [say.key for say in self.said()]
        assert got == list(texts), f"saw {got}, wanted {list(texts)}"
        if asks is not None:
            assert any(isinstance(out, Ask) for out in self.turn.out), f"asks nothing, wanted {asks}"
            assert self.ask().key.partition("#")[0] == asks, f"asks {self.ask().key}, wanted {asks}"
            assert hint is None or self.ask().hint == hint, f"hint {self.ask().hint!r}, wanted {hint!r}"
        return self

    def sees_nothing(self) -> Self:
        assert not self.turn.out, f"saw {self.turn.out}, wanted silence"
        return self

    def rows(self) -> list[str]:
        """The keys of the summary that was just shown."""
        return [row.key for row in self.ask().rows]

    def answers(self) -> Mapping[str, object]:
        assert self.form is not None
        return self.form.answers

    def ends(self, result: R | None = None) -> R:
        """It is finished, with this result."""
        assert self.turn.outcome is Outcome.DONE, f"{self.turn.outcome}: {self.turn.out}"
        assert self.form is None
        if result is not None:
            assert self.turn.result == result, self.turn.result
        assert self.turn.result is not None
        return self.turn.result

    def is_over(self, outcome: Outcome) -> Self:
        assert self.turn.outcome is outcome, self.turn.outcome
        assert self.form is None
        return self
