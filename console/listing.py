"""Long lists: their filters in the address, a page at a time, and the addresses of the pages beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Row, Select, func, select

from console.fields import clean
from console.page import Visit
from storage.database import Db

SIZE = 25  # rows on a page
DEEPEST = 100_000  # pages


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its rows, how many there are in all, and where the neighbours are ("" for none)."""

    rows: Sequence[Row[*tuple[Any, ...]]]
    total: int
    page: int
    pages: int
    before: str = ""
    after: str = ""


def listing(visit: Visit, db: Db, query: Select[*tuple[Any, ...]], path: str, size: int = SIZE) -> Listing:
    """The page that the address asks for, of a query that is ordered and within the scope already."""
    total = db.conn.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    pages = max(1, -(-total // size))
    asked = visit.query.get("page", "1")
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    page = min(max(wanted, 1), pages)
    rows = db.conn.execute(query.limit(size).offset((page - 1) * size)).all()
    filters = {key: value for key, value in visit.query.items() if value and key not in ("page", "said", "n")}

    def beside(number: int) -> str:
        return f"{path}?{urlencode({**filters, 'page': number})}" if 1 <= number <= pages else ""

    return Listing(rows, total, page, pages, beside(page - 1), beside(page + 1))


def chosen(visit: Visit, name: str, among: Mapping[str, object] | Sequence[str]) -> str:
    """A filter's value, where it is one of these; else ""."""
    value = visit.query.get(name, "")
    return value if value in among else ""


def sought(visit: Visit, name: str = "q") -> str:
    """What was typed into the search box, tidied."""
    return " ".join(clean(visit.query.get(name, "")).split())[:100]


def holding(text: str) -> str:
    """A LIKE pattern (escape sign backslash) that finds `text` anywhere, taken literally."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
