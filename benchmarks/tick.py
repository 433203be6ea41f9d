"""An idle tick with a million people against one with a thousand: nothing is due in either."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import insert

from bot.house import House, build
from bot.settings import Settings
from scheduler.clock import tick
from storage.database import Db
from storage.tables import Contact, Due, Person

FEW, MANY = 1_000, 1_000_000
CHUNK = 20_000
TICKS = 41


def main(arguments: list[str]) -> int:
    """Prints milliseconds of a tick and the ratio; the two are measured in turn."""
    many = int(arguments[0]) if arguments else MANY
    with _filled(FEW) as small, _filled(many) as large:
        now = datetime.now(UTC)
        took: dict[int, list[float]] = {FEW: [], many: []}
        for n in range(TICKS):
            for people, house in ((FEW, small), (many, large)):
                before = time.perf_counter()
                tick(house.database, house.turns, now + timedelta(seconds=n), house.quiet)
                took[people].append((time.perf_counter() - before) * 1000)
    for people, times in took.items():
        sys.stdout.write(f"{people:>9,} people: {median(times):6.2f} ms an idle tick\n")
    sys.stdout.write(f"ratio of the medians: {median(took[many]) / median(took[FEW]):.2f}\n")
    return 0


@contextmanager
def _filled(people: int) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="kabar-bench-") as folder:
        house = build(Settings(data_dir=Path(folder), secret_keys=SecretStr(Fernet.generate_key().decode())))
        try:
            for first in range(0, people, CHUNK):
                _fill(house, range(first + 1, min(first + CHUNK, people) + 1))
            yield house
        finally:
            house.close()


def _fill(house: House, numbers: range) -> None:
    """People who are followed, each with the next check-in planned for some day to come."""
    now = datetime.now(UTC)

    def work(db: Db) -> None:
        conn = db.conn
        conn.execute(
            insert(Person),
            [
                {"id": n, "name": "Orang", "kecamatan": "32.04.37", "created_at": now, "registered_at": now}
                for n in numbers
            ],
        )
        conn.execute(
            insert(Contact),
            [
                {
                    "id": n,
                    "channel": "telegram",
                    "address": str(n),
                    "person_id": n,
                    "heard_at": now,
                    "created_at": now,
                }
                for n in numbers
            ],
        )
        conn.execute(
            insert(Due),
            [
                {
                    "person_id": n,
                    "kind": "checkin",
                    "period": "2026-12",
                    "about": "2026-12/light",
                    "at": now + timedelta(days=2 + n % 28),
                }
                for n in numbers
            ],
        )

    house.database.write(work)
