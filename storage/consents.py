"""Reads and writes consents: each purpose apart, with version, time and channel; withdrawn, never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from rules.consent import VERSIONS, Purpose
from storage import followup, outbox
from storage.database import Db, Fast
from storage.tables import Consent

KNOWN = {purpose.value: purpose for purpose in Purpose}

_GIVEN = Fast(
    select(Consent.purpose, Consent.version).where(
        Consent.person_id == bindparam("person"), Consent.withdrawn_at.is_(None)
    )
)
_GIVE = Fast(
    insert(Consent).values(
        person_id=bindparam("person"),
        purpose=bindparam("purpose"),
        version=bindparam("version"),
        channel=bindparam("channel"),
        given_at=bindparam("now"),
    )
)
_WITHDRAW = Fast(
    update(Consent)
    .where(
        Consent.person_id == bindparam("person"),
        Consent.purpose == bindparam("purpose"),
        Consent.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("now"), withdrawn_by=bindparam("by"))
)


def given(db: Db, person: int) -> frozenset[Purpose]:
    """The purposes this person consents to now."""
    return frozenset(KNOWN[purpose] for purpose, _ in db.rows(_GIVEN, person=person) if purpose in KNOWN)


def give(db: Db, person: int, purposes: Iterable[Purpose], channel: str, now: datetime) -> None:
    """Consent to these, in the wording in force; what stands in that wording already stays as it is."""
    purposes = tuple(purposes)
    standing = dict(db.rows(_GIVEN, person=person))
    for purpose in purposes:
        version = VERSIONS[purpose]
        if standing.get(purpose.value) == version:
            continue
        if purpose.value in standing:
            withdraw(db, person, [purpose], now, "renewed")
        db.run(_GIVE, person=person, purpose=purpose.value, version=version, channel=channel, now=now)
    if Purpose.CHECKIN in purposes:
        followup.plan(db, person, now)


def withdraw(db: Db, person: int, purposes: Iterable[Purpose], now: datetime, by: str = "") -> None:
    """End these consents. `by` is "stop" where that word ended all at once."""
    standing = given(db, person)
    ended = [purpose for purpose in purposes if purpose in standing]
    for purpose in ended:
        db.run(_WITHDRAW, person=person, purpose=purpose.value, now=now, by=by)
        outbox.cancel_purpose(db, person, purpose.value, "withdrawn")
    if Purpose.CHECKIN in ended and by != "renewed":
        followup.stopped(db, person, now)
