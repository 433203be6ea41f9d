"""Status: applications, parked forms and check-ins of the person; of an unproved web visitor this chat's."""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import func, select

from conversations.question import Label
from conversations.status import Going, Parked, Status, StatusFacts
from rules.application import ApplicationKind, State
from rules.consent import Purpose
from storage import applications, consents, forms
from storage.tables import Application, CheckIn
from turns import decisions, papers
from turns.desk import Case, Desk
from turns.desks.papers import words
from turns.desks.privacy import asked
from turns.filing import mark
from turns.reply import base36


class StatusDesk(Desk[StatusFacts, NoReturn]):
    """For everybody: a stranger is told that there is nothing yet."""

    conversation = Status()
    listed = True

    def load(self, case: Case) -> StatusFacts:
        who = case.visitor
        parked = tuple(Parked(base36(row.id), row.form.name) for row in forms.parked(case.db, who.contact_id))
        if who.person_id is None:
            return StatusFacts(parked=parked)
        rows = applications.of_person(case.db, who.person_id)
        unverified = who.channel == "web" and who.phone is None
        if unverified:
            rows = [row for row in rows if row.contact_id == who.contact_id]
        return StatusFacts(
            going=tuple(self._going(case, row) for row in rows),
            parked=parked,
            registered=who.registered,
            checkins=Purpose.CHECKIN in consents.given(case.db, who.person_id),
            month=None if unverified else self._month(case, who.person_id),
            deletion=asked(case, who.person_id),
            unverified=unverified and who.registered,
        )

    def _month(self, case: Case, person: int) -> Label | None:
        last = case.db.session.scalar(select(func.max(CheckIn.month)).where(CheckIn.person_id == person))
        return Label(f"month-{int(last[5:])}") if last else None

    def _going(self, case: Case, row: Application) -> Going:
        state = State(row.state)
        fund = row.kind == ApplicationKind.FUND.value
        stage = case.office.fund.check if fund else case.office.rules.answer
        again = row.asked_again in papers.keys(row, case.office)
        return Going(
            title=decisions.title(case, row),
            reference=row.reference,
            state=state,
            by=row.due_on,
            mark=mark(stage.confirmed),
            position=applications.position(case.db, row),
            reason=row.reason if state in (State.REFUSED, State.INCOMPLETE) else "",
            redo=f"{row.id}.{row.asked_again}" if state is State.INCOMPLETE and not again else "",
            papers=words(papers.awaited(case.db, row, case.office)),
        )
