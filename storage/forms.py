"""The forms of a contact: at most one open, others parked, newest first; sealed whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text

from conversations.form import Form
from storage.database import Db, Fast
from storage.tables import from_ms

PARKED = 5  # as many as are offered; older ones wait until they expire


class Opening(msgspec.Struct, frozen=True):
    """What a form is about, fixed when it opens: which month, which loan, and whom. Never from the clock."""

    name: str
    about: str = ""
    subject: int | None = None  # a person's id; None is whoever speaks


class FormRow(msgspec.Struct, frozen=True):
    """A form with its row. `then` opens when it ends."""

    id: int
    state: str
    form: Form
    then: tuple[Opening, ...]
    touched_at: datetime


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Opening, ...]).decode

_OPEN = Fast(
    text(
        "SELECT id, state, sealed, follows, touched_at FROM form "
        "WHERE contact_id = :contact AND state = 'open' ORDER BY id DESC LIMIT 1"
    )
)
_PARKED = Fast(
    text(
        "SELECT id, state, sealed, follows, touched_at FROM form "
        "WHERE contact_id = :contact AND state = 'parked'"
    )
)
_FIND = Fast(
    text(
        "SELECT id, state, sealed, follows, touched_at FROM form "
        "WHERE id = :form AND contact_id = :contact AND sealed <> :nothing"
    )
)
_DONE = Fast(text("SELECT 1 FROM form WHERE id = :form AND contact_id = :contact AND state = 'done'"))
_CREATE = Fast(
    text(
        """
        INSERT INTO form (contact_id, person_id, name, about, state, sealed, follows, opened_at, touched_at)
        VALUES (:contact, :person, :name, :about, 'open', :sealed, :follows, :now, :now)
        """
    )
)
_SAVE = Fast(text("UPDATE form SET sealed = :sealed, touched_at = :now WHERE id = :form AND state = 'open'"))
_REOPEN = Fast(text("UPDATE form SET sealed = :sealed, state = 'open', touched_at = :now WHERE id = :form"))
_PARK = Fast(text("UPDATE form SET state = 'parked', touched_at = :now WHERE id = :form AND state = 'open'"))
_CLOSE = Fast(
    text("UPDATE form SET state = :state, sealed = :sealed, follows = '', touched_at = :now WHERE id = :form")
)
_STALE = Fast(
    text(
        "SELECT id, contact_id, name, state FROM form "
        "WHERE state IN ('open', 'parked') AND touched_at < :before ORDER BY touched_at LIMIT :most"
    )
)

_KEPT = Fast(
    text(
        "SELECT id FROM form WHERE state IN ('done', 'ended') "
        "AND touched_at < :before AND sealed <> :nothing LIMIT :most"
    )
)
_EMPTY = Fast(text("UPDATE form SET sealed = :nothing WHERE id = :form AND state IN ('done', 'ended')"))


def open_of(db: Db, contact_id: int) -> FormRow | None:
    """The open form of a contact."""
    row = db.row(_OPEN, contact=contact_id)
    return read(db, row) if row else None


def parked(db: Db, contact_id: int) -> list[FormRow]:
    """What was laid aside, newest first."""
    rows = db.rows(_PARKED, contact=contact_id)  # a handful: sorted here for half of what SQLite needs
    rows.sort(key=lambda row: (row[4], row[0]), reverse=True)
    return [read(db, row) for row in rows[:PARKED]]


def find(db: Db, form_id: int, contact_id: int) -> FormRow | None:
    """A form of this contact by its id, in whatever state, while its answers are kept."""
    if form_id >= 1 << 63:
        return None
    row = db.row(_FIND, form=form_id, contact=contact_id, nothing=b"")
    return read(db, row) if row else None


def done(db: Db, form_id: int, contact_id: int) -> bool:
    """Whether a form of this contact was finished."""
    return form_id < 1 << 63 and db.row(_DONE, form=form_id, contact=contact_id) is not None


def create(
    db: Db, contact_id: int, person_id: int | None, form: Form, then: Sequence[Opening], now: datetime
) -> int:
    """Keep a new form as the open one; gives its id. `person_id` is whom it is about."""
    number = db.insert(
        _CREATE,
        contact=contact_id,
        person=person_id,
        name=form.name,
        about=form.about,
        sealed=db.sealing.seal(form.dump()),
        follows=_encode(then).decode() if then else "",
        now=now,
    )
    if number is None:
        raise LookupError("the form was not kept")
    return number


def save(db: Db, form_id: int, form: Form, now: datetime) -> None:
    """Keep the form as it is now; it is the open one."""
    sealed = db.sealing.seal(form.dump())
    if not db.run(_SAVE, form=form_id, sealed=sealed, now=now):  # two indexes less than with its state
        db.run(_REOPEN, form=form_id, sealed=sealed, now=now)


def park(db: Db, form_id: int, now: datetime) -> None:
    """Lay an open form aside."""
    db.run(_PARK, form=form_id, now=now)


def close(db: Db, form_id: int, state: str, form: Form | None, now: datetime) -> None:
    """End a form: done, cancelled, expired or ended. Its answers go, unless `form` keeps them for later."""
    sealed = db.sealing.seal(form.dump()) if form is not None else b""
    db.run(_CLOSE, form=form_id, state=state, sealed=sealed, now=now)


def stale(db: Db, before: datetime, most: int = 100) -> list[tuple[int, int, str, str]]:
    """(id, contact, name, state) of open and parked forms not touched since `before`, oldest first."""
    rows = db.rows(_STALE, before=before, most=most)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def kept(db: Db, before: datetime, most: int = 1000) -> list[int]:
    """Forms that are over whose answers were kept for a change and are no longer needed since `before`."""
    return [row[0] for row in db.rows(_KEPT, before=before, nothing=b"", most=most)]


def empty(db: Db, form_ids: Sequence[int]) -> None:
    """Their answers go."""
    for form_id in form_ids:
        db.run(_EMPTY, form=form_id, nothing=b"")


def read(db: Db, row: tuple[Any, ...]) -> FormRow:
    """A form from its columns id, state, sealed, follows, touched_at."""
    form = Form.load(db.sealing.open(row[2]))
    return FormRow(row[0], row[1], form, _decode(row[3]) if row[3] else (), from_ms(row[4]))
