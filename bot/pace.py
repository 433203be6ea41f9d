"""How fast a bot may send: so many a second in all, and for one chat a small burst, then one a second."""

from __future__ import annotations

from collections import deque
from datetime import datetime

WINDOW = 1.05  # seconds; a little more than one, since clocks here and there differ
BOT = 28  # sends in a window; Telegram takes 30 a second
BURST = 4.0  # of one chat; then one a second
FORGET = 30.0  # seconds after which a chat has its full burst again and need not be remembered


class Pace:
    """Counts on a clock of seconds that only runs forward; `at` is always given, so tests need not wait."""

    def __init__(self, at: float, bot: int = BOT) -> None:
        self._start, self._bot = at, bot
        self._sent: deque[float] = deque()
        self._chats: dict[int, tuple[float, float]] = {}  # contact -> (what it may still send, as of when)
        self._heard: dict[int, datetime] = {}

    def bot_wait(self, at: float) -> float:
        """Seconds until the bot may send once more; 0 is now."""
        while self._sent and self._sent[0] <= at - WINDOW:
            self._sent.popleft()
        return 0.0 if len(self._sent) < self._bot else self._sent[0] + WINDOW - at

    def chat_wait(self, contact: int, at: float) -> float:
        """Seconds until this chat may have one more."""
        return max(0.0, 1.0 - self._tokens(contact, at))

    def heard(self, contact: int, when: datetime | None, at: float) -> None:
        """The person wrote since: one more answer is due at once."""
        if when is not None and self._heard.get(contact) != when:
            self._heard[contact] = when
            self._chats[contact] = (self._tokens(contact, at) + 1.0, at)

    def sent(self, contact: int, at: float) -> None:
        """One send has begun."""
        self._sent.append(at)
        self._chats[contact] = (self._tokens(contact, at) - 1.0, at)
        if len(self._chats) > 10_000:
            self._forget(at)

    def _tokens(self, contact: int, at: float) -> float:
        """A chat not seen since the start has only what the time since would have earned: it may be a restart."""
        held, since = self._chats.get(contact, (1.0, self._start))
        return held if held >= BURST else min(BURST, held + at - since)

    def _forget(self, at: float) -> None:
        self._chats = {c: t for c, t in self._chats.items() if at - t[1] < FORGET}
        self._heard = {c: w for c, w in self._heard.items() if c in self._chats}
