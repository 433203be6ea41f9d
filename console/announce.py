"""Writing an announcement: its words, whom it is for with a live count, a picture, a button, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from starlette.datastructures import ImmutableMultiDict, UploadFile

from console import broadcasts as ledger
from console.fields import Fields, clean
from console.page import Answer, Missing, Page, Shown, Turned, Undone, Visit
from console.scope import Right
from conversations.announcement import LONGEST, announcement
from conversations.message import Message, decode
from rules.audience import Activity, Audience, minutes
from rules.business import Sector
from rules.programme import ProgrammeState
from storage import audiences, broadcasts, documents, media
from storage.database import Db
from storage.tables import Broadcast, Media, Programme

PATH = ledger.PATH
SECTORS = [sector.value for sector in Sector]
ACTIVITIES = [activity.value for activity in Activity]
WITH_PICTURE = documents.MOST + (1 << 20)  # bytes of the whole form


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/broadcasts/new", begin, Right.BROADCASTS),
        Page("POST", "/broadcasts/new", create, Right.BROADCASTS, WITH_PICTURE),
        Page("GET", "/broadcasts/count", count, Right.BROADCASTS),
        Page("GET", "/broadcasts/preview", preview, Right.BROADCASTS),
        Page("GET", "/broadcasts/{broadcast}/edit", edit, Right.BROADCASTS),
        Page("POST", "/broadcasts/{broadcast}/edit", change, Right.BROADCASTS, WITH_PICTURE),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """An announcement as its form holds it."""

    words: str
    audience: Audience
    button: str  # code of the programme whose card it opens, or ""
    at: datetime
    picture: int | None = None

    def message(self, visit: Visit) -> Message:
        """As people get it."""
        return announcement(visit.room.texts, self.words, programme=self.button, picture=self.picture)


def begin(visit: Visit, db: Db) -> Answer:
    """An empty form, with the count of everybody."""
    return _form(visit, db, Fields({}), Audience())


def edit(visit: Visit, db: Db) -> Answer:
    """The form as the draft stands."""
    row = _draft(visit, db)
    button = next((one.data.partition("|")[2] for one in decode(row.body).buttons), "")
    local = row.at.astimezone(visit.room.office.zone).strftime("%Y-%m-%dT%H:%M")
    fields = Fields({"words": row.text, "button": button, "at": local if row.at > visit.now else ""})
    return _form(visit, db, fields, broadcasts.audience_of(row), row)


def create(visit: Visit, db: Db) -> Answer:
    """Keep it as a draft; nothing goes out yet."""
    fields, written = _read(visit, db)
    if not fields.good:
        return _form(visit, db, fields, written.audience)
    if _upload(visit) is not None:
        raise Undone(lambda reading: _with_picture(visit, reading, fields, written, None))
    return _keep(visit, db, written, None)


def change(visit: Visit, db: Db) -> Answer:
    """Change a draft."""
    row = _draft(visit, db)
    fields, written = _read(visit, db)
    if not fields.good:
        return _form(visit, db, fields, written.audience, row)
    if _upload(visit) is not None or (fields.tick("unpicture") and row.picture_id is not None):
        raise Undone(lambda reading: _with_picture(visit, reading, fields, written, row))
    return _keep(visit, db, replace(written, picture=row.picture_id), row.id)


def count(visit: Visit, db: Db) -> Answer:
    """How many would get it and who would not, for the form to show while it is being filled in."""
    return Shown("announce-count.html", _counted(visit, db, _audience(visit, db, visit.query)))


def preview(visit: Visit, db: Db) -> Answer:
    """How it looks in a chat, and how long it is."""
    words = clean(visit.query.get("words", ""))[: LONGEST * 4].strip()
    return Shown("announce-preview.html", _previewed(visit, db, words, visit.query.get("button", "")))


def _draft(visit: Visit, db: Db) -> Broadcast:
    row = ledger.find(visit, db)
    if row.state != broadcasts.DRAFT:
        raise Missing
    return row


def _upload(visit: Visit) -> UploadFile | None:
    found = visit.form.get("picture")
    return found if isinstance(found, UploadFile) and found.filename else None


def _with_picture(visit: Visit, db: Db, fields: Fields, written: Written, row: Broadcast | None) -> Answer:
    """The picture is read and kept outside of any transaction, since that takes a while."""
    upload, database = _upload(visit), visit.room.database
    stored = None
    if upload is not None:
        upload.file.seek(0)
        try:
            stored = documents.store(database, upload.file.read(), "photo")
        except documents.Unfit:
            fields.wrong("picture", "picture")
            return _form(visit, db, fields, written.audience, row)

    def work(writing: Db) -> tuple[Answer, str]:
        old = row.picture_id if row is not None else None
        path = (media.located(writing, old) or ("", ""))[0] if old is not None else ""
        if old is not None:
            media.erased(writing, old)
        number = _note(writing, stored, visit.now) if stored is not None else None
        return _keep(visit, writing, replace(written, picture=number), row.id if row else None), path

    answer, path = database.write(work)
    if path:
        documents.erase(database, path)
    return answer


def _note(db: Db, stored: documents.Stored, now: datetime) -> int:
    row = Media(
        channel="office",
        kind="photo",
        mime=stored.mime,
        size=stored.size,
        path=stored.path,
        state="stored",
        not_before=now,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _keep(visit: Visit, db: Db, written: Written, number: int | None) -> Answer:
    message = written.message(visit)
    if number is None:
        number = broadcasts.draft(
            db, written.words, message, written.audience, written.at, visit.now, visit.staff.id
        )
        visit.note(db, "broadcast-new", f"broadcast:{number}")
    elif not broadcasts.rewrite(db, number, written.words, message, written.audience, written.at):
        raise Missing
    return Turned(f"{PATH}/{number}", "broadcast-draft")


def _read(visit: Visit, db: Db) -> tuple[Fields, Written]:
    fields = Fields(visit.typed)
    words = fields.text("words", LONGEST, required=True)
    button = fields.choice("button", [code for code, _ in _programmes(db, open_only=True)])
    at = fields.moment("at", visit.room.office.zone)
    if at is not None and at < visit.now:
        fields.wrong("at", "past")
    return fields, Written(words, _audience(visit, db, visit.form), button, at or visit.now)


def _audience(
    visit: Visit, db: Db, items: ImmutableMultiDict[str, str] | ImmutableMultiDict[str, str | UploadFile]
) -> Audience:
    """Whom the form's fields choose. Missing for a value that the form does not offer."""
    kecamatan, sectors = (tuple(map(str, items.getlist(name))) for name in ("kecamatan", "sectors"))
    nib, programme, activity = (str(items.get(name, "")) for name in ("nib", "programme", "activity"))
    places = {place.code for place in visit.room.regions.kecamatan}
    codes = {code for code, _ in _programmes(db)}
    if not (
        places.issuperset(kecamatan)
        and set(SECTORS).issuperset(sectors)
        and nib in ("", "yes", "no")
        and programme in ("", *codes)
        and activity in ("", *ACTIVITIES)
    ):
        raise Missing
    return Audience(
        kecamatan,
        tuple(Sector(value) for value in sectors),
        {"yes": True, "no": False}.get(nib),
        programme,
        Activity(activity) if activity else None,
    )


def _programmes(db: Db, *, open_only: bool = False) -> list[tuple[str, str]]:
    """(code, title), the newest first."""
    query = select(Programme.code, Programme.title).order_by(Programme.id.desc())
    if open_only:
        query = query.where(Programme.state == ProgrammeState.PUBLISHED.value)
    return [(code, title) for code, title in db.conn.execute(query)]


def _counted(visit: Visit, db: Db, audience: Audience) -> dict[str, object]:
    counted = audiences.count(db, audience, visit.now)
    limit = visit.room.office.rules.approval_above
    return {
        "counted": counted,
        "minutes": minutes(counted.recipients),
        "limit": limit,
        "needs_approval": counted.recipients > limit,
    }


def _previewed(visit: Visit, db: Db, words: str, button: str, picture: str = "") -> dict[str, object]:
    known = {code for code, _ in _programmes(db, open_only=True)}
    message = announcement(visit.room.texts, words, programme=button if button in known else "")
    return {"message": message, "have": len(words), "most": LONGEST, "picture": picture}


def _form(visit: Visit, db: Db, fields: Fields, audience: Audience, row: Broadcast | None = None) -> Answer:
    values: Mapping[str, str] = {
        **fields.values,
        "nib": "" if audience.nib is None else "yes" if audience.nib else "no",
        "programme": audience.programme,
        "activity": audience.activity.value if audience.activity else "",
    }
    picture = f"{PATH}/{row.id}/picture" if row is not None and row.picture_id is not None else ""
    shown = {
        "values": values,
        "faults": fields.faults,
        "row": row,
        "audience": audience,
        "places": visit.room.regions.kecamatan,
        "sectors": SECTORS,
        "activities": ACTIVITIES,
        "programmes": _programmes(db),
        "offered": _programmes(db, open_only=True),
        **_counted(visit, db, audience),
        **_previewed(visit, db, values.get("words", "").strip(), values.get("button", ""), picture),
    }
    return Shown("announce-form.html", shown, 200 if fields.good else 422)
