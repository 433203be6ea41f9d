"""The version of a database's schema, and the step to this release's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

VERSIONS = Path(__file__).parent / "migrations" / "versions"
LOCK = 0x6B61626172  # PostgreSQL's advisory lock for those who start at the same time


class Newer(Exception):
    """The database was brought forward by a newer release than this one."""


def head() -> str:
    """The version this release works with: the newest file in migrations/versions."""
    return max(file.name[:4] for file in VERSIONS.glob("[0-9]*.py"))


def version(conn: Connection) -> str | None:
    """The version of the schema, or None for a database without tables."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    found: str | None = conn.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(conn: Connection) -> None:
    """Bring the schema to this release's within the connection's transaction. Raises Newer."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    now, wanted = version(conn), head()
    if now == wanted:
        return
    if now is not None and now > wanted:
        raise Newer(f"the database is of schema {now}, this release knows {wanted}")
    from alembic import command  # takes a quarter of a second to load, and is seldom needed

    command.upgrade(config(conn), "head")


def config(conn: Connection) -> Config:
    """Alembic's settings, without an ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    return config
