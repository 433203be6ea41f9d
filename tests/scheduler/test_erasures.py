"""Deletions that come due, on both databases."""

from __future__ import annotations

from datetime import timedelta

from rules.quiet import parse
from scheduler.clock import tick
from storage import ledger
from storage.database import Database
from storage.tables import Person
from tests.turns.phone import Phone, turns

QUIET = parse("off")


def test_a_deletion_happens_within_72_hours_and_is_noted_outside_the_database(database: Database) -> None:
    phone = Phone(database, channel="web").registers().consents()
    phone.says("data saya").says("hapus data saya").says("kirim")
    person = phone.person
    early = tick(database, turns(), phone.now + timedelta(hours=47), QUIET)
    assert "erased" not in early
    when = phone.now + timedelta(hours=49)
    assert tick(database, turns(), when, QUIET)["erased"] == 1
    assert "erased" not in tick(database, turns(), when, QUIET)
    with database.read() as db:
        emptied = db.session.get_one(Person, person)
        assert (emptied.name, emptied.erased_at) == ("", when)
    assert (database.folder / ledger.NAME).exists()
