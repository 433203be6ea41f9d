"""What a tick does for announcements: goes on where somebody was ended, and says when one is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler import broadcasts as work
from scheduler.moment import Moment
from storage import broadcasts, deliveries
from storage.database import Database
from storage.sending import Held
from storage.tables import Staff
from tests.console.conftest import Console
from tests.storage.town import NOW, Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def tick(database: Database, limit: int = 500, days: int = 0) -> dict[str, int]:
    room = Console(database).room
    office = room.turns.office
    room.turns.office = replace(office, rules=replace(office.rules, approval_above=limit))
    return dict(work.run(database, Moment(NOW + timedelta(days=days), room.turns, room.quiet)))


def test_what_was_left_half_frozen_is_frozen_to_the_end(
    town: Town, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasts, "CHUNK", 3)
    town.people(7)
    number = town.begin()
    town.do(broadcasts.freeze, number, NOW)
    assert tick(database) == {"broadcast-frozen": 1}
    assert town.report(number).states == {"queued": 7}
    assert tick(database) == {}


def test_the_offices_limit_holds_for_staff_and_not_for_the_command_line(
    town: Town, database: Database
) -> None:
    town.people(3)
    author = Staff(name="Bu Kadis", phone="+628110001", role="head", created_at=NOW)
    Console(database).add(author)
    of_staff, of_command = town.begin(staff=author.id), town.begin()
    tick(database, limit=2)
    assert (town.state(of_staff), town.state(of_command)) == ("waiting", "sending")


def test_a_cancelled_one_leaves_no_row_waiting_however_many_there_were(
    town: Town, database: Database
) -> None:
    town.people(130)
    number = town.frozen()
    town.do(broadcasts.cancel, number, NOW)
    assert tick(database) == {}
    assert town.report(number).states == {"cancelled": 130}


def test_one_with_nothing_left_to_send_is_done_once(town: Town, database: Database) -> None:
    number = town.frozen()
    assert tick(database) == {"broadcast-done": 1}
    assert town.state(number) == "done"
    assert tick(database) == {}


def test_what_waits_for_the_person_ends_after_two_weeks_and_the_announcement_with_it(
    town: Town, database: Database
) -> None:
    euis, asep = town.people(2)
    town.person("Dadan", chats=["web"])
    number = town.frozen(NOW + timedelta(days=3))
    assert tick(database, days=20) == {"broadcast-expired": 1}, "Dadan has not opened the page since day 3"
    by_person = {row.person_id: row for row in town.claim(days=4)}
    for person in (euis, asep):
        town.do(deliveries.hold, by_person[person], Held.TEMPLATE)
    assert tick(database, days=17) == {}
    assert town.report(number).states == {"queued": 2, "cancelled": 1}
    assert tick(database, days=19) == {"broadcast-expired": 2, "broadcast-done": 1}
    assert town.report(number).states == {"cancelled": 3}


def test_what_nobody_tried_to_send_yet_waits_on_however_long_the_sender_was_away(
    town: Town, database: Database
) -> None:
    town.people(2)
    number = town.frozen()
    assert tick(database, days=40) == {}
    assert town.report(number).states == {"queued": 2}
