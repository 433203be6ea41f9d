"""Who may send: one at a time, and a new one is told from the old."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from storage import leases
from storage.database import Database
from storage.tables import Halt

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def lease(database: Database, owner: str, seconds: float = 60, *, take: bool = False) -> int | None:
    return database.write(lambda db: leases.lease(db, "telegram", owner, seconds, take=take))


def test_only_one_holds_the_lease(database: Database) -> None:
    assert lease(database, "a") == 1
    assert lease(database, "b") is None
    assert lease(database, "a") == 1


def test_who_comes_after_has_a_higher_epoch(database: Database) -> None:
    assert lease(database, "a", 0.05) == 1
    time.sleep(0.1)
    assert lease(database, "b") == 2
    assert lease(database, "a") is None


def test_the_lease_can_be_taken_over_and_taken_back(database: Database) -> None:
    assert lease(database, "server") == 1
    assert lease(database, "tick", take=True) == 2
    assert lease(database, "server") is None
    database.write(lambda db: leases.let_go(db, "telegram", "tick"))
    assert lease(database, "server") == 3


def test_only_the_holder_can_let_go(database: Database) -> None:
    assert lease(database, "a") == 1
    database.write(lambda db: leases.let_go(db, "telegram", "b"))
    assert lease(database, "b") is None


def test_of_many_that_want_it_at_once_one_gets_it(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        epochs = list(pool.map(lambda number: lease(database, f"owner-{number}"), range(16)))
    assert sorted(epochs, key=lambda epoch: epoch or 0) == [None] * 15 + [1]


def test_a_flood_wait_is_never_shortened(database: Database) -> None:
    def until(wait: timedelta) -> datetime:
        database.write(lambda db: leases.halt(db, "telegram", wait))
        with database.read() as db:
            return db.session.get_one(Halt, "telegram").until

    long = until(timedelta(minutes=5))
    assert until(timedelta(seconds=5)) == long
    assert until(timedelta(minutes=6)) > long
