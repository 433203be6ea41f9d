"""Deletes the data of people who asked for it, a day before the law's deadline at the latest."""

from __future__ import annotations

from collections import Counter

from scheduler.moment import Moment
from storage import erasure, ledger
from storage.database import Database


def run(database: Database, moment: Moment) -> Counter[str]:
    """All deletions that are due; how many people. What fails is tried again at the next tick."""
    counts: Counter[str] = Counter()
    with database.read() as db:
        due = erasure.due(db, moment.now)
    for person in due:
        ledger.carry_out(database, person, moment.now)
        counts["erased"] += 1
    return counts
