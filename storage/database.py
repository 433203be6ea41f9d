"""The database: SQLite embedded or PostgreSQL, read by anybody and written through one writer."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, TypeVar

from psycopg.adapt import Dumper
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from storage import schema
from storage.db import Db, Fast
from storage.jobs import Job, awaited, blocking, late
from storage.sealing import Sealing
from storage.tables.types import ms
from storage.turnstile import Turnstile
from storage.writer import THREADS, GroupWriter, PoolWriter, Writer

__all__ = ["Database", "Db", "Fast"]

T = TypeVar("T")
CACHE = 16_384  # KiB of the writer's SQLite connection; readers have the usual 2,000
LOG = 4_000  # pages of 4 KiB that the log holds before it is copied into the file
BUSY = 10_000  # milliseconds; only a writer that does not pass the turnstile is ever waited for


class Database:
    """One database and the one way to write to it. Safe to use from any thread; close it at the end."""

    def __init__(
        self, url: URL, writing: Engine, reading: Engine, writer: Writer, sealing: Sealing, folder: Path
    ) -> None:
        self.url, self.sealing, self.folder = url, sealing, folder
        self._writing, self._reading, self._writer = writing, reading, writer
        self._closed = False

    @classmethod
    def open(cls, url: str, keys: Sequence[str], folder: Path, *, create: bool = True) -> Self:
        """Open by a URL of CONTRACT's KABAR_DATABASE_URL, with KABAR_SECRET_KEYS and the data folder.

        With `create` the schema is brought to this release. Raises ValueError for a URL or keys that cannot
        be used, and `schema.Newer` for a database that a newer release has brought forward.
        """
        parsed, sealing = parse(url), Sealing(keys)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if parsed.get_backend_name() == "sqlite":
            file = Path(str(parsed.database))
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not file.exists():
                file.touch(mode=0o600)  # nobody else's to read; the files beside it follow its mode
            writing, reading = _sqlite(parsed, writes=True), _sqlite(parsed, writes=False)
            writer: Writer = GroupWriter(writing, Turnstile(file), sealing)
        else:
            writing = create_engine(parsed, pool_size=THREADS, hide_parameters=True)
            event.listen(writing, "connect", _adapted)
            # A writer tries again on a new connection; a reader is told, so its connection is tried first.
            reading = create_engine(
                parsed,
                pool_pre_ping=True,
                max_overflow=15,
                isolation_level="REPEATABLE READ",
                hide_parameters=True,
            ).execution_options(postgresql_readonly=True)
            event.listen(reading, "connect", _adapted)
            writer = PoolWriter(writing, sealing)
        database = cls(parsed, writing, reading, writer, sealing, folder)
        if create:
            try:
                database.write(lambda db: schema.upgrade(db.conn))
            except BaseException:
                database.close()
                raise
        return database

    @property
    def dialect(self) -> str:
        return self.url.get_backend_name()

    @property
    def commits(self) -> int:
        """Write transactions committed by this process."""
        return self._writer.commits

    @property
    def works(self) -> int:
        """Works in those transactions; on SQLite several share one."""
        return self._writer.works

    @contextmanager
    def read(self) -> Iterator[Db]:
        """A transaction that only reads, all of it at one moment."""
        with self._reading.connect() as conn, conn.begin() as transaction:
            db = Db(conn, self.sealing)
            try:
                yield db
            finally:
                db.close()
                if transaction.is_active:
                    transaction.rollback()

    def write(self, work: Callable[[Db], T]) -> T:
        """Do `work` in one transaction and return its result after the commit; an exception undoes it all.

        It may be run again from the top: no effect but on the database, and no network inside.
        """
        job = blocking(work)
        self._put(job)
        result: T = job.future.result()
        return result

    async def submit(self, work: Callable[[Db], T], patience: float | None = None) -> T:
        """As `write`, awaited, for `patience` seconds at most: then TimeoutError.

        Where nobody waits any longer, or the waiting task is cancelled, the work is done all the same.
        """
        job = awaited(work)
        self._put(job)
        timer = None if patience is None else asyncio.get_running_loop().call_later(patience, late, job)
        try:
            result: T = await job.future
        finally:
            if timer is not None:
                timer.cancel()
        return result

    def _put(self, job: Job) -> None:
        if self._closed:
            raise RuntimeError("the database is closed")
        if self._writer.inside():
            raise RuntimeError("a write within a write: use the Db that is at hand")
        self._writer.put(job)

    def close(self) -> None:
        """Finish what was begun and let go of the files. Closing twice does nothing."""
        if not self._closed:
            self._closed = True
            self._writer.close()
            self._writing.dispose()
            self._reading.dispose()


def parse(url: str) -> URL:
    """`sqlite:////absolute/path.db`, `sqlite:///relative.db` or `postgresql://...`. Raises ValueError."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise ValueError("KABAR_DATABASE_URL is no database URL") from error  # it may hold a password
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed.set(drivername="sqlite")
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError("KABAR_DATABASE_URL must be a SQLite file or postgresql://...")


class _Text(StrDumperUnknown):
    """PostgreSQL's texts hold no NUL; people's display names may."""

    def dump(self, obj: str) -> bytes | bytearray | memoryview | None:
        return super().dump(obj.replace("\0", "") if "\0" in obj else obj)


class _Moment(Dumper):
    """Moments are kept as milliseconds."""

    oid = 20  # int8

    def dump(self, obj: datetime) -> bytes:
        return str(ms(obj)).encode()


def _adapted(connection: Any, record: object) -> None:
    connection.adapters.register_dumper(str, _Text)
    connection.adapters.register_dumper(datetime, _Moment)


def _as_it_is(value: T) -> T:
    return value


def _sqlite(url: URL, *, writes: bool) -> Engine:
    sqlite3.register_adapter(datetime, lru_cache(64)(ms))  # a turn binds one moment many times
    sqlite3.register_adapter(date, date.isoformat)
    for kind in (type(None), bytes):  # else the driver seeks an adapter at each of them
        sqlite3.register_adapter(kind, _as_it_is)
    engine = create_engine(url, connect_args={"cached_statements": 512}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY}")
        if writes:
            cursor.execute("PRAGMA journal_mode = WAL")  # the file keeps it
            cursor.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA cache_size = {-CACHE}" if writes else "PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def began(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
