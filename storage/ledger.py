"""Deletions of people's data, noted outside the database and its backups, and done again after a restore."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from storage import documents, erasure
from storage.database import Database
from storage.tables import Person, ms

NAME = "deletions.ledger"


def carry_out(database: Database, person_id: int, now: datetime) -> None:
    """Delete a person's data: first the ledger, synced; then the rows; then the files."""
    with database.read() as db:
        created = ms(db.session.get_one(Person, person_id).created_at)
    _append(database.folder / NAME, {"person": person_id, "created": created, "at": ms(now)})
    _erase(database, person_id, now)


def apply(database: Database, now: datetime) -> int:
    """Do all noted deletions again, for a database that came from a backup; gives how many people.

    A line counts for the person who has that number and was made at that moment: nobody else's ledger harms.
    """
    done: set[int] = set()
    for line in _lines(database.folder / NAME):
        number = int(line["person"])
        with database.read() as db:
            person = db.session.get(Person, number)
            same = person is not None and ms(person.created_at) == line["created"]
        if same and number not in done:
            done.add(number)
            _erase(database, number, now)
    return len(done)


def _erase(database: Database, person_id: int, now: datetime) -> None:
    for path in database.write(lambda db: erasure.erase(db, person_id, now)):
        documents.erase(database, path)


def _append(file: Path, line: dict[str, int]) -> None:
    """On disk when it returns; lines of several processes do not mix."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, json.dumps(line).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def _lines(file: Path) -> list[dict[str, int]]:
    if not file.exists():
        return []
    found: list[dict[str, int]] = []
    for text in file.read_text().splitlines():
        try:
            found.append(json.loads(text))
        except ValueError:  # cut off when the machine stopped: that deletion was not done either
            continue
    return found
