"""Reminds of a training and asks whether the person comes; a seat given up is free at once."""

from __future__ import annotations

from conversations.attend import Attend, AttendFacts, Coming
from conversations.chat import Action, Say
from conversations.question import Arg, Label
from rules.application import State
from storage import applications, followup
from storage.tables import Application, Programme
from turns.desk import Case, Desk, Done


class AttendDesk(Desk[AttendFacts, Coming]):
    """About one application ("12", or "12.no" by a button); only its own person can answer."""

    conversation = Attend()
    registered = True

    def load(self, case: Case) -> AttendFacts:
        row = _own(case)
        if row is None:
            return AttendFacts()
        programme = case.db.session.get(Programme, row.programme_id)
        if programme is None or programme.starts_at is None:
            return AttendFacts()
        seat = row.state == State.ACCEPTED.value and case.now < programme.starts_at
        starts = case.office.local(programme.starts_at)
        return AttendFacts(programme.title, starts, place(programme), seat, _answer(case))

    def record(self, case: Case, result: Coming) -> Done:
        if result is Coming.YES:
            return Done((Say("attend-yes"),), (Action("menu"),))
        row = _own(case)
        if row is not None and row.state == State.ACCEPTED.value:
            row.state, row.decided_at = State.CANCELLED.value, case.now
            applications.note(case.db, row, None, case.now)
            followup.freed(case.db, case.subject, row.reference, case.now)
        return Done((Say("attend-no"),), (Action("programmes"), Action("menu")))

    def tell(self, case: Case, about: str) -> Done | None:
        """`<application>|<days>`: so many days before it begins."""
        number, _, days = about.partition("|")
        row = case.db.session.get(Application, int(number))
        if row is None or row.state != State.ACCEPTED.value:
            return None
        programme = case.db.session.get(Programme, row.programme_id)
        if programme is None or programme.starts_at is None or programme.starts_at <= case.now:
            return None
        starts = case.office.local(programme.starts_at)
        args: dict[str, Arg] = {"programme": programme.title, "starts": starts, "place": place(programme)}
        answers = tuple(
            Action("attend", f"{number}.{coming.value}", f"coming-{coming.value}") for coming in Coming
        )
        return Done(
            (Say("attend-hello", args, answers),),
            kind="reminder",
            once=f"attend/{number}/{days}/{programme.starts_at:%Y%m%d}",
            not_after=programme.starts_at,
        )


def place(programme: Programme) -> Arg:
    """Where it is, or that this is still to be told."""
    return programme.place or Label("card-place-later")


def _answer(case: Case) -> Coming | None:
    said = case.opening.about.partition(".")[2]
    return next((coming for coming in Coming if coming.value == said), None)


def _own(case: Case) -> Application | None:
    number = case.opening.about.partition(".")[0]
    if not number.isdecimal():
        return None
    row = case.db.session.get(Application, int(number))
    return row if row is not None and row.person_id == case.subject else None
