"""Ends what was kept long enough: forms left lying, texts not understood, pictures of what was refused."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

from scheduler.moment import Moment
from storage import documents, forms, media, staff, unheard
from storage.database import Database, Db
from turns.expiry import LEFT, expire

CHUNK = 25
CORRECTED = timedelta(days=32)  # the month in which a check-in may be corrected is surely over


def run(database: Database, moment: Moment) -> Counter[str]:
    """All that has run out, once a day; how many forms, texts and pictures of each kind."""
    counts: Counter[str] = Counter()
    today = moment.office.today(moment.now).isoformat()
    if not database.write(partial(staff.mark_once, name="expiry", value=today)):
        return counts
    while ended := database.write(partial(_forms, moment=moment)):
        counts["form-expired"] += ended
    counts["form-emptied"] += _kept(database, moment)
    while forgotten := database.write(partial(unheard.forget, now=moment.now)):
        counts["unheard-forgotten"] += forgotten
    counts["picture-erased"] += _pictures(database, moment)
    return +counts


def _forms(db: Db, moment: Moment) -> int:
    stale = forms.stale(db, moment.now - LEFT, CHUNK)
    for number, contact, _, _ in stale:
        row = forms.find(db, number, contact)
        if row is None:
            forms.close(db, number, "expired", None, moment.now)
        else:
            expire(db, moment.turns, contact, row, moment.now)
    return len(stale)


def _kept(database: Database, moment: Moment) -> int:
    """Answers that were kept so that they could be corrected: a month later they cannot be any more."""
    with database.read() as db:
        over = forms.kept(db, moment.now - CORRECTED)
    for first in range(0, len(over), CHUNK):
        database.write(partial(forms.empty, form_ids=over[first : first + CHUNK]))
    return len(over)


def _pictures(database: Database, moment: Moment) -> int:
    """Pictures of refused and cancelled applications, some days after the decision (the office's setting)."""
    before = moment.now - timedelta(days=moment.office.rules.erase_documents_after)
    with database.read() as db:
        over = media.of_ended(db, before)
    for number, path in over:
        documents.erase(database, path)
        database.write(partial(media.erased, media_id=number))
    return len(over)
