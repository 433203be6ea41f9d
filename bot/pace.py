"""How fast a bot may send: so many a second in all, and for one chat a small burst, then one a second."""

from __future__ import annotations

from collections import deque
from datetime import datetime

WINDOW = 1.05  # seconds; a little more than one, since clocks here and there differ
BOT = 28  # sends in a window; the contract allows 30 a second
OFFICE = 20  # of them for what the office starts: the others are always free for replies
BURST = 4.0  # of one chat; then one a second
FORGET = 30.0  # seconds after which a chat has its full burst again and need not be remembered


class Pace:
    """Counts on a clock of seconds that only runs forward; `at` is always given, so tests need not wait.

    `after` is whether somebody else may have been sending until just now (a restart, a taken lease): then the
    bot begins after a window, and a chat has only what it has earned since the start.
    """

    def __init__(self, at: float, *, after: bool = True) -> None:
        self._start, self._free_at = at, at + WINDOW if after else at
        self._first = 1.0 if after else BURST
        self._sent: deque[tuple[float, bool]] = deque()
        self._office = 0  # of `_sent`, what the office started
        self._chats: dict[str, tuple[float, float]] = {}  # address -> (what it may still send, as of when)
        self._told: dict[str, int] = {}  # messages taken here whose moment was not yet seen at a send
        self._heard: dict[str, datetime] = {}

    def bot_wait(self, at: float, *, office: bool = False) -> float:
        """Seconds until the bot may send once more; 0 is now."""
        while self._sent and self._sent[0][0] <= at - WINDOW:
            self._office -= self._sent.popleft()[1]
        wait = max(0.0, self._free_at - at)
        if len(self._sent) >= BOT:
            wait = max(wait, self._sent[0][0] + WINDOW - at)
        if office and self._office >= OFFICE:
            first = next(begun for begun, started in self._sent if started)
            wait = max(wait, first + WINDOW - at)
        return wait

    def chat_wait(self, address: str, at: float) -> float:
        """Seconds until this chat may have one more."""
        return max(0.0, (1.0 - self._tokens(address, at)) * WINDOW)

    def took(self, address: str) -> None:
        """A message of this chat was committed in this process; `heard` counts it at the next look."""
        self._told[address] = self._told.get(address, 0) + 1
        if len(self._told) > 10_000:
            self._told.clear()  # costs those chats a second of patience, no more

    def heard(self, address: str, when: datetime | None, at: float) -> None:
        """`when` the person wrote last: if that is news, one more answer is due at once for each message.

        How many came since the last look is known only of those taken here; of others, that one came.
        """
        before = self._heard.get(address)
        if when is None or before == when:
            return
        self._heard[address] = when
        told = self._told.pop(address, 0)
        if before is None and told == 0 and address not in self._chats:
            return  # it may have been answered before the start
        self._chats[address] = (self._tokens(address, at) + max(1, told), at)

    def sent(self, address: str, at: float, *, office: bool = False) -> None:
        """One send has begun."""
        self._sent.append((at, office))
        self._office += office
        self._chats[address] = (self._tokens(address, at) - 1.0, at)
        if len(self._chats) > 10_000:
            self._forget(at)

    def _tokens(self, address: str, at: float) -> float:
        held, since = self._chats.get(address, (self._first, self._start))
        return held if held >= BURST else min(BURST, held + (at - since) / WINDOW)

    def _forget(self, at: float) -> None:
        self._chats = {c: t for c, t in self._chats.items() if at - t[1] < FORGET}
        self._heard = {c: w for c, w in self._heard.items() if c in self._chats}
