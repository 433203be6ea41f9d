"""One transaction as the code inside it sees it, with statements that are compiled once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from storage.sealing import Sealing


class Fast:
    """A Core statement compiled once for each dialect and run by the driver's own cursor.

    Five to ten times cheaper than running it through Core. Parameters are `bindparam("name")`; values that
    stand in the statement, and scalar defaults of an INSERT's columns, are filled in. No `in_` with a list.
    For ON CONFLICT use `sqlalchemy.dialects.postgresql.insert`: it compiles for SQLite too.
    """

    __slots__ = ("compiled", "statement")

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self.compiled: dict[str, _Compiled] = {}  # by the name of a dialect

    def compile(self, dialect: Dialect) -> _Compiled:
        made = self.compiled[dialect.name] = _Compiled(self.statement, dialect)
        return made


class _Compiled:
    """SQL for one dialect; `values` gives what its driver wants of the parameters."""

    __slots__ = ("sql", "values")

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        if not isinstance(statement, ClauseElement):
            raise TypeError(f"{statement!r} is not a statement")
        compiled = statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler) or compiled.post_compile_params:
            raise TypeError("no lists within a Fast statement")
        self.sql = str(compiled)
        fixed = {
            name: value
            for name, value in compiled.params.items()
            if value is not None or not compiled.binds[name].required
        }
        for column in getattr(compiled, "insert_prefetch", ()):
            if not column.default.is_scalar:
                raise TypeError(f"{column} has a default that is not a plain value")
            fixed[column.key] = column.default.arg
        pick = _pick(compiled.positiontup)
        self.values: Callable[[Mapping[str, Any]], Any] = (
            (lambda params: pick({**fixed, **params})) if fixed else pick
        )


def _pick(names: Sequence[str] | None) -> Callable[[Mapping[str, Any]], Any]:
    """The values in their order, or as they are for drivers that take names."""
    if names is None:
        return lambda values: values
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


class Db:
    """One transaction, of one work or of several together; nothing of it may be kept.

    The drivers take moments as the tables keep them, in milliseconds: storage/database.py tells them how.
    """

    __slots__ = ("_cursor", "_failure", "_later", "_session", "conn", "dialect", "sealing")

    def __init__(self, conn: Connection, sealing: Sealing) -> None:
        self.conn = conn
        self.sealing = sealing
        self.dialect: str = conn.dialect.name
        self._failure: type[Exception] = conn.dialect.loaded_dbapi.Error
        self._cursor: Any = None
        self._session: Session | None = None
        self._later: dict[Fast, list[Mapping[str, Any]]] = {}

    @property
    def session(self) -> Session:
        """The ORM on this transaction: add, get, delete; flushed before the commit. Never commit it."""
        if self._session is None:
            self._session = Session(self.conn, expire_on_commit=False, join_transaction_mode="rollback_only")
        return self._session

    def rows(self, fast: Fast, **params: Any) -> list[tuple[Any, ...]]:
        """All rows, as the driver gives them: moments are milliseconds.

        What the session holds is written first; what it loaded before does not see what a Fast changes.
        """
        rows: list[tuple[Any, ...]] = self._run(fast, params).fetchall()
        return rows

    def row(self, fast: Fast, **params: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        rows = self.rows(fast, **params)  # all are fetched: an unfinished RETURNING would stop the commit
        return rows[0] if rows else None

    def run(self, fast: Fast, **params: Any) -> int:
        """Run it for its effect; gives the number of rows changed."""
        count: int = self._run(fast, params).rowcount
        return count

    def insert(self, fast: Fast, **params: Any) -> int | None:
        """Run an INSERT without RETURNING; gives the row's id, or None where ON CONFLICT left it out.

        RETURNING would cost SQLite half as much again.
        """
        if self.dialect == "sqlite":
            cursor = self._run(fast, params)
            return cursor.lastrowid if cursor.rowcount == 1 else None
        row = self._run(fast, params, " RETURNING id").fetchone()
        return row[0] if row else None

    def later(self, fast: Fast, **params: Any) -> None:
        """Run it just before the commit, together with its like: for rows that no work of its own reads.

        One by one each costs as much as five together, for the processor has forgotten the way meanwhile.
        """
        self._later.setdefault(fast, []).append(params)

    def settle(self) -> None:
        """Run what was left for later."""
        for fast, rows in self._later.items():
            compiled = fast.compiled.get(self.dialect) or fast.compile(self.conn.dialect)
            try:
                self._at().executemany(compiled.sql, map(compiled.values, rows))
            except self._failure as error:
                raise self._named(error, compiled.sql) from error
        self._later.clear()

    def _at(self) -> Any:
        """The driver's cursor."""
        if self._cursor is None:
            self._cursor = self.conn.connection.cursor()
        return self._cursor

    def _run(self, fast: Fast, params: Mapping[str, Any], suffix: str = "") -> Any:
        cursor = self._cursor or self._at()
        if self._session is not None:
            self._session.flush()
        compiled = fast.compiled.get(self.dialect) or fast.compile(self.conn.dialect)
        try:
            cursor.execute(compiled.sql + suffix if suffix else compiled.sql, compiled.values(params))
        except self._failure as error:
            raise self._named(error, compiled.sql) from error
        return cursor

    def _named(self, error: Exception, sql: str) -> DBAPIError:
        """The driver's failure as SQLAlchemy's own, as other statements raise it, without the values."""
        dialect = self.conn.dialect
        lost = dialect.is_disconnect(error, self.conn.connection.dbapi_connection, self._cursor)  # type: ignore[arg-type]
        if lost:
            self.conn.invalidate(error)
        return DBAPIError.instance(  # type: ignore[return-value]
            sql,
            None,
            error,
            self._failure,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=dialect,
        )

    def flush(self) -> None:
        """Write what the session still holds."""
        if self._session is not None:
            self._session.flush()

    def forget(self) -> None:
        """Let go of the session's objects; what was loaded stays readable."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def close(self) -> None:
        """The end of the transaction, or just before."""
        self.forget()
        if self._cursor is not None:
            self._cursor.close()
            self._cursor = None
