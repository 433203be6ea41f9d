"""Tells people whose question nobody answered in time, and ends conversations that are over."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from scheduler.moment import Moment
from storage import threads
from storage.database import Database, Db
from turns import relay

CHUNK = 25
LEFT = timedelta(days=1)  # an answer to which nothing was said for so long was enough


def tell(database: Database, moment: Moment) -> int:
    """All threads whose deadline has passed; how many people were told."""
    told = 0
    while moment.loud and (done := database.write(partial(_chunk, moment=moment))):
        told += done
    return told


def close(database: Database, moment: Moment) -> int:
    """Ends, silently, conversations that need nothing more; how many."""
    closed = 0
    while done := database.write(partial(_close, moment=moment)):
        closed += done
    return closed


def _close(db: Db, moment: Moment) -> int:
    over = threads.left(db, moment.now - LEFT, CHUNK)
    for thread in over:
        relay.end(db, thread, moment.now)
    return len(over)


def _chunk(db: Db, moment: Moment) -> int:
    waiting = threads.overdue(db, moment.now, CHUNK)
    for thread in waiting:
        moment.turns.take(db, relay.overdue(db, thread), moment.now)
        threads.told(db, thread, moment.now)
    return len(waiting)
