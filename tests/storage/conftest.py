"""What the tests of the outbox start from: people with a chat, and a sender that holds the lease."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conversations.message import Message
from storage import deliveries, leases, outbox, sending
from storage.database import Database, Db
from storage.inbound import Receipt
from storage.lane import Lane
from storage.sending import Claimed
from storage.tables import Broadcast, Consent, Contact, Outbox, Person

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@dataclass
class Post:
    """The outbox of a test, with a clock that only the test moves."""

    database: Database
    now: datetime = NOW
    epoch: int = 0
    sent: dict[int, str] = field(default_factory=dict)

    def later(self, **span: float) -> Post:
        self.now += timedelta(**span)
        return self

    def person(self, name: str = "Euis", channel: str = "telegram", consents: tuple[str, ...] = ()) -> int:
        """A registered person with one contact; gives the contact's id, which is the person's too."""

        def work(db: Db) -> int:
            person = Person(name=name, created_at=self.now, registered_at=self.now)
            db.session.add(person)
            db.session.flush()
            contact = Contact(
                channel=channel, address=f"{name}-{person.id}", person_id=person.id, created_at=self.now
            )
            db.session.add(contact)
            for purpose in consents:
                db.session.add(
                    Consent(
                        person_id=person.id, purpose=purpose, version="1", channel=channel, given_at=self.now
                    )
                )
            db.session.flush()
            assert contact.id == person.id
            return contact.id

        return self.database.write(work)

    def queue(
        self, contact: int, words: str, lane: Lane = Lane.REPLY, kind: str = "reply", **more: Any
    ) -> int:
        number = self.database.write(
            lambda db: outbox.queue(
                db,
                contact,
                contact,
                more.pop("channel", "telegram"),
                Message(words),
                lane,
                kind,
                self.now,
                **more,
            )
        )
        assert number is not None
        return number

    def broadcast(self, words: str, *contacts: int, state: str = "sending") -> int:
        def work(db: Db) -> int:
            row = Broadcast(
                text=words,
                body=b'{"text":"%s"}' % words.encode(),
                audience="{}",
                state=state,
                at=self.now,
                created_at=self.now,
                recipients=len(contacts),
            )
            db.session.add(row)
            db.session.flush()
            for contact in contacts:
                outbox.queue(
                    db,
                    contact,
                    contact,
                    "telegram",
                    None,
                    Lane.BROADCAST,
                    "broadcast",
                    self.now,
                    broadcast_id=row.id,
                )
            return row.id

        return self.database.write(work)

    def lead(self, owner: str = "us", *, seconds: float = 60, take: bool = False) -> int:
        epoch = self.database.write(lambda db: leases.lease(db, "telegram", owner, seconds, take=take))
        assert epoch is not None
        self.epoch = epoch
        return epoch

    def claim(self, most: int = 100, *, lease: float = 30, last: Lane = Lane.BROADCAST) -> list[Claimed]:
        return self.database.write(
            lambda db: sending.claim(
                db, "telegram", self.now, self.epoch, timedelta(seconds=lease), most, last
            )
        )

    def claimed(self, most: int = 100) -> list[str]:
        return [row.message.text for row in self.claim(most)]

    def do(self, what: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """One function of `deliveries`, `leases` or `outbox` in its own transaction."""
        return self.database.write(lambda db: what(db, *args, **more))

    def send(self, row: Claimed) -> None:
        self.do(deliveries.sent, row, f"ext-{row.id}", self.now)

    def receipt(self, row: int, state: str) -> bool:
        return self.database.write(
            lambda db: outbox.receipt(db, Receipt("telegram", f"ext-{row}", state), self.now)
        )

    def row(self, number: int) -> Outbox:
        with self.database.read() as db:
            row = db.session.get(Outbox, number)
            assert row is not None
            return row

    def states(self, *numbers: int) -> list[str]:
        return [self.row(number).state for number in numbers]


@pytest.fixture
def sqlite(empty_sqlite: Path, tmp_path: Path, keys: tuple[str, ...]) -> Database:
    """Group commit is SQLite's alone."""
    file = tmp_path / "kabar.db"
    file.write_bytes(empty_sqlite.read_bytes())
    return Database.open(f"sqlite:///{file}", keys, tmp_path, create=False)


@pytest.fixture
def post(database: Database) -> Post:
    """An empty outbox whose sender we are."""
    post = Post(database)
    post.lead()
    return post
