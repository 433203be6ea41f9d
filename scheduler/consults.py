"""Tells people whose question nobody answered in time, so that the bot may help again."""

from __future__ import annotations

from functools import partial

from scheduler.moment import Moment
from storage import threads
from storage.database import Database, Db
from turns import relay

CHUNK = 25


def tell(database: Database, moment: Moment) -> int:
    """All threads whose deadline has passed; how many people were told."""
    told = 0
    while done := database.write(partial(_chunk, moment=moment)):
        told += done
    return told


def _chunk(db: Db, moment: Moment) -> int:
    waiting = threads.overdue(db, moment.now, CHUNK)
    for thread in waiting:
        moment.turns.take(db, relay.overdue(db, thread), moment.now)
        threads.told(db, thread, moment.now)
    return len(waiting)
