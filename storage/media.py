"""Pictures and other files that people sent: noted in the turn, fetched from the channel after the commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from storage.contacts import Visitor
from storage.database import Db, Fast
from storage.inbound import Attachment

TRIES = 8
FIRST_WAIT = timedelta(seconds=5)

_KEEP = Fast(
    text(
        """
        INSERT INTO media
          (contact_id, person_id, form_id, channel, ref, kind, mime, size, path, state, tries,
           not_before, created_at)
        VALUES
          (:contact, :person, :form, :channel, :ref, :kind, :mime, :size, '', 'waiting', 0, :now, :now)
        """
    )
)
_WAITING = Fast(
    text(
        """
        SELECT id, contact_id, form_id, channel, ref, kind, tries FROM media
        WHERE state = 'waiting' AND not_before <= :now ORDER BY not_before, id LIMIT :most
        """
    )
)
_STORED = Fast(
    text(
        "UPDATE media SET state = 'stored', path = :path, mime = :mime, size = :size, ref = '' "
        "WHERE id = :media AND state = 'waiting'"
    )
)
_LATER = Fast(
    text(
        "UPDATE media SET tries = :tries, not_before = :later "
        "WHERE id = :media AND state = 'waiting' AND tries = :before"
    )
)
_LOST = Fast(text("UPDATE media SET state = 'lost', ref = '' WHERE id = :media AND state = 'waiting'"))
_PATH = Fast(text("SELECT path, mime FROM media WHERE id = :media AND state = 'stored'"))
_ERASED = Fast(
    text("UPDATE media SET state = 'erased', path = '', ref = '' WHERE id = :media AND state <> 'erased'")
)

_OF_ENDED = Fast(
    text(
        """
        SELECT m.id, m.path FROM media m JOIN form f ON f.id = m.form_id
        LEFT JOIN application a ON a.form_id = f.id
        WHERE (m.state = 'stored' AND (
          (a.state IN ('refused', 'cancelled') AND COALESCE(a.decided_at, f.touched_at) < :before)
          OR (a.id IS NULL AND f.state IN ('cancelled', 'expired', 'ended') AND f.touched_at < :before)))
          OR (m.state IN ('unsent', 'replaced') AND m.created_at < :before)
        ORDER BY m.id LIMIT :most
        """
    )
)
_UNASKED = Fast(
    text(
        """
        SELECT m.id FROM media m
        WHERE m.contact_id = :contact AND m.form_id IS NULL AND m.created_at > :since
          AND m.state IN ('waiting', 'stored') AND NOT EXISTS (
            SELECT 1 FROM thread t JOIN thread_line l ON l.thread_id = t.id
            WHERE t.contact_id = :contact AND l.media_id = m.id)
        ORDER BY m.id
        """
    )
)
_FOR_NOBODY = Fast(
    text(
        """
        SELECT m.id, m.path FROM media m
        WHERE m.form_id IS NULL AND m.contact_id IS NOT NULL AND m.state = 'stored'
          AND m.created_at < :before
          AND m.id NOT IN (SELECT media_id FROM thread_line WHERE media_id IS NOT NULL)
        ORDER BY m.id LIMIT :most
        """
    )
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file still with its channel; `ref` is what the channel's `fetch` takes."""

    id: int
    contact_id: int | None
    form_id: int | None
    channel: str
    ref: str
    kind: str
    tries: int


def keep(db: Db, attachment: Attachment, visitor: Visitor, form_id: int | None, now: datetime) -> int:
    """Note a file that was sent; gives the id by which answers and threads know it."""
    number = db.insert(
        _KEEP,
        contact=visitor.contact_id,
        person=visitor.person_id,
        form=form_id,
        channel=visitor.channel,
        ref=attachment.ref[:400],
        kind=attachment.kind,
        mime=attachment.mime[:40],
        size=attachment.size,
        now=now,
    )
    if number is None:
        raise LookupError("the file was not noted")
    return number


def waiting(db: Db, now: datetime, most: int = 20) -> list[Waiting]:
    """What is to be fetched now."""
    return [Waiting(*row) for row in db.rows(_WAITING, now=now, most=most)]


def stored(db: Db, media_id: int, path: str, mime: str, size: int) -> None:
    """The file lies under the data folder's documents, sealed."""
    db.run(_STORED, media=media_id, path=path, mime=mime[:40], size=size)


def failed(db: Db, media_id: int, tries: int, now: datetime, *, for_good: bool) -> bool:
    """A fetch failed, the (`tries` + 1)th. True where the file is lost and its question must be reopened."""
    if for_good or tries + 1 >= TRIES:
        return db.run(_LOST, media=media_id) > 0
    db.run(_LATER, media=media_id, before=tries, tries=tries + 1, later=now + FIRST_WAIT * 3**tries)
    return False


def located(db: Db, media_id: int) -> tuple[str, str] | None:
    """(path, mime) of a stored file."""
    row = db.row(_PATH, media=media_id)
    return (row[0], row[1]) if row else None


def of_ended(db: Db, before: datetime, most: int = 100) -> list[tuple[int, str]]:
    """(id, path) of files whose application, or form, was refused or cancelled before then.

    Papers that came by a link go as well where they were never sent, or where another took their place; and
    what was sent when nothing was asked, and never reached anybody.
    """
    found = [*db.rows(_OF_ENDED, before=before, most=most), *db.rows(_FOR_NOBODY, before=before, most=most)]
    return [(row[0], row[1]) for row in found]


def unasked(db: Db, contact_id: int, since: datetime) -> list[int]:
    """What a contact has sent since then when nothing was asked, and nobody was given yet."""
    return [row[0] for row in db.rows(_UNASKED, contact=contact_id, since=since)]


def erased(db: Db, media_id: int) -> None:
    """The file is gone, or is about to go with this commit."""
    db.run(_ERASED, media=media_id)
