"""The assistant in the chat: own kecamatan only, one tap for each deed, and an outcome that counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from rules.consent import Purpose
from rules.quiet import parse
from rules.risk import Reason
from scheduler.clock import tick
from storage import consents, tasks
from storage.database import Database, Db
from storage.tables import CheckIn, Due, Outcome, Person, Staff, Task
from tests.turns.phone import START, Phone, turns

QUIET = parse("20:00-08:00")
CIPARAY, SOREANG = "32.04.29", "32.04.37"


def ticks(phone: Phone) -> dict[str, int]:
    return tick(phone.database, turns(), phone.now, QUIET)


def assistant(database: Database, phone: str = "+6281200000900", kecamatan: str = CIPARAY) -> Phone:
    """A staff member of that kecamatan, recognised by the phone that WhatsApp proves."""
    row = Staff(name="Teh Rina", phone=phone, role="assistant", kecamatan=kecamatan, created_at=START)
    database.write(lambda db: db.session.add(row))
    return Phone(database, phone, "whatsapp")


def at_risk(database: Database, number: int = 1, *consented: str) -> Phone:
    """A registered person of Ciparay who has closed for now."""
    phone = Phone(database, f"+6281200000{number:03}", "whatsapp")
    phone.registers(f"Ibu Nomor {number}", f"Warung {number}").consents("1", *consented)
    phone.says("cek usaha").says("libur dulu").says("modal habis").says("lewati").says("tidak")
    return phone


@pytest.fixture
def rina(database: Database) -> Phone:
    return assistant(database)


def test_the_worklist_shows_why_and_what_was_said(database: Database, rina: Phone) -> None:
    at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").sees("Tugas di Ciparay: 1 orang", "Nomor 1, Warung 1: tutup sementara")
    rina.says("1").sees("Ibu Nomor 1, Warung 1", "tutup sementara, modal habis", "+6281200000001")
    assert [button.label for button in rina.buttons()] == [
        "Sapa",
        "Hubungi",
        "Catat hasil",
        "Isikan cek usaha",
        "Tunda",
        "Tugas lain",
    ]
    assert [button.url for button in rina.buttons() if button.url] == ["https://wa.me/6281200000001"]
    rina.says("2").sees("Hasil untuk Nomor 1")  # a link has no number


def test_an_assistant_whose_phone_is_not_proved_yet_is_shown_the_way(database: Database, rina: Phone) -> None:
    here = Phone(database, "77", "telegram").says("tugas").sees("khusus petugas dan pendamping")
    here.taps("Pastikan nomor HP").shares(rina.address).says("tugas").sees("Belum ada tugas baru di Ciparay")
    stranger = Phone(database, "+6281200000902", "whatsapp").says("tugas")
    assert [button.label for button in stranger.buttons()] == ["Menu"]


def test_nobody_without_consent_or_of_another_kecamatan_shows_up(database: Database, rina: Phone) -> None:
    at_risk(database, 1)
    elsewhere = assistant(database, "+6281200000901", SOREANG)
    at_risk(database, 2, "3")
    ticks(rina)
    elsewhere.says("tugas").sees("Belum ada tugas baru di Soreang")
    rina.says("tugas").sees("Nomor 2")
    assert "Nomor 1" not in rina.text()
    with database.read() as db:
        kept = {task.kecamatan: task.id for task in db.session.scalars(select(Task))}
    assert set(kept) == {"", CIPARAY}  # who lets no assistant in is on the office's own list
    for gone in kept.values():
        elsewhere.opens("outcome", str(gone)).sees("sudah tidak ada di daftar")
        elsewhere.opens("worklist", str(gone)).sees("Belum ada tugas baru")


def test_a_withdrawn_consent_takes_the_person_off_the_list_at_once(database: Database, rina: Phone) -> None:
    nunung = at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").sees("Nomor 1")
    person = nunung.person
    database.write(lambda db: consents.withdraw(db, person, [Purpose.ASSISTANT], START))
    rina.opens("worklist").sees("Belum ada tugas baru")


def test_entrepreneurs_have_no_worklist(database: Database) -> None:
    at_risk(database, 1, "3").opens("worklist").sees("khusus petugas dan pendamping")


def test_a_greeting_goes_out_in_the_assistants_name_once(database: Database, rina: Phone) -> None:
    nunung = at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").says("1").taps("Sapa").sees("dikirim atas nama")
    nunung.catch_up()
    ticks(rina)
    nunung.sees("Halo Ibu Nomor 1", "saya Teh Rina", "Warung 1")
    assert {row.purpose for row in nunung.rows() if row.kind == "nudge"} == {"assistant"}
    rina.says("tugas").says("1").taps("Sapa").sees("sudah disapa")


def test_an_outcome_counts_as_a_check_in_by_visit(database: Database, rina: Phone) -> None:
    nunung = at_risk(database, 1, "3")
    later = timedelta(days=40)
    nunung.now = rina.now = START + later
    ticks(rina)
    rina.says("tugas").says("1").taps("Catat hasil").sees("Hasil untuk Nomor 1")
    rina.says("jalan").says("sudah buka lagi sejak Senin").says("lewati").sees("Sudah betul?").says("kirim")
    rina.sees("Tercatat")
    with database.read() as db:
        outcome = db.session.scalars(select(Outcome)).one()
        visit = db.session.scalars(select(CheckIn).where(CheckIn.via == "visit")).one()
        waiting = db.session.scalars(
            select(Due).where(Due.state == "waiting", Due.kind.like("checkin-%"))
        ).all()
    assert (outcome.outcome, outcome.note) == ("running", "sudah buka lagi sejak Senin")
    assert (visit.month, visit.state) == ("2026-12", "running")
    assert waiting == []
    rina.says("tugas").sees("Belum ada tugas baru")
    nunung.says("cek usaha").sees("sudah dicatat waktu pendamping berkunjung")


def test_an_outcome_is_newer_than_what_was_told_of_the_same_month(database: Database, rina: Phone) -> None:
    at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").says("1").taps("Catat hasil").says("tutup").says("lewati").says("lewati").says("kirim")
    with database.read() as db:
        row = db.session.scalars(select(CheckIn)).one()
        planned = db.session.scalars(select(Due).where(Due.kind == "checkin", Due.state == "waiting")).one()
    assert (row.state, row.reason, row.via) == ("closed", "", "chat")
    assert planned.about == "2027-01/restart"


def test_who_needs_help_is_passed_on_to_the_head(database: Database, rina: Phone) -> None:
    at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").says("1").taps("Catat hasil").says("butuh bantuan").says("lewati").says("lewati")
    rina.says("kirim").sees("Kepala bidang")
    with database.read() as db:
        assert db.session.scalars(select(Task)).one().state == "escalated"


def test_the_words_of_a_button_do_what_it_does(database: Database, rina: Phone) -> None:
    at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").says("1").says("catat hasil").sees("Hasil untuk Nomor 1").says("batal")
    rina.says("tugas").says("1").says("Sapa").sees("dikirim atas nama")


def test_a_postponed_task_comes_back(database: Database, rina: Phone) -> None:
    at_risk(database, 1, "3")
    ticks(rina)
    rina.says("tugas").says("1").taps("Tunda").says("3 hari").sees("muncul lagi 27 November 2026")
    rina.says("tugas").sees("Belum ada tugas baru")
    rina.later(days=3)
    ticks(rina)
    rina.says("tugas").sees("Nomor 1")


def test_the_assistant_answers_a_check_in_for_somebody(database: Database, rina: Phone) -> None:
    at_risk(database, 1, "3")
    rina.now = START + timedelta(days=33)
    ticks(rina)
    rina.says("tugas").says("1").taps("Isikan").sees("Isi menurut cerita Nomor 1", "Bagaimana usahanya")
    rina.says("jalan").says("1000000").says("tidak ada kendala").says("tidak").sees(
        "Dicatat untuk bulan November"
    )
    with database.read() as db:
        kept = db.session.scalars(select(CheckIn).where(CheckIn.month == "2026-11")).one()
    assert (kept.via, kept.omzet_low) == ("visit", 1_000_000)


def test_ten_tasks_a_week_are_offered_neediest_first_and_only_those_go_to_the_head(
    database: Database, rina: Phone
) -> None:
    def seed(db: Db) -> None:
        for number in range(15):
            person = Person(name=f"P{number}", kecamatan=CIPARAY, created_at=START, registered_at=START)
            db.session.add(person)
            db.session.flush()
            consents.give(db, person.id, [Purpose.ASSISTANT], "web", START)
            reasons = [Reason.CALL_ME] if number == 14 else [Reason.SILENT]
            tasks.raise_task(db, person.id, "2026-10", reasons, START)

    database.write(seed)
    with ThreadPoolExecutor(3) as pool:
        assert sum(done.get("task-offered", 0) for done in pool.map(ticks, [rina] * 3)) == 10
    assert "task-offered" not in ticks(rina)
    rina.says("tugas").sees("Tugas di Ciparay: 10 orang")
    assert rina.text().index("P14") < rina.text().index("P0")
    rina.now = START + timedelta(days=7)
    assert ticks(rina)["task-offered"] == 5
    rina.now = START + timedelta(days=14)
    assert ticks(rina)["task-escalated"] == 10
    with database.read() as db:
        states = [task.state for task in db.session.scalars(select(Task))]
    assert (states.count("escalated"), states.count("offered")) == (10, 5)


def test_mondays_digest_comes_once(database: Database, rina: Phone) -> None:
    rina.says("menu")
    at_risk(database, 1, "3")
    rina.now = START + timedelta(days=6)  # Monday at ten
    rina.catch_up()
    assert ticks(rina)["digest"] == 1
    rina.sees("Selamat hari Senin! Ada 1 orang")
    assert "digest" not in ticks(rina)
