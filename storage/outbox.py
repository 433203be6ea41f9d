"""The outbox as turns use it: queue, cancel, count; storage/sending.py and storage/showing.py empty it.

States: queued, sending, then sent, delivered, read, failed, cancelled or uncertain. They only move forward.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import text

from conversations.message import Message, encode
from storage.database import Db, Fast
from storage.inbound import Receipt
from storage.lane import Lane

_QUEUE = Fast(
    text(
        """
        INSERT INTO outbox
          (contact_id, person_id, channel, lane, kind, purpose, body, form_id, broadcast_id, once, state,
           held, not_before, not_after, tries, unsure, epoch, error, created_at)
        VALUES
          (:contact, :person, :channel, :lane, :kind, :purpose, :body, :form, :broadcast, :once, 'queued', '',
           :not_before, :not_after, 0, FALSE, 0, '', :now)
        ON CONFLICT (once) WHERE once IS NOT NULL DO NOTHING
        """
    )
)
# Looked for first: seldom one waits, and to update by a search SQLite sets up a table of its own.
_OLDER = Fast(
    text(
        "SELECT id FROM outbox WHERE contact_id = :contact AND state IN ('queued', 'sending') "
        "AND state = 'queued' AND form_id IS NOT NULL AND id < :newest"
    )
)
_NEWER = Fast(
    text(
        "UPDATE outbox SET state = 'cancelled', held = '', error = 'newer question' "
        "WHERE id = :row AND state = 'queued'"
    )
)
_CANCEL = Fast(
    text(
        """
        UPDATE outbox SET state = 'cancelled', held = '', error = :why
        WHERE contact_id = :contact AND state IN ('queued', 'sending') AND state = 'queued'
        """
    )
)
_CANCEL_PURPOSE = Fast(
    text(
        """
        UPDATE outbox SET state = 'cancelled', held = '', error = :why
        WHERE contact_id IN (SELECT id FROM contact WHERE person_id = :person)
          AND state IN ('queued', 'sending') AND state = 'queued' AND purpose = :purpose
        """
    )
)
_CANCEL_BROADCAST = Fast(
    text(
        """
        UPDATE outbox SET state = 'cancelled', held = '', error = 'broadcast cancelled'
        WHERE id IN (
          SELECT id FROM outbox WHERE broadcast_id = :broadcast AND state = 'queued' ORDER BY id LIMIT :most)
        """
    )
)
_CANCEL_BEFORE = Fast(
    text(
        """
        UPDATE outbox SET state = 'cancelled', held = '', error = :why
        WHERE state IN ('queued', 'sending') AND state = 'queued' AND created_at < :before
        """
    )
)
_TEMPLATES = Fast(
    text(
        """
        UPDATE outbox SET held = '', not_before = :now
        WHERE contact_id = :contact AND state IN ('queued', 'sending')
          AND state = 'queued' AND held = 'template'
        """
    )
)
_TEMPLATES_OF = Fast(
    text(
        """
        UPDATE outbox SET held = '', not_before = :now
        WHERE state IN ('queued', 'sending') AND state = 'queued' AND held = 'template'
          AND channel = :channel AND kind = :kind
        """
    )
)
_RECEIPT = Fast(
    text(
        """
        UPDATE outbox SET state = :state, error = CASE WHEN :error = '' THEN error ELSE :error END, held = ''
        WHERE external_id = :external AND channel = :channel AND (
          (state IN ('sending', 'uncertain', 'sent') AND :state IN ('delivered', 'read', 'failed'))
          OR (state IN ('sending', 'uncertain') AND :state = 'sent')
          OR (state = 'delivered' AND :state = 'read'))
        """
    )
)
_TALLY = Fast(text("SELECT state, COUNT(*) FROM outbox WHERE broadcast_id = :broadcast GROUP BY state"))
_HELD = Fast(
    text(
        """
        SELECT held, kind, COUNT(*) FROM outbox
        WHERE state IN ('queued', 'sending') AND state = 'queued' AND held <> '' GROUP BY held, kind
        """
    )
)


def queue(
    db: Db,
    contact_id: int,
    person_id: int | None,
    channel: str,
    message: Message | None,
    lane: Lane,
    kind: str,
    now: datetime,
    *,
    purpose: str = "",
    form_id: int | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    once: str | None = None,
    broadcast_id: int | None = None,
) -> int | None:
    """Write a message to go out; gives its row, or None where a row with this `once` exists.

    `message` None is the broadcast's own. `purpose` is the consent that is looked at once more at sending.
    A row with `form_id` asks that form's question: an older question to the same contact that waits still
    is cancelled.
    """
    number = db.insert(
        _QUEUE,
        contact=contact_id,
        person=person_id,
        channel=channel,
        lane=int(lane),
        kind=kind,
        purpose=purpose,
        body=None if message is None else encode(message),
        form=form_id,
        broadcast=broadcast_id,
        once=once,
        not_before=not_before or now,
        not_after=not_after,
        now=now,
    )
    if number is not None and form_id is not None:
        for (row,) in db.rows(_OLDER, contact=contact_id, newest=number):
            db.run(_NEWER, row=row)
    return number


def cancel(db: Db, contact_id: int, now: datetime, why: str) -> int:
    """Cancel all that waits for a contact; gives how many. What is being sent is left to its sender."""
    return db.run(_CANCEL, contact=contact_id, why=why[:200])


def cancel_purpose(db: Db, person_id: int, purpose: str, why: str) -> int:
    """Cancel what waits for a person and rests on a consent that was withdrawn."""
    return db.run(_CANCEL_PURPOSE, person=person_id, purpose=purpose, why=why[:200])


def cancel_broadcast(db: Db, broadcast_id: int, most: int = 100) -> int:
    """Cancel up to `most` unsent rows of a broadcast; call it until it gives 0."""
    return db.run(_CANCEL_BROADCAST, broadcast=broadcast_id, most=most)


def cancel_before(db: Db, before: datetime, why: str) -> int:
    """Cancel all that has waited since before then; gives how many."""
    return db.run(_CANCEL_BEFORE, before=before, why=why[:200])


def release_templates(db: Db, contact_id: int, now: datetime) -> None:
    """The person wrote, so the window is open: what was held for want of a template may go."""
    db.run(_TEMPLATES, contact=contact_id, now=now)


def reconsider(db: Db, channel: str, lacking: Sequence[str], now: datetime) -> None:
    """What was held for want of a template may go, but for the kinds that lack one still."""
    for why, kind in held(db):
        if why == "template" and kind not in lacking:
            db.run(_TEMPLATES_OF, channel=channel, kind=kind, now=now)


def receipt(db: Db, item: Receipt, now: datetime) -> bool:
    """What a channel reports of a message; False where it is unknown or says nothing newer."""
    return (
        db.run(
            _RECEIPT,
            channel=item.channel,
            external=item.external_id,
            state=item.state,
            error=item.error[:200],
        )
        > 0
    )


def tally(db: Db, broadcast_id: int) -> Mapping[str, int]:
    """How many rows of a broadcast are in each state; they add up to its recipients."""
    return {row[0]: row[1] for row in db.rows(_TALLY, broadcast=broadcast_id)}


def held(db: Db) -> Mapping[tuple[str, str], int]:
    """(why, kind) -> how many messages are held back now."""
    return {(row[0], row[1]): row[2] for row in db.rows(_HELD)}
