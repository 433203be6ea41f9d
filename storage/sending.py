"""What goes out next: the claim of a sender, in the order of lanes.

A contact gets one message at a time, whatever the lane: who has blocked us is tried once. Within a lane
only the earliest unsent row is eligible: one that waits to be tried again holds back those behind it. A row
that is held for want of a template, or whose broadcast is paused, holds back nothing. `now` is the sender's
own (the demo and `tick` move it); leases and flood waits run on the database's clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import text

from conversations.message import Message, decode
from storage.database import Db, Fast
from storage.lane import Lane
from storage.leases import HOLD, clock
from storage.tables import from_ms, ms


class Held(StrEnum):
    """Why a queued row is not sent now."""

    TEMPLATE = "template"  # no approved template outside the window; until the person writes
    RATE = "rate"  # this chat has had its share; until a time, and holds back what is behind it
    RETRY = "retry"  # failed, to be tried again; until a time, and holds back what is behind it


class Superseded(Exception):
    """Another sender holds the lease now: send nothing more."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row on its way out. The window of a channel that has one counts from `heard_at`."""

    id: int
    epoch: int
    contact_id: int
    person_id: int | None
    address: str
    lane: Lane
    kind: str
    message: Message
    heard_at: datetime | None
    broadcast_id: int | None
    tries: int


_ROW = """
    SELECT o.id, o.contact_id, o.person_id, c.address, o.lane, o.kind, o.body, c.heard_at, o.broadcast_id,
      o.tries, CASE WHEN c.blocked_at IS NOT NULL THEN 'blocked'
        WHEN o.not_after < :now THEN 'too late'
        WHEN o.purpose <> '' AND NOT EXISTS (
          SELECT 1 FROM consent k
          WHERE k.person_id = o.person_id AND k.purpose = o.purpose AND k.withdrawn_at IS NULL)
        THEN 'no consent' ELSE '' END
    FROM outbox o JOIN contact c ON c.id = o.contact_id
    """
_EARLIER = """
    SELECT 1 FROM outbox e
    WHERE e.contact_id = o.contact_id AND e.state IN ('queued', 'sending')
      AND (e.state = 'sending' OR e.lane = o.lane AND e.id < o.id) AND (e.state = 'sending'
        OR e.held IN ('retry', 'rate')
    """
_NEXT = Fast(
    text(
        f"""
        {_ROW}
        WHERE o.state = 'queued' AND o.broadcast_id IS NULL
          AND o.channel = :channel AND o.lane = :lane AND o.not_before <= :now
          AND NOT EXISTS ({_EARLIER}
            OR (e.held = '' AND e.broadcast_id IS NULL AND e.not_before <= :now)))
        ORDER BY o.not_before, o.id LIMIT :most
        """
    )
)
_NEXT_OF_BROADCAST = Fast(
    text(
        f"""
        {_ROW}
        WHERE o.state = 'queued' AND o.broadcast_id = :broadcast
          AND o.channel = :channel AND o.not_before <= :now
          AND NOT EXISTS ({_EARLIER}))
        ORDER BY o.not_before, o.id LIMIT :most
        """
    )
)
_SOONEST = Fast(
    text(
        """
        SELECT MIN(not_before) FROM outbox
        WHERE state = 'queued' AND broadcast_id IS NULL AND channel = :channel AND lane = :lane
          AND held <> 'template'
        """
    )
)
_SOONEST_OF_BROADCAST = Fast(
    text(
        """
        SELECT MIN(not_before) FROM outbox
        WHERE state = 'queued' AND broadcast_id = :broadcast AND channel = :channel AND held <> 'template'
        """
    )
)
_HOLDS = Fast(
    text("SELECT (SELECT value FROM note WHERE name = :hold), (SELECT until FROM halt WHERE name = :channel)")
)
_BROADCASTS = Fast(text("SELECT id, body FROM broadcast WHERE state = 'sending' ORDER BY at, id"))
_LEAVE = """
    SELECT l.epoch, (SELECT value FROM note WHERE name = :hold),
      (SELECT until FROM halt WHERE name = :channel)
    FROM lease l WHERE l.name = :channel
    """
_MAY = {"sqlite": Fast(text(_LEAVE)), "postgresql": Fast(text(f"{_LEAVE} FOR SHARE OF l"))}
_CLAIM = Fast(
    text(
        """
        UPDATE outbox SET state = 'sending', held = '', epoch = :epoch, leased_until = :until,
          first_try_at = COALESCE(first_try_at, :now)
        WHERE id = :row AND state = 'queued'
        """
    )
)
_DROP = Fast(
    text(
        "UPDATE outbox SET state = 'cancelled', held = '', error = :why WHERE id = :row AND state = 'queued'"
    )
)


def claim(
    db: Db,
    channel: str,
    now: datetime,
    epoch: int,
    lease: timedelta,
    most: int,
    last: Lane = Lane.BROADCAST,
) -> list[Claimed]:
    """Take up to `most` rows that may go out now, in the order they should; each is ours for `lease`.

    Lanes after `last` rest: in quiet hours only replies go.

    Rows of blocked contacts, without the consent they need, or of no use any more are cancelled on the way.
    Raises Superseded when `epoch` is no longer that of the lease.
    """
    leave = db.row(_MAY[db.dialect], channel=channel, hold=HOLD)
    if leave is None or leave[0] != epoch:
        raise Superseded(channel)
    clocked = clock(db)
    if leave[1] is not None or (leave[2] is not None and leave[2] > clocked):
        return []
    until = clocked + int(lease.total_seconds() * 1000)
    claimed: list[Claimed] = []
    for fast, params, shared in _queues(db, last):
        while len(claimed) < most:
            rows = db.rows(fast, channel=channel, now=now, most=most - len(claimed), **params)
            if not rows:
                break
            for row in rows:
                if row[10]:
                    db.run(_DROP, row=row[0], why=row[10])
                elif db.run(_CLAIM, row=row[0], epoch=epoch, until=until, now=now):
                    claimed.append(_claimed(row, epoch, shared))
    return claimed


def next_at(db: Db, channel: str, now: datetime, last: Lane = Lane.BROADCAST) -> datetime | None:
    """When, on the sender's own clock, something more may go out; None where nothing waits for a time.

    What waits for a person, a template or a member of staff waits for no time.
    """
    hold = db.row(_HOLDS, channel=channel, hold=HOLD)
    if hold is None or hold[0] is not None:
        return None
    times = [
        row[0] for lane in Lane if lane <= last for row in db.rows(_SOONEST, channel=channel, lane=int(lane))
    ]
    if last is Lane.BROADCAST:
        for broadcast, _ in db.rows(_BROADCASTS):
            times += [row[0] for row in db.rows(_SOONEST_OF_BROADCAST, channel=channel, broadcast=broadcast)]
    soonest = min((time for time in times if time is not None), default=None)
    if soonest is None:
        return None
    halted = max(0, (hold[1] or 0) - clock(db))
    return from_ms(max(soonest, ms(now) + halted))


def _queues(db: Db, last: Lane) -> Iterator[tuple[Fast, dict[str, Any], bytes]]:
    """The statements that give candidates, each with its parameters and the message its rows share."""
    for lane in Lane:
        if lane <= last:
            yield _NEXT, {"lane": int(lane)}, b""
    if last < Lane.BROADCAST:
        return
    for broadcast, body in db.rows(_BROADCASTS):
        yield _NEXT_OF_BROADCAST, {"broadcast": broadcast}, body


def _claimed(row: tuple[Any, ...], epoch: int, shared: bytes) -> Claimed:
    number, contact, person, address, lane, kind, body, heard, broadcast, tries, _ = row
    message = decode(shared if body is None else body)
    heard_at = None if heard is None else from_ms(heard)
    return Claimed(
        number, epoch, contact, person, address, Lane(lane), kind, message, heard_at, broadcast, tries
    )
