"""Which businesses need somebody to look in on them, why, and how urgently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median
from types import MappingProxyType
from typing import Final

from rules.checkin import STOPPED, Constraint, StopReason
from rules.money import Amount
from rules.operating import Operating

MEDIAN_OF: Final = 3  # months
MISSED: Final = 2  # check-ins in a row
PERCENT: Final = 70


class Reason(Enum):
    """Why a business is on a worklist. The first five are the at-risk rules of the product."""

    CLOSED = "closed"
    DEBT = "debt"
    OMZET = "omzet"
    PAUSED = "paused"
    MISSED = "missed"
    CALL_ME = "call_me"  # asked to be called
    SILENT = "silent"  # no answer to this check-in, nor to its reminders


NEED: Mapping[Reason, int] = MappingProxyType(
    {
        Reason.CALL_ME: 100,
        Reason.DEBT: 60,
        Reason.CLOSED: 50,
        Reason.OMZET: 40,
        Reason.PAUSED: 35,
        Reason.MISSED: 20,
        Reason.SILENT: 10,
    }
)
"""How much each reason weighs; who asks to be called comes before all who did not."""


@dataclass(frozen=True, slots=True)
class Month:
    """What is known of one month of a business; `omzet` None when it was not told."""

    month: str
    state: Operating
    omzet: Amount | None = None
    reason: StopReason | None = None
    constraint: Constraint | None = None
    call_me: bool = False
    unchanged: bool = False  # "same as last month": tells nothing new

    @property
    def figure(self) -> int | None:
        """The month's omzet for medians: none for another period's, nor for "same as last month"."""
        if self.omzet is None or self.unchanged or not self.omzet.monthly:
            return None
        return self.omzet.middle


def own_median(earlier: Iterable[Month]) -> int | None:
    """The median of the latest three monthly figures, rupiah; None when there are fewer."""
    by_month = sorted(earlier, key=lambda one: one.month)
    figures = [one.figure for one in by_month if one.figure is not None][-MEDIAN_OF:]
    return int(median(figures)) if len(figures) == MEDIAN_OF else None


def at_risk(months: Sequence[Month], missed: int = 0, percent: int = PERCENT) -> tuple[Reason, ...]:
    """Why a business is at risk, in the order of Reason; empty when it is not.

    `months` oldest first, the last is judged; `missed` check-ins in a row stayed unanswered since.
    """
    found: set[Reason] = set()
    if months:
        last = months[-1]
        if last.state is Operating.CLOSED:
            found.add(Reason.CLOSED)
        elif last.state in STOPPED:
            found.add(Reason.PAUSED)
        usual = own_median(months[:-1])
        if usual is not None and last.figure is not None and last.figure * 100 <= usual * percent:
            found.add(Reason.OMZET)
        if last.constraint is Constraint.DEBT or last.reason is StopReason.DEBT:
            found.add(Reason.DEBT)
    if missed >= MISSED:
        found.add(Reason.MISSED)
    return tuple(reason for reason in Reason if reason in found)


def task_reasons(months: Sequence[Month], missed: int = 0, percent: int = PERCENT) -> tuple[Reason, ...]:
    """Why an assistant should look in: at risk, or asked to be called, or silent after the reminders."""
    found = list(at_risk(months, missed, percent))
    if months and months[-1].call_me and not missed:
        found.append(Reason.CALL_ME)
    if missed and Reason.MISSED not in found:
        found.append(Reason.SILENT)
    return tuple(found)


def need(reasons: Iterable[Reason]) -> int:
    """How urgent: the sum of what the reasons weigh."""
    return sum(NEED[reason] for reason in reasons)
