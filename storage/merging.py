"""Makes one person of two records: someone who came on two channels and has proved to be the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from rules.consent import Purpose
from storage import consents
from storage.database import Db
from storage.tables import (
    Application,
    Business,
    CheckIn,
    Consent,
    Contact,
    Due,
    Erasure,
    Form,
    Journal,
    Media,
    Outbox,
    Outcome,
    Person,
    Task,
    Thread,
    WebCode,
)

FREE: tuple[Any, ...] = (Application, Contact, Form, Journal, Media, Outbox, Outcome, Thread, Erasure)
"""What may simply belong to another person."""


def merge(db: Db, gone: int, stays: int, now: datetime) -> None:
    """All that `gone` has becomes that of `stays`, whose own name, business and numbers remain.

    A month that both answered keeps the answer of `stays`; of consents what stands on either side is kept.
    What was due for `gone` is cancelled, since it is due for `stays` by itself.
    """
    session = db.session
    session.flush()
    for table in FREE:
        session.execute(update(table).where(table.person_id == gone).values(person_id=stays))
    months = select(CheckIn.month).where(CheckIn.person_id == stays)
    session.execute(
        update(CheckIn)
        .where(CheckIn.person_id == gone, CheckIn.month.not_in(months.scalar_subquery()))
        .values(person_id=stays)
    )
    standing = {purpose.value for purpose in consents.given(db, stays)}
    session.execute(
        update(Consent)
        .where(
            Consent.person_id == gone,
            Consent.withdrawn_at.is_(None),
            Consent.purpose.in_([purpose.value for purpose in Purpose if purpose.value not in standing]),
        )
        .values(person_id=stays)
    )
    session.execute(
        update(Consent)
        .where(Consent.person_id == gone, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by="merged")
    )
    session.execute(
        update(Due)
        .where(Due.person_id == gone, Due.state == "waiting")
        .values(state="cancelled", why="merged", done_at=now)
    )
    session.execute(
        update(Task).where(Task.person_id == gone, Task.done_at.is_(None)).values(state="done", done_at=now)
    )
    session.execute(delete(WebCode).where(WebCode.person_id == gone))
    session.execute(delete(Business).where(Business.person_id == gone))
    emptied = session.get_one(Person, gone)
    emptied.name = emptied.title = emptied.desa = emptied.kecamatan = ""
    emptied.phone = emptied.phone_verified_at = emptied.registered_at = emptied.served_at = None
    emptied.birth_year = emptied.nik_sealed = emptied.nik_hash = None
    emptied.erased_at = now
    session.flush()
    session.expire_all()
