"""The migrations make what the tables say, on both databases."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, inspect, make_url, text

from storage import schema
from storage.database import Database
from storage.schema import Newer
from storage.tables import Base

if TYPE_CHECKING:
    from tests.conftest import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.bare()


def engine(url: str) -> Engine:
    return create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")), poolclass=NullPool)


def catalogue(conn: Connection) -> dict[str, object]:
    """All that a database knows of its tables."""
    found: dict[str, object] = {}
    inspector = inspect(conn)
    for table in inspector.get_table_names():
        if table == "alembic_version":
            continue
        found[table] = {
            "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)],
            "key": inspector.get_pk_constraint(table),
            "foreign": sorted(str(sorted(f.items(), key=str)) for f in inspector.get_foreign_keys(table)),
            "unique": sorted(
                str(sorted(u.items(), key=str)) for u in inspector.get_unique_constraints(table)
            ),
        }
    if conn.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    else:
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    for name, sql in conn.execute(text(query)):
        if "alembic" not in name:
            found[f"index {name}"] = " ".join(sql.replace('"', "").split())
    return found


def test_the_migrations_make_what_the_tables_say(
    bare_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with engine(bare_url).begin() as conn:
        schema.upgrade(conn)
        migrated = catalogue(conn)
    if bare_url.startswith("sqlite"):
        other = f"sqlite:///{tmp_path / 'other.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        other = server.bare()
    with engine(other).begin() as conn:
        Base.metadata.create_all(conn)
        assert migrated == catalogue(conn)
    assert len(migrated) > len(Base.metadata.tables)


def test_opening_a_database_brings_it_to_this_release_and_again_does_nothing(
    bare_url: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    for _ in range(2):
        database = Database.open(bare_url, keys, tmp_path)
        with database.read() as db:
            assert schema.version(db.conn) == schema.head()
        database.close()


def test_many_may_open_a_new_database_at_once(bare_url: str, tmp_path: Path, keys: tuple[str, ...]) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Database.open(bare_url, keys, tmp_path), range(4)))
    for database in opened:
        with database.read() as db:
            assert schema.version(db.conn) == schema.head()
        database.close()


def test_the_first_write_to_a_new_file_may_be_anybodys(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """SQLite does not wait where two turn one new file to its write-ahead log: the turnstile does."""
    barrier = threading.Barrier(8)

    def write(url: str) -> object:
        database = Database.open(url, keys, tmp_path, create=False)
        barrier.wait()
        try:
            return database.write(lambda db: db.conn.scalar(text("SELECT 1")))
        finally:
            database.close()

    with ThreadPoolExecutor(8) as pool:
        for number in range(60):
            assert set(pool.map(write, [f"sqlite:///{tmp_path / str(number)}.db"] * 8)) == {1}


def test_a_database_of_a_newer_release_is_left_alone(
    bare_url: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    Database.open(bare_url, keys, tmp_path).close()
    with engine(bare_url).begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Newer, match="9999"):
        Database.open(bare_url, keys, tmp_path)
    with engine(bare_url).begin() as conn:
        assert schema.version(conn) == "9999"


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = sorted(file.name[:4] for file in schema.VERSIONS.glob("[0-9]*.py"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
