"""Reads what a check-in needs to know, and keeps what was told: one row for a person and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text

from rules.checkin import StopReason
from rules.money import Amount
from rules.operating import Operating
from storage.database import Db, Fast
from storage.tables import CheckIn, from_ms

_FACTS = Fast(
    text(
        """
        SELECT p.name, p.title, b.name,
          EXISTS (SELECT 1 FROM consent s
            WHERE s.person_id = p.id AND s.purpose = 'assistant' AND s.withdrawn_at IS NULL),
          c.form_id, c.via, c.recorded_at, l.month, l.state, l.reason, l.unchanged
        FROM person p
        LEFT JOIN business b ON b.person_id = p.id
        LEFT JOIN checkin c ON c.person_id = p.id AND c.month = :month
        LEFT JOIN checkin l ON l.person_id = p.id AND l.month =
          (SELECT MAX(x.month) FROM checkin x WHERE x.person_id = p.id AND x.month < :month)
        WHERE p.id = :person
        """
    )
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The latest check-in before the month that is asked about."""

    month: str
    state: Operating
    reason: StopReason | None
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands for the month already."""

    form_id: int | None
    via: str  # chat, visit
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """All that the dialogue's facts are made of, read at once."""

    name: str
    title: str
    business: str
    assistant: bool
    kept: Kept | None
    earlier: Earlier | None


def known(db: Db, person: int, month: str) -> Known:
    """The person and what stands for this month and before; LookupError where there is no such person."""
    row = db.row(_FACTS, person=person, month=month)
    if row is None:
        raise LookupError(f"no person {person}")
    name, title, business, assistant, form, via, recorded, before, state, reason, unchanged = row
    return Known(
        name,
        title,
        business or "",
        bool(assistant),
        Kept(form, via, from_ms(recorded)) if via else None,
        Earlier(before, Operating(state), StopReason(reason) if reason else None, bool(unchanged))
        if before
        else None,
    )


def row_of(db: Db, person: int, month: str) -> CheckIn | None:
    """The row of a person and month."""
    return db.session.scalar(select(CheckIn).where(CheckIn.person_id == person, CheckIn.month == month))


def omzet(row: CheckIn, amount: Amount | None) -> None:
    """Keep an omzet as stated, or that none was told."""
    row.omzet_low = amount.low if amount else None
    row.omzet_high = amount.high if amount else None
    row.omzet_per = amount.per.value if amount else ""


def profit(row: CheckIn, amount: Amount | None) -> None:
    """Keep a profit as stated, or that none was told."""
    row.profit_low = amount.low if amount else None
    row.profit_high = amount.high if amount else None
    row.profit_per = amount.per.value if amount else ""


def incomplete(db: Db, form_id: int) -> None:
    """The form ran out before its last question: what was told is part of the month only."""
    found = db.session.scalar(select(CheckIn).where(CheckIn.form_id == form_id))
    if found is not None:
        found.complete = False
        db.flush()
