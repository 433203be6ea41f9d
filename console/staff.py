"""The list of staff and assistants, for administrators: add, end, and give a new login link."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from console import roster, sessions
from console.fields import Fields
from console.login import PATH as LOGIN
from console.page import Answer, Missing, Page, Shown, Turned, Visit
from console.scope import Area, Right, Role
from storage.database import Db
from storage.tables import Staff

PATH = "/console/staff"


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/staff", staff, Right.STAFF),
        Page("GET", "/staff/new", draft, Right.STAFF),
        Page("POST", "/staff/new", add, Right.STAFF),
        Page("POST", "/staff/{staff}/link", link, Right.STAFF),
        Page("POST", "/staff/{staff}/end", end, Right.STAFF),
    )


def staff(visit: Visit, db: Db) -> Answer:
    """Who works here, by role, and who has left."""
    rows = db.session.scalars(select(Staff).order_by(Staff.ended_at.is_not(None), Staff.role, Staff.name))
    return Shown("staff.html", {"rows": rows.all()})


def draft(visit: Visit, db: Db) -> Answer:
    """An empty form."""
    return _form(visit, {"role": Role.STAFF.value}, Fields({}))


def add(visit: Visit, db: Db) -> Answer:
    """Add somebody and show the first login link, once."""
    fields = Fields(visit.typed)
    name = fields.line("name", 80, required=True)
    phone = fields.phone("phone")
    role = fields.choice("role", [role.value for role in Role], required=True)
    area = fields.choice("area", [area.value for area in Area])
    kecamatan = fields.choice("kecamatan", [place.code for place in visit.room.regions.kecamatan])
    if role == Role.ASSISTANT.value and not kecamatan:
        fields.wrong("kecamatan", "assistant-place")
    found = roster.known(db, phone) if phone else None
    if found is not None and found.ended_at is None:
        fields.wrong("phone", "staff-exists", name=found.name)
    if not fields.good:
        return _form(visit, fields.values, fields)
    row = roster.enroll(
        db,
        name,
        phone,
        Role(role),
        visit.now,
        area=Area(area),
        kecamatan=kecamatan,
        by=visit.staff.id,
        called=visit.say(f"role-{role}"),
    )
    if row is None:
        raise Missing
    return _link(visit, db, row)


def link(visit: Visit, db: Db) -> Answer:
    """A new login link, shown once; an earlier one that nobody used ends."""
    row = _find(visit, db)
    visit.note(db, "staff-link", f"staff:{row.id}", row.name)
    return _link(visit, db, row)


def end(visit: Visit, db: Db) -> Answer:
    """Somebody leaves; nobody shuts themselves out."""
    row = _find(visit, db)
    if row.id == visit.staff.id:
        return Turned(PATH, "staff-self")
    roster.end(db, row, visit.now, visit.staff.id)
    return Turned(PATH, "staff-end")


def _find(visit: Visit, db: Db) -> Staff:
    row = db.session.get(Staff, visit.number("staff"))
    if row is None or row.ended_at is not None:
        raise Missing
    return row


def _link(visit: Visit, db: Db, row: Staff) -> Answer:
    token = sessions.issue(db, row.id, visit.now, demo=visit.room.demo)
    return Shown("staff-link.html", {"row": row, "link": f"{visit.room.public_url}{LOGIN}{token}"})


def _form(visit: Visit, values: Mapping[str, str], fields: Fields) -> Answer:
    shown = {
        "values": values,
        "faults": fields.faults,
        "roles": [(role.value, visit.say(f"role-{role.value}")) for role in Role],
        "areas": [(area.value, visit.say(f"area-{area.value or 'all'}")) for area in Area],
        "places": [(place.code, place.name) for place in visit.room.regions.kecamatan],
    }
    return Shown("staff-form.html", shown, 200 if fields.good else 422)
