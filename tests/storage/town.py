"""People of whom some may be written to, and broadcasts to them, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from conversations.message import Message
from rules.audience import Audience
from storage import audiences, broadcasts, leases, sending
from storage.audiences import Counted
from storage.broadcasts import Report
from storage.database import Database, Db
from storage.tables import Business, Consent, Contact, Person

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
WORDS = Message("Ada pelatihan baru.")


@dataclass
class Town:
    """People of whom some may be written to, and one broadcast."""

    database: Database

    def person(
        self,
        name: str,
        *,
        kecamatan: str = "32.04.37",
        sector: str = "food",
        nib: bool | None = None,
        consent: str = "given",  # given, withdrawn, none
        chats: Iterable[str] = ("telegram",),  # channel; with "!" it blocked us
        heard: datetime | None = NOW,
        registered: bool = True,
    ) -> int:
        def work(db: Db) -> int:
            row = Person(
                name=name, kecamatan=kecamatan, created_at=NOW, registered_at=NOW if registered else None
            )
            db.session.add(row)
            db.session.flush()
            db.session.add(Business(person_id=row.id, name=name, sector=sector, has_nib=nib))
            for number, chat in enumerate(chats):
                db.session.add(
                    Contact(
                        channel=chat.strip("!"),
                        address=f"{name}-{number}",
                        person_id=row.id,
                        heard_at=heard and heard - timedelta(days=number),
                        blocked_at=NOW if "!" in chat else None,
                        created_at=NOW,
                    )
                )
            if consent != "none":
                db.session.add(
                    Consent(
                        person_id=row.id,
                        purpose="announcements",
                        version="1",
                        channel="telegram",
                        given_at=NOW,
                        withdrawn_at=NOW if consent == "withdrawn" else None,
                    )
                )
            return row.id

        return self.database.write(work)

    def people(self, number: int, prefix: str = "Nama", **more: Any) -> list[int]:
        return [self.person(f"{prefix}{n}", **more) for n in range(number)]

    def do(self, what: Any, *args: Any, **more: Any) -> Any:
        return self.database.write(lambda db: what(db, *args, **more))

    def count(self, **terms: Any) -> Counted:
        with self.database.read() as db:
            return audiences.count(db, Audience(**terms), NOW)

    def begin(self, at: datetime = NOW, staff: int | None = None, **terms: Any) -> int:
        number: int = self.do(broadcasts.draft, "Ada.", WORDS, Audience(**terms), at, NOW, staff)
        assert self.do(broadcasts.launch, number, NOW)
        return number

    def frozen(self, at: datetime = NOW, limit: int | None = None, staff: int | None = None) -> int:
        number = self.begin(at, staff)
        while not self.do(broadcasts.freeze, number, NOW, limit):
            pass
        return number

    def report(self, number: int) -> Report:
        with self.database.read() as db:
            found = broadcasts.report(db, number)
        assert found is not None
        assert sum(found.states.values()) == found.recipients
        return found

    def state(self, number: int) -> str:
        return self.report(number).state

    def claim(self, most: int = 1000, days: int = 0) -> list[sending.Claimed]:
        epoch = self.do(leases.lease, "telegram", "us", 60, take=True)
        claimed: list[sending.Claimed] = self.do(
            sending.claim, "telegram", NOW + timedelta(days=days), epoch, timedelta(seconds=30), most
        )
        return claimed
