"""Announcements that were left half-frozen or half-cancelled go on, and those that were sent are done."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scheduler.moment import Moment
from storage import broadcasts, outbox
from storage.database import Database


def run(database: Database, moment: Moment) -> Counter[str]:
    """How many were frozen to the end, and how many are done."""
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
    with database.read() as db:
        ending = broadcasts.ending(db)
    for number in ending:
        counts["broadcast-done"] += database.write(
            partial(broadcasts.finish, broadcast_id=number, now=moment.now)
        )
    return +counts
