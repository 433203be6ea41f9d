"""Reads and writes people and their businesses: who is known, who shares a phone, and a chat's person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from storage.database import Db, Fast
from storage.tables import Business, Contact, Person


@dataclass(frozen=True, slots=True)
class Profile:
    """What dialogues need of one person and business, without numbers that are sealed."""

    person_id: int
    name: str
    title: str
    business: str
    sector: str
    kecamatan: str
    desa: str
    has_nib: bool | None
    nib_kept: bool  # whether the number itself is kept
    since: int | None
    phone: str | None
    registered: bool


_COLUMNS = (
    Person.id,
    Person.name,
    Person.title,
    Business.name,
    Business.sector,
    Person.kecamatan,
    Person.desa,
    Business.has_nib,
    Business.nib_hash,
    Business.since_year,
    Person.phone,
    Person.registered_at,
)
_LIVING = (Person.erased_at.is_(None), Person.registered_at.is_not(None))
_ONE = Fast(
    select(*_COLUMNS)
    .outerjoin(Business, Business.person_id == Person.id)
    .where(Person.id == bindparam("person"), Person.erased_at.is_(None))
)
_SHARING = Fast(
    select(Person.id, Person.name, Person.title, Business.name)
    .join(Business, Business.person_id == Person.id)
    .where(Person.phone == bindparam("phone"), Person.phone_verified_at.is_not(None), *_LIVING)
    .order_by(Person.id)
)


def profile(db: Db, person: int) -> Profile | None:
    """The person, unless there is none or the data was erased."""
    row = db.row(_ONE, person=person)
    if row is None:
        return None
    number, name, title, business, sector, kecamatan, desa, nib, nib_hash, since, phone, registered = row
    return Profile(
        person_id=number,
        name=name,
        title=title,
        business=business or "",
        sector=sector or "",
        kecamatan=kecamatan,
        desa=desa,
        has_nib=None if nib is None else bool(nib),
        nib_kept=nib_hash is not None,
        since=since,
        phone=phone,
        registered=registered is not None,
    )


@dataclass(frozen=True, slots=True)
class Sharer:
    """Someone registered with a verified phone that others may have too."""

    person_id: int
    name: str
    title: str
    business: str


def sharing(db: Db, phone: str, but: int | None = None) -> Sequence[Sharer]:
    """Who is registered with this verified phone, apart from `but`."""
    return [Sharer(*row) for row in db.rows(_SHARING, phone=phone) if row[0] != but]


def verify(db: Db, person: int, phone: str, now: datetime) -> None:
    """The person's phone is proved; a number that was proved before is replaced."""
    found = db.session.get_one(Person, person)
    found.phone, found.phone_verified_at = phone, now
    db.flush()


def keep_nik(db: Db, person: int, nik: str) -> None:
    """Keeps a NIK sealed, with a keyed hash to find it by."""
    found = db.session.get_one(Person, person)
    found.nik_sealed, found.nik_hash = db.sealing.seal(nik.encode()), db.sealing.digest(nik)
    db.flush()


def speak(db: Db, contact: int, person: int | None, language: str) -> None:
    """The language this chat is answered in, and what the office starts with this person is written in."""
    db.session.get_one(Contact, contact).language = language
    if person is not None:
        db.session.get_one(Person, person).language = language
    db.flush()
