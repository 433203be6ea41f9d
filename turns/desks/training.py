"""Trainings: what is open to this person, the programme's own questions, and the application that is filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from conversations.chat import Action, Need, Say
from conversations.question import Json, Label, label_of
from conversations.training import Applied, Extras, NibPlan, Training, TrainingApplication, TrainingFacts
from rules.application import ApplicationKind, State
from rules.office import Stage
from rules.programme import ProgrammeKind
from rules.regions import is_holiday
from rules.workdays import add_workdays
from storage import applications, people, programmes, references
from storage.applications import Given, New
from storage.tables import Business, Programme
from turns import decisions
from turns.desk import Case, Desk, Done
from turns.offers import offers

LETTERS = "PEL"
"""Begins the reference of an application for a training."""


class TrainingDesk(Desk[TrainingFacts, TrainingApplication]):
    """Filing takes no seat: `turns.decisions` does when staff approve."""

    conversation = Training()
    registered = True
    listed = True

    def load(self, case: Case) -> TrainingFacts:
        found = offers(case, ProgrammeKind.TRAINING)
        who = people.profile(case.db, case.subject)
        code = case.opening.about
        about = next((offer.id for offer in found if offer.id.lower() == code.lower()), code)
        return TrainingFacts(who.name if who else "", found, self._applied(case), about)

    def _applied(self, case: Case) -> dict[str, Applied]:
        found = {}
        for row in applications.running(case.db, case.subject, ApplicationKind.TRAINING):
            programme = case.db.session.get(Programme, row.programme_id)
            if programme is not None:
                found[programme.code] = Applied(row.reference, State(row.state))
        return found

    def need(self, case: Case, need: Need[Any]) -> object:
        if not isinstance(need, Extras):
            return super().need(case, need)
        programme = programmes.by_code(case.db, need.programme)
        return programmes.extras(case.db, programme.id) if programme is not None else ()

    def record(self, case: Case, result: TrainingApplication) -> Done:
        programme = programmes.by_code(case.db, result.programme)
        who = people.profile(case.db, case.subject)
        if programme is None or who is None:
            raise LookupError(f"programme {result.programme} or person {case.subject}")
        today = case.office.today(case.now)
        by = due(today, case.office.rules.answer)
        filed = applications.file(
            case.db,
            New(
                reference=references.next_reference(case.db, LETTERS, today),
                kind=ApplicationKind.TRAINING,
                person=case.subject,
                contact=case.visitor.contact_id,
                form=case.form_id,
                kecamatan=who.kecamatan,
                due_on=by,
                programme=programme.id,
                answers=_given(result),
            ),
            case.now,
        )
        args = {
            "programme": programme.title,
            "reference": filed.reference,
            "by": by,
            "mark": mark(case.office.rules.answer),
        }
        says = [Say("training-filed", args), *self._nib(case, result.nib)]
        return Done(says, actions=(Action("status"), Action("menu")))

    def _nib(self, case: Case, plan: NibPlan | None) -> list[Say]:
        if plan is NibPlan.HAVE:
            business = case.db.session.scalar(select(Business).where(Business.person_id == case.subject))
            if business is not None:
                business.has_nib = True
                case.db.flush()
        return [Say(f"training-filed-{plan.value}")] if plan in (NibPlan.HELP, NibPlan.ALONE) else []

    def tell(self, case: Case, about: str) -> Done | None:
        return decisions.tell(case, about)


def due(today: date, stage: Stage) -> date:
    """The working day by which a stage is over."""
    return add_workdays(today, stage.days, is_holiday)


def mark(stage: Stage) -> Label:
    """Said behind what the office has not confirmed."""
    return Label("mark-confirmed" if stage.confirmed else "mark-unconfirmed")


def _given(result: TrainingApplication) -> Sequence[Given]:
    given = [
        Given(one.key, one.words, one.reply.kept, one.shown, media_of(one.reply.kept, one.shown))
        for one in result.answers
    ]
    if result.nib is not None:
        given.append(Given("nib", "NIB", result.nib.value, label_of(result.nib)))
    return given


def media_of(kept: Json, shown: object) -> tuple[int, ...]:
    """The media rows of an answer that is made of pictures."""
    pictures = isinstance(shown, Label) and shown.key == "photos"
    return tuple(ref for ref in kept if isinstance(ref, int)) if pictures and isinstance(kept, Sequence) else ()
