"""WhatsApp held to the contract: the fake Twilio, seen by one person."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.channels.channel import Channel, Outbound, Request, SendError
from bot.channels.whatsapp import WhatsApp
from conversations.message import Button, Message
from storage.lane import Lane
from tests.channels.contract import Fault, Seen, Shown, Wire
from tests.fakes.twilio import FakeTwilio, Trouble
from tests.fakes.twilio import Fault as Mishap
from tests.fakes.twilio_person import Media, Sent

ADDRESS = "+6281234567890"
PERSON = f"whatsapp:{ADDRESS}"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PUBLIC_URL = "https://kabar.example.id"
OPTION = re.compile(r"\d+\. (?P<label>.+?)(?:: (?P<url>https?://\S+))?(?: – .*)?")


class WhatsAppWire:
    """One person on WhatsApp, who has just written."""

    address = ADDRESS
    faults = frozenset(Fault)

    def __init__(self, twilio: FakeTwilio, channel: WhatsApp) -> None:
        self.twilio = twilio
        self.channel: Channel = channel
        self._person = PERSON
        self.writes("halo")

    def writes(self, text: str, *, name: str = "Siti") -> Request:
        return self.twilio.writes(self._person, text, name=name)

    def picks(self, seen: Seen, index: int) -> Request:
        if not seen.options[index].data:
            return self.writes(str(index + 1))
        [*_, sent] = [sent for sent in self.twilio.seen(self._person) if looks(sent) == seen]
        return self.twilio.taps(self._person, index, message=sent)

    def sends_photo(self, picture: bytes, caption: str = "") -> Request:
        return self.twilio.sends_file(self._person, picture, "image/png", caption)

    def forgeries(self) -> list[Request]:
        true = self.writes("saya setuju")
        signature = true.headers["x-twilio-signature"]
        stranger = FakeTwilio(token="0" * 32).writes(self._person, "saya setuju")
        return [
            replace(true, headers={}),
            replace(true, headers={"x-twilio-signature": ""}),
            replace(true, headers={"x-twilio-signature": signature.swapcase()}),
            replace(true, path="/whatsapp/status"),
            replace(true, query="a=b"),
            replace(true, body=true.body + b"&Extra=1"),
            replace(true, body=true.body.replace(b"saya+setuju", b"saya+menolak")),
            stranger,
        ]

    def nonsense(self) -> list[Request]:
        return [
            self.twilio.request([]),
            self.twilio.request([("Hello", "world\0")]),
            self.twilio.request([("MessageSid", "SM1"), ("Body", "from nobody")]),
            self.twilio.request([("MessageSid", "SM1"), ("From", self._person), ("NumMedia", "banyak")]),
            self.twilio.request([("MessageSid", "SM1"), ("From", self._person)], "/whatsapp/status"),
        ]

    def breaks(self, fault: Fault) -> float | None:
        mishap, wait = MISHAPS[fault]
        self.twilio.faults.append(replace(mishap))
        return wait

    async def seen(self) -> list[Seen]:
        await self.twilio.settle()
        return [looks(sent) for sent in self.twilio.seen(self._person)]


MISHAPS = {
    Fault.GONE: (Mishap(Trouble.CODE, "Messages", code=21211), None),
    Fault.FLOOD: (Mishap(Trouble.FLOOD, "Messages", seconds=7), 7.0),
    Fault.BROKEN: (Mishap(Trouble.BAD_GATEWAY, "Messages"), None),
    Fault.LOST: (Mishap(Trouble.HANG_UP, "Messages"), None),
}


def looks(sent: Sent) -> Seen:
    """What the person sees. The plain numbers under a text are its options, also where they can be tapped."""
    lines = sent.text.split("\n")
    numbers: list[Shown] = []
    while lines and (found := OPTION.fullmatch(lines[-1])):
        numbers.insert(0, Shown(found["label"], url=found["url"] or ""))
        lines.pop()
    taps = tuple(Shown(option.label, option.id) for option in sent.options)
    return Seen("\n".join(lines).rstrip(), taps or tuple(numbers), sent.picture)


def speaking(
    twilio: FakeTwilio,
    templates: dict[str, str] | None = None,
    token: str = "",
    clock: Callable[[], datetime] = lambda: NOW,
) -> WhatsApp:
    """The channel, talking to the fake; stored pictures lie at the fake too."""
    return WhatsApp(
        twilio.account,
        token or twilio.token,
        twilio.sender,
        twilio.public_url,
        twilio.url,
        twilio.url,
        templates,
        media_url=lambda picture: f"{twilio.url}/cdn/stored/{picture}",
        clock=clock,
    )


def out(
    text: str, *labels: str, kind: str = "reply", number: int = 1, picture: int | None = None
) -> Outbound:
    buttons = tuple(Button(f"f{number}|key|{n}", label) for n, label in enumerate(labels, 1))
    return Outbound(number, ADDRESS, kind, Lane.REPLY, Message(text, buttons, picture=picture))


async def refused(channel: WhatsApp, message: Outbound, *, window_open: bool = True) -> SendError:
    with pytest.raises(SendError) as caught:
        await channel.send(message, window_open=window_open)
    return caught.value


@asynccontextmanager
async def open_wire() -> AsyncIterator[Wire]:
    from tests.channels.test_contract import PICTURE

    async with FakeTwilio(public_url=PUBLIC_URL) as twilio:
        twilio.files["stored"].append(Media("1", "image/png", PICTURE))
        yield WhatsAppWire(twilio, speaking(twilio, clock=lambda: datetime.now(UTC)))
