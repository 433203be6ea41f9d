"""What becomes of a contact's forms within one turn: kept, parked, finished, and what follows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from conversations.chat import Action, Out
from conversations.engine import Outcome, Turn
from conversations.form import Form
from conversations.question import plain
from conversations.understanding.commands import Command
from storage import contacts, forms, journal, threads
from storage.contacts import Met
from storage.database import Db
from storage.forms import FormRow
from turns.desk import Case, Desk, Done, Opening, Visitor
from turns.reply import Reply, base36

if TYPE_CHECKING:
    from turns.turn import Turns

JUST = timedelta(hours=1)  # since when a form was laid aside to be offered once the other ends
AFTER = {Command.HUMAN: "consult", Command.STOP: "stop", Command.START: "start"}


class Course(ABC):
    """At most one form of a contact is open; others are parked, newest first."""

    def __init__(self, house: Turns, db: Db, now: datetime, met: Met, reply: Reply) -> None:
        self._house, self._db, self._now, self._reply = house, db, now, reply
        self._visitor: Visitor = met.visitor
        self._open: FormRow | None = met.form
        self._listening = met.thread_id is not None

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
    def browses(self) -> bool:
        """Whether the open form only shows things."""
        desk = self._house.desks.get(self.name)
        return desk is not None and desk.conversation.browsing

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

    @abstractmethod
    def open(self, opening: Opening, then: Sequence[Opening] = (), before: Sequence[Out] = ()) -> None:
        """Opens a dialogue, `before` said above its question; `then` opens when it ends."""

    def park(self) -> None:
        """Lays the open form aside for later; where one only looked around there is nothing to keep."""
        if self.browses:
            self._close(self._open, "ended", None)
        elif self._open is not None:
            forms.park(self._db, self._open.id, self._now)
            self._note("parked")
            self._open = None

    def hang_up(self) -> None:
        """The person turns to the bot: what is written from here on is for it, until staff answer."""
        if self._listening:
            threads.relay(self._db, self._visitor.contact_id, None)
            self._listening = False

    # --- what a turn comes to

    def _take(
        self,
        desk: Desk[Any, Any],
        turn: Turn[Any],
        row: FormRow | None,
        opening: Opening,
        then: Sequence[Opening],
    ) -> None:
        if desk.conversation.name != "consult":
            self.hang_up()
        match turn.outcome:
            case Outcome.OPEN:
                self._keep(turn, row, opening, then)
            case Outcome.DONE:
                self._finish(desk, turn, row, opening, then)
            case Outcome.ENDED:
                self._close(row, "ended", turn.last)
                self._reply.say(*turn.out)
                if row is not None and turn.last is not None:
                    self._reply.lead((), base36(row.id))
                elif row is not None and not then and (interrupted := self._interrupted()):
                    self._reply.lead(interrupted)
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
        number = self._create(form, opening, then) if row is None else row.id
        form = msgspec.structs.replace(form, id=base36(number))
        forms.save(self._db, number, form, self._now)
        self._open = FormRow(number, "open", form, tuple(then), self._now)
        if row is None:
            self._note("opened")
        self._reply.say(*turn.out, form=form.id, form_row=number)

    def _create(self, form: Form, opening: Opening, then: Sequence[Opening]) -> int:
        person = opening.subject or self._visitor.person_id
        return forms.create(self._db, self._visitor.contact_id, person, form, then, self._now)

    def _finish(
        self,
        desk: Desk[Any, Any],
        turn: Turn[Any],
        row: FormRow | None,
        opening: Opening,
        then: Sequence[Opening],
    ) -> None:
        last = turn.last or Form("", opening.name, about=opening.about, subject=opening.subject)
        number = row.id if row else self._create(last, opening, then)
        last = msgspec.structs.replace(last, id=base36(number))
        self._reply.say(*turn.out)
        done = desk.record(self.case(opening, number), turn.result)
        forms.close(self._db, number, "done", last if done.changeable else None, self._now)
        self._note("done")
        self._open = None
        self._look_again()
        if not (done.then or then):
            back = [one for one in self._interrupted() if one not in done.actions]
            done = msgspec.structs.replace(done, actions=(*back, *done.actions))
        self.follow(done, then, last.id if done.changeable else "")

    def follow(self, done: Done, then: Sequence[Opening] = (), changeable: str = "") -> None:
        """Says what a desk says, then opens what it opens, then what was waiting.

        Where a dialogue opens at once, the buttons that would lead elsewhere are left out.
        """
        if done.leads:
            self.open(done.then[0], (*done.then[1:], *then), done.says)
            return
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
        self._reply.lead((*_lead(self.parked()), Action("menu")))

    def _interrupted(self) -> Sequence[Action]:
        """The way back to what was laid aside for the dialogue that ends now."""
        return _lead([row for row in self.parked() if self._now - row.touched_at < JUST])

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


def _lead(waiting: Sequence[FormRow]) -> Sequence[Action]:
    """A button that goes on with the newest of these forms."""
    return [Action("resume", base36(row.id), f"resume-{row.form.name}") for row in waiting[:1]]
