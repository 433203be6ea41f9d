"""Who may send: leases with a fencing epoch, flood waits that outlive a restart, the hold on everything."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from sqlalchemy import text

from storage.database import Db, Fast

HOLD = "outbox-hold"

_LEASE = "SELECT owner, epoch, until FROM lease WHERE name = :name"
_READ_LEASE = {"sqlite": Fast(text(_LEASE)), "postgresql": Fast(text(f"{_LEASE} FOR UPDATE"))}
_FIRST_LEASE = Fast(
    text(
        "INSERT INTO lease (name, owner, epoch, until) VALUES (:name, :owner, 1, :until) "
        "ON CONFLICT DO NOTHING"
    )
)
_TAKE_LEASE = Fast(text("UPDATE lease SET owner = :owner, epoch = :epoch, until = :until WHERE name = :name"))
_LET_GO = Fast(text("UPDATE lease SET until = 0 WHERE name = :name AND owner = :owner"))
_CLOCK = Fast(text("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"))


def clock(db: Db) -> int:
    """The database's clock in milliseconds; an embedded one's is the machine's."""
    if db.dialect == "sqlite":
        return int(time.time() * 1000)
    row = db.row(_CLOCK)
    return row[0] if row else 0


def lease(db: Db, name: str, owner: str, seconds: float, *, take: bool = False) -> int | None:
    """Hold or go on holding the lease `name` (a sender's is its channel's name) for `seconds` from now.

    Gives the epoch, which grows with each new holder, or None while another holds it. `take` takes it over.
    """
    now = clock(db)
    until = now + int(seconds * 1000)
    row = db.row(_READ_LEASE[db.dialect], name=name)
    if row is None:
        return 1 if db.run(_FIRST_LEASE, name=name, owner=owner, until=until) else None
    holder, epoch, ends = row
    if holder != owner and ends > now and not take:
        return None
    if holder != owner:
        epoch += 1
    db.run(_TAKE_LEASE, name=name, owner=owner, epoch=epoch, until=until)
    return int(epoch)


def let_go(db: Db, name: str, owner: str) -> None:
    """Give the lease up, so that another need not wait for its end."""
    db.run(_LET_GO, name=name, owner=owner)


_HALT = Fast(
    text(
        """
        INSERT INTO halt (name, until) VALUES (:name, :until)
        ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE halt.until < excluded.until
        """
    )
)
_NOTE_HOLD = Fast(text("INSERT INTO note (name, value) VALUES (:hold, :at) ON CONFLICT DO NOTHING"))
_FREE = Fast(text("DELETE FROM note WHERE name = :hold"))
_ON_HOLD = Fast(text("SELECT value FROM note WHERE name = :hold"))


def halt(db: Db, name: str, wait: timedelta) -> None:
    """A flood wait: nothing for `name` for so long. A channel's name halts its claims.

    It is the channel that waits, so it runs on the database's clock: no jump in time ends it.
    """
    db.run(_HALT, name=name, until=clock(db) + int(wait.total_seconds() * 1000))


def hold_all(db: Db, now: datetime) -> None:
    """Let nothing go out until `release_all` (after a restore)."""
    db.run(_NOTE_HOLD, hold=HOLD, at=now.isoformat())


def release_all(db: Db) -> None:
    db.run(_FREE, hold=HOLD)


def on_hold(db: Db) -> datetime | None:
    """Since when nothing goes out, or None."""
    row = db.row(_ON_HOLD, hold=HOLD)
    return datetime.fromisoformat(row[0]) if row else None
