"""What an assistant may find on looking in, and what that tells of the business."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from rules.operating import Operating


class Found(Enum):
    """What was found. The value is stored."""

    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"
    MOVED = "moved"
    NOT_FOUND = "not_found"
    NEEDS_HELP = "needs_help"


STATES: Mapping[Found, Operating] = MappingProxyType(
    {
        Found.RUNNING: Operating.RUNNING,
        Found.PAUSED: Operating.PAUSED,
        Found.CLOSED: Operating.CLOSED,
        Found.NEEDS_HELP: Operating.RUNNING,
    }
)
"""What counts as a check-in by visit. Who moved or was not found stays unknown: nothing is made up."""


class Delay(Enum):
    """How long a task may be put off. The value is in days."""

    DAYS_3 = "3"
    DAYS_7 = "7"
    DAYS_14 = "14"
