"""Does what has come due: claims rows by their index in chunks, each row by the function of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from rules.due import LATE_AFTER
from scheduler import checkins, reminders
from scheduler.moment import Became, Moment
from storage import due
from storage.database import Database, Db
from storage.due import DueKind, DueRow

Work: TypeAlias = Callable[[Db, Moment, DueRow], Became]

WORK: Mapping[str, Work] = MappingProxyType(
    {
        DueKind.CHECKIN.value: checkins.ask,
        DueKind.REMINDER.value: reminders.remind,
        DueKind.TASK.value: checkins.unanswered,
        DueKind.TRAINING.value: reminders.remind_of_training,
        DueKind.NUDGE.value: reminders.greet,
    }
)
AGAIN: Final = timedelta(days=1)  # until what failed is tried once more
TURNS: Final = 25  # rows in one transaction: each may be a whole turn, and people are waiting too


def drain(database: Database, moment: Moment) -> Counter[str]:
    """All that is due at the moment's "now"; how many of each kind were done, skipped, moved or failed.

    What one row brings about may be due at once, too: it is done in the same run. A row that fails stops no
    other, and is tried again a day later: nobody drops out of being followed up for a fault of ours. In quiet
    hours what speaks to people stays where it is.
    """
    counts: Counter[str] = Counter()
    late_since = moment.now - LATE_AFTER
    with database.read() as db:
        moment = replace(moment, late=due.late_checkins(db, late_since))
    while True:
        try:
            done = database.write(partial(_chunk, moment=moment))
        except Exception:
            done = _one_by_one(database, moment)
        if not done:
            return counts
        counts.update(done)


def _chunk(db: Db, moment: Moment) -> list[str]:
    return [_do(db, moment, row) for row in due.claim(db, moment.now, TURNS, loud=moment.loud)]


def _do(db: Db, moment: Moment, row: DueRow) -> str:
    became = WORK[row.kind](db, moment, row)
    return row.kind if became is Became.DONE else f"{row.kind}-{became.value}"


def _one_by_one(database: Database, moment: Moment) -> list[str]:
    """The same rows, each in a transaction of its own."""
    with database.read() as db:
        rows = [row.id for row in due.peek(db, moment.now, TURNS, loud=moment.loud)]
    done = []
    for number in rows:
        try:
            one = database.write(partial(_single, moment=moment, number=number))
        except Exception as error:
            why = type(error).__name__
            one = database.write(partial(_fail, moment=moment, number=number, why=why))
        if one:
            done.append(one)
    return done


def _single(db: Db, moment: Moment, number: int) -> str:
    row = due.claim_one(db, number)
    return _do(db, moment, row) if row is not None else ""


def _fail(db: Db, moment: Moment, number: int, why: str) -> str:
    row = due.claim_one(db, number)
    if row is None:
        return ""
    due.try_again(db, number, moment.now + AGAIN, why)
    return f"{row.kind}-{Became.FAILED.value}"
