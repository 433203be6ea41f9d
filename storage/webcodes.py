"""Codes by which a web visitor proves to be a person: six digits, ten minutes, once, few tries."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Db, Fast
from storage.tables import Counter, WebCode, ms

MINUTES = 10
TRIES = 5  # wrong codes of one chat in ten minutes
ALL_TRIES = 50  # wrong codes of all chats in ten minutes: a new chat is not a new chance

_USE = Fast(
    update(WebCode)
    .where(WebCode.hash == bindparam("code"), WebCode.used_at.is_(None), WebCode.until > bindparam("now"))
    .values(used_at=bindparam("moment"))
    .returning(WebCode.person_id)
)
_TRIED = Fast(select(Counter.last).where(Counter.name == bindparam("name")))
_TRY = Fast(
    insert(Counter)
    .values(name=bindparam("name"), last=1)
    .on_conflict_do_update(index_elements=[Counter.name], set_={"last": Counter.last + 1})
)


def make(db: Db, person: int, now: datetime) -> str:
    """A new code of this person; an earlier one is worth nothing any more."""
    db.session.execute(delete(WebCode).where(WebCode.person_id == person))
    code = f"{secrets.randbelow(1_000_000):06d}"
    while db.session.get(WebCode, db.sealing.digest(code)) is not None:
        code = f"{secrets.randbelow(1_000_000):06d}"
    db.session.add(
        WebCode(hash=db.sealing.digest(code), person_id=person, until=now + timedelta(minutes=MINUTES))
    )
    db.flush()
    return code


def use(db: Db, code: str, contact: int, now: datetime) -> int | None:
    """The person whose code this is, which is used up; None for a wrong one, which counts as a try."""
    if not barred(db, contact, now):
        row = db.row(_USE, code=db.sealing.digest(code), now=now, moment=now)
        if row is not None:
            person: int = row[0]
            return person
    for name in _names(contact, now):
        db.run(_TRY, name=name)
    return None


def barred(db: Db, contact: int, now: datetime) -> bool:
    """Whether this chat, or all together, have tried too often lately."""
    for name, most in zip(_names(contact, now), (TRIES, ALL_TRIES), strict=True):
        row = db.row(_TRIED, name=name)
        if row is not None and row[0] >= most:
            return True
    return False


def _names(contact: int, now: datetime) -> tuple[str, str]:
    window = ms(now) // (MINUTES * 60_000)
    return f"t{contact}-{window}", f"t-{window}"
