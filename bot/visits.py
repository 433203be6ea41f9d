"""How much one visitor of the chat page may ask of us: a burst, then so many a second."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

BURST, EACH_SECOND = 40.0, 2.0  # messages of one visitor
STREAMS = 6  # pages that one visitor has open at a time
MOST = 20_000  # visitors remembered; the one longest unseen is forgotten first


class Visits:
    """Kept in memory, for each process its own: it guards this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address -> (left, as of)
        self._open: dict[str, int] = {}

    def wait(self, address: str) -> int:
        """Count one message; 0 where it may go on, else the seconds after which the next one may."""
        now = self._clock()
        left, since = self._left.pop(address, (BURST, now))
        left = min(BURST, left + (now - since) * EACH_SECOND)
        allowed = left >= 1
        self._left[address] = (left - allowed, now)
        if len(self._left) > MOST:
            self._left.popitem(last=False)
        return 0 if allowed else max(1, ceil((1 - left) / EACH_SECOND))

    def enter(self, address: str) -> bool:
        """One more page is open; False where there are enough of them."""
        if self._open.get(address, 0) >= STREAMS:
            return False
        self._open[address] = self._open.get(address, 0) + 1
        return True

    def leave(self, address: str) -> None:
        """A page was closed."""
        left = self._open.get(address, 0) - 1
        if left > 0:
            self._open[address] = left
        else:
            self._open.pop(address, None)
