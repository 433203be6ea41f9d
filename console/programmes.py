"""Programmes: the list, and the page where staff write, change, publish and close one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from console.fields import Fields
from console.listing import chosen, listing
from console.page import Answer, Missing, Page, Shown, Turned, Visit
from console.scope import Right
from rules.application import QUEUE, State
from rules.business import Sector
from rules.programme import ProgrammeKind, ProgrammeState, Source
from storage.database import Db
from storage.programmes import claims
from storage.tables import Application, Programme, ProgrammeQuestion, ProgrammeQuota

PATH = "/console/programmes"
KINDS = [kind.value for kind in ProgrammeKind]
STATES = [state.value for state in ProgrammeState]
SECTORS = [sector.value for sector in Sector]
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,18}[A-Z0-9]")
MOST_SEATS = 100_000
DEAREST = 1_000_000_000


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/programmes", programmes, Right.PROGRAMMES),
        Page("GET", "/programmes/new", draft, Right.PROGRAMMES),
        Page("POST", "/programmes/new", create, Right.PROGRAMMES),
        Page("GET", "/programmes/{programme}", programme, Right.PROGRAMMES),
        Page("GET", "/programmes/{programme}/edit", edit, Right.PROGRAMMES),
        Page("POST", "/programmes/{programme}/edit", change, Right.PROGRAMMES),
        Page("POST", "/programmes/{programme}/state", move, Right.PROGRAMMES),
    )


def find(visit: Visit, db: Db) -> Programme:
    """The programme of the address, or Missing."""
    found = db.session.get(Programme, visit.number("programme"))
    if found is None:
        raise Missing
    return found


def programmes(visit: Visit, db: Db) -> Answer:
    """All programmes, the newest first, with how many wait and how many have a seat."""
    query = select(
        Programme.id,
        Programme.code,
        Programme.kind,
        Programme.title,
        Programme.state,
        Programme.starts_at,
        Programme.seats,
        _counted(visit, QUEUE).label("waiting"),
        _counted(visit, [State.ACCEPTED]).label("seated"),
    ).order_by(Programme.id.desc())
    state = chosen(visit, "state", STATES)
    if state:
        query = query.where(Programme.state == state)
    found = listing(visit, db, query, PATH)
    return Shown("programmes.html", {"list": found, "state": state, "states": STATES})


def programme(visit: Visit, db: Db) -> Answer:
    """One programme: its card, seats and quotas, extra questions, and what can be done with it."""
    found = find(visit, db)
    quotas = db.session.scalars(
        select(ProgrammeQuota).where(ProgrammeQuota.programme_id == found.id).order_by(ProgrammeQuota.id)
    ).all()
    questions = db.session.scalars(
        select(ProgrammeQuestion)
        .where(ProgrammeQuestion.programme_id == found.id)
        .order_by(ProgrammeQuestion.retired_at.is_not(None), ProgrammeQuestion.position, ProgrammeQuestion.id)
    ).all()
    states = db.conn.execute(
        visit.scope.applications(
            select(Application.state, func.count())
            .where(Application.programme_id == found.id)
            .group_by(Application.state)
        )
    ).all()
    values = {
        "programme": found,
        "quotas": quotas,
        "questions": questions,
        "states": states,
        "sources": [(source.value, visit.say(f"source-{source.value}")) for source in Source],
        "places": [(place.code, place.name) for place in visit.room.regions.kecamatan],
        "values": {},
        "faults": {},
    }
    return Shown("programme.html", values)


def draft(visit: Visit, db: Db) -> Answer:
    """An empty form."""
    return _form(visit, {"kind": ProgrammeKind.TRAINING.value}, Fields({}), None)


def create(visit: Visit, db: Db) -> Answer:
    """Keep a new programme as a draft."""
    fields = Fields(visit.typed)
    row = Programme(state=ProgrammeState.DRAFT.value, created_at=visit.now)
    _read(visit, fields, row)
    row.code = _code(db, fields, visit.now)
    if not fields.good:
        return _form(visit, fields.values, fields, None)
    db.session.add(row)
    db.session.flush()
    visit.note(db, "programme-new", f"programme:{row.code}")
    return Turned(f"{PATH}/{row.id}", "programme-new")


def edit(visit: Visit, db: Db) -> Answer:
    """The form as the programme stands."""
    found = find(visit, db)
    return _form(visit, _written(visit, found), Fields({}), found)


def change(visit: Visit, db: Db) -> Answer:
    """Keep what was changed; its code stays, since posters carry it."""
    found = find(visit, db)
    fields = Fields(visit.typed)
    kept = db.session.scalar(
        select(func.sum(ProgrammeQuota.seats)).where(ProgrammeQuota.programme_id == found.id)
    )
    taken = len(claims(db, found.id))
    _read(visit, fields, found)
    if found.seats is not None and taken > found.seats:
        fields.wrong("seats", "seats-taken", taken=taken)
    if found.seats is not None and (kept or 0) > found.seats:
        fields.wrong("seats", "seats-quota", kept=kept or 0)
    if not fields.good:
        db.session.expunge(found)
        return _form(visit, fields.values, fields, found)
    visit.note(db, "programme-edit", f"programme:{found.code}")
    return Turned(f"{PATH}/{found.id}", "saved")


def move(visit: Visit, db: Db) -> Answer:
    """Publish, close or open again. Who applied already stays in the queue."""
    found = find(visit, db)
    to = visit.typed.get("to", "")
    if to not in (ProgrammeState.PUBLISHED.value, ProgrammeState.CLOSED.value):
        raise Missing
    found.state = to
    visit.note(db, f"programme-{to}", f"programme:{found.code}")
    return Turned(f"{PATH}/{found.id}", f"programme-{to}")


def _read(visit: Visit, fields: Fields, row: Programme) -> None:
    zone = visit.room.office.zone
    began = row.starts_at
    row.kind = fields.choice("kind", KINDS, required=True)
    row.title = fields.line("title", 60, required=True)
    row.about = fields.text("about", 600)
    row.place = fields.line("place", 120)
    row.starts_at = fields.moment("starts_at", zone)
    row.ends_at = fields.moment("ends_at", zone)
    row.apply_until = fields.day("apply_until")
    row.release_on = fields.day("release_on")
    row.seats = fields.number("seats", 1, MOST_SEATS)
    row.offered_by = fields.line("offered_by", 100)
    row.cost = fields.number("cost", 0, DEAREST) or 0
    row.needs_nib = fields.tick("needs_nib")
    sectors = [sector for sector in SECTORS if sector in visit.several("sectors")]
    row.sectors = "" if len(sectors) == len(SECTORS) else " ".join(sectors)
    fields.values["sectors"] = row.sectors
    if row.starts_at and row.starts_at != began and row.starts_at < visit.now:
        fields.wrong("starts_at", "past")
    if row.starts_at and row.ends_at and row.ends_at < row.starts_at:
        fields.wrong("ends_at", "ends-before")
    if row.starts_at and row.apply_until and row.apply_until > visit.room.office.today(row.starts_at):
        fields.wrong("apply_until", "after-start")


def _code(db: Db, fields: Fields, now: datetime) -> str:
    """The code on posters and in links: as typed, else made from the title."""
    typed = fields.line("code", 20).upper()
    if not typed:
        words = re.findall(r"[A-Z0-9]+", fields.values.get("title", "").upper())
        stem = "-".join(words)[:13].strip("-") or "PROGRAM"
        codes = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        return next(code for code in codes if len(code) > 2 and not _taken(db, code))
    if not CODE.fullmatch(typed):
        fields.wrong("code", "code")
    elif _taken(db, typed):
        fields.wrong("code", "code-taken", code=typed)
    return typed


def _taken(db: Db, code: str) -> bool:
    return (
        db.session.scalar(select(Programme.id).where(func.lower(Programme.code) == code.lower())) is not None
    )


def _written(visit: Visit, row: Programme) -> dict[str, str]:
    """The programme as its form's fields hold it."""
    zone = visit.room.office.zone

    def local(at: datetime | None) -> str:
        return "" if at is None else at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")

    return {
        "code": row.code,
        "kind": row.kind,
        "title": row.title,
        "about": row.about,
        "place": row.place,
        "starts_at": local(row.starts_at),
        "ends_at": local(row.ends_at),
        "apply_until": row.apply_until.isoformat() if row.apply_until else "",
        "release_on": row.release_on.isoformat() if row.release_on else "",
        "seats": "" if row.seats is None else str(row.seats),
        "offered_by": row.offered_by,
        "cost": str(row.cost or ""),
        "needs_nib": "1" if row.needs_nib else "",
        "sectors": row.sectors,
    }


def _form(visit: Visit, values: Mapping[str, str], fields: Fields, found: Programme | None) -> Answer:
    shown = {
        "values": values,
        "faults": fields.faults,
        "programme": found,
        "kinds": [(kind, visit.say(f"kind-{kind}")) for kind in KINDS],
        "sectors": SECTORS,
        "picked": values.get("sectors", "").split(),
    }
    return Shown("programme-form.html", shown, 200 if fields.good else 422)


def _counted(visit: Visit, states: Collection[State]) -> ScalarSelect[Any]:
    counted = (
        select(func.count())
        .where(
            Application.programme_id == Programme.id,
            Application.state.in_([state.value for state in states]),
        )
        .correlate(Programme)
    )
    return visit.scope.applications(counted).scalar_subquery()
