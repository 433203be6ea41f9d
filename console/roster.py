"""Who works here: added, ended, taken back; the same for the console and the command line."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from console import sessions
from console.scope import Area, Role
from storage import audit
from storage.database import Db
from storage.tables import Staff


def known(db: Db, phone: str) -> Staff | None:
    """Whoever has this number (+62...), also somebody who has left."""
    found: Staff | None = db.session.scalar(select(Staff).where(Staff.phone == phone))
    return found


def enroll(
    db: Db,
    name: str,
    phone: str,
    role: Role,
    now: datetime,
    *,
    area: Area = Area.ALL,
    kecamatan: str = "",
    by: int | None = None,
    called: str = "",
) -> Staff | None:
    """Somebody new, or somebody who left and is back. None where the number belongs to one who works here.

    `called` is the role in words, for the audit.
    """
    row = known(db, phone)
    if row is not None and row.ended_at is None:
        return None
    if row is None:
        row = Staff(phone=phone, created_at=now)
        db.session.add(row)
    row.name, row.role, row.ended_at = name, role.value, None
    row.area = area.value if role is Role.STAFF else ""
    row.kecamatan = kecamatan if role is Role.ASSISTANT else ""
    db.session.flush()
    audit.note(db, by, "staff-add", f"staff:{row.id}", now, f"{name} ({called or role.value})")
    return row


def end(db: Db, row: Staff, now: datetime, by: int | None) -> None:
    """Somebody leaves: every session and link ends with it; what they did stays in the audit."""
    row.ended_at = now
    sessions.shut_out(db, row.id, now)
    audit.note(db, by, "staff-end", f"staff:{row.id}", now, row.name)
