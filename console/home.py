"""The first page: what waits for whoever is logged in, with counts that renew themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from console.menu import ENTRIES
from console.page import Answer, Page, Shown, Visit
from console.scope import Right
from rules.application import QUEUE
from storage import broadcasts
from storage.database import Db
from storage.sending import Held
from storage.tables import Application, Broadcast, Inbox, Outbox, Person, Programme, Task, Thread
from storage.tasks import ESCALATED, NEW, OFFERED

FIRST = 5  # applications shown


@dataclass(frozen=True, slots=True)
class Tile:
    """One count: its text is `console-home-<name>`, and it leads to `path` if the menu has it."""

    name: str
    path: str
    count: int
    urgent: bool = False

    @property
    def leads(self) -> bool:
        return any(entry.path == self.path.partition("?")[0] for entry in ENTRIES)


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "", home, Right.HOME),
        Page("GET", "/counts", counts, Right.HOME),
        Page("GET", "/menu", more, Right.HOME),
    )


def home(visit: Visit, db: Db) -> Answer:
    """The counts, and the applications that must be answered first."""
    reviews = visit.staff.may(Right.REVIEWS)
    return Shown("home.html", {"tiles": tiles(visit, db), "first": first(visit, db), "reviews": reviews})


def counts(visit: Visit, db: Db) -> Answer:
    """The counts alone, for the page to renew."""
    return Shown("home-tiles.html", {"tiles": tiles(visit, db)})


def more(visit: Visit, db: Db) -> Answer:
    """The whole menu, where a phone has room for a few tabs only."""
    return Shown("menu.html")


def tiles(visit: Visit, db: Db) -> Sequence[Tile]:
    """The counts that this person may know, in the order in which they matter."""
    scope, who = visit.scope, visit.staff
    queue = [state.value for state in QUEUE]
    found: list[Tile] = []
    for kind, right in (("training", Right.REVIEW_TRAINING), ("fund", Right.REVIEW_FUND)):
        if who.may(right):
            waiting = select(func.count()).where(Application.kind == kind, Application.state.in_(queue))
            late = waiting.where(Application.due_on < visit.today)
            path = f"/console/reviews?kind={kind}"
            found.append(Tile(kind, path, _count(db, scope.reviews(waiting))))
            if overdue := _count(db, scope.reviews(late)):
                found.append(Tile(f"{kind}-late", f"{path}&late=1", overdue, urgent=True))
    if who.may(Right.MESSAGES):
        threads = scope.threads(select(func.count()).where(Thread.state == "waiting"))
        found.append(Tile("messages", "/console/messages", _count(db, threads)))
    if who.may(Right.AT_RISK):
        tasks = scope.tasks(select(func.count()).where(Task.state.in_([NEW, OFFERED, ESCALATED])))
        found.append(Tile("at-risk", "/console/at-risk", _count(db, tasks)))
    if who.may(Right.APPROVE_BROADCASTS):
        others = or_(Broadcast.created_by.is_(None), Broadcast.created_by != who.id)
        waits = select(func.count()).where(Broadcast.state == broadcasts.WAITING, others)
        if approvals := _count(db, waits):
            found.append(Tile("approvals", "/console/broadcasts", approvals))
    if who.may(Right.DELIVERIES):
        why = [Held.TEMPLATE.value, Held.RETRY.value]
        held = select(func.count()).where(Outbox.state == "queued", Outbox.held.in_(why))
        found.append(Tile("held", "/console/deliveries", _count(db, held)))
        broken = _count(db, select(func.count()).where(Inbox.state == "quarantined"))
        found.append(Tile("quarantined", "/console/deliveries", broken, urgent=broken > 0))
    return found


def first(visit: Visit, db: Db) -> Sequence[object]:
    """The open applications whose answer is due soonest."""
    if not visit.staff.may(Right.REVIEWS):
        return ()
    query = (
        select(
            Application.reference,
            Application.kind,
            Application.state,
            Application.due_on,
            Person.name,
            Programme.title,
        )
        .join(Person, Person.id == Application.person_id)
        .outerjoin(Programme, Programme.id == Application.programme_id)
        .where(Application.state.in_([state.value for state in QUEUE]))
        .order_by(Application.due_on.is_(None), Application.due_on, Application.id)
        .limit(FIRST)
    )
    return db.conn.execute(visit.scope.reviews(query)).all()


def _count(db: Db, query: Select[int]) -> int:
    return db.conn.execute(query).scalar_one()
