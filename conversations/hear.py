"""One message to an open form: a tap, a word that always works, or an answer to what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as but
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from conversations.chat import Conversation, Out, Say
from conversations.engine import Outcome, Turn, brought_up, calm, echo, go_on, mark
from conversations.form import Aside, Form
from conversations.heard import Misunderstood, Partly, Sure, Unsure
from conversations.question import Ears, Gone, Json, Label, Option, Question, Said
from conversations.questions.confirm import CANCEL, CHANGE, Confirm
from conversations.runs import WHICH, Loader, Once, Ran, find, run
from conversations.understanding import yesno
from conversations.understanding.commands import Command, command
from conversations.understanding.match import choose

F = TypeVar("F")
R = TypeVar("R")

HUMAN = "human"  # the option that leads to a person, offered after a second miss
LEAVING = frozenset({Command.MENU, Command.HUMAN, Command.STOP, Command.START})


def hear(
    talk: Conversation[F, R],
    form: Form,
    facts: F,
    said: Said,
    ears: Ears,
    load: Loader,
    tapped: tuple[str, str] | None = None,
) -> Turn[R]:
    """What becomes of one message. `tapped` is (key, option) of a button of THIS form.

    MENU, HUMAN, STOP and START are not the form's business: the turn comes back as LEFT with its `command`.
    """
    return Hearing(talk, brought_up(talk, form), facts, ears, Once(load)).hear(said, tapped)


@dataclass(slots=True)
class Hearing(Generic[F, R]):
    """All that one message is understood with; lives for one call of `hear`."""

    talk: Conversation[F, R]
    form: Form
    facts: F
    ears: Ears
    load: Once

    def hear(self, said: Said, tapped: tuple[str, str] | None) -> Turn[R]:
        if tapped is not None:
            return self.tap(*tapped)
        if said.text:
            asked = command(said.text, self.ears.lexicon)
            if asked is not None and (turn := self.obey(asked, said)) is not None:
                return turn
            said = but(said, shown=self.form.shown, option=by_number(said.text, self.form.shown))
        return self.answer(said)

    # ---- helpers of every path
    def again(self, form: Form | None = None, **how: Any) -> Turn[R]:
        return go_on(self.talk, self.form if form is None else form, self.facts, self.load, **how)

    def run(self) -> Ran[R]:
        return run(self.talk, self.form, self.facts, self.load)

    def cancel(self) -> Turn[R]:
        return Turn(Outcome.CANCELLED, None, [Say("cancelled")], last=self.form)

    def leave(self, asked: Command) -> Turn[R]:
        return Turn(Outcome.LEFT, self.form, command=asked)

    # ---- words that always work
    def obey(self, asked: Command, said: Said) -> Turn[R] | None:
        """None where the word is an answer here."""
        if asked in LEAVING:
            return self.leave(asked)
        match asked:
            case Command.CANCEL:
                return self.cancel()
            case Command.BACK:
                return self.back()
            case Command.CHANGE:
                return self.again(replace(calm(self.form), aside=Aside.WHICH), before=self.none_yet())
            case Command.SKIP:
                return self.answer(but(said, option="skip"))
            case Command.DONE if "done" in self.form.shown:
                return self.answer(but(said, option="done"))
        return None

    def none_yet(self) -> Sequence[Out]:
        return () if self.run().chat.rows else [Say("at-the-start")]

    def back(self) -> Turn[R]:
        """Reopens the question before; out of a change, or of asking which, goes to where that was asked."""
        form = self.form
        if form.aside is Aside.WHICH or (form.home and form.changing):
            return self.again(replace(calm(form), changing="", home=False))
        ran = self.run()
        before = [key for key in ran.chat.questions if ran.open is None or key != ran.open.key]
        if not before:
            return self.again(calm(form), before=[Say("at-the-start")])
        return self.again(replace(calm(form), changing=before[-1], home=False))

    def change(self, name: str, ran: Ran[R]) -> Turn[R]:
        """Reopens the answer called `name`: a key, the number of its row, or its short name, misspelt too."""
        rows = ran.chat.rows
        key = name if name in ran.chat.kept else by_number(name, [row.key for row in rows])
        if key is None:
            names = [(row.key, self.ears.word(row.label)) for row in rows]
            match choose(name, names, self.ears.lexicon):
                case Sure(found) | Unsure(found):
                    key = found
                case _:
                    return self.again(replace(calm(self.form), aside=Aside.WHICH), hint="miss-which")
        return self.again(replace(calm(self.form), changing=key, home=True))

    # ---- taps
    def tap(self, key: str, option: str) -> Turn[R]:
        if option == HUMAN:
            return self.leave(Command.HUMAN)
        ran = self.run()
        if key == WHICH:
            if option in ran.chat.kept or option == self.form.changing:
                return self.change(option, ran) if option != self.form.changing else self.silence()
            return self.old()
        if key == self.form.asked or (ran.open is not None and key == ran.open.key):
            return self.answer(Said(option=option, shown=self.form.shown), key, ran)
        if key in ran.chat.kept and not key.startswith("#"):
            return self.correct(ran.chat.questions[key], option, ran)
        return self.old()

    def silence(self) -> Turn[R]:
        """The same tap twice."""
        return Turn(Outcome.OPEN, self.form)

    def old(self) -> Turn[R]:
        return self.again(before=[Say("button-old")])

    def correct(self, question: Question[Any], option: str, ran: Ran[R]) -> Turn[R]:
        """An earlier question's button: changes that answer and says so."""
        key, kept = question.key, self.form.answers[question.key]
        if option.partition(".")[0] in ("yes", "no") and option.partition(".")[2] == mark(kept):
            return self.silence()
        match question.understand(Said(option=option), self.ears, question.recall(kept)):
            case Sure(value):
                if same(question.store(value), kept):
                    return self.silence()
                form = replace(calm(self.form), answers={**self.form.answers, key: question.store(value)})
                told = {"question": ran.chat.short(question), "value": question.show(value)}
                return self.again(form, before=[Say("changed", told)])
            case Partly(value) if not same(question.store(value), kept):
                form = replace(calm(self.form), changing=key, home=False, asked=key)
                return self.again(replace(form, pending=question.store(value), aside=Aside.PARTLY))
            case Partly(_):
                return self.silence()
        return self.old()

    # ---- answers
    def answer(self, said: Said, key: str = "", ran: Ran[R] | None = None) -> Turn[R]:
        """Heard by the question that was asked, and kept for it, whatever has come between since."""
        ran = ran or self.run()
        if key and key != self.form.asked:
            self.form = calm(self.form)
        elif self.form.aside is Aside.WHICH:
            return self.which(said, ran)
        key = key or self.form.asked
        if ran.open is None:
            return self.again()  # the facts have ended it, or all is answered
        moved = key != ran.open.key
        question: Question[Any] | None = ran.open
        if moved:
            question = find(self.talk, self.form, self.facts, self.load, key)
        if question is None:
            return self.again(before=[Say("has-changed")])
        if isinstance(question, Confirm):
            if said.option is None and self.asks_to_change(said.text):
                return self.change(said.text.strip().partition(" ")[2], ran)
            if (turn := self.confirm(question, said)) is not None:
                return turn
        if self.form.aside is Aside.ECHO and (turn := self.settle_echo(question, said, moved)) is not None:
            return turn
        return self.understand(question, said, moved)

    def which(self, said: Said, ran: Ran[R]) -> Turn[R]:
        name = said.option or said.text.strip()
        if said.option is None and self.asks_to_change(name):
            name = name.partition(" ")[2]
        return self.change(name, ran)

    def asks_to_change(self, text: str) -> bool:
        """ "ubah omzet": the word and then a name."""
        first, _, name = text.strip().partition(" ")
        return bool(name) and command(first, self.ears.lexicon) is Command.CHANGE

    def confirm(self, question: Confirm, said: Said) -> Turn[R] | None:
        """Changing and cancelling from the summary; None for all else."""
        match question.understand(said, self.ears, None):
            case Sure(value) if value == CHANGE:
                return self.again(replace(calm(self.form), aside=Aside.WHICH))
            case Sure(value) if value == CANCEL:
                return self.cancel()
        return None

    def settle_echo(self, question: Question[Any], said: Said, moved: bool) -> Turn[R] | None:
        """Yes counts, no asks again; None where something else was said, to be heard as an answer."""
        word, _, digest = (said.option or "").partition(".")
        if word in ("yes", "no") and digest:
            if digest != mark(self.form.pending):
                return self.old()
        elif said.option is None:
            match yesno.read(said.text, self.ears.lexicon):
                case Sure(value):
                    word = "yes" if value else "no"
                case _:
                    return None
        if word == "yes":
            return self.settle(question, self.form.pending, self.form.rest, moved)
        return self.again(calm(self.form)) if word == "no" else None

    def understand(self, question: Question[Any], said: Said, moved: bool) -> Turn[R]:
        form = self.form
        if said.option == "skip":
            try:
                question.skip()
            except Gone:
                return self.again(hint="cannot-skip")
        so_far = question.recall(form.pending) if form.aside is Aside.PARTLY else None
        match question.understand(said, self.ears, so_far):
            case Sure(value, rest):
                return self.settle(question, question.store(value), rest, moved)
            case Unsure(value, rest):
                kept = question.store(value)
                if form.aside is Aside.ECHO and same(kept, form.pending):
                    return self.settle(question, kept, rest, moved)  # said twice
                form = replace(form, pending=kept, aside=Aside.ECHO, rest=rest)
                return Turn(Outcome.OPEN, *echo(self.talk, form, question))
            case Partly(value):
                kept = question.store(value)
                if said.option is not None and form.aside is Aside.PARTLY and same(kept, form.pending):
                    return self.silence()
                form = replace(form, pending=kept, aside=Aside.PARTLY, misses=0)
                return self.again(form, hint=question.more(value), hints={"value": question.show(value)})
            case Misunderstood(reason):
                return self.miss(question, said, reason, moved)

    def settle(self, question: Question[Any], kept: Json, rest: str, moved: bool) -> Turn[R]:
        """The answer counts; what was said beyond it is heard by the next question, if that is sure of it."""
        form = replace(
            calm(self.form), answers={**self.form.answers, question.key: kept}, changing="", home=False
        )
        out: list[Out] = [Say("has-changed")] if moved else []
        if rest.strip():
            form, noted = self.note(form, rest)
            out += noted
        return self.again(form, before=out)

    def note(self, form: Form, rest: str) -> tuple[Form, Sequence[Out]]:
        """Keeps the rest for the next question where it is modest, unanswered and sure; says that it did."""
        ran = run(self.talk, form, self.facts, self.load)
        question = ran.open
        if question is None or not question.modest or question.key in form.answers:
            return form, ()
        match question.understand(Said(rest.strip()), self.ears, None):
            case Sure(value, ""):
                kept = {**form.answers, question.key: question.store(value)}
                told = {"question": ran.chat.short(question), "value": question.show(value)}
                form = replace(form, answers=kept, noted=[*form.noted, question.key])
                return form, [Say("also-noted", told)]
        return form, ()

    def miss(self, question: Question[Any], said: Said, reason: str, moved: bool) -> Turn[R]:
        """A hint with an example; then the nearest guesses as buttons, and a human."""
        if moved:
            return self.again(before=[Say("has-changed")])
        if said.option is not None:
            if said.option not in self.form.shown:
                return self.old()
            return self.again(hint="option-gone")
        form = replace(self.form, misses=self.form.misses + 1)
        if form.aside is not Aside.PARTLY:
            form = replace(form, pending=None, aside=Aside.NONE, rest="")
        if form.misses < 2:
            return self.again(form, hint=f"miss-{reason}")
        guesses = [*(question.guesses(said, self.ears) or question.options()), Option(HUMAN, Label("human"))]
        return self.again(form, hint="miss-again", guesses=guesses)


def by_number(text: str, shown: Sequence[str]) -> str | None:
    """The option that a bare number means: the n-th as it was shown."""
    digits = text.strip().rstrip(".)")
    if digits.isascii() and digits.isdigit() and len(digits) <= 3 and 1 <= int(digits) <= len(shown):
        return shown[int(digits) - 1]
    return None


def same(one: Json, other: Json) -> bool:
    """Whether two stored values are the same, tuples and lists alike."""
    return mark(one) == mark(other)
