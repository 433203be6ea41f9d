"""What every channel does: read its own wire, lay a neutral message out on it, and name its failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from conversations.message import Message
from storage.inbound import Inbound, Receipt
from storage.lane import Lane


@dataclass(frozen=True, slots=True)
class Outbound:
    """One outbox row on its way out. `kind` names the template where the channel needs one."""

    id: int
    address: str
    kind: str  # "reply", "checkin", "reminder", "broadcast", "decision", ...
    lane: Lane
    message: Message
    picture: bytes | None = None  # the message's picture, already loaded


@dataclass(frozen=True, slots=True)
class Request:
    """A webhook request as it came: the raw body is what signatures are over."""

    path: str
    query: str
    headers: Mapping[str, str]  # lower-case names
    body: bytes


class Forbidden(Exception):
    """The secret or the signature is missing or wrong: 403, and nothing is written."""


class Remedy(Enum):
    """What is to be done about a failed send."""

    RETRY = "retry"  # later, not before `retry_at` where one is given
    GONE = "gone"  # the address is gone for good or has blocked us: cancel its queue
    OPTED_OUT = "opted_out"  # the person opted out at the channel: as GONE, and withdraw consents
    TEMPLATE = "template"  # outside the window: only a template may go, else hold until the person writes
    DROP = "drop"  # this message will never go (do not retry), others may
    OURS = "ours"  # our fault or the office's settings: failed and visible
    UNKNOWN = "unknown"  # the answer was lost after the request was sent: perhaps delivered


class SendError(Exception):
    """A send that failed, with its remedy; `counts` is whether it uses up one of the eight tries."""

    def __init__(
        self, remedy: Remedy, reason: str, *, retry_at: datetime | None = None, whole_bot: bool = False
    ) -> None:
        super().__init__(f"{remedy.value}: {reason}")
        self.remedy, self.reason, self.retry_at = remedy, reason, retry_at
        self.whole_bot = whole_bot  # a flood wait, or a token that is refused: halts every send

    @property
    def counts(self) -> bool:
        return not (self.remedy is Remedy.RETRY and self.retry_at is not None)


class Channel(Protocol):
    """One wire. `read` neither waits nor writes; `send` returns the channel's id of the message."""

    name: str

    def read(self, request: Request) -> Sequence[Inbound | Receipt]:
        """Verify and parse one webhook request. Raises Forbidden; what cannot be used becomes UNUSABLE."""
        ...

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        """Lay out and send one message; raises SendError."""
        ...

    async def fetch(self, ref: str, most: int) -> bytes:
        """The bytes of an attachment, at most `most`; raises SendError (DROP when it is gone or too big)."""
        ...

    def lacking(self) -> Sequence[str]:
        """Kinds of messages without an approved template, where the channel wants one to begin with."""
        ...

    async def close(self) -> None: ...
