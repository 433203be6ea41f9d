"""Reference numbers: a prefix, the year and month, and a count within it (`PEL-2611-0007`)."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import text

from storage.database import Db, Fast

_NEXT = Fast(
    text(
        """
        INSERT INTO counter (name, last) VALUES (:name, 1)
        ON CONFLICT (name) DO UPDATE SET last = counter.last + 1 RETURNING last
        """
    )
)


def next_reference(db: Db, prefix: str, day: date) -> str:
    """The next number for a prefix of 2 to 5 capitals (contract), counted anew each month, none twice."""
    if not re.fullmatch("[A-Z]{2,5}", prefix):
        raise ValueError(f"{prefix!r} is no prefix of a reference")
    name = f"{prefix}-{day:%y%m}"
    row = db.row(_NEXT, name=name)
    if row is None:
        raise LookupError(name)
    return f"{name}-{row[0]:04}"
