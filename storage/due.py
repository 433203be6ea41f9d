"""What is due for whom: one row for each person, kind and period, so that nothing comes due twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import text

from storage.database import Db, Fast
from storage.tables import from_ms


class DueKind(StrEnum):
    """What comes due. `period` and `about` of a row are, for each kind:"""

    CHECKIN = "checkin"  # the month asked about; month/scope
    REMINDER = "checkin-reminder"  # month/days; month/scope
    TASK = "checkin-task"  # month: still no answer
    TRAINING = "training"  # application/days; application/days
    NUDGE = "nudge"  # task and day; task/staff: an assistant's greeting


@dataclass(frozen=True, slots=True)
class DueRow:
    """One row that has come due."""

    id: int
    person_id: int
    kind: str
    period: str
    about: str
    at: datetime
    last_at: datetime | None


CHUNK = 100  # rows in one transaction
FAILED = "failed: "  # before the reason why a row that waits was not done when it was due
LONGEST = 40  # signs of a reason

# Waiting again where it was cancelled or skipped before; what is done is never done again.
_PUT = Fast(
    text(
        """
        INSERT INTO due (person_id, kind, period, about, at, last_at, state, why)
        VALUES (:person, :kind, :period, :about, :at, :last, 'waiting', '')
        ON CONFLICT (person_id, kind, period) DO UPDATE
        SET about = excluded.about, at = excluded.at, last_at = excluded.last_at, state = 'waiting', why = ''
        WHERE due.state <> 'done'
        """
    )
)
_CLAIM = """
    SELECT id, person_id, kind, period, about, at, last_at FROM due
    WHERE state = 'waiting' AND at <= :now AND (:loud OR kind = 'checkin-task') ORDER BY at, id LIMIT :most
    """
_CLAIMS = {
    "sqlite": Fast(text(_CLAIM)),
    "postgresql": Fast(text(f"{_CLAIM} FOR UPDATE SKIP LOCKED")),
}
_ONE = {
    "sqlite": Fast(
        text(
            "SELECT id, person_id, kind, period, about, at, last_at FROM due "
            "WHERE id = :due AND state = 'waiting'"
        )
    ),
    "postgresql": Fast(
        text(
            "SELECT id, person_id, kind, period, about, at, last_at FROM due "
            "WHERE id = :due AND state = 'waiting' FOR UPDATE SKIP LOCKED"
        )
    ),
}
_SETTLE = Fast(
    text("UPDATE due SET state = :state, why = :why, done_at = :now WHERE id = :due AND state = 'waiting'")
)
_MOVE = Fast(text("UPDATE due SET at = :at, why = :why WHERE id = :due AND state = 'waiting'"))
_FAILING = Fast(
    text(
        "SELECT why, COUNT(*) FROM due WHERE state = 'waiting' AND why LIKE :failed GROUP BY why ORDER BY why"
    )
)
_CANCEL = Fast(
    text(
        """
        UPDATE due SET state = 'cancelled', why = :why, done_at = :now
        WHERE person_id = :person AND kind = :kind AND state = 'waiting' AND period <> :but
        """
    )
)
_CANCEL_OF = Fast(
    text(
        """
        UPDATE due SET state = 'cancelled', why = :why, done_at = :now
        WHERE person_id = :person AND kind = :kind AND state = 'waiting' AND period LIKE :prefix
        """
    )
)
_ASKED = Fast(
    text(
        """
        SELECT 1 FROM due d JOIN contact c ON c.id = :contact
        WHERE d.person_id = :person AND d.kind IN ('checkin', 'checkin-reminder', 'training')
          AND (d.state = 'done' AND d.done_at > :since AND (c.heard_at IS NULL OR d.done_at > c.heard_at)
            OR :ahead AND d.kind = 'training' AND d.state = 'waiting' AND d.at <= :now)
        LIMIT 1
        """
    )
)
_LATE = Fast(text("SELECT COUNT(*) FROM due WHERE state = 'waiting' AND at <= :before AND kind = 'checkin'"))


def put(
    db: Db,
    person: int,
    kind: DueKind,
    period: str,
    at: datetime,
    *,
    about: str = "",
    last_at: datetime | None = None,
) -> None:
    """Have something come due at `at`; the same period again moves it. Pointless after `last_at`."""
    db.flush()
    db.run(_PUT, person=person, kind=kind.value, period=period, about=about, at=at, last=last_at)


def claim(db: Db, now: datetime, most: int = CHUNK, *, loud: bool = True) -> list[DueRow]:
    """What has come due, oldest first; no other process gets the same rows while this transaction lasts.

    Not `loud`: only what writes to nobody.
    """
    return [_row(row) for row in db.rows(_CLAIMS[db.dialect], now=now, most=most, loud=loud)]


def peek(db: Db, now: datetime, most: int = CHUNK, *, loud: bool = True) -> list[DueRow]:
    """The same rows, only to look at."""
    return [_row(row) for row in db.rows(_CLAIMS["sqlite"], now=now, most=most, loud=loud)]


def claim_one(db: Db, due: int) -> DueRow | None:
    """One row by its id, unless it was settled meanwhile or another process has it."""
    row = db.row(_ONE[db.dialect], due=due)
    return _row(row) if row else None


def settle(db: Db, due: int, state: str, now: datetime, why: str = "") -> None:
    """It is done or skipped, and why."""
    db.run(_SETTLE, due=due, state=state, why=why, now=now)


def move(db: Db, due: int, at: datetime, why: str) -> None:
    """Put it off."""
    db.run(_MOVE, due=due, at=at, why=why)


def try_again(db: Db, due: int, at: datetime, why: str) -> None:
    """It failed, for a reason of ours: it is tried again then."""
    move(db, due, at, f"{FAILED}{why}"[:LONGEST])


def failing(db: Db) -> Mapping[str, int]:
    """How many rows wait that failed when they were due, by the reason."""
    return {row[0].removeprefix(FAILED): row[1] for row in db.rows(_FAILING, failed=f"{FAILED}%")}


def cancel(db: Db, person: int, kind: DueKind, now: datetime, why: str, but: str = "") -> None:
    """Cancel what waits of a kind, except the period `but`."""
    db.run(_CANCEL, person=person, kind=kind.value, now=now, why=why, but=but)


def cancel_of(db: Db, person: int, kind: DueKind, start: str, now: datetime, why: str) -> None:
    """Cancel what waits of a kind for one thing: periods that begin with a month, or with a reference."""
    db.run(_CANCEL_OF, person=person, kind=kind.value, prefix=f"{start}%", now=now, why=why)


def asked(db: Db, person: int, contact: int, since: datetime, now: datetime, *, ahead: bool = False) -> bool:
    """Whether a question that the office began with since then lies there unanswered.

    `ahead`: or a reminder of a training is about to be sent, which cannot wait.
    """
    return db.row(_ASKED, person=person, contact=contact, since=since, now=now, ahead=ahead) is not None


def late_checkins(db: Db, before: datetime) -> int:
    """How many check-ins wait that should have gone out by `before`."""
    row = db.row(_LATE, before=before)
    return int(row[0]) if row else 0


def _row(row: tuple[Any, ...]) -> DueRow:
    number, person, kind, period, about, at, last_at = row
    return DueRow(
        number, person, kind, period, about, from_ms(at), None if last_at is None else from_ms(last_at)
    )
