"""Login links and logged-in browsers: only hashes are kept, and each is good for a time and then no more."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update

from console.scope import Area, Role, Who
from storage.database import Db
from storage.tables import LoginLink, LoginSession, Staff

LINK_LASTS = timedelta(hours=24)
SESSION_LASTS = timedelta(days=7)
DEMO_LASTS = timedelta(days=3650)  # the demo jumps in time, and nobody should be thrown out by it


def hashed(token: str) -> str:
    """A token has 256 random bits: a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()


def csrf(token: str) -> str:
    """The word that every form of this session repeats."""
    return hmac.new(token.encode(), b"console form", sha256).hexdigest()


def issue(db: Db, staff_id: int, now: datetime, *, demo: bool = False) -> str:
    """A new one-time link for this member of staff; earlier links that nobody used end here."""
    db.session.execute(
        update(LoginLink)
        .where(LoginLink.staff_id == staff_id, LoginLink.used_at.is_(None))
        .values(used_at=now)
    )
    token = secrets.token_urlsafe(32)
    until = now + (DEMO_LASTS if demo else LINK_LASTS)
    db.session.add(LoginLink(hash=hashed(token), staff_id=staff_id, until=until))
    db.session.flush()
    return token


def invited(db: Db, token: str, now: datetime) -> Staff | None:
    """Whom an unused link that is still good belongs to."""
    query = (
        select(Staff)
        .join(LoginLink, LoginLink.staff_id == Staff.id)
        .where(
            LoginLink.hash == hashed(token),
            LoginLink.used_at.is_(None),
            LoginLink.until > now,
            Staff.ended_at.is_(None),
        )
    )
    return db.session.scalar(query)


def enter(db: Db, token: str, now: datetime, *, demo: bool = False) -> tuple[Staff, str] | None:
    """Use the link up and begin a session: who, and the session's token. None for a spent link."""
    staff = invited(db, token, now)
    if staff is None:
        return None
    spent = db.session.execute(
        update(LoginLink)
        .where(LoginLink.hash == hashed(token), LoginLink.used_at.is_(None))
        .values(used_at=now)
        .returning(LoginLink.staff_id)
    )
    if spent.scalar() is None:  # somebody was quicker by a moment
        return None
    session = secrets.token_urlsafe(32)
    until = now + (DEMO_LASTS if demo else SESSION_LASTS)
    db.session.add(LoginSession(hash=hashed(session), staff_id=staff.id, created_at=now, until=until))
    return staff, session


def who_is(db: Db, session: str, now: datetime) -> Who | None:
    """Whose browser this is; None when it is nobody's any more."""
    if not session:
        return None
    query = (
        select(Staff.id, Staff.name, Staff.role, Staff.area, Staff.kecamatan)
        .join(LoginSession, LoginSession.staff_id == Staff.id)
        .where(
            LoginSession.hash == hashed(session),
            LoginSession.ended_at.is_(None),
            LoginSession.until > now,
            Staff.ended_at.is_(None),
        )
    )
    row = db.conn.execute(query).first()
    return None if row is None else Who(row.id, row.name, Role(row.role), Area(row.area), row.kecamatan)


def leave(db: Db, session: str, now: datetime) -> None:
    """End this browser's session."""
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.hash == hashed(session), LoginSession.ended_at.is_(None))
        .values(ended_at=now)
    )


def shut_out(db: Db, staff_id: int, now: datetime) -> None:
    """End every session and every unused link of this member of staff."""
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.staff_id == staff_id, LoginSession.ended_at.is_(None))
        .values(ended_at=now)
    )
    db.session.execute(
        update(LoginLink)
        .where(LoginLink.staff_id == staff_id, LoginLink.used_at.is_(None))
        .values(used_at=now)
    )
