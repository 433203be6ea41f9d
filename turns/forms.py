"""The forms of one contact within one turn: opened, heard, parked, resumed, finished, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import EllipsisType
from typing import TYPE_CHECKING, Any

import msgspec

from conversations import engine
from conversations.chat import Action, Out, Say
from conversations.engine import Outcome, Turn
from conversations.form import Form
from conversations.hear import hear
from conversations.question import Said, plain
from conversations.understanding.commands import Command
from storage import contacts, forms, journal
from storage.database import Db
from storage.forms import FormRow
from turns.desk import Case, Desk, Done, Opening, Visitor
from turns.reply import CHANGE, Reply, base36

if TYPE_CHECKING:
    from turns.turn import Turns

AFTER = {Command.HUMAN: "consult", Command.STOP: "stop", Command.START: "start"}


class Forms:
    """At most one form of a contact is open; others are parked, newest first."""

    def __init__(self, house: Turns, db: Db, now: datetime, visitor: Visitor, reply: Reply) -> None:
        self._house, self._db, self._now, self._visitor, self._reply = house, db, now, visitor, reply
        self._open: FormRow | None = forms.open_of(db, visitor.contact_id)

    @property
    def visitor(self) -> Visitor:
        """Who writes, as known by now."""
        return self._visitor

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def row(self) -> int | None:
        """The open form's id, for what belongs to it."""
        return self._open.id if self._open else None

    @property
    def name(self) -> str:
        return self._open.form.name if self._open else ""

    @property
    def asked(self) -> str:
        """The open question, as the journal names it."""
        return f"{self.name}.{plain(self._open.form.asked)}" if self._open else ""

    @property
    def idle(self) -> timedelta:
        """How long the open form has lain untouched."""
        return self._now - self._open.touched_at if self._open else timedelta(0)

    def parked(self) -> Sequence[FormRow]:
        return forms.parked(self._db, self._visitor.contact_id)

    def case(self, opening: Opening, form_id: int = 0) -> Case:
        return Case(self._db, self._now, self._house.office, opening, self._visitor, form_id)

    # --- opening and resuming

    def open(self, opening: Opening, then: Sequence[Opening] = ()) -> None:
        """Opens a dialogue, first those that must come before it; whatever is open is parked."""
        desk = self._house.desks[opening.name]
        if desk.roles and self._visitor.role not in desk.roles:
            self._reply.say(Say("not-for-you", actions=(Action("menu"),)))
            return
        if (first := self._before(desk, opening)) is not None:
            self.open(first, (opening, *then))
            return
        self.park()
        opening = replace(opening, about=desk.about(self.case(opening)))
        if (waiting := self._laid_aside(opening)) is not None:
            if desk.conversation.longest > 1:
                self.resume(base36(waiting.id))
                return
            forms.close(self._db, waiting.id, "ended", None, self._now)  # nothing of it is worth keeping
        form = Form("", opening.name, about=opening.about, subject=opening.subject)
        case = self.case(opening)
        turn = engine.go_on(desk.conversation, form, desk.load(case), lambda need: desk.need(case, need))
        self._take(desk, turn, None, opening, then)

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
        """Goes on with the open form, or with a parked one: the newest, or the one `about` names."""
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
        self._go_on(row, row.form, resume=True, before=[Say("resume")])

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

    def park(self) -> None:
        """Lays the open form aside for later."""
        if self._open is not None:
            forms.park(self._db, self._open.id, self._now)
            self._note("parked")
            self._open = None

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

    def hear(
        self,
        said: Said,
        tapped: tuple[str, str] | None = None,
        meant: Command | EllipsisType | None = ...,
    ) -> bool:
        """One message to the open form. True where it was not understood."""
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
        return missed

    def tap(self, form: str, key: str, option: str, said: Said) -> bool:
        """A button of some form of this contact: the open one, one laid aside, or one that may be changed."""
        row = self._open
        if row is not None and base36(row.id) == form:
            self.hear(said, (key, option))
            return True
        if not (form.isascii() and form.isalnum()):
            return False
        row = forms.find(self._db, int(form, 36), self._visitor.contact_id)
        if row is None or row.form.name not in self._house.desks:
            return False
        if row.state == "parked":
            self.park()
            self._open = row
            self.hear(said, (key, option))
            return True
        if row.state == "done" and key == CHANGE:
            self.park()
            self._go_on(row, engine.reopen(row.form))
            return True
        return False

    def ask_again(self, row: FormRow, key: str) -> None:
        """One answer of an open or parked form is gone (its picture never came): ask for it once more."""
        if self._open is not None and self._open.id != row.id:
            self.park()
        self._go_on(row, engine.reopen(row.form, key=key, lost=True), before=[Say("photo-lost")])

    # --- what a turn comes to

    def _take(
        self,
        desk: Desk[Any, Any],
        turn: Turn[Any],
        row: FormRow | None,
        opening: Opening,
        then: Sequence[Opening],
    ) -> None:
        match turn.outcome:
            case Outcome.OPEN:
                self._keep(turn, row, opening, then)
            case Outcome.DONE:
                self._finish(desk, turn, row, opening, then)
            case Outcome.ENDED:
                self._close(row, "ended", turn.last)
                self._reply.say(*turn.out)
                self._next(then)
            case Outcome.CANCELLED:
                self._close(row, "cancelled", None)
                self._reply.say(*turn.out)
                self._after_cancel()
            case Outcome.LEFT:
                self.park()
                self.open(Opening(AFTER.get(turn.command or Command.HUMAN, "consult")))

    def _keep(self, turn: Turn[Any], row: FormRow | None, opening: Opening, then: Sequence[Opening]) -> None:
        form = turn.form
        if form is None:
            raise AssertionError("an open turn without its form")
        if row is None:
            number = forms.create(
                self._db,
                self._visitor.contact_id,
                opening.subject or self._visitor.person_id,
                form,
                then,
                self._now,
            )
        else:
            number = row.id
        form = msgspec.structs.replace(form, id=base36(number))
        forms.save(self._db, number, form, self._now)
        self._open = FormRow(number, "open", form, tuple(then), self._now)
        if row is None:
            self._note("opened")
        self._reply.say(*turn.out, form=form.id, form_row=number)

    def _finish(
        self,
        desk: Desk[Any, Any],
        turn: Turn[Any],
        row: FormRow | None,
        opening: Opening,
        then: Sequence[Opening],
    ) -> None:
        last = turn.last or Form("", opening.name, about=opening.about, subject=opening.subject)
        number = (
            row.id
            if row
            else forms.create(
                self._db,
                self._visitor.contact_id,
                opening.subject or self._visitor.person_id,
                last,
                then,
                self._now,
            )
        )
        last = msgspec.structs.replace(last, id=base36(number))
        self._reply.say(*turn.out)
        done = desk.record(self.case(opening, number), turn.result)
        forms.close(self._db, number, "done", last if done.changeable else None, self._now)
        self._note("done")
        self._open = None
        self._look_again()
        self.follow(done, then, last.id if done.changeable else "")

    def follow(self, done: Done, then: Sequence[Opening] = (), changeable: str = "") -> None:
        """Says what a desk says, then opens what it opens, then what was waiting.

        Where a dialogue opens at once, the buttons that would lead elsewhere are left out.
        """
        self._reply.say(*done.says)
        actions = () if (done.then or then) and not self.is_open else done.actions
        if actions or changeable:
            self._reply.lead(actions, changeable)
        self._next((*done.then, *then))

    def _next(self, then: Sequence[Opening]) -> None:
        if then and not self.is_open:
            self.open(then[0], then[1:])

    def _close(self, row: FormRow | None, state: str, last: Form | None) -> None:
        if row is not None:
            forms.close(self._db, row.id, state, last, self._now)
            self._note(state)
        self._open = None

    def _after_cancel(self) -> None:
        waiting = self.parked()
        lead = (Action("resume", base36(waiting[0].id), f"resume-{waiting[0].form.name}"),) if waiting else ()
        self._reply.lead((*lead, Action("menu")))

    def _look_again(self) -> None:
        """What was recorded may have changed who the visitor is."""
        self._visitor = contacts.visitor(self._db, self._visitor.contact_id)

    def _note(self, event: str) -> None:
        row = self._open
        if row is not None:
            took = int(self.idle.total_seconds() * 1000)
            journal.note(
                self._db,
                row.id,
                self._visitor.person_id,
                self._house.release,
                row.form.name,
                event,
                plain(row.form.asked),
                self._visitor.channel,
                took,
                self._now,
            )
