"""The states of an application, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class ApplicationKind(Enum):
    """What is applied for. The value is stored."""

    TRAINING = "training"
    FUND = "fund"


class State(Enum):
    """Where an application stands. The value is stored; people read its text `state-<value>`."""

    FILED = "filed"
    CHECKING = "checking"
    INCOMPLETE = "incomplete"  # one field was asked for again
    ACCEPTED = "accepted"  # training: a seat
    WAITING = "waiting"  # training: on the waiting list
    COMPLETE = "complete"  # fund: papers complete, the first of four eyes
    FORWARDED = "forwarded"  # fund: at the bank, which decides
    REFUSED = "refused"
    CANCELLED = "cancelled"


_OVER = frozenset({State.REFUSED, State.CANCELLED})
_OPEN = frozenset({State.CHECKING, State.INCOMPLETE}) | _OVER

_TRAINING: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.FILED: _OPEN | {State.ACCEPTED, State.WAITING},
        State.CHECKING: (_OPEN - {State.CHECKING}) | {State.ACCEPTED, State.WAITING},
        State.INCOMPLETE: _OVER | {State.CHECKING},
        State.WAITING: _OVER | {State.ACCEPTED},
        State.ACCEPTED: frozenset({State.CANCELLED}),
    }
)
_FUND: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.FILED: _OPEN | {State.COMPLETE},
        State.CHECKING: (_OPEN - {State.CHECKING}) | {State.COMPLETE},
        State.INCOMPLETE: _OVER | {State.CHECKING},
        State.COMPLETE: _OVER | {State.INCOMPLETE, State.FORWARDED},
    }
)

QUEUE: frozenset[State] = frozenset({State.FILED, State.CHECKING, State.COMPLETE})
"""What waits for staff; a complete loan file waits for the second pair of eyes."""

RUNNING: frozenset[State] = frozenset(State) - _OVER
"""What counts as going on: a second application for the same is told kindly, not filed."""


def may_follow(kind: ApplicationKind, state: State) -> frozenset[State]:
    """The states that may come next; none when it is over or the bank's turn."""
    table = _TRAINING if kind is ApplicationKind.TRAINING else _FUND
    return table.get(state, frozenset())
