"""Trainings: what is open to this person, the programme's own questions, and the filed application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from conversations.chat import Action, Need, Say
from conversations.question import Arg, label_of
from conversations.training import Applied, Extras, NibPlan, Training, TrainingApplication, TrainingFacts
from rules.application import ApplicationKind, State
from rules.programme import ProgrammeKind
from storage import applications, people, programmes, references
from storage.applications import Given, New
from storage.tables import Programme
from turns import decisions
from turns.desk import Case, Desk, Done
from turns.filing import due, keep_nib_plan, mark, offer_proof, pictures
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
        if programme.starts_at is not None:  # an answer after that would be none
            by = max(today, min(by, case.office.today(programme.starts_at) - timedelta(days=1)))
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
        args: dict[str, Arg] = {
            "programme": programme.title,
            "reference": filed.reference,
            "by": by,
            "mark": mark(case.office.rules.answer.confirmed),
        }
        keep_nib_plan(case, result.nib)
        says = [Say("training-filed", args)]
        if result.nib in (NibPlan.HELP, NibPlan.ALONE):
            says.append(Say(f"training-filed-{result.nib.value}"))
        return Done(says, actions=(Action("status"), *offer_proof(case), Action("menu")))

    def tell(self, case: Case, about: str) -> Done | None:
        return decisions.tell(case, about)


def _given(result: TrainingApplication) -> Sequence[Given]:
    given = [
        Given(one.key, one.words, one.reply.kept, one.shown, pictures(one.reply.kept, one.shown))
        for one in result.answers
    ]
    if result.nib is not None:
        given.append(Given("nib", "training-nib.short", result.nib.value, label_of(result.nib)))
    return given
