"""The time: the machine's, or one that was set by --now and by the demo's jump, and runs on from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """`clock()` is now, in UTC. Everything that needs the time is given this, or a moment."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta(0) if start is None else start - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    @property
    def ahead(self) -> timedelta:
        """How far this clock is ahead of the machine's."""
        return self._ahead

    def jump(self, span: timedelta) -> datetime:
        """Set the time forward by `span` (the demo's); it never goes back."""
        if span < timedelta(0):
            raise ValueError("time does not go back")
        self._ahead += span
        return self()
