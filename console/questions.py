"""A programme's quotas, and the extra questions staff write for its applicants: added, ordered, retired."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from console.fields import Fields
from console.page import Answer, Missing, Page, Shown, Turned, Visit
from console.programmes import MOST_SEATS, PATH, find
from console.scope import Right
from conversations.questions.defined import KINDS
from rules.programme import Source
from storage.database import Db
from storage.tables import Programme, ProgrammeQuestion, ProgrammeQuota

LABEL = 24  # characters of a choice: what a WhatsApp list row takes
FEWEST, MOST = 2, 9  # choices; a WhatsApp list has ten rows, one of which may be "skip"
QUESTIONS = 12  # of one programme: people answer on a phone


def pages() -> tuple[Page, ...]:
    one = "/programmes/{programme}/questions/{question}"
    return (
        Page("POST", "/programmes/{programme}/quotas", add_quota, Right.PROGRAMMES),
        Page("POST", "/programmes/{programme}/quotas/{quota}/remove", remove_quota, Right.PROGRAMMES),
        Page("GET", "/programmes/{programme}/questions/new", draft, Right.PROGRAMMES),
        Page("POST", "/programmes/{programme}/questions/new", add, Right.PROGRAMMES),
        Page("GET", one, edit, Right.PROGRAMMES),
        Page("POST", one, change, Right.PROGRAMMES),
        Page("POST", f"{one}/move", move, Right.PROGRAMMES),
        Page("POST", f"{one}/retire", retire, Right.PROGRAMMES),
    )


def add_quota(visit: Visit, db: Db) -> Answer:
    """Keep seats for a source, a kecamatan, or both."""
    programme = find(visit, db)
    fields = Fields(visit.typed)
    source = fields.choice("source", [source.value for source in Source])
    kecamatan = fields.choice("kecamatan", [place.code for place in visit.room.regions.kecamatan])
    seats = fields.number("seats", 1, MOST_SEATS, required=True)
    if not source and not kecamatan:
        fields.wrong("source", "quota-any")
    kept = db.session.scalar(
        select(func.coalesce(func.sum(ProgrammeQuota.seats), 0)).where(
            ProgrammeQuota.programme_id == programme.id
        )
    )
    if seats and programme.seats is not None and (kept or 0) + seats > programme.seats:
        fields.wrong("seats", "quota-over", left=max(0, programme.seats - (kept or 0)))
    if not fields.good or seats is None:
        values = {
            "programme": programme,
            "values": fields.values,
            "faults": fields.faults,
            "sources": [(source.value, visit.say(f"source-{source.value}")) for source in Source],
            "places": [(place.code, place.name) for place in visit.room.regions.kecamatan],
        }
        return Shown("quota-form.html", values, 422)
    db.session.add(ProgrammeQuota(programme_id=programme.id, source=source, kecamatan=kecamatan, seats=seats))
    place = visit.room.regions.kecamatan_of(kecamatan) if kecamatan else None
    kept_for = [visit.say(f"source-{source}")] if source else []
    kept_for += [place.name] if place else []
    detail = f"{visit.say('quota-seats', n=seats)} · {' · '.join(kept_for)}"
    visit.note(db, "quota-add", f"programme:{programme.code}", detail)
    return Turned(f"{PATH}/{programme.id}", "saved")


def remove_quota(visit: Visit, db: Db) -> Answer:
    """Let those seats go to anybody."""
    programme = find(visit, db)
    row = db.session.get(ProgrammeQuota, visit.number("quota"))
    if row is None or row.programme_id != programme.id:
        raise Missing
    db.session.delete(row)
    visit.note(db, "quota-remove", f"programme:{programme.code}")
    return Turned(f"{PATH}/{programme.id}", "saved")


def draft(visit: Visit, db: Db) -> Answer:
    """An empty form."""
    return _form(visit, find(visit, db), None, {"kind": "text", "required": "1"}, Fields({}))


def add(visit: Visit, db: Db) -> Answer:
    """Ask it from the next form on; those half-way through are asked it too."""
    programme = find(visit, db)
    fields = Fields(visit.typed)
    kind = fields.choice("kind", KINDS, required=True)
    words = fields.line("words", 200, required=True)
    choices = _choices(fields, []) if kind == "choice" else []
    standing = _standing(db, programme)
    if len(standing) >= QUESTIONS:
        fields.wrong("words", "too-many", most=QUESTIONS)
    if not fields.good:
        return _form(visit, programme, None, fields.values, fields)
    row = ProgrammeQuestion(
        programme_id=programme.id,
        position=1 + max((one.position for one in standing), default=0),
        kind=kind,
        words=words,
        choices=_kept(choices),
        required=fields.tick("required"),
    )
    db.session.add(row)
    visit.note(db, "question-add", f"programme:{programme.code}", words)
    return Turned(f"{PATH}/{programme.id}", "question-add")


def edit(visit: Visit, db: Db) -> Answer:
    """The form as the question stands."""
    programme, row = _find(visit, db)
    titles = [one["title"] for one in json.loads(row.choices or "[]")]
    values = {
        "kind": row.kind,
        "words": row.words,
        "choices": "\n".join(titles),
        "required": "1" if row.required else "",
    }
    return _form(visit, programme, row, values, Fields({}))


def change(visit: Visit, db: Db) -> Answer:
    """New words or choices; its kind stays, since answers of that kind are kept under its id."""
    programme, row = _find(visit, db)
    fields = Fields(visit.typed)
    words = fields.line("words", 200, required=True)
    choices = _choices(fields, json.loads(row.choices or "[]")) if row.kind == "choice" else []
    if not fields.good:
        return _form(visit, programme, row, fields.values, fields)
    row.words, row.choices, row.required = words, _kept(choices), fields.tick("required")
    visit.note(db, "question-edit", f"programme:{programme.code}", words)
    return Turned(f"{PATH}/{programme.id}", "saved")


def move(visit: Visit, db: Db) -> Answer:
    """One place up or down among those that are asked."""
    programme, row = _find(visit, db)
    standing = list(_standing(db, programme))
    if row not in standing or (step := {"up": -1, "down": 1}.get(visit.typed.get("to", ""))) is None:
        raise Missing
    place = standing.index(row)
    if 0 <= place + step < len(standing):
        standing.insert(place + step, standing.pop(place))
    for position, one in enumerate(standing, 1):
        one.position = position
    return Turned(f"{PATH}/{programme.id}#questions")


def retire(visit: Visit, db: Db) -> Answer:
    """Ask it no more; answers that were given stay with their applications."""
    programme, row = _find(visit, db)
    if row.retired_at is None:
        row.retired_at = visit.now
        visit.note(db, "question-retire", f"programme:{programme.code}", row.words)
    return Turned(f"{PATH}/{programme.id}", "question-retire")


def _find(visit: Visit, db: Db) -> tuple[Programme, ProgrammeQuestion]:
    programme = find(visit, db)
    row = db.session.get(ProgrammeQuestion, visit.number("question"))
    if row is None or row.programme_id != programme.id:
        raise Missing
    return programme, row


def _standing(db: Db, programme: Programme) -> Sequence[ProgrammeQuestion]:
    return db.session.scalars(
        select(ProgrammeQuestion)
        .where(ProgrammeQuestion.programme_id == programme.id, ProgrammeQuestion.retired_at.is_(None))
        .order_by(ProgrammeQuestion.position, ProgrammeQuestion.id)
    ).all()


def _choices(fields: Fields, before: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """One choice a line. A title that stood there keeps its id; an id is never given twice."""
    titles = [" ".join(line.split()) for line in fields.text("choices", 400).splitlines() if line.strip()]
    if not FEWEST <= len(titles) <= MOST:
        fields.wrong("choices", "choices", low=FEWEST, high=MOST)
    if len({title.casefold() for title in titles}) < len(titles):
        fields.wrong("choices", "choices-twice")
    if any(len(title) > LABEL for title in titles):
        fields.wrong("choices", "choices-long", most=LABEL)
    ids = {one["title"].casefold(): one["id"] for one in before}
    found = []
    for place, title in enumerate(titles):
        kept = ids.get(title.casefold())
        if kept is None and len(titles) == len(before) and before[place]["title"] not in titles:
            kept = before[place]["id"]  # the same line, its words mended
        if kept is None:
            kept = secrets.token_hex(3)
        found.append({"id": kept, "title": title})
    return found


def _kept(choices: Sequence[Mapping[str, str]]) -> str:
    return json.dumps(choices, ensure_ascii=False) if choices else ""


def _form(
    visit: Visit,
    programme: Programme,
    row: ProgrammeQuestion | None,
    values: Mapping[str, str],
    fields: Fields,
) -> Answer:
    shown = {
        "programme": programme,
        "question": row,
        "values": values,
        "faults": fields.faults,
        "kinds": [(kind, visit.say(f"question-{kind}")) for kind in KINDS],
    }
    return Shown("question-form.html", shown, 200 if fields.good else 422)
