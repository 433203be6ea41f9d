"""What every table is made of: the declarative root, and moments kept as whole milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BigId = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts rows only in an INTEGER key


def ms(moment: datetime) -> int:
    """A moment as milliseconds since 1970 UTC. A moment without a zone is a bug."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    span = moment - EPOCH
    return span.days * 86_400_000 + span.seconds * 1000 + span.microseconds // 1000


def from_ms(value: int) -> datetime:
    """The moment, in UTC."""
    return datetime.fromtimestamp(value / 1000, UTC)


class Moment(TypeDecorator[datetime]):
    """A datetime with zone, kept as milliseconds, so that both databases compare and index it alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else ms(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        return None if value is None else from_ms(value)


class Base(DeclarativeBase):
    """Root of the tables; names of constraints are fixed so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
