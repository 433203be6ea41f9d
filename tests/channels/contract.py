"""What a channel must bring to be held to the contract: its fake network, seen from the person's side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Protocol, TypeAlias

from bot.channels.channel import Channel, Outbound, Request
from conversations.message import Button, Message
from storage.inbound import Inbound, Receipt
from storage.lane import Lane


class Fault(Enum):
    """What the network can do to the next send."""

    GONE = "gone"  # the person has blocked us or is no more
    FLOOD = "flood"  # too many requests
    BROKEN = "broken"  # a 5xx with an HTML page
    LOST = "lost"  # taken and delivered, then the connection dies before the answer


@dataclass(frozen=True, slots=True)
class Shown:
    """One option as the person sees it. `label` has its tick; `data` is empty where it is a numbered line."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it arrived. `offers` is "contact" or "location" where a tap shares one."""

    text: str
    options: tuple[Shown, ...] = ()
    picture: bytes | None = None
    offers: str = ""


class Wire(Protocol):
    """A channel at work against its fake, with one person (`address`) who has written before.

    What the person does comes as the request that the network would post to the webhook, signed; each call
    is a new message with an id of its own.
    """

    address: str
    faults: frozenset[Fault]  # those that can happen on this channel (the web chat has no network to fail)

    @property
    def channel(self) -> Channel: ...

    def writes(self, text: str, *, name: str = "Siti") -> Request: ...

    def picks(self, seen: Seen, index: int) -> Request:
        """The person taps option `index` (from 0), or types its number where it cannot be tapped."""
        ...

    def sends_photo(self, picture: bytes, caption: str = "") -> Request: ...

    def forgeries(self) -> list[Request]:
        """Requests that are not from the network: without secret or signature, with a wrong one, changed."""
        ...

    def nonsense(self) -> list[Request]:
        """Authentic requests that cannot be used: no JSON, a field of the wrong type, nothing at all."""
        ...

    def breaks(self, fault: Fault) -> float | None:
        """The next send meets this fault. A flood gives its wait in seconds, where it names one."""
        ...

    async def seen(self) -> list[Seen]:
        """All that arrived at the person so far, oldest first."""
        ...


Open: TypeAlias = "AbstractAsyncContextManager[Wire]"

_ids: Iterator[int] = count(1)


def say(
    wire: Wire,
    text: str,
    *labels: str,
    buttons: tuple[Button, ...] = (),
    lane: Lane = Lane.REPLY,
    kind: str = "reply",
    picture: bytes | None = None,
    wants: str = "",
) -> Outbound:
    """A message to the wire's person, with one option for each label (data `f1|key|n`)."""
    buttons = buttons or tuple(Button(f"f1|key|{n}", label) for n, label in enumerate(labels, 1))
    message = Message(text, buttons, picture=None if picture is None else 1, wants=wants)
    return Outbound(next(_ids), wire.address, kind, lane, message, picture)


def heard(wire: Wire, request: Request) -> Inbound:
    """The one message that the request holds."""
    [message] = wire.channel.read(request)
    assert isinstance(message, Inbound), message
    return message


def told(seen: list[Seen]) -> str:
    """All texts after one another."""
    return "\n".join(one.text for one in seen if one.text)


__all__ = ["Fault", "Open", "Receipt", "Seen", "Shown", "Wire", "heard", "say", "told"]
