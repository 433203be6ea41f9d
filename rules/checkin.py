"""What a check-in asks: its answers to choose from, and which questions come in which month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.operating import Operating


class StopReason(Enum):
    """Why a business stopped; work elsewhere comes first because the field study found it most often."""

    JOB = "job"
    CAPITAL = "capital"
    BUYERS = "buyers"
    MATERIALS = "materials"
    FAMILY = "family"
    PLACE = "place"
    DEBT = "debt"
    OTHER = "other"


class Reopen(Enum):
    """Whether and when a stopped business means to open again."""

    SOON = "soon"
    LATER = "later"
    UNSURE = "unsure"
    NO = "no"


class Constraint(Enum):
    """What is hardest just now."""

    CAPITAL = "capital"
    BUYERS = "buyers"
    MATERIALS = "materials"
    COMPETITION = "competition"
    EQUIPMENT = "equipment"
    LICENCE = "licence"
    DEBT = "debt"
    OTHER = "other"
    NONE = "none"


class Outlet(Enum):
    """Where a business sells; several at once."""

    HOME = "home"
    MARKET = "market"
    CONSIGNED = "consigned"
    SOCIAL = "social"
    MARKETPLACE = "marketplace"
    DELIVERY = "delivery"
    FAIRS = "fairs"
    OTHER = "other"


class Scope(Enum):
    """How much one check-in asks."""

    LIGHT = "light"  # the business, its omzet, its hardest constraint
    FULL = "full"  # every third month also profit, people working, where it sells
    RESTART = "restart"  # after an end: only whether it has begun again


STOPPED = frozenset({Operating.PAUSED, Operating.CLOSED})

SMALL = 10_000
LARGE = 200_000_000
"""Rupiah. A month's omzet under SMALL or over LARGE is confirmed, never refused: micro means sales of at most
Rp2 billion a year (PP 7/2021)."""


def ended(state: Operating | None, reason: StopReason | None) -> bool:
    """After a closure, or a pause for a job elsewhere, only "have you begun again?" is asked."""
    return state is Operating.CLOSED or (state is Operating.PAUSED and reason is StopReason.JOB)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one check-in is about: the month and the scope, as a form's `about` keeps them."""

    month: str
    scope: Scope

    @property
    def about(self) -> str:
        return f"{self.month}/{self.scope.value}"

    @staticmethod
    def read(about: str) -> Asked:
        """The inverse of `about`; ValueError for anything else."""
        month, _, scope = about.partition("/")
        return Asked(month, Scope(scope))
