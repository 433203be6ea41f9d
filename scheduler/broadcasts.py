"""Announcements that were left half-frozen are frozen on, and those with nothing left to send are done."""

from __future__ import annotations

from collections import Counter
from functools import partial

from scheduler.moment import Moment
from storage import broadcasts
from storage.database import Database


def run(database: Database, moment: Moment) -> Counter[str]:
    """How many were frozen to the end, and how many are done."""
    counts: Counter[str] = Counter()
    limit = moment.turns.office.rules.approval_above
    with database.read() as db:
        waiting = broadcasts.unfrozen(db)
    for broadcast in waiting:
        while not database.write(
            partial(broadcasts.freeze, broadcast_id=broadcast, now=moment.now, approval_above=limit)
        ):
            pass
        counts["broadcast-frozen"] += 1
    done = database.write(partial(broadcasts.finish, now=moment.now))
    if done:
        counts["broadcast-done"] += done
    return counts
