"""The review queue: applications that wait for the office, or were decided, for those who review them."""

from __future__ import annotations

from sqlalchemy import select

from console.fields import clean
from console.listing import chosen, holding, listing, sought
from console.page import Answer, Missing, Page, Shown, Turned, Visit
from console.scope import KINDS, Right
from rules.application import QUEUE, ApplicationKind, State
from storage.database import Db
from storage.tables import Application, Business, Person, Programme
from turns.decisions import Decision, NotDecided, decide

PATH = "/console/reviews"
WAITING = [state.value for state in QUEUE]
STATES = [state.value for state in State]
MOST = 50  # approved at once


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/reviews", reviews, Right.REVIEWS),
        Page("POST", "/reviews", approve, Right.REVIEW_TRAINING),
    )


def reviews(visit: Visit, db: Db) -> Answer:
    """One page of the queue, what is due soonest first; by default what waits for the office."""
    kinds = [kind for kind in KINDS if visit.reviews(kind)]
    kind = chosen(visit, "kind", kinds) or kinds[0]
    state = chosen(visit, "state", [*STATES, "any"])
    kecamatan = chosen(visit, "kecamatan", [place.code for place in visit.room.regions.kecamatan])
    late = chosen(visit, "late", ["1"])
    q = sought(visit)
    programmes = db.conn.execute(
        select(Programme.id, Programme.title)
        .where(Programme.kind == kind)
        .order_by(Programme.id.desc())
        .limit(100)
    ).all()
    programme = chosen(visit, "programme", [str(row.id) for row in programmes])
    query = (
        select(
            Application.id,
            Application.reference,
            Application.kind,
            Application.state,
            Application.filed_at,
            Application.due_on,
            Application.kecamatan,
            Person.name,
            Business.name.label("business"),
            Programme.title,
        )
        .join(Person, Person.id == Application.person_id)
        .outerjoin(Business, Business.person_id == Application.person_id)
        .outerjoin(Programme, Programme.id == Application.programme_id)
        .where(Application.kind == kind)
        .order_by(Application.due_on.is_(None), Application.due_on, Application.id)
    )
    if state != "any":
        query = query.where(Application.state.in_([state] if state else WAITING))
    if kecamatan:
        query = query.where(Application.kecamatan == kecamatan)
    if programme:
        query = query.where(Application.programme_id == int(programme))
    if late:
        query = query.where(Application.due_on < visit.today, Application.state.in_(WAITING))
    if q:
        found = Person.name.ilike(holding(q), escape="\\") | Business.name.ilike(holding(q), escape="\\")
        query = query.where(found | (Application.reference == q.upper()))
    values = {
        "list": listing(visit, db, visit.scope.reviews(query), PATH),
        "filters": {"state": state, "kecamatan": kecamatan, "programme": programme, "late": late, "q": q},
        "filtered": bool(state or kecamatan or programme or late or q),
        "kind": kind,
        "kinds": kinds,
        "states": STATES,
        "places": visit.room.regions.kecamatan,
        "programmes": programmes,
        "waiting": WAITING,
        "bulk": kind == ApplicationKind.TRAINING.value,
    }
    return Shown("reviews.html", values)


def approve(visit: Visit, db: Db) -> Answer:
    """Approve all that were ticked, who applied first coming first; what has moved on meanwhile is left."""
    ticked = [clean(one) for one in visit.several("reference")[:MOST]]
    query = (
        select(Application.id)
        .where(
            Application.reference.in_(ticked),
            Application.kind == ApplicationKind.TRAINING.value,
            Application.state.in_([State.FILED.value, State.CHECKING.value]),
        )
        .order_by(Application.filed_at, Application.id)
    )
    done = 0
    for number in db.conn.execute(visit.scope.reviews(query)).scalars().all():
        try:
            told = decide(
                db,
                number,
                Decision.APPROVE,
                visit.staff.id,
                "",
                visit.now,
                office=visit.room.office,
            )
        except NotDecided:
            continue
        if told is not None:
            visit.room.turns.take(db, told, visit.now)
        done += 1
    return Turned(f"{PATH}?kind=training", "approved" if done else "approved-none", done, wakes=done > 0)


def find(visit: Visit, db: Db) -> Application:
    """The application of the address, among those that this person reviews."""
    query = select(Application).where(Application.reference == clean(visit.path["reference"]))
    found = db.session.scalar(visit.scope.reviews(query))
    if found is None:
        raise Missing
    return found
