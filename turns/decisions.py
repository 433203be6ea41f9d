"""What staff decide about an application: the next state, a seat within its quota, and telling the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from sqlalchemy import func, select

from conversations.chat import Action, Say
from conversations.question import Arg, Label
from rules.application import ApplicationKind, State, may_follow
from rules.office import Office
from rules.seats import Claim, has_seat
from storage import applications, contacts, followup, forms, programmes
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.tables import Application, ApplicationEvent, Audit, FundApplication, Person, Programme
from turns import papers
from turns.desk import Case, Done, Opening


class Decision(Enum):
    """What staff can do with an application. The value is in the audit."""

    CHECK = "check"  # taken in hand; the person is not told
    APPROVE = "approve"  # training: a seat, or a place on the waiting list
    REFUSE = "refuse"
    ASK_AGAIN = "ask_again"  # one field
    COMPLETE = "complete"  # fund: the first pair of eyes
    FORWARD = "forward"  # fund: the second pair, to the bank


class Refusal(Enum):
    """Why a decision cannot be taken; said by the texts `decision-not-<value>`."""

    STATE = "state"  # it is not this application's turn
    REASON = "reason"  # no words for the person
    FIELD = "field"  # no such answer to ask again
    EYES = "eyes"  # the same person cannot be both pairs of eyes
    PAPERS = "papers"  # some have neither come nor been seen


class NotDecided(ValueError):
    """The decision cannot be taken."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


NEXT: Mapping[Decision, State] = MappingProxyType(
    {
        Decision.CHECK: State.CHECKING,
        Decision.APPROVE: State.ACCEPTED,
        Decision.REFUSE: State.REFUSED,
        Decision.ASK_AGAIN: State.INCOMPLETE,
        Decision.COMPLETE: State.COMPLETE,
        Decision.FORWARD: State.FORWARDED,
    }
)


def decide(
    db: Db,
    application: int,
    decision: Decision,
    staff: int,
    reason: str,
    now: datetime,
    *,
    office: Office,
    field: str = "",
    seen: bool = False,
) -> Inbound | None:
    """Takes the decision and gives the inbox row that tells the person, for `Turns.take` in this transaction.

    None where there is nothing to tell, or no channel that reaches the person: then `status` will say it.
    `reason` is what the person is told on REFUSE and ASK_AGAIN; `field` is the key of the answer asked again,
    which may be a paper that never came. `seen` says of COMPLETE that papers were seen at a visit.
    Raises NotDecided, and LookupError for an application that there is not.
    """
    row = db.session.get(Application, application, with_for_update=True)
    if row is None:
        raise LookupError(f"application {application}")
    state = _next(db, row, decision, staff, office, now)
    reason = reason.strip()
    if decision in (Decision.REFUSE, Decision.ASK_AGAIN) and not reason:
        raise NotDecided(Refusal.REASON)
    lacking = papers.missing(db, row, office) if decision is Decision.COMPLETE else ()
    if lacking and not seen:
        raise NotDecided(Refusal.PAPERS)
    row.asked_again = ""
    if decision is Decision.ASK_AGAIN:
        if field not in {given.key for given in applications.answers(db, row.id)} | papers.keys(row, office):
            raise NotDecided(Refusal.FIELD)
        row.asked_again = field
    row.state, row.reason = state.value, reason
    row.decided_at, row.decided_by = now, staff
    if state is State.ACCEPTED:
        db.session.get_one(Person, row.person_id).served_at = now
        _follow(db, row, now)
    event = applications.note(db, row, staff, now, reason)
    subject = f"application:{row.reference}"
    detail = reason or field or ("seen at a visit" if lacking else "")
    db.session.add(Audit(staff_id=staff, action=decision.value, subject=subject, detail=detail, at=now))
    db.flush()
    if decision is Decision.CHECK or not contacts.reachable(db, row.person_id):
        return None
    return Inbound(
        channel="office",
        external_id=f"decision:{event.id}",
        address=f"person:{row.person_id}",
        kind=Kind.DECISION,
        data=f"{row.kind}|{row.id}.{event.id}",
    )


def _next(db: Db, row: Application, decision: Decision, staff: int, office: Office, now: datetime) -> State:
    """The state that this decision leads to."""
    allowed = may_follow(ApplicationKind(row.kind), State(row.state))
    state = NEXT[decision]
    if state is State.ACCEPTED and row.programme_id is not None and allowed & {State.ACCEPTED, State.WAITING}:
        state = _seat(db, row, row.programme_id, office, now)
    if state not in allowed:
        raise NotDecided(Refusal.STATE)
    if decision in (Decision.COMPLETE, Decision.FORWARD):
        fund = db.session.get_one(FundApplication, row.id)
        if decision is Decision.COMPLETE:
            fund.checked_by = staff
        elif fund.checked_by == staff:
            raise NotDecided(Refusal.EYES)
    return state


def _seat(db: Db, row: Application, programme: int, office: Office, now: datetime) -> State:
    """Accepted where the quota of source and kecamatan leaves a seat today, else the waiting list.

    The programme's row is locked, so that two approvals at once cannot share the last seat.
    """
    found = db.session.get_one(Programme, programme, with_for_update=True)
    claim = Claim(row.source, row.kecamatan)
    taken = programmes.claims(db, programme)
    seated = has_seat(programmes.room(db, found), taken, claim, office.today(now))
    return State.ACCEPTED if seated else State.WAITING


def _follow(db: Db, row: Application, now: datetime) -> None:
    """A seat brings reminders of the training, and the monthly check-in for another year."""
    followup.plan(db, row.person_id, now)
    programme = db.session.get(Programme, row.programme_id)
    if programme is not None and programme.starts_at is not None:
        followup.admitted(db, row.person_id, row.id, row.reference, programme.starts_at, now)


def tell(case: Case, about: str) -> Done | None:
    """What the person is told of the decision `<application>.<event>`; None when a later one overtook it."""
    number, _, event = about.partition(".")
    row = case.db.session.get(Application, int(number))
    if row is None:
        return None
    latest = case.db.session.scalar(
        select(func.max(ApplicationEvent.id)).where(ApplicationEvent.application_id == row.id)
    )
    if latest != int(event):
        return None
    return _told(case, row)


def _told(case: Case, row: Application) -> Done | None:
    args: dict[str, Arg] = {"what": title(case, row), "reference": row.reference}
    menu = (Action("status"), Action("menu"))
    match State(row.state):
        case State.ACCEPTED:
            says = [Say("decision-accepted", args), *_when(case, row)]
        case State.WAITING:
            says = [Say("decision-waiting", {**args, "position": applications.position(case.db, row)})]
        case State.REFUSED:
            says = [Say("decision-refused", {**args, "reason": row.reason}), Say("decision-refused-next")]
            menu = (Action("programmes"), Action("consult"))
        case State.INCOMPLETE:
            return _again(case, row, args)
        case State.COMPLETE:
            says = [Say("decision-complete", args)]
        case State.FORWARDED:
            fund = case.db.session.get_one(FundApplication, row.id)
            bank = case.office.bank(fund.bank)
            says = [Say("decision-forwarded", {**args, "bank": bank.name if bank else fund.bank})]
        case _:
            return None
    return Done(says, actions=menu, kind="decision")


def _again(case: Case, row: Application, args: Mapping[str, Arg]) -> Done:
    """Asks the one answer at once; while another form is open only a button, lest an answer goes astray."""
    paper = row.asked_again in papers.keys(row, case.office)
    name, about = ("papers", "") if paper else ("redo", f"{row.id}.{row.asked_again}")
    args = {**args, "reason": row.reason}
    if forms.open_of(case.db, case.visitor.contact_id) is not None:
        return Done([Say("decision-again", args, (Action(name, about),))], kind="decision")
    return Done([Say("decision-again", args)], then=(Opening(name, about),), kind="decision")


def _when(case: Case, row: Application) -> list[Say]:
    programme = case.db.session.get(Programme, row.programme_id) if row.programme_id is not None else None
    if programme is None or programme.starts_at is None:
        return []
    place: Arg = programme.place or Label("card-place-later")
    return [Say("decision-when", {"starts": case.office.local(programme.starts_at), "place": place})]


def title(case: Case, row: Application) -> str:
    """What was applied for, in the office's words."""
    programme = case.db.session.get(Programme, row.programme_id) if row.programme_id is not None else None
    return programme.title if programme is not None else case.office.fund.name
