"""The list of people: searched by name, business or number; filtered by place, sector and activity."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, false, func, or_, select

from console.listing import chosen, holding, listing, sought
from console.page import Answer, Page, Shown, Visit
from console.scope import Right
from rules.business import Sector
from rules.checkin import STOPPED
from rules.identity import NIB_DIGITS, NIK_DIGITS
from rules.identity import phone as read_phone
from rules.operating import Operating
from storage.database import Db
from storage.tables import Business, CheckIn, Person

ACTIVITIES = ("trading", "stopped", "unknown")


def pages() -> tuple[Page, ...]:
    return (Page("GET", "/people", people, Right.PEOPLE),)


def people(visit: Visit, db: Db) -> Answer:
    """One page of the people that this person may see."""
    state = _last_state(visit)
    query = (
        select(
            Person.id,
            Person.name,
            Person.kecamatan,
            Person.desa,
            Person.registered_at,
            Business.name.label("business"),
            Business.sector,
            Business.has_nib,
            state.label("state"),
        )
        .outerjoin(Business, Business.person_id == Person.id)
        .order_by(func.lower(Person.name), Person.id)
    )
    follows = visit.staff.may(Right.CHECKINS)
    q = sought(visit)
    kecamatan = chosen(visit, "kecamatan", [place.code for place in visit.room.regions.kecamatan])
    sector = chosen(visit, "sector", [sector.value for sector in Sector])
    activity = chosen(visit, "activity", ACTIVITIES) if follows else ""
    if q:
        query = query.where(_matches(visit, db, q))
    if kecamatan:
        query = query.where(Person.kecamatan == kecamatan)
    if sector:
        query = query.where(Business.sector == sector)
    if activity:
        query = query.where(_is(activity, state))
    found = listing(visit, db, visit.scope.people(query), "/console/people")
    filters = {"q": q, "kecamatan": kecamatan, "sector": sector, "activity": activity}
    return Shown(
        "people.html",
        {
            "list": found,
            "filters": filters,
            "filtered": any(filters.values()),
            "follows": follows,
            "places": visit.room.regions.kecamatan,
            "sectors": [sector.value for sector in Sector],
            "activities": ACTIVITIES,
        },
    )


def _last_state(visit: Visit) -> ColumnElement[str]:
    """The state that the latest check-in recorded; nothing for those who may not see check-ins."""
    latest = (
        select(CheckIn.state)
        .where(CheckIn.person_id == Person.id)
        .order_by(CheckIn.month.desc())
        .limit(1)
        .correlate(Person)
    )
    return visit.scope.checkins(latest).scalar_subquery()


def _is(activity: str, state: ColumnElement[str]) -> ColumnElement[bool]:
    if activity == "unknown":
        return state.is_(None)
    stopped = [one.value for one in Operating if one in STOPPED]
    return state.in_(stopped) if activity == "stopped" else state.not_in(stopped)


def _matches(visit: Visit, db: Db, q: str) -> ColumnElement[bool]:
    """Names hold it, or it is a phone number, or, for those who may see them, the NIK or NIB."""
    pattern = holding(q)
    found: list[ColumnElement[bool]] = [
        Person.name.ilike(pattern, escape="\\"),
        Business.name.ilike(pattern, escape="\\"),
    ]
    digits = re.sub(r"[\s().-]", "", q)
    if (number := read_phone(digits)) is not None:
        found.append(Person.phone == number)
    if visit.staff.may(Right.NUMBERS) and digits.isdecimal():
        if len(digits) == NIK_DIGITS:
            found.append(Person.nik_hash.in_(db.sealing.digests(digits)))
        elif len(digits) == NIB_DIGITS:
            found.append(Business.nib_hash.in_(db.sealing.digests(digits)))
    return or_(false(), *found)
