"""Announcements on their way: frozen in chunks while people come and go, with states that always add up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.message import Message
from rules.audience import Audience
from storage import broadcasts, deliveries, erasure, merging, outbox
from storage.broadcasts import Report
from storage.database import Database, Db
from storage.tables import Broadcast, Consent, Staff
from tests.storage.town import NOW, WORDS, Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


@pytest.fixture
def chunks_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcasts, "CHUNK", 3)


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
    assert town.do(broadcasts.launch, number, NOW)
    assert not town.do(broadcasts.launch, number, NOW)
    assert not town.do(broadcasts.rewrite, number, "Tiga.", WORDS, Audience(), NOW)
    with town.database.read() as db:
        row = db.session.get_one(Broadcast, number)
        assert (row.text, row.state, broadcasts.audience_of(row)) == ("Lain.", "freezing", Audience(nib=True))


def test_a_draft_whose_time_is_over_goes_when_it_is_launched(town: Town) -> None:
    number = town.do(broadcasts.draft, "Ada.", WORDS, Audience(), NOW, NOW, None)
    later = NOW + timedelta(hours=5)
    town.do(broadcasts.launch, number, later)
    with town.database.read() as db:
        assert db.session.get_one(Broadcast, number).at == later


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
