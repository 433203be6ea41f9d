"""The assistant's worklist: own kecamatan only, and only people who let the assistant see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, TypeVar

from conversations.chat import Action, Say
from conversations.checkin import month_label
from conversations.question import Label
from conversations.questions.called import title_label
from conversations.worklist import (
    Answer,
    Card,
    Greet,
    Outcome,
    Postpone,
    Postponed,
    TaskFacts,
    Visit,
    Worklist,
    WorklistFacts,
    shown,
)
from rules.checkin import Asked, Scope
from rules.months import last_full
from rules.outcome import STATES, Found
from rules.person import title_of
from rules.quiet import WIB
from rules.regions import Regions
from storage import checkins, due, followup, people, tasks
from storage.due import DueKind
from storage.tables import CheckIn, Staff
from storage.tables import Outcome as OutcomeRow
from storage.tasks import Listed
from turns.desk import Case, Desk, Done, Opening

R = TypeVar("R")

ASSISTANT: Final = frozenset({"assistant"})
GREETED: Final = timedelta(days=7)  # so long nobody is greeted again


class WorklistDesk(Desk[WorklistFacts, Card]):
    """`about` may name one task, whose card is shown."""

    conversation = Worklist()
    roles = ASSISTANT
    listed = True

    def __init__(self, regions: Regions) -> None:
        self.regions = regions

    def load(self, case: Case) -> WorklistFacts:
        code = case.visitor.kecamatan
        place = self.regions.kecamatan_of(code)
        found = tasks.worklist(case.db, code, case.office.checkin.tasks_a_week)
        cards = tuple(card_of(case, self.regions, one) for one in found)
        one = _card(case, self.regions) if case.opening.about else None
        return WorklistFacts(place.name if place is not None else code, cards, one)

    def record(self, case: Case, result: Card) -> Done:
        return Done(shown(result), result.actions)

    def tell(self, case: Case, about: str) -> Done | None:
        """`digest|<count>`: Monday morning."""
        if case.visitor.role not in ASSISTANT:
            return None
        count = int(about.rpartition("|")[2])
        said = Say("worklist-digest", {"count": count}, (Action("worklist"),))
        return Done((said,), kind="digest")


class _TaskDesk(Desk[TaskFacts, R]):
    """What is done with one task: its card is loaded anew, so that nobody of another kecamatan shows up."""

    roles = ASSISTANT

    def __init__(self, regions: Regions) -> None:
        self.regions = regions

    def load(self, case: Case) -> TaskFacts:
        return TaskFacts(_card(case, self.regions))


class GreetDesk(_TaskDesk[Card]):
    """The greeting goes out as what the office starts: within the hours, and only with consent."""

    conversation = Greet()

    def record(self, case: Case, result: Card) -> Done:
        period = f"{result.id}/{case.office.today(case.now).isoformat()}"
        about = str(case.visitor.staff_id)
        due.put(case.db, result.person, DueKind.NUDGE, period, case.now, about=about)
        tasks.greeted(case.db, int(result.id), case.now)
        return Done((Say("greet-sent", {"name": result.name}),), result.actions[1:])

    def tell(self, case: Case, about: str) -> Done | None:
        """`<staff>`: the greeting itself, to the person."""
        assistant = case.db.session.get(Staff, int(about))
        found = people.profile(case.db, case.subject)
        if assistant is None or assistant.ended_at is not None or found is None:
            return None
        said = Say(
            "greet-hello",
            {
                "title": title_label(title_of(found.title)),
                "name": found.name,
                "business": found.business,
                "assistant": assistant.name,
                "office": case.office.short,
            },
            (Action("checkin"), Action("consult")),
        )
        return Done((said,), kind="nudge", purpose="assistant")


class AnswerDesk(_TaskDesk[Card]):
    """Opens the check-in of the last full month for somebody else."""

    conversation = Answer()

    def record(self, case: Case, result: Card) -> Done:
        asked = Asked(last_full(case.now.astimezone(WIB).date()), Scope.LIGHT)
        opening = Opening("checkin", asked.about, result.person)
        return Done((Say("answer-hello", {"name": result.name}),), then=(opening,))


class OutcomeDesk(_TaskDesk[Visit]):
    """A visit: kept as an outcome, and as the month's check-in where it tells how business is."""

    conversation = Outcome()

    def record(self, case: Case, result: Visit) -> Done:
        card, staff = result.card, case.visitor.staff_id
        if staff is None:
            raise LookupError("an outcome without its assistant")
        task = int(card.id)
        case.db.session.add(
            OutcomeRow(
                task_id=task,
                person_id=card.person,
                staff_id=staff,
                form_id=case.form_id,
                outcome=result.found.value,
                note=result.note,
                media_id=result.photo.ref if result.photo is not None else None,
                at=case.now,
            )
        )
        case.db.flush()
        self._count(case, result)
        if result.found is Found.NEEDS_HELP:
            tasks.pass_on(case.db, task)
        else:
            tasks.settle(case.db, card.person, case.now)
        key = "outcome-passed-on" if result.found is Found.NEEDS_HELP else "outcome-done"
        return Done((Say(key, {"name": card.name}),), (Action("worklist"), Action("menu")))

    def _count(self, case: Case, visit: Visit) -> None:
        """The check-in by visit. Of one told in the chat the figures stand; how business is, is newer now."""
        person, state = visit.card.person, STATES.get(visit.found)
        month = last_full(case.now.astimezone(WIB).date())
        row = checkins.row_of(case.db, person, month)
        if state is not None and row is None:
            row = CheckIn(person_id=person, month=month, via="visit", channel=case.visitor.channel)
            row.state, row.form_id, row.recorded_at = state.value, case.form_id, case.now
            row.complete = False
            case.db.session.add(row)
        elif state is not None and row is not None and visit.found is not Found.NEEDS_HELP:
            if row.state != state.value:
                row.state, row.reason, row.reopen = state.value, "", ""
            row.unchanged = False
        case.db.flush()
        followup.visited(case.db, person, case.now, case.office.checkin.served_months)


class PostponeDesk(_TaskDesk[Postponed]):
    """Off the list for a few days."""

    conversation = Postpone()

    def record(self, case: Case, result: Postponed) -> Done:
        until = case.now + timedelta(days=int(result.delay.value))
        tasks.postpone(case.db, int(result.card.id), until)
        said = Say("postpone-done", {"name": result.card.name, "day": case.office.today(until)})
        return Done((said,), (Action("worklist"), Action("menu")))


def _card(case: Case, regions: Regions) -> Card | None:
    if case.visitor.role not in ASSISTANT or not case.opening.about.isdecimal():
        return None
    found = tasks.for_assistant(case.db, int(case.opening.about), case.visitor.kecamatan)
    return card_of(case, regions, found) if found is not None else None


def card_of(case: Case, regions: Regions, task: Listed) -> Card:
    """A task with its codes turned into words and labels."""
    desa = regions.desa_of(task.desa)
    told = (
        ("operating", task.operating),
        ("stop-reason", task.why_stopped),
        ("constraint", task.constraint),
    )
    return Card(
        id=str(task.id),
        person=task.person_id,
        address=title_label(title_of(task.title)),
        name=task.name,
        business=task.business,
        place=desa.name if desa is not None else "",
        reasons=task.reasons,
        month=month_label(task.month) if task.month else None,
        said=tuple(Label(f"{kind}-{value}") for kind, value in told if value),
        phone=task.phone,
        greeted=task.greeted_at is not None and case.now - task.greeted_at < GREETED,
    )
