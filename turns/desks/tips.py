"""Tips: finds the sector and the last constraint, and gives one tip for each."""

from __future__ import annotations

from conversations.chat import Action, Say
from conversations.tips import Tip, Tips, TipsFacts
from rules.business import Sector
from rules.checkin import Constraint
from storage import followup, people
from turns.desk import Case, Desk, Done

OTHER = "other"  # an opening about this asks, whatever the last check-in said


class TipsDesk(Desk[TipsFacts, Tip]):
    """For everybody; a stranger is asked what is hardest."""

    conversation = Tips()
    listed = True

    def load(self, case: Case) -> TipsFacts:
        person = case.visitor.person_id
        if person is None:
            return TipsFacts()
        found = people.profile(case.db, person)
        sector = Sector(found.sector) if found is not None and found.sector else None
        return TipsFacts(sector, None if case.opening.about == OTHER else _hardest(case, person))

    def record(self, case: Case, result: Tip) -> Done:
        says = [Say(f"tip-{result.constraint.value}")]
        if result.sector is not None:
            says.append(Say(f"tip-sector-{result.sector.value}"))
        return Done(says, (Action("tips", OTHER, "tips-more"), Action("consult"), Action("menu")))


def _hardest(case: Case, person: int) -> Constraint | None:
    told = [month.constraint for month in followup.months(case.db, person) if month.constraint is not None]
    return told[-1] if told else None
