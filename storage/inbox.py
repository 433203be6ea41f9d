"""The inbox: everything that came in, once; what failed waits sealed, then lies in quarantine for staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import text

from storage.database import Db, Fast
from storage.inbound import Inbound
from storage.tables import from_ms

TRIES = 3
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Inbound).decode

_REMEMBER = Fast(
    text(
        """
        INSERT INTO inbox (channel, external_id, contact_id, kind, state, tries, error, received_at)
        VALUES (:channel, :external, (SELECT id FROM contact WHERE channel = :wire AND address = :address),
          :kind, 'done', 1, '', :now)
        ON CONFLICT (channel, external_id) DO NOTHING
        """
    )
)
_BELONGS = Fast(text("UPDATE inbox SET contact_id = :contact WHERE id = :row"))
_FAILED = Fast(
    text(
        """
        INSERT INTO inbox (channel, external_id, contact_id, kind, body, state, tries, error, received_at)
        VALUES (:channel, :external, NULL, :kind, :body, 'waiting', 1, :error, :now)
        ON CONFLICT (channel, external_id) DO NOTHING
        """
    )
)
_WAITING = Fast(
    text("SELECT id FROM inbox WHERE state <> 'done' AND state = 'waiting' ORDER BY id LIMIT :most")
)
_AGAIN = Fast(
    text(
        """
        UPDATE inbox SET state = 'done', tries = tries + 1, error = ''
        WHERE id = :row AND state IN ('waiting', 'quarantined') AND body IS NOT NULL RETURNING body
        """
    )
)
_EMPTY = Fast(text("UPDATE inbox SET body = NULL WHERE id = :row"))
_FAILED_AGAIN = Fast(
    text(
        f"""
        UPDATE inbox SET tries = tries + 1, error = :error,
          state = CASE WHEN tries + 1 >= {TRIES} THEN 'quarantined' ELSE 'waiting' END
        WHERE id = :row AND state = 'waiting' RETURNING state, body
        """
    )
)
_QUARANTINE = Fast(
    text("UPDATE inbox SET state = 'quarantined', body = :body, error = :error WHERE id = :row")
)
_DISMISS = Fast(
    text(
        "UPDATE inbox SET state = 'dismissed', body = NULL "
        "WHERE id = :row AND state IN ('waiting', 'quarantined')"
    )
)
_UNDONE = Fast(
    text(
        """
        SELECT id, channel, kind, state, tries, error, received_at FROM inbox
        WHERE state <> 'done' AND state IN ('waiting', 'quarantined') ORDER BY id DESC LIMIT :most
        """
    )
)


class Settled(LookupError):
    """The row was done or dismissed meanwhile."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A message whose turn failed, as staff see it: never its text."""

    id: int
    channel: str
    kind: str
    state: str  # waiting, quarantined
    tries: int
    error: str
    received_at: datetime


def remember(db: Db, inbound: Inbound, now: datetime) -> int | None:
    """Note a message as done, in the transaction of its turn; gives the row, or None for a repeat."""
    return db.insert(
        _REMEMBER,
        channel=inbound.channel,
        wire=inbound.channel,
        external=inbound.external_id,
        address=inbound.address,
        kind=inbound.kind.value,
        now=now,
    )


def belongs(db: Db, row: int, contact_id: int) -> None:
    """Note whose message it was, where the contact was not known yet."""
    db.run(_BELONGS, row=row, contact=contact_id)


def failed(db: Db, inbound: Inbound, error: str, now: datetime) -> None:
    """Keep a message whose turn failed and left nothing. `error` is class and place, never a text."""
    db.run(
        _FAILED,
        channel=inbound.channel,
        external=inbound.external_id,
        kind=inbound.kind.value,
        body=db.sealing.seal(_encode(inbound)),
        error=error[:200],
        now=now,
    )


def waiting(db: Db, most: int = 100) -> list[int]:
    """The rows to be tried again, oldest first."""
    return [row[0] for row in db.rows(_WAITING, most=most)]


def again(db: Db, row: int, now: datetime) -> Inbound:
    """What a failed row holds, which is done with this transaction. Raises Settled."""
    found = db.row(_AGAIN, row=row)
    if found is None:
        raise Settled(f"inbox row {row}")
    db.run(_EMPTY, row=row)
    return _decode(db.sealing.open(found[0]))


def failed_again(db: Db, row: int, error: str, now: datetime) -> Inbound | None:
    """Count a failed retry. After the last the row is in quarantine and what it holds is given back."""
    found = db.row(_FAILED_AGAIN, row=row, error=error[:200])
    if found is None or found[0] != "quarantined":
        return None
    return _decode(db.sealing.open(found[1]))


def quarantine(db: Db, row: int, inbound: Inbound, now: datetime) -> None:
    """Authentic but unusable: kept for staff to see."""
    db.run(_QUARANTINE, row=row, body=db.sealing.seal(_encode(inbound)), error=inbound.kind.value)


def undone(db: Db, most: int = 200) -> list[Undone]:
    """For staff: what waits or lies in quarantine, newest first."""
    return [
        Undone(number, channel, kind, state, tries, error, from_ms(at))
        for number, channel, kind, state, tries, error, at in db.rows(_UNDONE, most=most)
    ]


def dismiss(db: Db, row: int) -> bool:
    """Staff decided to leave it; what it held goes. False where it was settled meanwhile."""
    return db.run(_DISMISS, row=row) > 0
