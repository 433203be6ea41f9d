"""An answer: heard by the question that was asked, echoed where unsure, kept, or met with a hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from conversations.chat import Conversation, Out, Say
from conversations.engine import Outcome, Turn, go_on
from conversations.form import Aside, Form
from conversations.heard import Misunderstood, Partly, Sure, Unsure
from conversations.mixed import Mixed, Noted, denies, may_be_mixed, presses, shown_again
from conversations.prompt import AGAIN, ALL, FIRST, Nudge, ask_wrong, calm, echo, mark, recalled, settled_down
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said
from conversations.questions.photos import DONE
from conversations.questions.skippable import SKIP
from conversations.runs import Once, Ran, run
from conversations.understanding import yesno

F = TypeVar("F")
R = TypeVar("R")

NOTHING: Mapping[str, Json] = MappingProxyType({})
_NONE: Sequence[Noted] = ()
HUMAN = "human"  # the option that leads to a person, offered after a second miss


@dataclass(slots=True)
class Answering(Generic[F, R]):
    """What an answer is understood with; lives for one message."""

    talk: Conversation[F, R]
    form: Form
    facts: F
    ears: Ears
    load: Once

    def run(self) -> Ran[R]:
        return run(self.talk, self.form, self.facts, self.load)

    def again(
        self,
        form: Form | None = None,
        *,
        before: Sequence[Out] = (),
        hint: str = "",
        hints: Mapping[str, Arg] | None = None,
        guesses: Sequence[Option] = (),
    ) -> Turn[R]:
        """Goes on with this form, saying `before` first and why the question is asked again."""
        nudge = Nudge(hint, hints or {}, guesses)
        return go_on(self.talk, form or self.form, self.facts, self.load, nudge=nudge, before=before)

    def silence(self) -> Turn[R]:
        """The same tap twice."""
        return Turn(Outcome.OPEN, self.form)

    def old(self) -> Turn[R]:
        """A button that no longer counts; the open question follows."""
        return self.again(before=[Say("button-old")])

    def take(self, question: Question[Any], said: Said, moved: bool) -> Turn[R]:
        """Hears an answer to `question`. `moved`: it was asked, but by now another one is open."""
        if self.form.aside is not Aside.NONE and recalled(question, self.form.pending) is None:
            self.form = settled_down(self.form)
        if self.form.aside is Aside.ECHO and (turn := self.confirm_echo(question, said, moved)) is not None:
            return turn
        if self.form.aside is Aside.ECHO and (turn := self.mend_echo(question, said, moved)) is not None:
            return turn
        if said.option == SKIP:
            try:
                question.skip()
            except Gone:
                return self.again(hint="cannot-skip")
        return self.understand(question, said, moved)

    def confirm_echo(self, question: Question[Any], said: Said, moved: bool) -> Turn[R] | None:
        """Yes counts, no asks again; None where something else was said, to be heard as an answer."""
        word, _, rest = (said.option or "").partition(".")
        digest, _, wrong = rest.partition(".")
        if said.option is not None:
            if not digest or word not in ("yes", "no"):
                return None
            if digest != mark(self.form.pending):
                return self.old()
        elif denies(said.text, self.ears):
            word = "no"
        elif self.asks_wrong and presses(said.text, "echo-all", self.ears):
            word, wrong = "no", ALL
        elif self.agrees(question, said.text):
            word = "yes"
        else:
            return None
        if word == "no":
            return self.deny(question, wrong, moved)
        return self.settle(question, self.form.pending, moved, self.form.also)

    def agrees(self, question: Question[Any], text: str) -> bool:
        """Whether these words say "yes" to what was asked back; to a consent no "kurang lebih" does."""
        agreed = yesno.read(text, self.ears.lexicon) == Sure(True)
        return agreed or (question.sticky and presses(text, "echo-yes", self.ears))

    @property
    def asks_wrong(self) -> bool:
        """Whether we asked which of several answers is wrong."""
        return any(option.endswith(f".{ALL}") for option in self.form.shown)

    def deny(self, question: Question[Any], wrong: str, moved: bool) -> Turn[R]:
        """Asks again; of several answers that which is `wrong`, its key, while the others count."""
        also = {key: kept for key, kept in self.form.also.items() if key != wrong}
        if wrong == question.key:
            return self.again(replace(calm(self.form), answers={**self.form.answers, **also}))
        if not self.form.also or wrong == ALL or (not wrong and self.asks_wrong):
            return self.again(calm(self.form))
        rows = shown_again(self.talk, self.form, self.facts, self.load, question)
        label = next((row.label for row in rows if row.key == wrong), None)
        if label is None:
            form, ask = ask_wrong(self.form, question, rows)
            return Turn(Outcome.OPEN, form, [ask])
        return self.settle(question, self.form.pending, moved, also, [Say("echo-later", {"question": label})])

    def mend_echo(self, question: Question[Any], said: Said, moved: bool) -> Turn[R] | None:
        """What is asked back is told anew, or more is told beside it; None where neither is so."""
        if moved or said.option is not None or not said.text or question.free or not question.sticky:
            return None
        mixed = Mixed(self.talk, self.form, self.facts, self.load, self.ears, question, said, None)
        if (told := mixed.mended()) is None:
            wrong = mixed.blamed() if self.form.also else ""
            return self.deny(question, wrong, moved) if wrong else None
        if not told:
            return self.deny(question, "", moved)
        if told.keys() == {question.key}:
            return None
        also = {key: kept for key, kept in told.items() if key != question.key}
        form = replace(self.form, pending=told[question.key], also=also, misses=0)
        rows = shown_again(self.talk, form, self.facts, self.load, question)
        form, ask = echo(self.talk, form, question, rows)
        return Turn(Outcome.OPEN, form, [ask])

    def understand(self, question: Question[Any], said: Said, moved: bool) -> Turn[R]:
        form = self.form
        so_far = question.recall(form.pending) if form.aside is Aside.PARTLY else None
        heard, noted = question.understand(said, self.ears, so_far), _NONE
        if not moved and may_be_mixed(question, said, heard, self.ears):
            mixed = Mixed(self.talk, form, self.facts, self.load, self.ears, question, said, so_far)
            heard, noted = mixed.heard(heard)
        also = {one.key: one.kept for one in noted}
        match heard:
            case Sure(value) if all(one.sure for one in noted):
                told = [one.say() for one in noted]
                return self.settle(question, question.store(value), moved, also, told)
            case Sure(value) | Unsure(value):
                kept = question.store(value)
                if form.aside is Aside.ECHO and same([kept, also], [form.pending, form.also]):
                    return self.settle(question, kept, moved, also)  # said twice
                form = replace(form, pending=kept, aside=Aside.ECHO, also=also, misses=0)
                rows = shown_again(self.talk, form, self.facts, self.load, question) if also else ()
                form, ask = echo(self.talk, form, question, rows)
                return Turn(Outcome.OPEN, form, [ask])
            case Partly(value):
                kept = question.store(value)
                if moved:
                    return self.settle(question, kept, moved)  # what came is kept, and no more asked
                if said.option is not None and form.aside is Aside.PARTLY and same(kept, form.pending):
                    return self.silence()
                answers = {**form.answers, **also}
                form = replace(form, answers=answers, pending=kept, aside=Aside.PARTLY, misses=0)
                told, hints = [one.say() for one in noted], {"value": question.show(value)}
                return self.again(form, before=told, hint=question.more(value), hints=hints)
            case Misunderstood(reason):
                return self.miss(question, said, reason, moved)

    def settle(
        self,
        question: Question[Any],
        kept: Json,
        moved: bool,
        also: Mapping[str, Json] = NOTHING,
        told: Sequence[Out] = (),
    ) -> Turn[R]:
        """The answer counts, and with it those to later questions that came beside it, which are `told`."""
        answers = {**self.form.answers, question.key: kept, **also}
        form = replace(calm(self.form), answers=answers, changing="", home=False)
        before = [Say("has-changed")] if moved else []
        return self.again(form, before=[*before, *told])

    def miss(self, question: Question[Any], said: Said, reason: str, moved: bool) -> Turn[R]:
        """A hint with an example; then the nearest guesses as buttons, and a human."""
        if moved:
            return self.again(before=[Say("has-changed")])
        if said.option is not None:
            if said.option not in self.form.shown:
                return self.old()
            return self.again(hint=f"miss-{reason}" if said.option == DONE else "option-gone")
        form = replace(self.form, misses=self.form.misses + 1)
        if form.aside is Aside.ECHO and form.misses == 1:
            return self.again(form, hint=FIRST)
        if form.aside is not Aside.PARTLY:
            form = settled_down(form)
        if form.misses < 2:
            return self.again(form, hint=f"miss-{reason}")
        near = question.guesses(said, self.ears)
        hint = AGAIN if near else f"miss-{reason}"
        options = near or question.options(recalled(question, form.pending))
        return self.again(form, hint=hint, guesses=[*options, Option(HUMAN, Label(HUMAN))])


def same(one: Json, other: Json) -> bool:
    """Whether two stored values are the same, tuples and lists alike."""
    return mark(one) == mark(other)
