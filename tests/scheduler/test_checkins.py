"""Check-ins, reminders and tasks as they come due, on both databases."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from rules.quiet import WIB, parse
from rules.regions import is_holiday
from scheduler import due as due_work
from scheduler.clock import tick
from scheduler.moment import Became, Moment
from storage import contacts, due
from storage.database import Database, Db
from storage.due import DueKind, DueRow
from storage.tables import CheckIn, Due, Outbox, Task
from tests.turns.phone import START, Phone, turns

QUIET = parse("20:00-08:00", is_holiday)


def ticks(database: Database, now: datetime) -> dict[str, int]:
    return tick(database, turns(), now, QUIET)


def on(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)


@pytest.fixture
def nunung(database: Database) -> Phone:
    """Registered on 24 November at ten, and willing to be asked."""
    return Phone(database, channel="web").registers().consents("1")


def dues(database: Database, kind: str) -> list[Due]:
    with database.read() as db:
        return list(db.session.scalars(select(Due).where(Due.kind == kind).order_by(Due.id)))


def started(phone: Phone) -> list[str]:
    """The kinds of what the office began, in order."""
    return [row.kind for row in phone.rows() if row.kind != "reply"]


def test_the_baseline_comes_the_day_after_registration(database: Database, nunung: Phone) -> None:
    assert ticks(database, on("2026-11-24 19:00")) == {}
    nunung.catch_up()
    assert ticks(database, on("2026-11-25 10:00")) == {"checkin": 1}
    nunung.sees("Salam kenal, Ibu Nunung", "bukan untuk pajak", "Bagaimana usahanya sekarang?")
    assert len(nunung.new()) <= 3
    assert {row.purpose for row in nunung.rows() if row.kind == "checkin"} == {"checkin"}


def test_what_fails_stops_no_other_and_is_tried_again_a_day_later(
    database: Database, nunung: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    Phone(database, "web-2", "web").registers().consents("1")
    asks = due_work.WORK[DueKind.CHECKIN]

    def fails(db: Db, moment: Moment, row: DueRow) -> Became:
        if row.person_id == 1:
            raise ZeroDivisionError
        return asks(db, moment, row)

    with monkeypatch.context() as patch:
        patch.setattr(due_work, "WORK", {**due_work.WORK, DueKind.CHECKIN: fails})
        assert ticks(database, on("2026-11-25 10:00")) == {"checkin": 1, "checkin-failed": 1}
        assert ticks(database, on("2026-11-25 11:00")) == {}
        with database.read() as db:
            assert due.failing(db) == {"ZeroDivisionError": 1}
    nunung.catch_up()
    assert ticks(database, on("2026-11-26 10:00")) == {"checkin": 1}
    nunung.sees("Bagaimana usahanya sekarang?")
    with database.read() as db:
        assert due.failing(db) == {}


def test_who_gave_no_consent_is_never_asked(database: Database) -> None:
    phone = Phone(database, channel="web").registers().says("selesai")
    assert ticks(database, START + timedelta(days=40)) == {}
    assert started(phone) == []


def test_an_answered_check_in_brings_no_reminders_but_the_next_month(
    database: Database, nunung: Phone
) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.now = on("2026-11-25 10:05")
    nunung.says("jalan").says("2500000").says("sepi pembeli").says("tidak")
    nunung.sees("Dicatat untuk bulan Oktober", "Rp2.500.000 per bulan", "Sepi pembeli")
    for day in range(26, 31):
        assert ticks(database, on(f"2026-11-{day} 12:00")) == {}
    for day in range(1, 19):
        assert ticks(database, on(f"2026-12-{day:02} 12:00")) == {}
    asked: Counter[str] = Counter()
    for day in range(19, 27):
        asked.update(ticks(database, on(f"2026-12-{day:02} 12:00")))
    assert asked["checkin"] == 1
    with database.read() as db:
        kept = db.session.scalar(select(CheckIn))
    assert kept is not None
    assert (kept.month, kept.omzet_low, kept.omzet_high, kept.via) == (
        "2026-10",
        2_500_000,
        2_500_000,
        "chat",
    )


def test_silence_brings_two_reminders_and_then_a_task(database: Database, nunung: Phone) -> None:
    ticks(database, on("2026-11-25 10:00"))
    seen = {}
    for day in range(16):
        now = on("2026-11-25 11:00") + timedelta(days=day)
        done = ticks(database, now)
        seen[day] = [kind for kind in done if kind.startswith("checkin")]
    assert {day: kinds for day, kinds in seen.items() if kinds} == {
        3: ["checkin-reminder"],
        7: ["checkin-reminder"],
        14: ["checkin-task"],
    }
    with database.read() as db:
        task = db.session.scalars(select(Task)).one()
    assert (task.person_id, task.reasons, task.kecamatan) == (nunung.person, '["silent"]', "")


def test_a_reminder_puts_the_open_question_once_more(database: Database, nunung: Phone) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.now = on("2026-11-25 10:05")
    nunung.says("jalan").catch_up()
    ticks(database, on("2026-11-28 11:00"))
    [message] = nunung.new()
    assert "belum sempat diisi" in message.text
    assert "Berapa omzet" in message.text
    nunung.now = on("2026-11-28 11:05")
    nunung.says("2500000").sees("Apa yang paling berat")


def test_a_check_in_that_was_laid_aside_hears_what_is_said_to_its_reminder(
    database: Database, nunung: Phone
) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.now = on("2026-11-26 10:05")
    nunung.says("menu").catch_up()
    ticks(database, on("2026-11-28 11:00"))
    nunung.sees("belum sempat diisi", "Bagaimana usahanya sekarang?")
    nunung.now = on("2026-11-28 11:05")
    nunung.says("alhamdulillah jalan seperti biasa").sees("Berapa omzet")


def test_a_reminder_waits_while_something_else_is_being_filled_in(database: Database, nunung: Phone) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.now = on("2026-11-28 10:50")
    nunung.says("petugas").catch_up()
    assert ticks(database, on("2026-11-28 11:00")) == {"checkin-reminder-moved": 1}
    nunung.sees_nothing()
    assert ticks(database, on("2026-11-28 12:00")) == {"checkin-reminder": 1}
    nunung.sees("belum sempat diisi")


def test_a_month_without_the_clock_brings_one_check_in_and_no_burst(
    database: Database, nunung: Phone
) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.catch_up()
    done = ticks(database, on("2027-01-06 09:00"))
    assert done["checkin"] == 1
    assert "checkin-reminder" not in done
    assert started(nunung).count("checkin") == 2
    assert started(nunung).count("reminder") == 0
    for hour in range(10, 20):
        assert "checkin" not in ticks(database, on(f"2027-01-06 {hour}:00"))
    skipped = {due.why for due in dues(database, "checkin-reminder") if due.state == "skipped"}
    assert skipped == {"past"}


def test_half_a_year_without_the_clock_merges_the_missed_months(database: Database, nunung: Phone) -> None:
    done = ticks(database, on("2027-05-24 09:00"))
    assert done["checkin"] == 1
    states = [(due.period, due.state, due.why) for due in dues(database, "checkin")]
    assert [state for _, state, _ in states].count("done") == 1
    assert len({period for period, _, _ in states}) == len(states)
    assert nunung.text().count("Bagaimana usahanya") == 1


def test_two_ticks_at_once_send_nothing_twice(database: Database) -> None:
    phones = [Phone(database, f"web-{n}", "web").registers(f"Ibu Nomor {n}").consents("1") for n in range(12)]
    now = on("2026-11-25 19:30")
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: ticks(database, now), range(4)))
    assert sum(count.get("checkin", 0) for count in counts) == 12
    assert [started(phone).count("checkin") for phone in phones] == [1] * 12


def test_a_form_being_filled_in_is_not_interrupted_but_one_left_lying_is(
    database: Database, nunung: Phone
) -> None:
    nunung.now = on("2026-11-25 09:50")
    nunung.says("petugas").catch_up()
    assert ticks(database, on("2026-11-25 10:00")) == {"checkin-moved": 1}
    nunung.sees_nothing()
    assert ticks(database, on("2026-11-25 11:00")) == {"checkin": 1}
    nunung.sees("Bagaimana usahanya sekarang?")


def test_stopping_skips_what_was_planned(database: Database, nunung: Phone) -> None:
    nunung.says("stop").sees("dihentikan")
    assert ticks(database, on("2026-11-25 10:00")) == {}
    nunung.says("mulai").says("ya").sees("aktif lagi")
    assert ticks(database, on("2026-11-25 19:00")) == {"checkin": 1}


def test_what_a_stop_finds_in_the_queue_is_cancelled(database: Database, nunung: Phone) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.says("stop")
    with database.read() as db:
        left = db.session.scalar(
            select(func.count()).where(Outbox.purpose == "checkin", Outbox.state == "queued")
        )
    assert left == 0


def test_a_blocked_person_is_tried_again_and_no_one_else_waits(database: Database, nunung: Phone) -> None:
    other = Phone(database, "web-2", "web").registers("Bapak Asep").consents("1")
    contact = nunung.contact().id
    database.write(lambda db: contacts.block(db, contact, START))
    assert ticks(database, on("2026-11-25 10:00")) == {"checkin": 1, "checkin-moved": 1}
    assert started(other) == ["checkin"]


def test_a_left_check_in_is_recorded_in_part_when_the_next_one_comes(
    database: Database, nunung: Phone
) -> None:
    ticks(database, on("2026-11-25 10:00"))
    nunung.now = on("2026-11-25 10:05")
    nunung.says("jalan").says("2500000")
    ticks(database, on("2026-12-26 10:00"))
    with database.read() as db:
        kept = db.session.scalars(select(CheckIn)).one()
    assert (kept.month, kept.omzet_low, kept.complete) == ("2026-10", 2_500_000, False)


def test_what_was_begun_before_it_came_due_goes_on_where_it_was_left(
    database: Database, nunung: Phone
) -> None:
    nunung.says("cek usaha").says("jalan").says("menu").catch_up()
    assert ticks(database, on("2026-11-25 10:00")) == {"checkin": 1}
    nunung.sees("Berapa omzet")
    with database.read() as db:
        assert db.session.scalars(select(CheckIn)).all() == []


def test_an_at_risk_answer_raises_a_task_and_a_correction_drops_it(database: Database) -> None:
    phone = Phone(database, channel="web").registers().consents("1", "3")
    phone.later(days=1).says("cek usaha").says("libur dulu").says("modal habis").says("belum tahu").says("ya")
    with database.read() as db:
        task = db.session.scalars(select(Task)).one()
    assert (task.reasons, task.kecamatan, task.state) == ('["paused","call_me"]', "32.04.29", "new")
    phone.taps("Ubah").says("keadaan usaha").says("jalan").says("2500000").says("tidak ada kendala")
    phone.taps("Ubah").says("dihubungi pendamping").says("tidak")
    with database.read() as db:
        assert db.session.scalars(select(Task)).one().state == "done"


def test_quiet_hours_and_holidays_hold_it_until_the_morning(database: Database, nunung: Phone) -> None:
    assert ticks(database, on("2026-11-25 20:00")) == {}
    assert ticks(database, on("2026-11-26 07:59")) == {}
    assert ticks(database, on("2026-11-26 08:00")) == {"checkin": 1}
    nunung.now = on("2026-11-26 08:10")
    nunung.says("jalan").says("2500000").says("lewati").says("tidak")
    for day in range(19, 26):  # the 25th is Christmas
        ticks(database, on(f"2026-12-{day} 07:00"))
    assert ticks(database, on("2026-12-25 12:00")) == {}
    asked = [ticks(database, on(f"2026-12-{day} 12:00")).get("checkin", 0) for day in (26, 27)]
    assert asked == [1, 0]


def test_an_idle_tick_does_nothing(database: Database) -> None:
    assert ticks(database, START) == {}
    assert ticks(database, START + timedelta(days=400)) == {}
