"""The forms of one contact within one turn: opened, resumed, heard, and their buttons tapped."""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType
from typing import Any

from msgspec.structs import replace

from conversations import engine
from conversations.chat import Action, Ask, Conversation, Out, Say
from conversations.consult import Consult
from conversations.form import Aside, Form
from conversations.hear import hear
from conversations.question import Said, every_question, plain
from conversations.questions.confirm import SEND
from conversations.register import Register
from conversations.understanding.commands import Command
from conversations.verify import Verify
from rules import identity
from storage import forms
from storage.forms import FormRow
from turns.course import Course
from turns.desk import Case, Desk, Opening
from turns.reply import CHANGE, base36


class Forms(Course):
    """The dialogues that a message opens or answers."""

    # --- opening and resuming

    def open(self, opening: Opening, then: Sequence[Opening] = (), before: Sequence[Out] = ()) -> None:
        """Opens a dialogue, first those that must come before it; whatever is open is parked.

        `before` is said above its question, in place of what a resumed form begins with.
        """
        desk = self._house.desks[opening.name]
        if desk.roles and self._visitor.role not in desk.roles:
            known = self._visitor.phone is not None
            self._reply.say(
                Say("not-for-you", actions=(*(() if known else (Action("verify"),)), Action("menu")))
            )
            return
        if (first := self._before(desk, opening)) is not None:
            self.open(first, (opening, *then))
            return
        self.park()
        opening = replace(opening, about=desk.about(self.case(opening)))
        if (waiting := self._laid_aside(opening)) is not None:
            if before:
                self._go_on(waiting, waiting.form, before=before)
                return
            if desk.conversation.longest > 1:
                self.resume(base36(waiting.id))
                return
            forms.close(self._db, waiting.id, "ended", None, self._now)  # nothing of it is worth keeping
        form = Form("", opening.name, about=opening.about, subject=opening.subject)
        case = self.case(opening)
        turn = engine.go_on(
            desk.conversation, form, desk.load(case), lambda need: desk.need(case, need), before=before
        )
        self._take(desk, turn, None, opening, then)

    def take_card(self, phone: str) -> bool:
        """A contact card that nothing asked for: the own one proves the phone, then what was open goes on.

        `phone` is "" on anybody else's card. False where it is an answer, or for the human who listens.
        """
        if self.name == Verify.name or (phone and self._listening):
            return False
        if (number := identity.phone(phone)) is None:
            ways = (*(() if self._visitor.phone else (Action("verify"),)), Action("menu"))
            self._reply.say(Say("card-of-another", actions=() if self.is_open else ways))
            self.again()
            return True
        row = None if self.browses else self._open
        then = (Opening(row.form.name, row.form.about, row.form.subject),) if row is not None else ()
        self.park()
        opening = Opening(Verify.name)
        desk, case = self._house.desks[Verify.name], self.case(opening)
        form = Form("", Verify.name, answers={Verify.phone.key: number}, said=("verify-hello",))
        turn = engine.go_on(desk.conversation, form, desk.load(case), lambda need: desk.need(case, need))
        self._take(desk, turn, None, opening, then)
        return True

    def _before(self, desk: Desk[Any, Any], opening: Opening) -> Opening | None:
        """What must come first: to be registered, to have a verified phone."""
        if opening.subject is not None:
            return None
        if desk.registered and not self._visitor.registered:
            return Opening("register")
        if desk.verified and self._visitor.phone is None:
            return Opening("verify")
        return None

    def resume(self, about: str = "") -> None:
        """Goes on with the open form, or with a parked one: the newest, or the one `about` names.

        Who did not name it is asked whether they want to.
        """
        row = self._open
        if about or row is None:
            self.park()
            waiting = self.parked()
            row = next((r for r in waiting if not about or base36(r.id) == about), None)
        if row is None:
            self._reply.say(Say("nothing-to-resume", actions=(Action("menu"),)))
            return
        if row.form.name not in self._house.desks:
            forms.close(self._db, row.id, "ended", None, self._now)
            self._reply.say(Say("nothing-to-resume", actions=(Action("menu"),)))
            return
        self._go_on(row, row.form, resume=True, before=[Say("goes-on" if about else "resume")])

    def goes_on(self, words: str) -> bool:
        """The words of a parked form's button, or just "lanjut", and there is such a form."""
        name = self._house.resumes[self._visitor.language].get(words)
        if name is None:
            return False
        row = next((row for row in self.parked() if name in ("", row.form.name)), None)
        if row is None:
            return False
        self.resume(base36(row.id))
        return True

    def _laid_aside(self, opening: Opening) -> FormRow | None:
        """A parked form about the very same thing: it goes on instead of being asked twice."""
        wanted = (opening.name, opening.about, opening.subject)
        return next((r for r in self.parked() if (r.form.name, r.form.about, r.form.subject) == wanted), None)

    def again(self) -> bool:
        """Asks the open question once more; False where none is open."""
        if self._open is None:
            return False
        self._go_on(self._open, self._open.form)
        return True

    def _go_on(self, row: FormRow, form: Form, *, resume: bool = False, before: Sequence[Out] = ()) -> None:
        """Runs a form that exists to its next question: as it stands, resumed, or with an answer reopened."""
        self._open = row
        desk, case = self._at(row)
        turn = engine.go_on(
            desk.conversation,
            form,
            desk.load(case),
            lambda need: desk.need(case, need),
            resume=resume,
            before=before,
        )
        self._take(desk, turn, row, case.opening, row.then)

    def _at(self, row: FormRow) -> tuple[Desk[Any, Any], Case]:
        opening = Opening(row.form.name, row.form.about, row.form.subject)
        return self._house.desks[row.form.name], self.case(opening, row.id)

    # --- hearing

    def stays(self, name: str) -> bool:
        """Whether the words of that dialogue's button lead nowhere else: to petugas they are told."""
        known = self._visitor.registered and name == Register.name
        return known or name == self.name or self.name == Consult.name

    def hear(
        self,
        said: Said,
        tapped: tuple[str, str] | None = None,
        meant: Command | EllipsisType | None = ...,
    ) -> bool:
        """One message to the open form. True where it was not understood, or hardly meant as an answer."""
        row = self._open
        if row is None:
            return False
        desk, case = self._at(row)
        ears = self._house.ears(self._visitor.language, self._now)
        turn = hear(
            desk.conversation,
            row.form,
            desk.load(case),
            said,
            ears,
            lambda need: desk.need(case, need),
            tapped,
            meant,
        )
        missed = bool(turn.form and turn.form.misses > row.form.misses)
        self._note("missed" if missed else "answered")
        self._take(desk, turn, row, case.opening, row.then)
        return (missed and not _twofold(turn.out)) or _doubted(desk.conversation, turn.form)

    def tap(self, form: str, key: str, option: str, said: Said) -> bool:
        """A button of some form of this contact: the open one, one laid aside, or one that may be changed."""
        row = self._open
        if row is not None and base36(row.id) == form:
            self.hear(said, (key, option))
            return True
        if not (form.isascii() and form.isalnum()):
            return False
        if option == SEND and forms.done(self._db, int(form, 36), self._visitor.contact_id):
            return True  # sent twice: once is enough, and silence the answer
        row = forms.find(self._db, int(form, 36), self._visitor.contact_id)
        if row is None or row.form.name not in self._house.desks:
            return False
        if row.state == "parked":
            self.park()
            self._open = row
            self.hear(said, (key, option))
            return True
        if row.state in ("done", "ended") and key == CHANGE:
            self.park()
            self._go_on(row, engine.reopen(row.form))
            return True
        return False

    def ask_again(self, row: FormRow, key: str) -> None:
        """One answer of an open or parked form is gone (its picture never came): ask for it once more."""
        if self._open is not None and self._open.id != row.id:
            self.park()
        self._go_on(row, engine.reopen(row.form, key=key, lost=True), before=[Say("photo-lost")])


def _doubted(conversation: Conversation[Any, Any], form: Form | None) -> bool:
    """Whether free words were asked back: they would be taken, were they not a wish for something else."""
    if form is None or form.aside is not Aside.ECHO:
        return False
    return any(key == plain(form.asked) and one.free for key, one in every_question(type(conversation)))


def _twofold(outs: Sequence[Out]) -> bool:
    """Whether the question is asked again because it was answered in two ways: that is no other wish."""
    return any(isinstance(out, Ask) and out.hint.endswith("-several") for out in outs)
