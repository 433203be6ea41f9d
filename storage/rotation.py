"""Seals everything anew under the newest key, so that an older one can be dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlalchemy import LargeBinary, Table, func, select, update

from storage import documents
from storage.database import Database, Db
from storage.sealing import HEAD, Sealing
from storage.tables import Base

CHUNK = 100
# Table and column of what is sealed, with the column of its digest where there is one.
SEALED: dict[tuple[str, str], str | None] = {
    ("application_answer", "sealed"): None,
    ("business", "nib_sealed"): "nib_hash",
    ("form", "sealed"): None,
    ("inbox", "body"): None,
    ("person", "nik_sealed"): "nik_hash",
    ("thread_line", "sealed"): None,
}
# Bytes that are not sealed: what is said to people, which their own channels keep in the clear as well.
PLAIN = {("broadcast", "body"), ("outbox", "body")}


def rotate(database: Database) -> int:
    """Seal anew what an older key sealed, rows in chunks and files one by one; gives how many.

    It can be stopped and begun again, and people may go on writing meanwhile. Run it once more after the last
    process that still seals with the old key has ended.
    """
    count = 0
    for (table, column), digest in SEALED.items():
        last: int | None = 0
        while last is not None:
            last, done = database.write(
                lambda db, t=table, c=column, d=digest, at=last: _chunk(db, Base.metadata.tables[t], c, d, at)  # type: ignore[misc]
            )
            count += done
    for path in documents.paths(database):
        count += _file(database, path)
    return count


def remaining(database: Database) -> int:
    """How many rows and files an older key still opens; none, and it can be dropped."""
    with database.read() as db:
        count = _unless(db, [db.sealing.head])
    return count + sum(not database.sealing.newest(one) for one in _files(database))


def unopened(database: Database) -> int:
    """How many rows no key of ours opens."""
    with database.read() as db:
        return _unless(db, db.sealing.heads)


def _unless(db: Db, heads: Sequence[bytes]) -> int:
    """How many sealed rows begin otherwise than with one of these."""
    count = 0
    for table, column in SEALED:
        value = Base.metadata.tables[table].c[column]
        other = func.substr(value, 1, HEAD, type_=LargeBinary()).not_in(heads)
        count += db.conn.scalar(select(func.count()).where(value.is_not(None), value != b"", other)) or 0
    return count


def unlisted() -> set[tuple[str, str]]:
    """Columns of bytes that stand neither among the sealed nor among the plain: a test wants none."""
    found = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    return found ^ (SEALED.keys() | PLAIN)


def _chunk(db: Db, table: Table, column: str, digest: str | None, after: int) -> tuple[int | None, int]:
    """Some rows after an id: the last id looked at (None at the end), and how many were sealed anew."""
    value = table.c[column]
    rows = db.conn.execute(
        select(table.c.id, value)
        .where(table.c.id > after, value.is_not(None), value != b"")
        .order_by(table.c.id)
        .limit(CHUNK)
    ).all()
    done = 0
    for number, sealed in rows:
        if db.sealing.newest(sealed):
            continue
        plain = db.sealing.open(sealed)
        new: dict[str, object] = {column: db.sealing.seal(plain)}
        if digest is not None:
            new[digest] = db.sealing.digest(plain.decode())
        # Where somebody changed it meanwhile, it is sealed with the newest key already.
        done += db.conn.execute(
            update(table).where(table.c.id == number, value == sealed).values(new)
        ).rowcount
    return (rows[-1][0] if rows else None), done


def _files(database: Database) -> Iterator[bytes]:
    for path in documents.paths(database):
        with suppress(FileNotFoundError):  # erased meanwhile
            yield documents.sealed(database, path)


def _file(database: Database, path: str) -> int:
    sealing: Sealing = database.sealing
    try:
        sealed = documents.sealed(database, path)
    except FileNotFoundError:  # erased meanwhile
        return 0
    if sealing.newest(sealed):
        return 0
    documents.put(database, path, sealing.seal(sealing.open(sealed)))
    return 1
