"""Deliveries in the console: what waits and why, what failed, and what could not be read; never a text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from conversations.message import Message
from storage import inbox, leases, outbox
from storage.database import Database, Db
from storage.inbound import Inbound, Kind
from storage.lane import Lane
from storage.tables import Audit, Contact, Inbox, Note, Outbox
from tests.console import seed
from tests.console.announced import plain
from tests.console.conftest import NOW, Console

PAGE = "/console/deliveries"
SECRET = "Rahasia dapur Teh Rina"


def queue(database: Database, kind: str, lane: Lane = Lane.REMINDER, **changed: Any) -> None:
    def work(db: Db) -> None:
        contact = db.session.query(Contact).first()
        assert contact is not None
        number = outbox.queue(db, contact.id, contact.person_id, "telegram", Message(SECRET), lane, kind, NOW)
        db.session.flush()
        db.session.query(Outbox).filter_by(id=number).update({"unsure": False} | changed)

    database.write(work)


@pytest.fixture
def person(database: Database) -> int:
    return seed.person(database, NOW)


def test_an_empty_day_says_so(console: Console) -> None:
    page = console.logged_in("staff").page(PAGE)
    for words in ("Tidak ada yang tertahan", "Tidak ada yang gagal", "Semua pesan masuk terbaca"):
        assert words in page


def test_what_waits_is_counted_by_kind_with_the_reason_in_words(
    console: Console, database: Database, person: int
) -> None:
    queue(database, "checkin", held="template")
    queue(database, "checkin", held="template")
    queue(database, "reminder", held="retry")
    queue(database, "decision")
    queue(database, "decision", not_before=NOW + timedelta(days=2))  # is not due
    page = plain(console.logged_in("staff").page(PAGE))
    assert "Cek usaha WhatsApp belum punya templat untuk jenis ini; menunggu orangnya menulis 2" in page
    assert "Pengingat gagal sementara, akan dicoba lagi 1" in page
    assert "Keputusan menunggu giliran sejak 24 Nov 2026 10.00 WIB 1" in page
    assert SECRET not in page


def test_quiet_hours_are_said_with_their_end(console: Console) -> None:
    console.later(hours=12)
    page = plain(console.logged_in("staff").page(PAGE))
    assert "menunggu sampai 25 Nov 2026 08.00 WIB" in page


def test_a_channel_on_which_nobody_sends_is_said(console: Console, database: Database, person: int) -> None:
    staff = console.logged_in("staff")
    assert "tidak ada program" not in staff.page(PAGE)
    queue(database, "decision")
    assert "Ada yang menunggu di Telegram, tetapi tidak ada program" in staff.page(PAGE)
    database.write(lambda db: leases.lease(db, "telegram", "us", 60))
    assert "tidak ada program" not in staff.page(PAGE)


def test_a_flood_wait_of_a_channel_is_said(console: Console, database: Database) -> None:
    database.write(lambda db: leases.halt(db, "telegram", timedelta(minutes=5)))
    assert "Telegram: tidak ada yang dikirim sampai" in plain(console.logged_in("staff").page(PAGE))


def test_a_channel_that_refuses_us_is_said_with_its_answer(
    console: Console, database: Database, person: int
) -> None:
    queue(database, "reply", Lane.REPLY, held="retry", error="401 Unauthorized")
    staff = console.logged_in("staff")
    assert "1 kiriman tertahan" in plain(staff.page("/console"))
    assert "401" not in plain(staff.page(PAGE))
    database.write(lambda db: leases.halt(db, "telegram", timedelta(minutes=1)))
    assert 'Jawaban terakhirnya: "401 Unauthorized".' in plain(staff.page(PAGE))


def test_what_failed_or_is_uncertain_is_counted_without_a_text(
    console: Console, database: Database, person: int
) -> None:
    queue(database, "decision", Lane.REMINDER, state="failed", error="Bad Request: chat not found")
    queue(database, "decision", Lane.REMINDER, state="uncertain", error="sender ended")
    queue(database, "reply", Lane.REPLY, state="sent")
    page = plain(console.logged_in("staff").page(PAGE))
    assert "Gagal Keputusan · Telegram Bad Request: chat not found 1" in page
    assert "Tidak pasti sampai Keputusan · Telegram sender ended 1" in page
    assert SECRET not in page


def test_after_a_restore_only_an_administrator_lets_the_outbox_go(
    console: Console, database: Database
) -> None:
    database.write(lambda db: leases.hold_all(db, NOW))
    head, admin = console.logged_in("head"), console.logged_in("admin")
    assert "Hanya admin" in head.page(PAGE)
    assert head.post(f"{PAGE}/release").status_code == 403
    with database.read() as db:
        assert leases.on_hold(db) is not None
    woken = console.woken
    assert admin.post(f"{PAGE}/release").headers["location"].endswith("said=released")
    assert console.woken == woken + 1
    with database.read() as db:
        assert leases.on_hold(db) is None
        assert [one.action for one in db.session.query(Audit).filter_by(action="outbox-release")] == [
            "outbox-release"
        ]
    assert "ditahan" not in admin.page(PAGE)


def test_what_waited_before_the_restore_may_have_been_sent_and_can_be_dropped(
    console: Console, database: Database, person: int
) -> None:
    queue(database, "reply", Lane.REPLY)
    console.later(minutes=5)
    database.write(lambda db: leases.hold_all(db, console.now))
    queue(database, "decision", Lane.REMINDER, created_at=console.now)
    console.logged_in("admin").post(f"{PAGE}/release", {"old": "drop"})
    with database.read() as db:
        assert leases.on_hold(db) is None
        rows = db.session.query(Outbox).order_by(Outbox.id)
        assert [(row.kind, row.state) for row in rows] == [("reply", "cancelled"), ("decision", "queued")]


def quarantined(database: Database, inbound: Inbound) -> None:
    """A message that failed three times."""
    database.write(lambda db: inbox.failed(db, inbound, "ValueError at turns/forms.py:9", NOW))
    for _ in range(2):
        database.write(lambda db: inbox.failed_again(db, 1, "ValueError at turns/forms.py:9", NOW))


def test_a_message_that_could_not_be_read_is_tried_again(console: Console, database: Database) -> None:
    quarantined(database, Inbound("telegram", "m1", "77", Kind.TEXT, text=SECRET))
    staff = console.logged_in("staff")
    page = staff.page(PAGE)
    assert "ValueError at turns/forms.py:9" in page
    assert "Telegram · Teks Disisihkan" in plain(page)
    assert SECRET not in page
    answer = staff.post(f"{PAGE}/1/again")
    assert answer.headers["location"].endswith("inbox-taken")
    with database.read() as db:
        assert db.session.get_one(Inbox, 1).state == "done"
        assert db.session.query(Outbox).count() > 0, "the person is answered at last"
    assert staff.post(f"{PAGE}/1/again").headers["location"].endswith("inbox-settled")


def test_one_that_fails_again_stays_and_leaves_nothing_half_done(
    console: Console, database: Database
) -> None:
    broken = Inbound("office", "decision:1", "person:999", Kind.DECISION, data="nothing|1")
    quarantined(database, broken)
    answer = console.logged_in("staff").post(f"{PAGE}/1/again")
    assert answer.headers["location"].endswith("inbox-failed")
    with database.read() as db:
        row = db.session.get_one(Inbox, 1)
        assert (row.state, row.body is None) == ("quarantined", False)
        assert db.session.query(Outbox).count() == 0


def test_one_that_is_ignored_loses_what_it_held(console: Console, database: Database) -> None:
    quarantined(database, Inbound("telegram", "m1", "77", Kind.TEXT, text=SECRET))
    staff = console.logged_in("staff")
    assert staff.post(f"{PAGE}/1/dismiss").headers["location"].endswith("inbox-dismissed")
    with database.read() as db:
        row = db.session.get_one(Inbox, 1)
        assert (row.state, row.body) == ("dismissed", None)
    assert staff.post(f"{PAGE}/1/dismiss").status_code == 404


def test_a_database_of_invented_people_says_so_on_every_page(console: Console, database: Database) -> None:
    staff = console.logged_in("staff")
    assert "karangan" not in staff.page(PAGE)
    console.add(Note(name="demo", value="1"))
    assert "karangan" in staff.page(PAGE)
