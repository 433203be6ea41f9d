"""The ledger of the fake Bot API, its rates, and the troubles that it can be told to make."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from tests.fakes.telegram_rules import Refused

SLACK = 0.05  # seconds by which a clock may be off before a rate counts as broken
HTML_502 = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


class Trouble(Enum):
    """What the server can be told to do with requests to come."""

    BAD_GATEWAY = "a 502 with an HTML page; nothing is done"
    BROKEN = "a 500 in JSON; nothing is done"
    FLOOD = "a 429 with retry_after; nothing is done"
    HANG_UP = "done, then the connection is dropped without an answer"
    REFUSE = "the connection is dropped before anything is done"
    SLOW = "answered after some seconds"


@dataclass(slots=True)
class Fault:
    """A trouble for the next `times` requests of a method (all methods when empty), of one chat or any."""

    trouble: Trouble
    method: str = ""
    chat: int | None = None
    times: int = 1
    seconds: float = 0

    def refusal(self) -> Refused:
        if self.trouble is Trouble.FLOOD:
            return flood(self.seconds)
        return Refused(500, "Internal Server Error")


def flood(seconds: float) -> Refused:
    """A 429, in whole seconds as the original gives it."""
    wait = max(1, math.ceil(seconds))
    return Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the ledger."""

    at: float  # time.monotonic()
    method: str
    fields: dict[str, str]
    files: dict[str, bytes]
    status: int  # HTTP status; 0 where the connection was dropped
    description: str = ""
    message_id: int | None = None
    early: bool = False  # sent before an earlier retry_after was over

    @property
    def chat(self) -> str:
        return self.fields.get("chat_id", "")


@dataclass(slots=True)
class Rates:
    """30 messages a second for the bot; for a chat 1 a second, 4 at once, one more for each message heard."""

    bot: int = 30
    burst: int = 4
    wait: int = 2  # the retry_after that too many messages bring
    _sent: deque[float] = field(default_factory=deque)
    _purse: dict[int, tuple[float, float]] = field(default_factory=dict)  # chat -> (messages left, since)
    _until: dict[int, float] = field(default_factory=dict)  # chat (0: the bot) -> end of the wait

    def hear(self, chat: int) -> None:
        """The person wrote or tapped: one answer more."""
        now = time.monotonic()
        self._purse[chat] = (self._left(chat, now) + 1, now)

    def halt(self, chat: int, seconds: float) -> None:
        """Nothing for this chat, or for any when 0, until the time is over."""
        self._until[chat] = time.monotonic() + seconds

    def wait_left(self, chat: int) -> float:
        """Seconds for which this chat still has to wait, or less than 0."""
        return max(self._until.get(0, 0), self._until.get(chat, 0)) - time.monotonic()

    def spend(self, chat: int) -> None:
        """One message to the chat; raises the flood wait."""
        now = time.monotonic()
        if (wait := self.wait_left(chat)) > SLACK:
            raise flood(wait)
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if len(self._sent) >= self.bot:
            self.halt(0, self.wait)
            raise flood(self.wait)
        left = self._left(chat, now)
        if left < 1 - SLACK:
            self.halt(chat, self.wait)
            raise flood(self.wait)
        self._purse[chat] = (left - 1, now)
        self._sent.append(now)

    def _left(self, chat: int, now: float) -> float:
        left, since = self._purse.get(chat, (float(self.burst), now))
        return max(left, min(self.burst, left + now - since))
