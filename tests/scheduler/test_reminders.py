"""A training is reminded of three days and one day before; who cannot come frees the seat."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rules.application import State
from rules.quiet import WIB, QuietHours, parse
from scheduler.clock import tick
from storage.database import Database, Db
from storage.tables import Application, Programme, Staff
from tests.turns.phone import START, Phone, office, turns
from turns.decisions import Decision, decide

QUIET = parse("20:00-08:00")
STARTS = datetime(2026, 12, 10, 9, 0, tzinfo=WIB)


@pytest.fixture
def nunung(database: Database) -> Phone:
    """Has a seat in a training on 10 December at nine."""

    def offer(db: Db) -> None:
        programme = Programme(
            code="KUE",
            kind="training",
            title="Kue kering",
            place="Soreang",
            starts_at=STARTS,
            created_at=START,
        )
        programme.state = "published"
        db.session.add(programme)

    def approve(db: Db) -> None:
        staff = Staff(name="Pak Dedi", phone="+6281200000800", role="staff", created_at=START)
        db.session.add(staff)
        db.session.flush()
        application = db.session.query(Application).one()
        told = decide(db, application.id, Decision.APPROVE, staff.id, "", START, office=office())
        assert told is not None
        turns().take(db, told, START)

    database.write(offer)
    phone = Phone(database, channel="web").registers().says("selesai")
    phone.opens("training", "KUE")
    for _ in range(4):
        if "Kirim" not in [button.label for button in phone.buttons()]:
            phone.says("1")
    phone.taps("Kirim")
    database.write(approve)
    return phone.catch_up()


def ticks(phone: Phone, text: str, quiet: QuietHours = QUIET) -> dict[str, int]:
    phone.now = datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=WIB)
    return tick(phone.database, turns(), phone.now, quiet)


def state(phone: Phone) -> str:
    with phone.database.read() as db:
        return db.session.query(Application).one().state


def test_three_days_and_one_day_before(nunung: Phone) -> None:
    assert "training" not in ticks(nunung, "12-07 08:59")
    assert ticks(nunung, "12-07 09:00")["training"] == 1
    nunung.sees("Kue kering mulai 10 Desember 2026 pukul 09.00 di Soreang", "bisa hadir")
    assert ticks(nunung, "12-08 09:00") == {}
    nunung.catch_up()
    assert ticks(nunung, "12-09 09:00") == {"training": 1}
    nunung.sees("Kue kering").says("1").sees("kami tunggu")
    assert ticks(nunung, "12-10 09:00") == {}


def test_who_cannot_come_frees_the_seat_after_asking_once_more(nunung: Phone) -> None:
    ticks(nunung, "12-07 09:00")
    nunung.taps("Tidak bisa").sees("berikan ke yang lain")
    assert state(nunung) == State.ACCEPTED.value
    nunung.says("ya").sees("peserta lain")
    assert state(nunung) == State.CANCELLED.value
    nunung.catch_up()
    assert "training" not in ticks(nunung, "12-09 09:00")
    nunung.sees_nothing()


def test_a_holiday_before_the_training_brings_the_reminder_forward(nunung: Phone) -> None:
    holiday = parse("20:00-08:00", lambda day: day == (STARTS - timedelta(days=1)).date())
    ticks(nunung, "12-07 09:00", holiday)
    nunung.catch_up()
    assert ticks(nunung, "12-08 19:00", holiday) == {"training": 1}


def test_a_training_that_was_moved_is_reminded_of_by_its_new_date(nunung: Phone) -> None:
    def move(db: Db) -> None:
        db.session.query(Programme).one().starts_at = STARTS + timedelta(days=5)

    nunung.database.write(move)
    assert "training" not in ticks(nunung, "12-07 09:00")
    assert ticks(nunung, "12-12 09:00")["training"] == 1
    nunung.sees("15 Desember 2026")


def test_after_downtime_only_the_later_reminder_is_sent(nunung: Phone) -> None:
    assert ticks(nunung, "12-09 10:00")["training"] == 1
    assert len(nunung.new()) == 1


def willing(phone: Phone) -> Phone:
    """Wants to be asked; the first check-in comes on the 7th at nine, as the first reminder does."""
    phone.now = STARTS - timedelta(days=4)
    phone.opens("consents").consents("1")
    ticks(phone, "12-06 10:00")  # plans the reminders
    return phone.catch_up()


def test_a_check_in_of_the_same_minute_waits_so_that_a_number_has_one_meaning(nunung: Phone) -> None:
    willing(nunung)
    assert ticks(nunung, "12-07 09:00") == {"training": 1, "checkin-moved": 1}
    nunung.says("1").sees("kami tunggu").catch_up()
    assert ticks(nunung, "12-07 10:00") == {"checkin": 1}
    nunung.says("1").sees("omzet")


def test_a_check_in_waits_for_the_answer_to_a_reminder_but_not_longer_than_a_day(nunung: Phone) -> None:
    willing(nunung)
    done = [ticks(nunung, f"12-07 {hour:02}:00") for hour in range(9, 20)]
    assert [one for one in done if "checkin" in one] == []
    assert ticks(nunung, "12-08 09:00") == {"checkin": 1}


@pytest.mark.parametrize(("quiet", "kind"), [("20:00-08:00", "training-moved"), ("10:30-08:00", "training")])
def test_a_reminder_comes_an_hour_after_a_check_in_unless_that_is_too_late(
    nunung: Phone, quiet: str, kind: str
) -> None:
    def begin_at_ten(db: Db) -> None:
        db.session.query(Programme).one().starts_at = STARTS + timedelta(hours=1)

    nunung.database.write(begin_at_ten)
    willing(nunung)
    assert ticks(nunung, "12-07 09:10", parse(quiet)) == {"checkin": 1}
    assert ticks(nunung, "12-07 10:00", parse(quiet)) == {kind: 1}


def test_a_training_that_is_over_is_not_reminded_of(nunung: Phone) -> None:
    assert "training" not in ticks(nunung, "12-10 10:00")
    nunung.sees_nothing()


@pytest.mark.parametrize("said", ["hadir bu insya allah", "Hadir", "insyaallah hadir bu", "datang bu"])
def test_that_one_comes_is_heard_although_a_check_in_is_open(nunung: Phone, said: str) -> None:
    nunung.opens("checkin").sees("Bagaimana usahanya")
    ticks(nunung, "12-07 09:00")
    nunung.sees("bisa hadir").says(said).sees("kami tunggu kehadirannya")
    assert [button.label for button in nunung.buttons()] == ["Lanjut cek usaha", "Menu"]
    nunung.says("1").sees("Bagaimana usahanya")


def test_the_check_in_is_offered_again_where_the_seat_is_kept_after_all(nunung: Phone) -> None:
    nunung.opens("checkin")
    ticks(nunung, "12-07 09:00")
    nunung.says("tidak bisa hadir").says("tidak").sees("tetap milik")
    assert "Lanjut cek usaha" in [button.label for button in nunung.buttons()]


def test_what_was_laid_aside_long_ago_is_left_to_the_menu(nunung: Phone) -> None:
    nunung.opens("checkin").says("menu")
    ticks(nunung, "12-07 09:00")
    nunung.says("hadir").sees("kami tunggu kehadirannya")
    assert [button.label for button in nunung.buttons()] == ["Menu"]


@pytest.mark.parametrize(
    "said", ["maaf bu moal tiasa", "tidak bisa hadir", "ga bisa dateng bu", "gak jadi ikut", "batal bu"]
)
def test_that_one_cannot_come_is_heard_although_a_check_in_is_open(nunung: Phone, said: str) -> None:
    nunung.opens("checkin")
    ticks(nunung, "12-07 09:00")
    nunung.says(said).sees("kami berikan ke yang lain, ya?").says("ya")
    assert state(nunung) == State.CANCELLED.value


def test_an_answer_to_the_check_in_is_one_after_the_reminder_too(nunung: Phone) -> None:
    nunung.opens("checkin")
    ticks(nunung, "12-07 09:00")
    nunung.says("jalan bu alhamdulillah").sees("Berapa omzet")


@pytest.mark.parametrize(
    ("said", "seen"),
    [("hadir", "kami tunggu"), ("saya tidak bisa hadir bu", "kami berikan ke yang lain, ya?")],
)
def test_the_answer_to_a_reminder_is_heard_although_a_check_in_came_since(
    nunung: Phone, said: str, seen: str
) -> None:
    willing(nunung)
    ticks(nunung, "12-07 09:00")
    assert ticks(nunung, "12-08 09:00") == {"checkin": 1}
    nunung.says(said).sees(seen)
    assert "Bagaimana usahanya" not in nunung.text()
    nunung.says("lanjut" if said == "hadir" else "tidak")
    nunung.taps("Lanjut") if said != "hadir" else None
    nunung.sees("Bagaimana usahanya")


def test_that_one_cannot_come_is_heard_although_nobody_asked_just_now(nunung: Phone) -> None:
    ticks(nunung, "12-07 09:00")
    nunung.says("menu").says("maaf saya tidak bisa hadir pelatihan").sees("Kursi Kue kering kami berikan")
    nunung.says("ya")
    assert state(nunung) == State.CANCELLED.value
    nunung.says("saya tidak bisa hadir pelatihan")
    assert "Kursi" not in nunung.text()


def test_words_about_coming_mean_no_training_that_is_far_off(nunung: Phone) -> None:
    nunung.later(days=1)
    nunung.says("menu").says("saya tidak bisa hadir pelatihan")
    assert "Kursi Kue kering" not in nunung.text()
