"""Ends forms that were left lying: what a partial one holds is recorded, the rest is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from conversations import engine
from conversations.question import plain
from storage import checkins, contacts, forms, journal
from storage.database import Db
from storage.forms import FormRow
from turns.desk import Case, Opening
from turns.turn import Turns

LEFT: Final = timedelta(days=30)  # untouched for so long, a form is over


def expire(db: Db, turns: Turns, contact: int, row: FormRow, now: datetime) -> bool:
    """End this form of this contact. True where something of it was recorded."""
    desk = turns.desks.get(row.form.name)
    visitor = contacts.visitor(db, contact)
    recorded = False
    if desk is not None and desk.conversation.partial:
        opening = Opening(row.form.name, row.form.about, row.form.subject)
        case = Case(db, now, turns.office, opening, visitor, row.id)
        result = engine.close(
            desk.conversation, row.form, desk.load(case), lambda need: desk.need(case, need)
        )
        if result is not None:
            desk.record(case, result)
            checkins.incomplete(db, row.id)
            recorded = True
    forms.close(db, row.id, "expired", None, now)
    lay = int((now - row.touched_at).total_seconds() * 1000)
    name, asked = row.form.name, plain(row.form.asked)
    journal.note(
        db, row.id, visitor.person_id, turns.release, name, "expired", asked, visitor.channel, lay, now
    )
    return recorded
