"""The audit: who decided or looked at what, newest first, for the administrator and the head."""

from __future__ import annotations

from sqlalchemy import select

from console.listing import chosen, listing
from console.page import Answer, Page, Shown, Visit
from console.scope import Right
from storage.database import Db
from storage.tables import Audit, Staff


def pages() -> tuple[Page, ...]:
    return (Page("GET", "/audit", audit, Right.AUDIT),)


def audit(visit: Visit, db: Db) -> Answer:
    """One page of it."""
    actions = db.session.scalars(select(Audit.action).distinct().order_by(Audit.action)).all()
    people = db.conn.execute(select(Staff.id, Staff.name).order_by(Staff.name)).all()
    action = chosen(visit, "action", actions)
    staff = chosen(visit, "staff", [str(row.id) for row in people])
    query = (
        select(Audit.action, Audit.subject, Audit.detail, Audit.at, Staff.name)
        .outerjoin(Staff, Staff.id == Audit.staff_id)
        .order_by(Audit.id.desc())
    )
    if action:
        query = query.where(Audit.action == action)
    if staff:
        query = query.where(Audit.staff_id == int(staff))
    values = {
        "list": listing(visit, db, query, "/console/audit", size=50),
        "actions": actions,
        "people": people,
        "filters": {"action": action, "staff": staff},
        "filtered": bool(action or staff),
    }
    return Shown("audit.html", values)
