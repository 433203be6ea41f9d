"""Logging in by a one-time link, and out again. GET changes nothing: previews of messages fetch links."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from console import sessions
from console.page import Answer, Page, Shown, Turned, Visit
from console.scope import Right, Role
from storage.database import Database, Db
from storage.tables import Audit, Staff

PATH = "/console/masuk/"


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/masuk", locked, None),
        Page("GET", "/masuk/{token}", offer, None),
        Page("POST", "/masuk/{token}", enter, None),
        Page("POST", "/keluar", leave, Right.HOME),
    )


def new_link(
    database: Database, now: datetime, staff_id: int | None = None, *, demo: bool = False
) -> str | None:
    """The path of a new one-time link: for that member of staff, or in a demo for its first administrator.

    None where there is nobody to log in; outside a demo a link is made only for somebody named.
    """

    def work(db: Db) -> str | None:
        query = select(Staff.id).where(Staff.ended_at.is_(None)).order_by(Staff.id).limit(1)
        if staff_id is not None:
            query = query.where(Staff.id == staff_id)
        elif demo:
            query = query.where(Staff.role == Role.ADMIN.value)
        else:
            return None
        found = db.session.scalar(query)
        return None if found is None else PATH + sessions.issue(db, found, now, demo=demo)

    return database.write(work)


def locked(visit: Visit, db: Db) -> Answer:
    """How to get in, for whoever has no session."""
    return Turned("/console") if visit.who else Shown("locked.html")


def offer(visit: Visit, db: Db) -> Answer:
    """One form with one button; the link is not used up by looking at it."""
    staff = sessions.invited(db, visit.path["token"], visit.now)
    if staff is None:
        return Shown("spent.html", status=410)
    return Shown("login.html", {"name": staff.name, "action": PATH + visit.path["token"]})


def enter(visit: Visit, db: Db) -> Answer:
    """Log in, once."""
    entered = sessions.enter(db, visit.path["token"], visit.now, demo=visit.room.demo)
    if entered is None:
        return Shown("spent.html", status=410)
    staff, session = entered
    db.session.add(Audit(staff_id=staff.id, action="login", at=visit.now))
    return Turned("/console", cookie=session)


def leave(visit: Visit, db: Db) -> Answer:
    """Log out."""
    sessions.leave(db, visit.session, visit.now)
    visit.note(db, "logout")
    return Turned("/console/masuk", cookie="")
