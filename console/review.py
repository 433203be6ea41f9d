"""The page of one application: what the person answered, and the decision. Check-ins are never shown here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from console.fields import Fields
from console.page import Answer, Missing, Page, Sent, Shown, Turned, Undone, Visit
from console.reviews import PATH, WAITING, find
from console.scope import Right
from conversations.redo import FIELDS
from rules.application import ApplicationKind, State, may_follow
from rules.identity import NIB_DIGITS, NIK_DIGITS, masked
from rules.seats import left
from storage import applications, documents, media, programmes
from storage.database import Db
from storage.tables import (
    Application,
    ApplicationEvent,
    Business,
    FundApplication,
    Person,
    Programme,
    Staff,
)
from turns import papers
from turns.decisions import NEXT, Decision, NotDecided, Refusal, decide

REASON = 300  # characters that the person is told
TEXT = re.compile(r"[a-z]+(-[a-z]+)+\.short")  # the key of a dialogue's own question
# How each decision is offered: in this order.
OFFERED = (
    Decision.APPROVE,
    Decision.COMPLETE,
    Decision.FORWARD,
    Decision.CHECK,
    Decision.ASK_AGAIN,
    Decision.REFUSE,
)


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/reviews/{reference}", review, Right.REVIEWS),
        Page("POST", "/reviews/{reference}", take, Right.REVIEWS),
        Page("GET", "/reviews/{reference}/photos/{media}", photo, Right.REVIEWS),
        Page("POST", "/reviews/{reference}/papers/{media}", paper, Right.REVIEWS),
    )


def review(visit: Visit, db: Db) -> Answer:
    """The application as it stands."""
    return _shown(visit, db, Fields({}))


def take(visit: Visit, db: Db) -> Answer:
    """Take a decision and tell the person, in this one transaction; a reason that is missing is asked for."""
    row = find(visit, db)
    fields = Fields(visit.typed)
    chosen = fields.choice("decision", [decision.value for decision in Decision], required=True)
    reason = fields.text("reason", REASON)
    if not fields.good:
        return _shown(visit, db, fields)
    decision = Decision(chosen)
    try:
        told = decide(
            db,
            row.id,
            decision,
            visit.staff.id,
            reason,
            visit.now,
            office=visit.room.office,
            field=fields.values.get("field", ""),
            seen=bool(fields.values.get("seen")),
        )
    except NotDecided as refused:
        name = {Refusal.REASON: "reason", Refusal.FIELD: "field", Refusal.PAPERS: "seen"}.get(
            refused.why, "decision"
        )
        fields.wrong(name, f"decision-{refused.why.value}")
        raise Undone(lambda again: _shown(visit, again, fields)) from refused
    if told is not None:
        visit.room.turns.take(db, told, visit.now)
    return Turned(f"{PATH}/{row.reference}", f"decided-{row.state}", wakes=told is not None)


def photo(visit: Visit, db: Db) -> Answer:
    """A picture that belongs to an answer of this application."""
    row, number = find(visit, db), visit.number("media")
    shown = (given for given in applications.answers(db, row.id) if not given.key.startswith(papers.PREFIX))
    content, mime = _file(visit, db, shown, number)
    return Sent(content, mime if mime.startswith("image/") else "application/octet-stream")


def paper(visit: Visit, db: Db) -> Answer:
    """A document that came by the link, which may show a NIK: shown in this one answer, the look noted."""
    row, number = find(visit, db), visit.number("media")
    sent = [given for given in applications.answers(db, row.id) if given.key.startswith(papers.PREFIX)]
    content, mime = _file(visit, db, sent, number)
    name = next(given.key.removeprefix(papers.PREFIX) for given in sent if number in given.media)
    visit.note(db, "look-paper", f"application:{row.reference}", name)
    return Sent(content, mime, "" if mime.startswith("image/") else f"{row.reference}-{name}.pdf")


def _file(visit: Visit, db: Db, among: Iterable[applications.Given], number: int) -> tuple[bytes, str]:
    """A stored file of one of these answers, and its type; Missing for any other."""
    mine = {one for given in among for one in given.media}
    where = media.located(db, number) if number in mine else None
    if where is None:
        raise Missing
    try:
        return documents.load(visit.room.database, where[0]), where[1]
    except FileNotFoundError as erased:
        raise Missing from erased


def _shown(visit: Visit, db: Db, fields: Fields) -> Answer:
    row = find(visit, db)
    person = db.session.scalar(visit.scope.people(select(Person).where(Person.id == row.person_id)))
    if person is None:
        raise Missing
    business = db.session.scalar(select(Business).where(Business.person_id == row.person_id))
    programme = db.session.get(Programme, row.programme_id) if row.programme_id is not None else None
    fund = db.session.get(FundApplication, row.id)
    told = applications.answers(db, row.id)
    answers = [given for given in told if not given.key.startswith(papers.PREFIX)]
    sent = {given.key: given for given in told if given.key.startswith(papers.PREFIX)}
    wanted = [(papers.key(one), one) for one in visit.room.office.fund.documents] if fund else []
    named = {given.key: _named(visit, given) for given in answers}
    values = {
        "application": row,
        "person": person,
        "business": business,
        "programme": programme,
        "seats": _seats(db, programme),
        "position": applications.position(db, row),
        "fund": fund,
        "bank": visit.room.office.bank(fund.bank) if fund else None,
        "checked_by": db.session.get(Staff, fund.checked_by) if fund and fund.checked_by else None,
        "answers": [(given, named[given.key], _plain(given.shown)) for given in answers],
        "named": named,
        "askable": [
            *((key, name) for key, name in named.items() if _askable(key)),
            *((key, one.words) for key, one in wanted),
        ],
        "papers": [(key, one.words, sent.get(key)) for key, one in wanted]
        + [(key, one.label, one) for key, one in sent.items() if key not in dict(wanted)],
        "papers_missing": fund is not None and bool(papers.missing(db, row, visit.room.office)),
        "pictures": _pictures(db, told),
        "events": _events(db, row),
        "offered": _offered(visit, row, fund),
        "own_check": fund is not None and fund.checked_by == visit.staff.id,
        "numbers": visit.staff.may(Right.NUMBERS),
        "late": row.due_on is not None and row.due_on < visit.today and row.state in WAITING,
        "open": row.state in WAITING,
        "values": fields.values,
        "faults": fields.faults,
    }
    return Shown("review.html", values, 200 if fields.good else 422)


def _offered(visit: Visit, row: Application, fund: FundApplication | None) -> Sequence[Decision]:
    """The decisions that may come now, from this person: not both pairs of eyes."""
    allowed = may_follow(ApplicationKind(row.kind), State(row.state))
    found = [decision for decision in OFFERED if NEXT[decision] in allowed]
    if Decision.APPROVE not in found and row.state != State.WAITING.value and State.WAITING in allowed:
        found.insert(0, Decision.APPROVE)
    if fund is not None and fund.checked_by == visit.staff.id and Decision.FORWARD in found:
        found.remove(Decision.FORWARD)
    return found


def _named(visit: Visit, given: applications.Given) -> str:
    """What the question is called: a text of the dialogue, or staff's own words."""
    return visit.label(given.label) if TEXT.fullmatch(given.label) else given.label


def _askable(key: str) -> bool:
    """Whether the chat can ask for this answer alone."""
    return key in FIELDS or key.startswith("extra:")


def _plain(shown: Any) -> Any:
    """An answer as it was shown, a bare NIK or NIB masked."""
    if isinstance(shown, str) and shown.isdecimal() and len(shown) in (NIB_DIGITS, NIK_DIGITS):
        return masked(shown)
    return shown


def _seats(db: Db, programme: Programme | None) -> int | None:
    if programme is None:
        return None
    return left(programmes.room(db, programme), len(programmes.claims(db, programme.id)))


def _pictures(db: Db, answers: Sequence[applications.Given]) -> Mapping[int, str]:
    """By media id, its MIME type where it is stored."""
    found = {}
    for given in answers:
        for number in given.media:
            where = media.located(db, number)
            if where is not None:
                found[number] = where[1]
    return found


def _events(db: Db, row: Application) -> Sequence[Any]:
    query = (
        select(ApplicationEvent.state, ApplicationEvent.note, ApplicationEvent.at, Staff.name)
        .outerjoin(Staff, Staff.id == ApplicationEvent.staff_id)
        .where(ApplicationEvent.application_id == row.id)
        .order_by(ApplicationEvent.id)
    )
    return db.conn.execute(query).all()
