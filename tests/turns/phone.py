"""A person's phone in a test: what is typed or tapped goes through whole turns, and replies are read."""

from __future__ import annotations

import itertools
import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Self

from msgspec.structs import replace
from sqlalchemy import select

from conversations.message import Button, Message, decode
from rules import office as offices
from rules.office import Office
from rules.quiet import WIB
from storage.database import Database
from storage.inbound import Attachment, Inbound, Kind
from storage.tables import Contact, Outbox
from tests.talk import lexicon, regions, texts
from turns.desks import desks
from turns.turn import Turns

START = datetime(2026, 11, 24, 10, 0, tzinfo=WIB)
_numbers = itertools.count(1)


@cache
def office() -> Office:
    text = resources.files("locales").joinpath("office", "bandung.toml").read_text()
    return offices.parse(tomllib.loads(text))


@cache
def turns() -> Turns:
    return Turns(
        office(),
        texts(),
        lexicon(),
        regions(),
        desks(regions(), lambda channel: "https://kabar.example.id"),
        "test",
    )


class Phone:
    """One address of one channel. `now` is moved by `later`."""

    def __init__(
        self, database: Database, address: str = "801", channel: str = "telegram", now: datetime = START
    ) -> None:
        self.database, self.address, self.channel, self.now = database, address, channel, now
        self.seen = 0

    # ---- what the person does
    def says(self, text: str) -> Self:
        return self._take(Inbound(self.channel, "", self.address, Kind.TEXT, text=text))

    def begins(self, payload: str = "") -> Self:
        return self._take(Inbound(self.channel, "", self.address, Kind.START, data=payload))

    def taps(self, label: str) -> Self:
        """The newest button that begins with this label."""
        button = next(
            (
                button
                for message in reversed(self.messages())
                for button in message.buttons
                if button.label.startswith(label)
            ),
            None,
        )
        assert button is not None, f"no button {label!r}: {[b.label for b in self.buttons()]}"
        return self._take(Inbound(self.channel, "", self.address, Kind.TAP, data=button.data))

    def shares(self, phone: str) -> Self:
        """The own contact card, for which the channel vouches; "" is somebody else's."""
        return self._take(Inbound(self.channel, "", self.address, Kind.CONTACT, data=phone))

    def shows(self, ref: str, kind: str = "photo", caption: str = "") -> Self:
        """A picture or another file."""
        mime = {"photo": "image/jpeg", "voice": "audio/ogg"}[kind]
        file = Attachment(ref, kind, size=1000, mime=mime)
        return self._take(Inbound(self.channel, "", self.address, Kind(kind), caption, attachment=file))

    def opens(self, name: str, about: str = "") -> Self:
        """Taps a button that starts a dialogue, however old, or never shown at all."""
        return self._take(Inbound(self.channel, "", self.address, Kind.TAP, data=f">{name}|{about}"))

    def blocks(self) -> Self:
        """Blocks or leaves the bot."""
        return self._take(Inbound(self.channel, "", self.address, Kind.BLOCKED))

    def later(self, **span: float) -> Self:
        self.now += timedelta(**span)
        return self

    def _take(self, inbound: Inbound) -> Self:
        proved = self.address if self.channel == "whatsapp" and self.address.startswith("+") else ""
        named = replace(inbound, external_id=str(next(_numbers)), name="Nunung", phone=proved)
        self.seen = self._last()
        self.database.write(lambda db: turns().take(db, named, self.now))
        return self

    # ---- what the person sees
    def rows(self) -> list[Outbox]:
        with self.database.read() as db:
            return list(
                db.session.scalars(
                    select(Outbox)
                    .join(Contact, Contact.id == Outbox.contact_id)
                    .where(Contact.channel == self.channel, Contact.address == self.address)
                    .order_by(Outbox.id)
                )
            )

    def _last(self) -> int:
        return max((row.id for row in self.rows()), default=0)

    def messages(self) -> list[Message]:
        """All that was ever queued and not cancelled."""
        return [decode(row.body) for row in self.rows() if row.body and row.state != "cancelled"]

    def new(self) -> list[Message]:
        """What came since the last message of the person, or the last look at `catch_up`."""
        return [decode(row.body) for row in self.rows() if row.body and row.id > self.seen]

    def catch_up(self) -> Self:
        self.seen = self._last()
        return self

    def text(self) -> str:
        return "\n".join(message.text for message in self.new())

    def buttons(self) -> list[Button]:
        return [button for message in self.new() for button in message.buttons]

    def sees(self, *parts: str) -> Self:
        """The new messages hold these parts."""
        for part in parts:
            assert part.casefold() in self.text().casefold(), f"no {part!r} in: {self.text()!r}"
        return self

    def sees_nothing(self) -> Self:
        assert not self.new(), self.text()
        return self

    # ---- shortcuts
    def registers(self, name: str = "Ibu Nunung", business: str = "Keripik Nunung") -> Self:
        """Registered in Ciparay, with no consent given."""
        self.begins().says("kenalan dulu")
        for answer in (name, business, "kuliner", "Ciparay", "Sagaracipta", "belum", "2019", "kirim"):
            self.says(answer)
        return self

    def consents(self, *purposes: str) -> Self:
        """Ticks these by their number in the list of consents, and is done."""
        for purpose in purposes:
            self.says(purpose)
        return self.says("selesai")

    def contact(self) -> Contact:
        with self.database.read() as db:
            found = db.session.scalar(
                select(Contact).where(Contact.channel == self.channel, Contact.address == self.address)
            )
            assert found is not None
            return found

    @property
    def person(self) -> int:
        found = self.contact().person_id
        assert found is not None
        return found
