"""An office around a database, with a clock that only the test moves, and a channel that only pretends."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select

from bot.channels.channel import Outbound, Remedy, Request, SendError
from bot.clock import Clock
from bot.house import House
from bot.sender import Sender
from bot.settings import Settings
from conversations.message import Message
from rules import quiet
from storage import outbox
from storage.database import Database
from storage.inbound import Inbound, Receipt
from storage.lane import Lane
from storage.tables import Broadcast, Consent, Contact, Outbox, Person
from tests.talk import regions, texts
from tests.turns.phone import office, turns


class Stopped(Clock):
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def jump(self, span: timedelta) -> datetime:
        self.at += span
        return self.at


@dataclass
class Wire:
    """A channel that takes every message, or does what the test puts into `troubles`, one for each send."""

    name: str = "telegram"
    sent: list[tuple[float, str, str]] = field(default_factory=list)  # (when, address, text)
    troubles: list[Callable[[Outbound], Any]] = field(default_factory=list)
    takes: float = 0.0  # seconds for which a send is under way
    windows: list[bool] = field(default_factory=list)
    lacks: Sequence[str] = ()  # kinds without a template

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None and asyncio.iscoroutine(waits := trouble(out)):
            await waits
        if self.takes:
            await asyncio.sleep(self.takes)
        self.sent.append((asyncio.get_running_loop().time(), out.address, out.message.text))
        self.windows.append(window_open)
        return f"{self.name}-{out.id}-{len(self.sent)}"

    def read(self, request: Request) -> Sequence[Inbound | Receipt]:
        raise NotImplementedError

    async def fetch(self, ref: str, most: int) -> bytes:
        raise NotImplementedError

    def lacking(self) -> Sequence[str]:
        return self.lacks

    async def close(self) -> None:
        """Nothing is held open."""

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self.sent]


class Office:
    """What tests of the edge write into the database, and read from it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.clock = Stopped(datetime(2026, 11, 24, 3, tzinfo=UTC))  # ten in the morning
        settings = Settings(
            data_dir=folder, telegram_token=SecretStr(""), public_url="https://kabar.example.id"
        )
        self.house = House(
            settings, office(), quiet.parse("20:00-08:00"), texts(), regions(), database, turns(), self.clock
        )

    def person(self, address: str, channel: str = "telegram", *, heard: bool = True) -> int:
        """A contact; gives its id, which is the person's too."""

        def work(db: Any) -> int:
            person = Person(name=address, created_at=self.clock(), registered_at=self.clock())
            db.session.add(person)
            db.session.flush()
            contact = Contact(
                channel=channel,
                address=address,
                person_id=person.id,
                created_at=self.clock(),
                heard_at=self.clock() if heard else None,
            )
            db.session.add(contact)
            db.session.add(
                Consent(
                    person_id=person.id,
                    purpose="announcements",
                    version="1",
                    channel=channel,
                    given_at=self.clock(),
                )
            )
            db.session.flush()
            assert contact.id == person.id
            return int(contact.id)

        return self.database.write(work)

    def queue(
        self, contact: int, text: str, lane: Lane = Lane.REPLY, kind: str = "reply", **more: Any
    ) -> int:
        channel = more.pop("channel", "telegram")
        number = self.database.write(
            lambda db: outbox.queue(
                db, contact, contact, channel, Message(text), lane, kind, self.clock(), **more
            )
        )
        assert number is not None
        return number

    def broadcast(self, text: str, contacts: Sequence[int], channel: str = "telegram") -> int:
        def work(db: Any) -> int:
            row = Broadcast(
                text=text,
                body=b'{"text":"%s"}' % text.encode(),
                audience="{}",
                state="sending",
                at=self.clock(),
                created_at=self.clock(),
                recipients=len(contacts),
            )
            db.session.add(row)
            db.session.flush()
            for contact in contacts:
                outbox.queue(
                    db,
                    contact,
                    contact,
                    channel,
                    None,
                    Lane.BROADCAST,
                    "broadcast",
                    self.clock(),
                    broadcast_id=row.id,
                    purpose="announcements",
                )
            return int(row.id)

        return self.database.write(work)

    def row(self, number: int) -> Outbox:
        with self.database.read() as db:
            return db.session.get_one(Outbox, number)

    def states(self) -> list[str]:
        with self.database.read() as db:
            return list(db.session.scalars(select(Outbox.state).order_by(Outbox.id)))

    def held(self) -> list[str]:
        with self.database.read() as db:
            return list(db.session.scalars(select(Outbox.held).order_by(Outbox.id)))


@contextlib.asynccontextmanager
async def sending(here: Office, wire: Wire) -> AsyncIterator[Sender]:
    sender = Sender(here.house, wire)
    task = asyncio.create_task(sender.run())
    yield sender
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(true: Callable[[], bool], seconds: float = 8.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        await asyncio.sleep(0.02)


def fails(remedy: Remedy, **more: object) -> Callable[[Outbound], None]:
    def fail(out: Outbound) -> None:
        raise SendError(remedy, "for a test", **more)  # type: ignore[arg-type]

    return fail
