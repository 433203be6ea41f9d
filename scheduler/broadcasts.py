"""Announcements that were left half-frozen or half-cancelled go on; those that were sent or are old end."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scheduler.moment import Moment
from storage import broadcasts, outbox
from storage.database import Database


def run(database: Database, moment: Moment) -> Counter[str]:
    """How many were frozen to the end, how many rows waited too long for their person, how many are done."""
    counts: Counter[str] = Counter()
    limit = moment.turns.office.rules.approval_above
    with database.read() as db:
        unfrozen, cancelled = broadcasts.unfrozen(db), broadcasts.cancelling(db)
    for number in unfrozen:
        freeze = partial(broadcasts.freeze, broadcast_id=number, now=moment.now, approval_above=limit)
        while not database.write(freeze):
            pass
        counts["broadcast-frozen"] += 1
    for number in cancelled:
        while database.write(partial(outbox.cancel_broadcast, broadcast_id=number)):
            pass
    while rows := _lapsed(database, moment):
        counts["broadcast-expired"] += database.write(partial(broadcasts.expire, rows=rows))
    with database.read() as db:
        ending = broadcasts.ending(db)
    for number in ending:
        counts["broadcast-done"] += database.write(
            partial(broadcasts.finish, broadcast_id=number, now=moment.now)
        )
    return +counts


def _lapsed(database: Database, moment: Moment) -> list[int]:
    with database.read() as db:
        return broadcasts.lapsed(db, moment.now)
