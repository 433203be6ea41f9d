"""Telegram for the contract: the fake Bot API and one person in a private chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channels.channel import Request
from bot.channels.telegram import SECRET_HEADER, Telegram
from tests.channels.contract import Fault, Seen, Shown
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_ledger import Rates, Trouble
from tests.fakes.telegram_person import Person, Sent, Update

SECRET = "a-secret_of-TESTS"
TROUBLES = {Fault.BROKEN: Trouble.BAD_GATEWAY, Fault.FLOOD: Trouble.FLOOD, Fault.LOST: Trouble.HANG_UP}
NONSENSE = (
    b"",
    b"not JSON",
    b"\xff\xfe\x00",
    b"[]",
    b"null",
    b'{"update_id": "five"}',
    b'{"update_id": 5, "message": 7}',
    b'{"update_id": 6, "message": {"chat": {"id": "x", "type": "private"}, "text": "Si\\u0000ti"}}',
    b'{"update_id": 7, "message": {"chat": {"id": 1, "type": "private"}, "text": ["a"]}}',
    b'{"update_id": 8, "message": {"chat": {"id": 1, "type": "private"}, "date": 99999999999999999}}',
    b'{"update_id": 9, "message": ' + b"[" * 100_000,
)


class TelegramWire:
    """A Wire over the fake, see contract.py."""

    faults = frozenset(Fault)

    def __init__(self, fake: FakeTelegram) -> None:
        self.fake = fake
        fake.updates.secret = SECRET
        self.person: Person = fake.person("Siti")
        self.channel = Telegram(fake.token, SECRET, fake.url)
        self.address = str(self.person.id)

    def writes(self, text: str, *, name: str = "Siti") -> Request:
        self.person.name = name
        return self.posted(self.person.writes(text))

    def picks(self, seen: Seen, index: int) -> Request:
        return self.posted(self.person.taps(seen.options[index].data or seen.options[index].label))

    def sends_photo(self, picture: bytes, caption: str = "") -> Request:
        return self.posted(self.person.sends_photo(picture, caption))

    def posted(self, update: Update) -> Request:
        headers, body = self.fake.updates.request(update)
        return Request("/telegram/webhook", "", headers, body)

    def forgeries(self) -> list[Request]:
        real = self.writes("halo")
        wrong = ("", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "ä")
        return [
            Request(real.path, "", {}, real.body),
            *[Request(real.path, "", {SECRET_HEADER: secret}, real.body) for secret in wrong],
            Request(real.path, f"secret_token={SECRET}", {}, real.body),
        ]

    def nonsense(self) -> list[Request]:
        return [Request("/telegram/webhook", "", {SECRET_HEADER: SECRET}, body) for body in NONSENSE]

    def breaks(self, fault: Fault) -> float | None:
        if fault is Fault.GONE:
            self.person.blocks()
            return None
        self.fake.fails(TROUBLES[fault], chat=self.person.id, seconds=1)
        return 1 if fault is Fault.FLOOD else None

    async def seen(self) -> list[Seen]:
        return [_seen(sent) for sent in self.person.messages]


def _seen(sent: Sent) -> Seen:
    options = [
        Shown(str(button["text"]), str(button.get("callback_data", "")), str(button.get("url", "")))
        for button in sent.buttons
        if not {"request_contact", "request_location"} & button.keys()
    ]
    keys = {key for button in sent.buttons for key in button}
    offers = "contact" if "request_contact" in keys else "location" if "request_location" in keys else ""
    return Seen(sent.text, tuple(options), sent.photo, offers)


@asynccontextmanager
async def open_wire() -> AsyncIterator[TelegramWire]:
    with FakeTelegram(rates=Rates(burst=40)) as fake:
        yield TelegramWire(fake)
