"""Announcements: who gets one, counted once each; frozen in chunks; and states that always add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conversations.message import Message
from rules.audience import Activity, Audience
from rules.business import Sector
from storage import broadcasts, deliveries, erasure, leases, merging, outbox, sending
from storage.broadcasts import Counted, Report
from storage.database import Database, Db
from storage.tables import Application, Broadcast, Business, Consent, Contact, Person, Programme, Staff

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
WORDS = Message("Ada pelatihan baru.")


@dataclass
class Town:
    """People of whom some may be written to, and one broadcast."""

    database: Database
    staff: int = 0

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
            return broadcasts.count(db, Audience(**terms), NOW)

    def begin(self, at: datetime = NOW, staff: int | None = None, **terms: Any) -> int:
        number: int = self.do(broadcasts.draft, "Ada.", WORDS, Audience(**terms), at, NOW, staff)
        assert self.do(broadcasts.launch, number)
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

    def claim(self, most: int = 1000) -> list[sending.Claimed]:
        epoch = self.do(leases.lease, "telegram", "us", 60, take=True)
        claimed: list[sending.Claimed] = self.do(
            sending.claim, "telegram", NOW, epoch, timedelta(seconds=30), most
        )
        return claimed


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


@pytest.fixture
def chunks_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcasts, "CHUNK", 3)


# ---- who gets it


def test_everybody_of_the_audience_counts_once_as_recipient_or_under_one_reason(town: Town) -> None:
    town.person("Dapat")
    town.person("Lewat WA", chats=["whatsapp"])
    town.person("Belum setuju", consent="none", chats=["telegram!"])  # two reasons hold, one counts
    town.person("Mencabut", consent="withdrawn", chats=[])
    town.person("Tanpa obrolan", chats=[])
    town.person("Memblokir", chats=["telegram!", "whatsapp!"])
    town.person("Satu diblokir", chats=["telegram!", "whatsapp"])
    town.person("Belum daftar", registered=False)
    counted = town.count()
    assert counted.recipients == 3
    assert counted.left_out == {"no_consent": 1, "stopped": 1, "no_channel": 1, "blocked": 1}
    assert counted.whatsapp == 2, "who blocked Telegram is written to on WhatsApp"


def test_who_withdrew_and_agreed_again_is_a_recipient(town: Town) -> None:
    again = town.person("Kembali", consent="withdrawn")
    town.database.write(
        lambda db: db.session.add(
            Consent(person_id=again, purpose="announcements", version="2", channel="web", given_at=NOW)
        )
    )
    assert town.count() == Counted(1, {}, 0)


def test_the_terms_narrow_the_audience(town: Town) -> None:
    town.person("A", kecamatan="32.04.05")
    town.person("B", sector="craft", nib=True)
    late = town.person("C", nib=False, heard=NOW - timedelta(days=61))
    town.person("D", heard=None)

    def apply(db: Db) -> None:
        programme = Programme(
            code="KEMASAN", kind="training", title="Kemasan", state="closed", created_at=NOW
        )
        db.session.add(programme)
        db.session.flush()
        db.session.add(
            Application(
                reference="PEL-2611-0001",
                kind="training",
                person_id=late,
                programme_id=programme.id,
                kecamatan="32.04.37",
                source="self",
                state="filed",
                filed_at=NOW,
            )
        )

    town.database.write(apply)

    def reached(**terms: Any) -> int:
        return town.count(**terms).recipients

    assert reached() == 4
    assert reached(kecamatan=("32.04.37",)) == 3
    assert reached(kecamatan=("32.04.37", "32.04.05")) == 4
    assert reached(sectors=(Sector.CRAFT,)) == 1
    assert reached(sectors=(Sector.CRAFT, Sector.FOOD)) == 4
    assert reached(nib=True) == 1
    assert reached(nib=False) == 3, "who never said whether there is a NIB counts as without"
    assert reached(programme="kemasan") == 1
    assert reached(programme="LAIN") == 0
    assert reached(activity=Activity.ACTIVE) == 2
    assert reached(activity=Activity.INACTIVE) == 2
    assert reached(kecamatan=("32.04.05",), nib=True) == 0


def test_erased_people_are_no_part_of_any_audience(town: Town) -> None:
    gone = town.person("Pergi")
    town.database.write(lambda db: setattr(db.session.get_one(Person, gone), "erased_at", NOW))
    assert town.count() == Counted(0, {}, 0)


def test_it_goes_to_the_chat_last_written_from_that_is_not_blocked(town: Town) -> None:
    town.person("Dua", chats=["whatsapp!", "telegram", "web"])
    assert town.report(town.frozen()).recipients == 1
    assert [row.address for row in town.claim()] == ["Dua-1"]


# ---- freezing


def test_what_is_frozen_is_what_was_counted(town: Town, chunks_of_three: None) -> None:
    town.people(7)
    town.people(3, "Mencabut", consent="withdrawn")
    town.people(2, "Sepi", chats=[])
    counted = town.count()
    report = town.report(town.frozen())
    assert (report.recipients, report.left_out) == (counted.recipients, counted.left_out)
    assert report.states == {"queued": 7}


def test_its_numbers_add_up_while_people_come_and_go_between_the_chunks(
    town: Town, chunks_of_three: None
) -> None:
    people = town.people(8)
    number = town.begin()
    assert not town.do(broadcasts.freeze, number, NOW)
    assert town.report(number).recipients == 3
    town.do(broadcasts_withdraw, people[0])  # has been frozen already
    town.do(broadcasts_withdraw, people[4])  # has not
    late = town.person("Baru datang")
    while not town.do(broadcasts.freeze, number, NOW):
        town.report(number)
    report = town.report(number)
    assert report.recipients == 8
    assert report.left_out == {"stopped": 1}
    claimed = town.claim()
    assert len(claimed) == 7, "who withdrew after being frozen gets nothing"
    assert late in {row.person_id for row in claimed}
    assert town.report(number).states == {"sending": 7, "cancelled": 1}


def broadcasts_withdraw(db: Db, person: int) -> None:
    db.session.query(Consent).filter_by(person_id=person).update({"withdrawn_at": NOW})


def test_a_chat_gets_it_once_even_if_two_people_become_one_meanwhile(
    town: Town, chunks_of_three: None
) -> None:
    people = town.people(4)
    number = town.begin()
    town.do(broadcasts.freeze, number, NOW)
    town.do(merging.merge, people[0], people[3], NOW)
    while not town.do(broadcasts.freeze, number, NOW):
        pass
    addresses = [row.address for row in town.claim()]
    assert len(addresses) == len(set(addresses))
    assert "Nama0-0" in addresses


def test_two_machines_that_freeze_at_once_write_nobody_twice(town: Town, chunks_of_three: None) -> None:
    town.people(5)
    number = town.begin()
    assert [town.do(broadcasts.freeze, number, NOW) for _ in range(4)] == [False, True, True, True]
    assert town.report(number).recipients == 5


def test_an_erased_recipient_stays_in_the_sum(town: Town) -> None:
    people = town.people(3)
    number = town.frozen()
    town.do(erasure.erase, people[1], NOW)
    assert town.report(number).states == {"queued": 2, "cancelled": 1}


def test_nobody_to_write_to_is_a_broadcast_that_is_done(town: Town) -> None:
    number = town.frozen()
    assert town.report(number) == Report(number, "sending", 0, {}, {})
    assert town.do(broadcasts.finish, number, NOW)
    assert town.state(number) == "done"


# ---- drafts


def test_a_draft_goes_nowhere_until_it_is_launched(town: Town) -> None:
    town.people(2)
    number = town.do(broadcasts.draft, "Ada.", WORDS, Audience(), NOW, NOW, None)
    assert town.do(broadcasts.freeze, number, NOW)
    assert town.report(number).recipients == 0
    assert town.do(broadcasts.rewrite, number, "Lain.", Message("Lain."), Audience(nib=True), NOW)
    assert town.do(broadcasts.launch, number)
    assert not town.do(broadcasts.launch, number)
    assert not town.do(broadcasts.rewrite, number, "Tiga.", WORDS, Audience(), NOW)
    with town.database.read() as db:
        row = db.session.get_one(Broadcast, number)
        assert (row.text, row.state, broadcasts.audience_of(row)) == ("Lain.", "freezing", Audience(nib=True))


# ---- approval


@pytest.fixture
def two_staff(town: Town) -> tuple[int, int]:
    def work(db: Db) -> tuple[int, int]:
        rows = [Staff(name=n, phone=f"+62811{n}", role="staff", created_at=NOW) for n in ("1", "2")]
        db.session.add_all(rows)
        db.session.flush()
        return rows[0].id, rows[1].id

    return town.database.write(work)


def test_above_the_limit_it_waits_for_a_second_pair_of_eyes(town: Town, two_staff: tuple[int, int]) -> None:
    author, other = two_staff
    town.people(3)
    number = town.frozen(limit=2, staff=author)
    assert town.state(number) == "waiting"
    assert town.claim() == []
    assert not town.do(broadcasts.approve, number, author), "not by who wrote it"
    assert town.claim() == []
    assert town.do(broadcasts.approve, number, other)
    assert not town.do(broadcasts.approve, number, other)
    assert len(town.claim()) == 3


def test_up_to_the_limit_it_goes_at_once(town: Town, two_staff: tuple[int, int]) -> None:
    town.people(2)
    assert town.state(town.frozen(limit=2, staff=two_staff[0])) == "sending"


def test_what_the_command_line_began_needs_no_approval_whoever_freezes_it(town: Town) -> None:
    town.people(3)
    assert town.state(town.frozen(limit=2, staff=None)) == "sending"


# ---- on its way


def test_a_pause_holds_what_waits_and_a_resume_lets_it_go(town: Town) -> None:
    town.people(4)
    number = town.frozen()
    assert len(town.claim(1)) == 1
    assert town.do(broadcasts.pause, number)
    assert not town.do(broadcasts.pause, number)
    assert town.claim() == []
    assert town.report(number).states == {"sending": 1, "queued": 3}
    assert town.do(broadcasts.resume, number)
    assert len(town.claim()) == 3


def test_a_cancel_lets_nothing_more_go_and_settles_every_row(town: Town) -> None:
    town.people(4)
    number = town.frozen()
    town.claim(1)
    assert town.do(broadcasts.cancel, number, NOW)
    assert not town.do(broadcasts.cancel, number, NOW)
    assert town.claim() == []
    assert town.do(broadcasts.cancelling) == [number]
    while town.do(outbox.cancel_broadcast, number, 2):
        pass
    assert town.do(broadcasts.cancelling) == []
    assert town.report(number).states == {"sending": 1, "cancelled": 3}
    assert not town.do(broadcasts.resume, number)


def test_a_cancel_while_it_is_being_frozen_freezes_nobody_more(town: Town, chunks_of_three: None) -> None:
    town.people(7)
    number = town.begin()
    town.do(broadcasts.freeze, number, NOW)
    town.do(broadcasts.cancel, number, NOW)
    assert town.do(broadcasts.freeze, number, NOW)
    assert town.report(number).recipients == 3
    assert town.state(number) == "cancelled"


def test_it_is_done_when_nothing_of_it_waits(town: Town) -> None:
    town.people(2)
    number = town.frozen()
    rows = town.claim()
    assert town.do(broadcasts.ending) == []
    assert not town.do(broadcasts.finish, number, NOW)
    for row in rows:
        town.do(deliveries.sent, row, f"ext-{row.id}", NOW)
    assert town.do(broadcasts.ending) == [number]
    assert town.do(broadcasts.finish, number, NOW)
    assert (town.state(number), town.report(number).states) == ("done", {"sent": 2})


def test_one_for_later_waits_for_its_time(town: Town) -> None:
    town.people(2)
    number = town.frozen(at=NOW + timedelta(hours=3))
    assert town.claim() == []
    assert town.do(broadcasts.ending) == []
    assert town.state(number) == "sending"
