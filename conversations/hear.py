"""One message to an open form: a tap, a word that always works, or an answer to what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import Any, TypeVar

from msgspec.structs import replace

from conversations.answer import HUMAN, Answering, same
from conversations.chat import Conversation, Out, Say
from conversations.engine import Outcome, Turn, brought_up
from conversations.form import Aside, Form
from conversations.heard import Misunderstood, Partly, Sure, Unsure
from conversations.prompt import calm, left, mark, taken_up
from conversations.question import Ears, Question, Said, clean
from conversations.questions.confirm import CANCEL, CHANGE, SEND, Confirm
from conversations.questions.photos import DONE
from conversations.questions.skippable import SKIP
from conversations.runs import WHICH, Loader, Once, Ran, find
from conversations.understanding.commands import Command, command
from conversations.understanding.match import by_number, choose

F = TypeVar("F")
R = TypeVar("R")

LEAVING = frozenset({Command.MENU, Command.HUMAN, Command.STOP, Command.START})


def hear(
    talk: Conversation[F, R],
    form: Form,
    facts: F,
    said: Said,
    ears: Ears,
    load: Loader,
    tapped: tuple[str, str] | None = None,
    meant: Command | EllipsisType | None = ...,
) -> Turn[R]:
    """What becomes of one message. `tapped` is (key, option) of a button of THIS form.

    `meant` is the command that the text is, where the caller has looked already.
    MENU, HUMAN, STOP and START are not the form's business: the turn comes back as LEFT with its `command`.
    """
    return Hearing(talk, brought_up(talk, form), facts, ears, Once(load)).hear(said, tapped, meant)


@dataclass(slots=True)
class Hearing(Answering[F, R]):
    """Tells taps, commands and answers apart."""

    def hear(
        self, said: Said, tapped: tuple[str, str] | None, meant: Command | EllipsisType | None
    ) -> Turn[R]:
        if tapped is not None:
            return self.tap(*tapped)
        if said.text and said.media is None:  # a caption is no command
            text, shown = clean(said.text), self.form.shown
            if meant is ...:
                meant = command(text, self.ears.lexicon)
            if meant is not None and (turn := self.obey(meant, replace(said, text=text))) is not None:
                return turn
            said = Said(text, by_number(text, shown), None, said.location, said.contact, shown)
        return self.answer(said)

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
                return self.ask_which()
            case Command.SKIP:
                return self.answer(replace(said, option=SKIP))
            case Command.DONE if DONE in self.form.shown:
                return self.answer(replace(said, option=DONE))
            case Command.DONE if self.form.aside is Aside.WHICH:
                return self.back()
        return None

    def leave(self, asked: Command) -> Turn[R]:
        return Turn(Outcome.LEFT, self.form, command=asked)

    def cancel(self) -> Turn[R]:
        return Turn(Outcome.CANCELLED, None, [Say("cancelled")], last=self.form)

    def back(self) -> Turn[R]:
        """Reopens the question before; out of a change, or of asking which, goes to where that was asked."""
        form = self.form
        if form.aside is Aside.WHICH or (form.home and form.changing):
            return self.again(replace(left(form), changing="", home=False))
        ran = self.run()
        before = [key for key in ran.chat.questions if ran.open is None or key != ran.open.key]
        if not before:
            return self.again(left(form), before=[Say("at-the-start")])
        return self.again(replace(left(form), changing=before[-1], home=False))

    def ask_which(self, hint: str = "") -> Turn[R]:
        """Asks which answer to change, where there is one."""
        none: Sequence[Out] = () if self.run().chat.rows else [Say("at-the-start")]
        return self.again(replace(left(self.form), aside=Aside.WHICH), before=none, hint=hint)

    def change(self, name: str, ran: Ran[R]) -> Turn[R]:
        """Reopens the answer called `name`, or asks which."""
        if (key := self.called(name, ran)) is None:
            return self.ask_which("miss-which")
        return self.again(replace(calm(self.form), changing=key, home=True))

    def called(self, name: str, ran: Ran[R]) -> str | None:
        """The answer that is meant: by its key, the number of its row, or its short name, misspelt too."""
        rows = ran.chat.rows
        key = name if name in ran.chat.values else by_number(name, [row.key for row in rows])
        if key is not None:
            return key
        names = [(row.key, self.ears.word(row.label)) for row in rows]
        match choose(name, names, self.ears.lexicon):
            case Sure(found) | Unsure(found):
                return found
        return None

    # ---- taps
    def tap(self, key: str, option: str) -> Turn[R]:
        if option == HUMAN:
            return self.leave(Command.HUMAN)
        ran = self.run()
        if key == WHICH:
            if option == self.form.changing:
                return self.silence()
            return self.change(option, ran) if option in ran.chat.values else self.old()
        if key == self.form.asked or (ran.open is not None and key == ran.open.key):
            return self.answer(Said(option=option, shown=self.form.shown), key, ran)
        if key in ran.chat.values:
            return self.correct(ran.chat.questions[key], option, ran)
        return self.old()

    def correct(self, question: Question[Any], option: str, ran: Ran[R]) -> Turn[R]:
        """An earlier question's button: changes that answer and says so; the same tap twice is silent."""
        key, kept = question.key, self.form.answers[question.key]
        if option in (f"yes.{mark(kept)}", f"no.{mark(kept)}"):
            return self.silence()
        match question.understand(Said(option=option), self.ears, question.recall(kept)):
            case Sure(value) | Partly(value) if same(question.store(value), kept):
                return self.silence()
            case Sure(value):
                form = replace(left(self.form), answers={**self.form.answers, key: question.store(value)})
                told = {"question": ran.chat.short(question), "value": question.show(value)}
                return self.again(form, before=[Say("changed", told)])
            case Partly(value):
                form = replace(left(self.form), changing=key, home=False, asked=key)
                return self.again(replace(form, pending=question.store(value), aside=Aside.PARTLY))
        return self.old()

    # ---- answers
    def answer(self, said: Said, key: str = "", ran: Ran[R] | None = None) -> Turn[R]:
        """Heard by the question that was asked, and kept for it, whatever has come between since."""
        ran = ran or self.run()
        if key and key != self.form.asked:
            self.form = taken_up(left(self.form), key)
        elif self.form.aside is Aside.WHICH and not self.sends(ran.open, said):
            return self.which(said, ran)
        key = key or self.form.asked
        if key == WHICH and ran.open is not None:
            key = ran.open.key
        if ran.open is None:
            return self.again()  # the facts have ended it, or all is answered
        question: Question[Any] | None = ran.open
        if key != ran.open.key:
            question = find(self.talk, self.form, self.facts, self.load, key)
        if question is None:
            return self.again(before=[Say("has-changed")])
        if isinstance(question, Confirm) and (turn := self.at_summary(question, said, ran)) is not None:
            return turn
        if (turn := self.amid(question, said, ran)) is not None:
            return turn
        return self.take(question, said, moved=question.key != ran.open.key)

    def sends(self, question: Question[Any] | None, said: Said) -> bool:
        """Whether the summary is sent although we asked which answer to change."""
        return isinstance(question, Confirm) and question.understand(said, self.ears, None) == Sure(SEND)

    def which(self, said: Said, ran: Ran[R]) -> Turn[R]:
        return self.change(said.option or self.named(said.text) or said.text.strip(), ran)

    def amid(self, question: Question[Any], said: Said, ran: Ran[R]) -> Turn[R] | None:
        """ "ubah omzet" amid later questions; None where that is an answer here ("ganti usaha"), or none."""
        name = "" if said.option is not None or question.free else self.named(said.text)
        if not name or self.called(name, ran) is None:
            return None
        heard = question.understand(said, self.ears, None)
        return self.change(name, ran) if isinstance(heard, Misunderstood) else None

    def named(self, text: str) -> str:
        """What "ubah omzet" names; "" where it is not said like that."""
        first, _, name = text.strip().partition(" ")
        return name.strip() if name and command(first, self.ears.lexicon) is Command.CHANGE else ""

    def at_summary(self, question: Confirm, said: Said, ran: Ran[R]) -> Turn[R] | None:
        """Changing and cancelling from the summary; None for all else."""
        if said.option is None and (name := self.named(said.text)):
            return self.change(name, ran)
        match question.understand(said, self.ears, None):
            case Sure(value) if value == CHANGE:
                return self.ask_which()
            case Sure(value) if value == CANCEL:
                return self.cancel()
        return None
