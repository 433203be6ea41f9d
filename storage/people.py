"""Reads and writes people and their businesses: who is known, who shares a phone, and a chat's person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

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


_NEW = Fast(
    insert(Person)
    .inline()
    .values(
        name=bindparam("called"),
        title=bindparam("title"),
        kecamatan=bindparam("kecamatan"),
        desa=bindparam("desa"),
        language=bindparam("language"),
        phone=bindparam("phone"),
        phone_verified_at=bindparam("verified"),
        created_at=bindparam("now"),
        registered_at=bindparam("now"),
        served_at=bindparam("now"),
    )
)
_KNOWN = Fast(
    update(Person)
    .where(Person.id == bindparam("person"))
    .values(
        name=bindparam("called"),
        title=bindparam("title"),
        kecamatan=bindparam("kecamatan"),
        desa=bindparam("desa"),
        phone=func.coalesce(Person.phone, bindparam("phone")),
        phone_verified_at=func.coalesce(Person.phone_verified_at, bindparam("verified")),
        registered_at=bindparam("now"),
        served_at=bindparam("now"),
    )
)
_BUSINESS = (
    insert(Business)
    .inline()
    .values(
        person_id=bindparam("person"),
        name=bindparam("business"),
        sector=bindparam("sector"),
        has_nib=bindparam("nib"),
        since_year=bindparam("since"),
    )
)
_TRADES = Fast(
    _BUSINESS.on_conflict_do_update(
        index_elements=[Business.person_id],
        set_={
            "name": _BUSINESS.excluded.name,
            "sector": _BUSINESS.excluded.sector,
            "has_nib": _BUSINESS.excluded.has_nib,
            "since_year": _BUSINESS.excluded.since_year,
        },
    )
)


@dataclass(frozen=True, slots=True)
class Registered:
    """What a registration tells of a person and the business. Kecamatan and desa by their codes."""

    name: str
    title: str
    business: str
    sector: str
    kecamatan: str
    desa: str
    has_nib: bool
    since: int
    language: str
    phone: str | None  # as the channel proves it


def register(db: Db, person: int | None, told: Registered, now: datetime) -> int:
    """Keeps person and business: a new row, or that of `person`, who wrote before. Gives the person."""
    values = {
        "called": told.name,
        "title": told.title,
        "kecamatan": told.kecamatan,
        "desa": told.desa,
        "phone": told.phone,
        "verified": now if told.phone is not None else None,
        "now": now,
    }
    db.flush()
    if person is None:
        person = db.insert(_NEW, language=told.language, **values)
        if person is None:
            raise LookupError("the person was not kept")
    else:
        db.run(_KNOWN, person=person, **values)
    db.run(
        _TRADES,
        person=person,
        business=told.business,
        sector=told.sector,
        nib=told.has_nib,
        since=told.since,
    )
    return person
