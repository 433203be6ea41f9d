"""Writes the next migration: `python -m storage.migrations "Add what to what"`; read it before use."""

from __future__ import annotations

import sys
from typing import Any, Literal

from alembic import command
from sqlalchemy import create_engine

from storage import schema
from storage.tables.types import Moment


def render(kind: str, item: Any, context: object) -> str | Literal[False]:
    """Moments as what they are kept as, so that a migration does not change with the code."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Moment) else False


def write(message: str) -> None:
    """Compare the tables with what the migrations make of an empty database, and write the difference."""
    made = list(schema.VERSIONS.glob("[0-9]*.py"))
    with create_engine("sqlite://").begin() as conn:
        if made:
            schema.upgrade(conn)
        config = schema.config(conn)
        config.attributes["render_item"] = render
        command.revision(config, message, autogenerate=True, rev_id=f"{len(made) + 1:04}")


if __name__ == "__main__":
    write(" ".join(sys.argv[1:]))
