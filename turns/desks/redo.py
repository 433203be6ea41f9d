"""Completing one answer of an application, after which it is back in the queue."""

from __future__ import annotations

from conversations.chat import Action, Say
from conversations.question import Arg
from conversations.redo import Again, Redo, RedoFacts
from conversations.training import NibPlan
from rules.application import ApplicationKind, State
from rules.consent import BANK_VERSION
from storage import applications, people, programmes
from storage.applications import Given
from storage.tables import Application, FundApplication
from turns import decisions
from turns.desk import Case, Desk, Done
from turns.desks.fund import banks
from turns.filing import due, keep_nib_plan, mark, pictures


class RedoDesk(Desk[RedoFacts, Again]):
    """What it is about is `<application's id>.<key of the answer>`."""

    conversation = Redo()
    registered = True

    def load(self, case: Case) -> RedoFacts:
        row, field = self._wanted(case)
        if row is None:
            return RedoFacts("", "", "")
        fund = case.office.fund
        item = field.removeprefix("extra:")
        definition = programmes.extra(case.db, int(item)) if item != field and item.isdecimal() else None
        return RedoFacts(
            what=decisions.title(case, row),
            reference=row.reference,
            reason=row.reason,
            field=field,
            definition=definition,
            least=fund.least,
            limit=fund.tiers[0].limit,
            banks=banks(case),
        )

    def _wanted(self, case: Case) -> tuple[Application | None, str]:
        """The application, while it is this person's and still waits for this very answer."""
        number, _, field = case.opening.about.partition(".")
        row = case.db.session.get(Application, int(number)) if number.isdecimal() else None
        mine = row is not None and row.person_id == case.subject
        if row is None or not mine or row.state != State.INCOMPLETE.value or row.asked_again != field:
            return None, ""
        return row, field

    def record(self, case: Case, result: Again) -> Done:
        row, field = self._wanted(case)
        if row is None:
            raise LookupError(f"{case.opening.about} is not asked for")
        label = next((one.label for one in applications.answers(case.db, row.id) if one.key == field), field)
        kept = result.kept
        if row.kind == ApplicationKind.FUND.value:
            self._fund(case, row, result)
            kept = str(result.shown) if field == "nik" else kept
        elif field == "nib":
            keep_nib_plan(case, NibPlan(str(kept)))
        given = Given(field, label, kept, result.shown, pictures(kept, result.shown))
        applications.answer(case.db, row.id, given, case.now)
        fund = row.kind == ApplicationKind.FUND.value
        stage = case.office.fund.check if fund else case.office.rules.answer
        row.state, row.asked_again, row.reason = State.CHECKING.value, "", ""
        row.due_on = due(case.office.today(case.now), stage)
        applications.note(case.db, row, None, case.now, field)
        args: dict[str, Arg] = {
            "what": decisions.title(case, row),
            "reference": row.reference,
            "by": row.due_on,
            "mark": mark(stage.confirmed),
        }
        return Done([Say("redo-done", args)], actions=(Action("status"), Action("menu")))

    def _fund(self, case: Case, row: Application, again: Again) -> None:
        """What a loan keeps in columns of its own."""
        fund = case.db.session.get_one(FundApplication, row.id)
        match again.field, again.kept:
            case "amount", kept:
                fund.amount = Redo.amount.recall(kept).middle
            case "purpose", str(kept):
                fund.purpose = kept
            case "bank", str(kept):
                fund.bank, fund.bank_consent_version, fund.bank_consent_at = kept, BANK_VERSION, case.now
            case "nik", str(kept):
                people.keep_nik(case.db, row.person_id, kept)
