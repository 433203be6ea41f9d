"""What every piece of due work is given, and what can become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from rules.office import Office
from rules.quiet import QuietHours
from turns.turn import Turns


@dataclass(frozen=True, slots=True)
class Moment:
    """One tick: its "now", the hours when people may be written to, and the way into a turn.

    `late` is how many check-ins were waiting for longer than they should when the tick began.
    """

    now: datetime
    turns: Turns
    quiet: QuietHours
    late: int = 0

    @property
    def loud(self) -> bool:
        """Whether people may be written to now: neither quiet hours nor a holiday."""
        return self.quiet.open_at(self.now)

    @property
    def office(self) -> Office:
        return self.turns.office


class Became(Enum):
    """What became of a due row; the value is counted in the summary of a tick."""

    DONE = "done"
    SKIPPED = "skipped"
    MOVED = "moved"  # waits for another time
    FAILED = "failed"
