"""The outbox as a chat page or a terminal empties it: what was shown there counts as sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from conversations.message import Message, decode
from storage.database import Db, Fast

_TAKE = Fast(
    text(
        """
        UPDATE outbox SET state = 'sent', held = '', sent_at = :now
        WHERE contact_id = (SELECT id FROM contact WHERE channel = :channel AND address = :address)
          AND state IN ('queued', 'sending') AND state = 'queued' AND not_before <= :now
          AND (broadcast_id IS NULL OR broadcast_id IN (SELECT id FROM broadcast WHERE state = 'sending'))
        RETURNING id, COALESCE(body, (SELECT b.body FROM broadcast b WHERE b.id = broadcast_id))
        """
    )
)
_AFTER = Fast(
    text(
        """
        SELECT o.id, COALESCE(o.body, b.body) FROM outbox o LEFT JOIN broadcast b ON b.id = o.broadcast_id
        WHERE o.channel = 'web' AND o.contact_id = :contact
          AND (o.id > :last
            OR o.state = 'queued' AND (o.not_before > o.created_at OR o.broadcast_id IS NOT NULL))
          AND o.state <> 'cancelled' AND o.not_before <= :now
          AND (o.broadcast_id IS NULL OR b.state IN ('sending', 'done'))
        ORDER BY o.id LIMIT :most
        """
    )
)
_SHOWN = Fast(
    text(
        """
        UPDATE outbox SET state = 'delivered', held = '', sent_at = :now
        WHERE contact_id = :contact AND state IN ('queued', 'sending') AND id <= :last AND not_before <= :now
          AND (broadcast_id IS NULL OR broadcast_id IN (SELECT id FROM broadcast WHERE state = 'sending'))
        """
    )
)
_CONTACT = Fast(text("SELECT id FROM contact WHERE channel = :channel AND address = :address"))
_BACK = Fast(
    text(
        """
        SELECT COALESCE(MIN(id), 1) - 1 FROM (
          SELECT id FROM outbox WHERE channel = 'web' AND contact_id = :contact AND state <> 'cancelled'
          ORDER BY id DESC LIMIT :most) AS latest
        """
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """A message as a chat page shows it."""

    id: int
    message: Message


def take_all(db: Db, channel: str, address: str, now: datetime) -> list[bytes]:
    """The bodies of all that is due at an address, in order; they count as sent (a terminal shows them)."""
    rows = db.rows(_TAKE, channel=channel, address=address, now=now)
    return [bytes(body) for _, body in sorted(rows)]


def after(db: Db, contact_id: int, last: int, now: datetime, most: int = 100) -> list[Line]:
    """What a chat page has not shown yet, oldest first: the rows after `last`, and older ones that waited."""
    rows = db.rows(_AFTER, contact=contact_id, last=last, now=now, most=most)
    return [Line(number, decode(body)) for number, body in rows]


def contact_of(db: Db, channel: str, address: str) -> int | None:
    """The contact with this address, if it ever wrote."""
    row = db.row(_CONTACT, channel=channel, address=address)
    return row[0] if row else None


def before_last(db: Db, contact_id: int, most: int) -> int:
    """The row after which the last `most` messages of a contact come."""
    row = db.row(_BACK, contact=contact_id, most=most)
    return row[0] if row else 0


def shown(db: Db, contact_id: int, last: int, now: datetime) -> int:
    """A chat page showed all up to `last`."""
    return db.run(_SHOWN, contact=contact_id, last=last, now=now)
