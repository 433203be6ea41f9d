"""Amounts of rupiah as people state them: one figure or a range, for the period they named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Period(Enum):
    """What the stated amount is for. UNSTATED means the period that was asked."""

    UNSTATED = "unstated"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole rupiah from `low` to `high` (equal for one figure), never multiplied from another period."""

    low: int
    high: int
    per: Period = Period.UNSTATED

    @property
    def middle(self) -> int:
        """The figure that medians and rules use; a range counts by its middle (product rule)."""
        return (self.low + self.high) // 2

    @property
    def monthly(self) -> bool:
        """Whether the figure is one for a month, so that it may enter medians and the 70% rule."""
        return self.per in (Period.UNSTATED, Period.MONTH)


def rupiah(amount: int) -> Amount:
    """One figure for the period that was asked."""
    return Amount(amount, amount)
