"""Writes everything to one file and reads it back, whichever of the two databases it came from or goes to.

The file is a zip: `manifest.json`, `tables/<name>.jsonl` (one row a line, columns in the manifest's order,
bytes in base64), `documents/` as they lie sealed. It holds personal data in the clear. The keys are not in
it, and without them what is sealed stays so.
"""

from __future__ import annotations

import base64
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import BigInteger, Column, Date, LargeBinary, Table, func, insert, select, text, type_coerce

from storage import documents, leases, ledger
from storage.database import Database, Db
from storage.sealing import Unopened
from storage.tables import Base, from_ms
from storage.tables.types import Moment

FORMAT = 1
CHUNK = 100
# Who sends and who is logged in belongs to the running program, not to what it remembers.
LEFT_OUT = {"lease", "login_link", "login_session"}


class NotEmpty(Exception):
    """A backup is read into an empty database only."""


class NotABackup(Exception):
    """The file is none of ours, or was written by a newer release, or its keys are not among ours."""


def backup(database: Database, file: Path) -> None:
    """Write all tables, as of one moment, and the documents. The file appears when it is whole."""
    part = file.with_name(f"{file.name}.part")
    with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            tables = _tables()
            manifest = {
                "format": FORMAT,
                "at": datetime.now(UTC).isoformat(),
                "columns": {
                    name: [column.name for column in table.columns] for name, table in tables.items()
                },
                "key": _text(database.sealing.seal(b"kabar")),
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
            with database.read() as db:
                for name, table in tables.items():
                    with archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as lines:
                        _write_rows(db, table, lines)
            for path in documents.paths(database):
                try:
                    archive.writestr(f"documents/{path}", documents.sealed(database, path))
                except FileNotFoundError:  # erased since
                    continue
        out.flush()
        os.fsync(out.fileno())
    part.rename(file)


def restore(file: Path, database: Database) -> int:
    """Read a backup into an empty database of the same keys, and do the deletions since then again.

    Gives how many people these were. Nothing goes out until `leases.release_all`. Raises NotEmpty or
    NotABackup, and then nothing was written.
    """
    with _opened(file) as archive:
        columns = _manifest(archive, database)
        if not database.write(_is_empty):
            raise NotEmpty
        now = datetime.now(UTC)
        database.write(lambda db: leases.hold_all(db, now))
        for name, table in _tables().items():
            if name not in columns:
                continue
            with archive.open(f"tables/{name}.jsonl") as lines:
                rows = _read_rows(table, columns[name], lines)
                while chunk := list(islice(rows, CHUNK)):
                    database.write(partial(_insert, table=table, rows=chunk))
        database.write(_count_on)
        for member in archive.namelist():
            if member.startswith("documents/"):
                documents.put(database, member.removeprefix("documents/"), archive.read(member))
    return ledger.apply(database, now)


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as error:
        raise NotABackup(str(file)) from error


def _manifest(archive: zipfile.ZipFile, database: Database) -> Mapping[str, list[str]]:
    try:
        manifest = json.loads(archive.read("manifest.json"))
        database.sealing.open(base64.b64decode(manifest["key"]))
        columns: Mapping[str, list[str]] = manifest["columns"]
        newer = manifest["format"] > FORMAT
    except (KeyError, ValueError, TypeError) as error:
        raise NotABackup("no manifest") from error
    except Unopened as error:
        raise NotABackup("sealed with keys that are not among KABAR_SECRET_KEYS") from error
    if newer:
        raise NotABackup("written by a newer release")
    return columns


def _tables() -> dict[str, Table]:
    """In an order in which rows find what they refer to."""
    return {table.name: table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT}


def _is_empty(db: Db) -> bool:
    return not any(
        db.conn.execute(select(text("1")).select_from(table).limit(1)).first() is not None
        for name, table in _tables().items()
        if name != "note"
    )


def _write_rows(db: Db, table: Table, out: IO[bytes]) -> None:
    """Raw values: moments as milliseconds."""
    dumps = [_dump(column) for column in table.columns]
    columns = [
        type_coerce(column, BigInteger) if isinstance(column.type, Moment) else column
        for column in table.columns
    ]
    query = select(*columns).order_by(*table.primary_key.columns)
    for row in db.conn.execution_options(yield_per=500).execute(query):
        line = [None if value is None else dump(value) for dump, value in zip(dumps, row, strict=True)]
        out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _read_rows(table: Table, names: list[str], lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Rows of a backup as they are inserted; a column that is gone by now is left out."""
    loads = [(name, _load(table.c[name])) if name in table.c else None for name in names]
    for line in lines:
        values = json.loads(line)
        row = {
            load[0]: None if value is None else load[1](value)
            for load, value in zip(loads, values, strict=True)
            if load is not None
        }
        if table.name != "note" or row["name"] != leases.HOLD:
            yield row


def _insert(db: Db, table: Table, rows: list[dict[str, Any]]) -> None:
    db.conn.execute(insert(table), rows)


def _dump(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, LargeBinary):
        return _text
    return date.isoformat if isinstance(column.type, Date) else lambda value: value


def _load(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, LargeBinary):
        return base64.b64decode
    if isinstance(column.type, Moment):
        return from_ms
    return date.fromisoformat if isinstance(column.type, Date) else lambda value: value


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _count_on(db: Db) -> None:
    """PostgreSQL goes on counting after the highest restored id; SQLite does so by itself."""
    if db.dialect != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c:
            highest = db.conn.scalar(select(func.max(table.c.id)))
            db.conn.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last, :used)"),
                {"name": table.name, "last": highest or 1, "used": highest is not None},
            )
