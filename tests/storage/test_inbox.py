"""What came in, what failed, and what staff see of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from storage import inbox
from storage.database import Database, Db
from storage.inbound import Attachment, Inbound, Kind
from storage.inbox import Settled
from storage.tables import Inbox

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
SECRET = "NIK saya 3204375507850001"
MESSAGE = Inbound(
    "telegram", "update-7", "1001", Kind.PHOTO, text=SECRET, attachment=Attachment("f1", "photo", 12), at=NOW
)


def fail(database: Database) -> int:
    """A message whose turn failed."""
    database.write(lambda db: inbox.failed(db, MESSAGE, "KeyError desks:12", NOW))
    with database.read() as db:
        (row,) = inbox.waiting(db)
    return row


def bodies(database: Database) -> list[bytes | None]:
    with database.read() as db:
        return list(db.session.scalars(select(Inbox.body)))


def test_a_message_is_remembered_once_and_without_its_text(database: Database) -> None:
    row = database.write(lambda db: inbox.remember(db, MESSAGE, NOW))
    assert row is not None
    assert database.write(lambda db: inbox.remember(db, MESSAGE, NOW)) is None
    assert bodies(database) == [None]


def test_the_same_id_on_another_channel_is_another_message(database: Database) -> None:
    for channel in ("telegram", "whatsapp"):
        inbound = Inbound(channel, "7", "1001", Kind.TEXT)
        assert database.write(lambda db, i=inbound: inbox.remember(db, i, NOW)) is not None  # type: ignore[misc]


def test_a_failed_message_is_kept_sealed_and_comes_back_whole(database: Database) -> None:
    row = fail(database)
    assert SECRET.encode() not in (bodies(database)[0] or b"")
    assert database.write(lambda db: inbox.again(db, row, NOW)) == MESSAGE
    assert bodies(database) == [None]
    with pytest.raises(Settled):
        database.write(lambda db: inbox.again(db, row, NOW))


def test_a_retry_that_fails_too_leaves_the_message_as_it_was(database: Database) -> None:
    row = fail(database)

    def work(db: Db) -> None:
        inbox.again(db, row, NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(work)
    with database.read() as db:
        assert inbox.waiting(db) == [row]


def test_after_the_third_failure_it_lies_in_quarantine_and_staff_see_where_it_broke(
    database: Database,
) -> None:
    row = fail(database)
    assert database.write(lambda db: inbox.failed_again(db, row, "second", NOW)) is None
    assert database.write(lambda db: inbox.failed_again(db, row, "KeyError here:3", NOW)) == MESSAGE
    assert database.write(lambda db: inbox.failed_again(db, row, "once more", NOW)) is None
    with database.read() as db:
        assert inbox.waiting(db) == []
        (seen,) = inbox.undone(db)
    assert (seen.state, seen.tries, seen.error, seen.kind) == ("quarantined", 3, "KeyError here:3", "photo")


def test_staff_can_try_a_quarantined_message_again_or_dismiss_it(database: Database) -> None:
    row = fail(database)
    for error in ("second", "third"):
        database.write(lambda db, e=error: inbox.failed_again(db, row, e, NOW))  # type: ignore[misc]
    assert database.write(lambda db: inbox.again(db, row, NOW)) == MESSAGE
    assert database.write(lambda db: inbox.dismiss(db, row)) is False


def test_a_dismissed_message_is_gone(database: Database) -> None:
    row = fail(database)
    assert database.write(lambda db: inbox.dismiss(db, row)) is True
    assert bodies(database) == [None]
    with database.read() as db:
        assert inbox.undone(db) == []
    assert database.write(lambda db: inbox.remember(db, MESSAGE, NOW)) is None, "and stays a repeat"


def test_what_cannot_be_used_is_kept_for_staff(database: Database) -> None:
    strange = Inbound("telegram", "update-8", "", Kind.UNUSABLE, text="{}")

    def work(db: Db) -> None:
        row = inbox.remember(db, strange, NOW)
        assert row is not None
        inbox.quarantine(db, row, strange, NOW)

    database.write(work)
    with database.read() as db:
        assert [(row.state, row.kind) for row in inbox.undone(db)] == [("quarantined", "unusable")]


def test_a_message_that_failed_twice_at_once_is_kept_once(database: Database) -> None:
    fail(database)
    database.write(lambda db: inbox.failed(db, MESSAGE, "KeyError desks:12", NOW))
    assert len(bodies(database)) == 1
