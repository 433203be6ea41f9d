"""Stop and start: withdraws consents at once with all that waits to be sent, and gives them back on wish."""

from __future__ import annotations

from sqlalchemy import func, select

from conversations.chat import Action, Say
from conversations.question import label_of
from conversations.stop import Start, StartFacts, Stop, StopFacts
from rules.consent import Purpose
from storage import consents
from storage.tables import Consent
from turns.desk import Case, Desk, Done, Opening

PURPOSES = {purpose.value: purpose for purpose in Purpose}


class StopDesk(Desk[StopFacts, tuple[Purpose, ...]]):
    """For everybody: also a stranger gets it confirmed."""

    conversation = Stop()

    def load(self, case: Case) -> StopFacts:
        return StopFacts(_given(case), PURPOSES.get(case.opening.about))

    def record(self, case: Case, result: tuple[Purpose, ...]) -> Done:
        person = case.visitor.person_id
        if person is not None and result:
            by = "one" if case.opening.about else "stop"
            consents.withdraw(case.db, person, result, case.now, by)
        if case.opening.about:
            purposes = tuple(label_of(purpose) for purpose in result)
            return Done((Say("stop-one", {"purposes": purposes}),), (Action("menu"),))
        keep = tuple(Action("start", purpose.value, f"start-{purpose.value}") for purpose in result)
        return Done((Say("stop-done", {"office": case.office.short}),), (*keep, Action("menu")))


class StartDesk(Desk[StartFacts, tuple[Purpose, ...]]):
    """What the last stop took can be had back in one answer, after it was shown."""

    conversation = Start()

    def load(self, case: Case) -> StartFacts:
        return StartFacts(
            _given(case), _taken(case), PURPOSES.get(case.opening.about), case.visitor.registered
        )

    def record(self, case: Case, result: tuple[Purpose, ...]) -> Done:
        if not result:
            return Done(then=(Opening("consents"),))
        consents.give(case.db, case.subject, result, case.visitor.channel, case.now)
        purposes = tuple(label_of(purpose) for purpose in result)
        return Done((Say("start-done", {"purposes": purposes}),), (Action("consents"), Action("menu")))


def _given(case: Case) -> tuple[Purpose, ...]:
    person = case.visitor.person_id
    given = consents.given(case.db, person) if person is not None else frozenset()
    return tuple(purpose for purpose in Purpose if purpose in given)


def _taken(case: Case) -> tuple[Purpose, ...]:
    """What the last stop ended and was not given again since."""
    person = case.visitor.person_id
    if person is None:
        return ()
    ended = (Consent.person_id == person, Consent.withdrawn_by == "stop")
    last = select(func.max(Consent.withdrawn_at)).where(*ended).scalar_subquery()
    rows = case.db.session.scalars(select(Consent.purpose).where(*ended, Consent.withdrawn_at == last))
    taken = set(rows)
    given = _given(case)
    return tuple(purpose for purpose in Purpose if purpose.value in taken and purpose not in given)
