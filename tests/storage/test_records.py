"""References, the audit, the journal, and what was not understood."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from storage import audit, journal, unheard
from storage.database import Database, Db
from storage.references import next_reference
from storage.tables import Audit, Journal, Staff, Unheard

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def test_references_count_up_within_a_month_and_prefix(database: Database) -> None:
    def give(prefix: str, day: date) -> str:
        return database.write(lambda db: next_reference(db, prefix, day))

    assert give("PEL", TODAY) == "PEL-2611-0001"
    assert give("PEL", TODAY) == "PEL-2611-0002"
    assert give("DANA", TODAY) == "DANA-2611-0001"
    assert give("PEL", date(2026, 12, 1)) == "PEL-2612-0001"


def test_no_reference_is_given_twice(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        given = list(
            pool.map(lambda _: database.write(lambda db: next_reference(db, "PEL", TODAY)), range(40))
        )
    assert sorted(given) == [f"PEL-2611-{number:04}" for number in range(1, 41)]


def test_a_number_that_was_not_used_after_all_is_given_again(database: Database) -> None:
    def fail(db: Db) -> None:
        next_reference(db, "PEL", TODAY)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(fail)
    assert database.write(lambda db: next_reference(db, "PEL", TODAY)) == "PEL-2611-0001"


@pytest.mark.parametrize("prefix", ["", "P", "pel", "PELATI", "PE1", "PEL-"])
def test_a_prefix_is_two_to_five_capitals(database: Database, prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        database.write(lambda db: next_reference(db, prefix, TODAY))


def test_the_audit_says_who_did_what_and_the_program_is_nobody(database: Database) -> None:
    def work(db: Db) -> None:
        db.session.add(Staff(id=1, name="Asep", phone="+628123", role="admin", created_at=NOW))
        db.session.flush()
        audit.note(db, 1, "saw-nik", "person:7", NOW)
        audit.note(db, None, "restore", "", NOW, "backup.zip")

    database.write(work)
    with database.read() as db:
        rows = db.session.scalars(select(Audit).order_by(Audit.id)).all()
    assert [(row.staff_id, row.action, row.subject, row.detail, row.at) for row in rows] == [
        (1, "saw-nik", "person:7", "", NOW),
        (None, "restore", "", "backup.zip", NOW),
    ]


def test_the_journal_notes_a_step_however_long_it_took(database: Database) -> None:
    month = int(timedelta(days=30).total_seconds() * 1000)
    database.write(
        lambda db: journal.note(db, 1, None, "0.1", "register", "answered", "name", "telegram", month, NOW)
    )
    with database.read() as db:
        step = db.session.scalars(select(Journal)).one()
    assert (step.dialogue, step.event, step.question, step.took) == (
        "register",
        "answered",
        "name",
        journal.LONGEST,
    )


def test_what_was_not_understood_is_kept_thirty_days(database: Database) -> None:
    def note(said: str, now: datetime) -> None:
        database.write(lambda db: unheard.note(db, said, "register.kind", "web", now))

    note("jual seblak ceker", NOW)
    note("  ", NOW)
    note("… …", NOW)
    note("dagang online", NOW + timedelta(days=5))
    assert database.write(lambda db: unheard.forget(db, NOW + timedelta(days=31))) == 1
    with database.read() as db:
        assert db.session.scalars(select(Unheard.text)).all() == ["dagang online"]
