"""What came of a send: sent, tried again, held, failed, gone or uncertain; and rows whose sender died."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from storage import outbox
from storage.database import Db, Fast
from storage.inbound import Receipt
from storage.leases import clock, let_go
from storage.sending import Claimed, Held
from storage.tables import from_ms, ms

TRIES, WITHIN = 8, timedelta(hours=24)  # contract
FIRST, FACTOR = timedelta(seconds=5), 4  # the first retry comes after 2.5 to 7.5 s; contract: within 10
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# Their answer lost, these are never sent again by themselves.
ONCE_ONLY = "(broadcast_id IS NOT NULL OR kind IN ('broadcast', 'decision'))"


_MINE = "WHERE id = :row AND epoch = :epoch AND state IN ('sending', 'uncertain')"
_SENT = Fast(
    text(
        """
        UPDATE outbox SET state = 'sent', held = '', error = '', external_id = :external, sent_at = :now,
          leased_until = NULL
        WHERE id = :row AND epoch = :epoch AND state IN ('queued', 'sending', 'uncertain')
        """
    )
)
_END = Fast(text(f"UPDATE outbox SET state = :state, error = :error, leased_until = NULL {_MINE}"))
_BACK = Fast(
    text(
        f"""
        UPDATE outbox SET state = 'queued', held = :held, not_before = :later, tries = :tries, error = :error,
          leased_until = NULL
        {_MINE}
        """
    )
)
_BEHIND = Fast(
    text(
        """
        UPDATE outbox SET not_before = :later
        WHERE contact_id = :contact AND lane = :lane AND id > :row AND state IN ('queued', 'sending')
          AND state = 'queued' AND held = '' AND not_before < :later
        """
    )
)
# Whoever has written since a message went out can be reached, whatever became of that message.
_LOST = Fast(
    text(
        """
        SELECT o.contact_id, o.person_id FROM outbox o JOIN contact c ON c.id = o.contact_id
        WHERE o.channel = :channel AND o.external_id = :external
          AND (c.heard_at IS NULL OR o.sent_at IS NULL OR c.heard_at <= o.sent_at)
        """
    )
)
_FIRST_TRY = Fast(text("SELECT first_try_at FROM outbox WHERE id = :row"))
_HEARD = Fast(text("SELECT heard_at FROM contact WHERE id = :contact"))
_UNCERTAIN = Fast(
    text(
        f"""
        UPDATE outbox SET
          state = CASE WHEN unsure OR {ONCE_ONLY} THEN 'uncertain' ELSE 'queued' END,
          held = CASE WHEN unsure OR {ONCE_ONLY} THEN '' ELSE 'retry' END,
          not_before = :later, unsure = TRUE, error = :error, leased_until = NULL
        WHERE id = :row AND epoch = :epoch AND state = 'sending'
        """
    )
)
_RECOVER = Fast(
    text(
        f"""
        UPDATE outbox SET
          state = CASE WHEN unsure OR {ONCE_ONLY} THEN 'uncertain' ELSE 'queued' END,
          not_before = :now, unsure = TRUE, error = 'sender ended', leased_until = NULL
        WHERE state = 'sending' AND leased_until < :clock
        """
    )
)
_OVER = Fast(
    text(
        """
        UPDATE outbox SET leased_until = 0
        WHERE state = 'sending' AND channel = :channel
          AND epoch = (SELECT epoch FROM lease WHERE name = :channel AND owner = :owner)
        """
    )
)
_BLOCK = Fast(text("UPDATE contact SET blocked_at = :now WHERE id = :contact"))
_CANCEL_ALL = Fast(
    text(
        """
        UPDATE outbox SET state = 'cancelled', held = '', error = 'blocked'
        WHERE contact_id = :contact AND state IN ('queued', 'sending') AND state = 'queued'
        """
    )
)
_WITHDRAW = Fast(
    text(
        "UPDATE consent SET withdrawn_at = :now, withdrawn_by = 'channel' "
        "WHERE person_id = :person AND withdrawn_at IS NULL"
    )
)


# A receipt may be quicker than we are at noting the send: whichever comes second must see the first.
_IN_TURN = Fast(text("SELECT pg_advisory_xact_lock(hashtext(:external))"))
_KNOWN = Fast(text("SELECT id FROM outbox WHERE external_id = :external AND channel = :channel LIMIT 1"))
_EARLY = Fast(
    text(
        """
        INSERT INTO early_receipt (channel, external_id, state, error, lost, at)
        VALUES (:channel, :external, :state, :error, :lost, :now) ON CONFLICT DO NOTHING
        """
    )
)
_TAKE_EARLY = Fast(
    text("DELETE FROM early_receipt WHERE external_id = :external RETURNING channel, state, error, lost")
)
_FORGET_EARLY = Fast(text("DELETE FROM early_receipt WHERE at < :before"))
EARLY = timedelta(days=1)  # what belongs to no message by then never will: it was sent by another program
ORDER = ("sent", "delivered", "read", "failed")


def sent(db: Db, row: Claimed, external_id: str, now: datetime) -> bool:
    """The channel took it. False where the row was settled otherwise meanwhile."""
    external = external_id[:120]
    _in_turn(db, external)
    if not db.run(_SENT, row=row.id, epoch=row.epoch, external=external, now=now):
        return False
    early = [
        Receipt(channel, external, state, error, lost)
        for channel, state, error, lost in db.rows(_TAKE_EARLY, external=external)
    ]
    for item in sorted(early, key=lambda item: ORDER.index(item.state)):
        report(db, item, now)
    return True


def report(db: Db, item: Receipt, now: datetime) -> bool:
    """What a channel reports of a message; False where that changed nothing.

    A report of a message that is not noted as sent yet is kept until it is. A failed message stays failed and
    visible, whatever the code: what the channel took once is not sent again in the dark. Free text that came
    too late for WhatsApp's window (63016) is no case of it, since we count the window from the same message.
    """
    external = item.external_id[:120]
    _in_turn(db, external)
    if outbox.receipt(db, item, now):
        if item.lost:
            lost(db, item, now)
        return True
    if db.row(_KNOWN, external=external, channel=item.channel) is None:
        told = {"state": item.state, "error": item.error[:200], "lost": item.lost}
        db.run(_EARLY, channel=item.channel, external=external, now=now, **told)
        db.run(_FORGET_EARLY, before=now - EARLY)
    return False


def _in_turn(db: Db, external: str) -> None:
    if db.dialect == "postgresql":  # SQLite has one writer
        db.row(_IN_TURN, external=external)


def retry(db: Db, row: Claimed, now: datetime, error: str, *, at: datetime | None = None) -> None:
    """Try again: at the time the channel named, which uses up no try, else after a growing wait.

    The eighth failure, or one more than 24 hours after the first try, is the last.
    """
    if at is not None:
        _back(db, row, Held.RETRY, at, row.tries, error)
        return
    tries = row.tries + 1
    first = db.row(_FIRST_TRY, row=row.id)
    if tries >= TRIES or (first is not None and first[0] is not None and now - from_ms(first[0]) >= WITHIN):
        failed(db, row, error)
        return
    _back(db, row, Held.RETRY, now + backoff(tries, random.random()), tries, error)


def backoff(tries: int, roll: float) -> timedelta:
    """How long to wait after that many failures; `roll` from 0 to 1 spreads it by half either way."""
    wait: float = FACTOR ** (tries - 1) * (0.5 + roll)
    return FIRST * wait


def hold(db: Db, row: Claimed, why: Held, until: datetime | None = None) -> None:
    """Put it back: until a time, or until what `why` says. It uses up no try."""
    if why is Held.TEMPLATE:
        heard = db.row(_HEARD, contact=row.contact_id)
        if (
            heard is not None
            and heard[0] is not None
            and (row.heard_at is None or heard[0] > ms(row.heard_at))
        ):
            until = from_ms(heard[0])  # the person wrote while we tried: the window is open now
    _back(db, row, why, until or NEVER, row.tries, "")


def hand_back(db: Db, row: Claimed, now: datetime) -> None:
    """It was claimed and not sent after all (the sender stops)."""
    _back(db, row, None, now, row.tries, "")


def _back(db: Db, row: Claimed, held: Held | None, later: datetime, tries: int, error: str) -> None:
    known = {"row": row.id, "epoch": row.epoch, "tries": tries, "error": error[:200]}
    if db.run(_BACK, held=held.value if held else "", later=later, **known) and held in (
        Held.RETRY,
        Held.RATE,
    ):
        db.run(_BEHIND, contact=row.contact_id, lane=int(row.lane), row=row.id, later=later)


def failed(db: Db, row: Claimed, error: str) -> None:
    """It will never go: for the channel's reasons, or by a fault of ours that staff can see."""
    db.run(_END, row=row.id, epoch=row.epoch, state="failed", error=error[:200])


def gone(db: Db, row: Claimed, now: datetime, error: str, *, opted_out: bool = False) -> None:
    """The address is gone or has blocked us: all that waits for it is cancelled. Writing again undoes that.

    `opted_out` at the channel withdraws the person's consents too.
    """
    failed(db, row, error)
    _leave(db, row.contact_id, row.person_id, now, opted_out)


def lost(db: Db, item: Receipt, now: datetime) -> None:
    """The same, learnt only from a receipt: WhatsApp takes a message first and finds nobody afterwards."""
    found = db.row(_LOST, channel=item.channel, external=item.external_id)
    if found is not None and item.lost:
        _leave(db, found[0], found[1], now, item.lost == "opted_out")


def _leave(db: Db, contact: int, person: int | None, now: datetime, opted_out: bool) -> None:
    db.run(_BLOCK, contact=contact, now=now)
    db.run(_CANCEL_ALL, contact=contact)
    if opted_out and person is not None:
        db.run(_WITHDRAW, person=person, now=now)


def uncertain(db: Db, row: Claimed, now: datetime, error: str) -> None:
    """The answer was lost after the request went out. Replies and reminders are sent once more, no others."""
    later = now + backoff(1, random.random())
    db.run(_UNCERTAIN, row=row.id, epoch=row.epoch, error=error[:200], later=later)


def recover(db: Db, now: datetime) -> int:
    """Settle rows whose sender died on them (their lease ran out) as `uncertain` does; gives how many."""
    return db.run(_RECOVER, now=now, clock=clock(db))


def bury(db: Db, channel: str, owner: str) -> None:
    """A sender's process has certainly ended: its lease is over, and those of the rows it claimed with it.

    Where another has led since, nothing is: by their epoch rows belong to whoever led last, and it may live.
    """
    let_go(db, channel, owner)
    db.run(_OVER, channel=channel, owner=owner)
