"""The order of sending: replies before reminders before broadcasts."""

from __future__ import annotations

from enum import IntEnum


class Lane(IntEnum):
    """Kept as a number in the outbox; a lower one goes first, whatever waits in a higher one."""

    REPLY = 0
    REMINDER = 1
    BROADCAST = 2
