"""A human to ask: the relay both ways, the bot's silence, and what happens when nobody answers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rules.quiet import WIB, parse
from scheduler.clock import tick
from storage import media, threads
from storage.database import Database, Db
from storage.inbound import Inbound, Kind
from storage.tables import Media, Outbox, Staff, Thread
from tests.turns.phone import START, Phone, turns
from turns import relay

TABLES = ("thread_line", "form", "inbox", "outbox")
QUIET = parse("20:00-08:00")


@pytest.fixture
def nunung(database: Database) -> Phone:
    return Phone(database, channel="web").registers().says("selesai")


@pytest.fixture
def staff(database: Database) -> int:
    def add(db: Db) -> int:
        row = Staff(name="Pak Dedi", phone="+6281200000800", role="staff", created_at=START)
        db.session.add(row)
        db.session.flush()
        return row.id

    return database.write(add)


def thread_of(phone: Phone) -> Thread:
    with phone.database.read() as db:
        found = db.session.query(Thread).one()
        db.session.expunge(found)
        return found


def answers(phone: Phone, staff: int, text: str) -> None:
    """Staff answer on their page: in one transaction with the turn that tells the person."""
    thread = thread_of(phone).id

    def work(db: Db) -> None:
        turns().take(db, relay.answer(db, thread, staff, text, phone.now), phone.now)

    phone.catch_up()
    phone.database.write(work)


def said(phone: Phone) -> list[tuple[str, str]]:
    with phone.database.read() as db:
        return [(line.staff, line.text) for line in threads.lines(db, thread_of(phone).id)]


def test_a_question_reaches_the_office_and_the_answer_comes_back(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").sees("Silakan tulis pertanyaannya").says("Cara urus P-IRT bagaimana?")
    nunung.sees("teruskan ke petugas", "25 November 2026")
    nunung.says("usaha saya keripik").sees_nothing()
    answers(nunung, staff, "Bawa KTP ke kantor, Bu.")
    nunung.sees("Pak Dedi: Bawa KTP ke kantor, Bu.")
    nunung.says("terima kasih").sees_nothing()
    assert said(nunung) == [
        ("", "Cara urus P-IRT bagaimana?"),
        ("", "usaha saya keripik"),
        ("Pak Dedi", "Bawa KTP ke kantor, Bu."),
        ("", "terima kasih"),
    ]
    assert thread_of(nunung).state == "waiting"


@pytest.mark.parametrize(("kind", "caption"), [("photo", ""), ("voice", ""), ("photo", "Ini labelnya")])
def test_the_first_message_may_be_a_picture_or_a_voice(nunung: Phone, kind: str, caption: str) -> None:
    nunung.says("petugas").sees("foto atau pesan suara").shows("file-1", kind, caption)
    nunung.sees("teruskan ke petugas", "25 November 2026")
    with nunung.database.read() as db:
        sent = db.session.query(Media).one()
        lines = [(line.text, line.media_id) for line in threads.lines(db, thread_of(nunung).id)]
    assert lines == [(caption, sent.id)]
    assert (sent.kind, sent.state) == (kind, "waiting")
    nunung.shows("file-2").sees_nothing()


@pytest.mark.parametrize(("hours", "reaches"), [(0, True), (3, False)])
def test_what_was_sent_before_one_asked_for_petugas_reaches_them_too(
    database: Database, hours: int, reaches: bool
) -> None:
    phone = Phone(database, "806").shows("file-1", "voice").sees("untuk keperluan apa")
    phone.later(hours=hours).says("petugas").says("itu tadi suara saya")
    with database.read() as db:
        sent = db.session.query(Media).one().id
        lines = [(line.text, line.media_id) for line in threads.lines(db, thread_of(phone).id)]
    assert lines == [*([("", sent)] if reaches else []), ("itu tadi suara saya", None)]


def test_what_nobody_asked_for_and_nobody_was_given_is_erased_in_time(database: Database) -> None:
    phone = Phone(database, "806").shows("file-1")
    phone.later(hours=3).says("petugas").shows("file-2").shows("file-3")
    database.write(lambda db: db.session.query(Media).update({"state": "stored", "path": "aa/bb"}))
    with database.read() as db:
        first, *others = sorted(row.id for row in db.session.query(Media))
        assert len(others) == 2, "each is kept once"
        assert media.of_ended(db, phone.now - timedelta(hours=4)) == []
        assert [number for number, _ in media.of_ended(db, phone.now + timedelta(minutes=1))] == [first]


def test_what_is_written_to_staff_lies_sealed(nunung: Phone) -> None:
    nunung.says("petugas").says("NIK saya rahasia sekali")
    with nunung.database.read() as db:
        kept = [db.conn.exec_driver_sql(f"SELECT * FROM {table}").all() for table in TABLES]
    plain = [
        bytes(value)
        for rows in kept
        for row in rows
        for value in row
        if isinstance(value, bytes | memoryview)
    ]
    assert plain
    assert not any(b"rahasia" in value for value in plain)
    assert "rahasia" not in repr(kept)


def test_words_that_always_work_still_work_while_a_human_listens(nunung: Phone) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")
    nunung.says("petugas").sees("Petugas membaca obrolan ini")
    nunung.says("kembali").sees("obrolan dengan petugas selesai")
    assert thread_of(nunung).state == "closed"
    nunung.says("menu").sees("Ada yang bisa kami bantu")


def test_who_turns_to_the_bot_is_answered_by_it_until_staff_write_again(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")
    nunung.says("menu").says("status").sees("Belum ada")
    assert said(nunung) == [("", "Cara urus P-IRT bagaimana?")]
    answers(nunung, staff, "Bawa KTP ke kantor, Bu.")
    nunung.says("jam berapa?").sees_nothing()
    assert said(nunung)[-1] == ("", "jam berapa?")


def test_a_form_that_goes_on_ends_in_the_hands_of_the_bot(nunung: Phone, staff: int) -> None:
    nunung.says("cek usaha").says("jalan").says("petugas").says("Omzet itu apa?")
    answers(nunung, staff, "Hasil penjualan kotor, Bu.")
    nunung.says("lanjut").sees("Berapa omzet")
    nunung.says("2500000").says("lewati").says("lewati").sees("Terima kasih")
    nunung.says("status").sees("Belum ada")
    assert said(nunung)[-1] == ("Pak Dedi", "Hasil penjualan kotor, Bu.")


def test_another_question_joins_the_conversation_that_is_not_over(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")
    answers(nunung, staff, "Bawa KTP ke kantor, Bu.")
    nunung.says("menu").says("petugas").sees("Silakan tulis pertanyaannya")
    nunung.says("Jam berapa?").sees("teruskan ke petugas")
    assert thread_of(nunung).state == "waiting", "there is one, and it waits again"
    assert said(nunung)[-1] == ("", "Jam berapa?")
    nunung.says("Hari apa?").sees_nothing()


def test_the_form_laid_aside_is_offered_and_goes_on(nunung: Phone, staff: int) -> None:
    nunung.says("cek usaha").says("jalan").sees("Berapa omzet")
    nunung.says("petugas").says("Omzet itu apa?")
    assert [button.label for button in nunung.buttons()] == ["Lanjut cek usaha", "Menu"]  # once
    answers(nunung, staff, "Hasil penjualan kotor, Bu.")
    nunung.says("oh begitu").sees_nothing()
    nunung.says("selesai").taps("Lanjut cek usaha").sees("Berapa omzet")
    nunung.says("2500000").sees("Apa yang paling berat")


def test_nobody_answers_for_a_working_day(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?").catch_up()
    before = datetime(2026, 11, 25, 9, 59, tzinfo=WIB)
    assert tick(nunung.database, turns(), before, QUIET) == {}
    nunung.now = datetime(2026, 11, 25, 10, 0, tzinfo=WIB)
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {"consult-late": 1}
    nunung.sees("belum sempat dijawab")
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {}
    nunung.says("menu").sees("Ada yang bisa kami bantu")
    answers(nunung, staff, "Maaf baru sempat, Bu.")
    nunung.sees("Maaf baru sempat").says("tidak apa-apa").sees_nothing()


def test_on_a_friday_night_the_answer_is_promised_for_monday_and_the_office_is_away(nunung: Phone) -> None:
    nunung.now = datetime(2026, 11, 28, 10, 0, tzinfo=WIB)  # a Saturday
    nunung.says("petugas").says("Buka jam berapa?").sees("Kantor sedang libur", "30 November 2026")
    assert thread_of(nunung).due_at.astimezone(WIB) == datetime(2026, 11, 30, 10, 0, tzinfo=WIB)


def test_a_stranger_may_ask_too(database: Database) -> None:
    stranger = Phone(database, channel="web").begins().says("petugas").says("Kantornya di mana?")
    stranger.sees("teruskan ke petugas")
    assert thread_of(stranger).person_id is None


def test_staff_end_the_conversation(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?").catch_up()
    thread = thread_of(nunung).id

    def work(db: Db) -> None:
        turns().take(db, relay.close(db, thread, nunung.now), nunung.now)

    nunung.database.write(work)
    nunung.sees("obrolan dengan petugas selesai")
    nunung.says("menu").sees("Ada yang bisa kami bantu")


def queued(phone: Phone) -> list[str]:
    """The kinds of messages that wait to go out."""
    return [row.kind for row in phone.rows() if row.state == "queued"]


def arrive(phone: Phone) -> None:
    """All that waits goes out now."""
    phone.database.write(
        lambda db: db.session.query(Outbox).update({"state": "delivered", "sent_at": phone.now})
    )


def test_the_apology_for_a_late_answer_does_not_come_behind_the_answer(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")
    arrive(nunung)
    nunung.now = datetime(2026, 11, 25, 12, tzinfo=WIB)
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {"consult-late": 1}
    assert queued(nunung) == ["reminder"]
    answers(nunung, staff, "Bawa KTP ke kantor, Bu.")
    assert queued(nunung) == ["relay"]


def test_a_talk_stays_open_until_its_answer_has_been_there_for_a_day(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")
    answers(nunung, staff, "Bawa KTP ke kantor, Bu.")
    nunung.later(days=3)
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {}, "it has not been seen"
    arrive(nunung)
    nunung.later(hours=20)
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {}
    nunung.says("Jam berapa bukanya?").sees_nothing()
    assert said(nunung)[-1] == ("", "Jam berapa bukanya?")
    answers(nunung, staff, "Jam delapan.")
    arrive(nunung)
    nunung.later(hours=25)
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {"consult-closed": 1}


def test_an_answer_that_never_arrives_holds_a_talk_open_for_a_week_only(nunung: Phone, staff: int) -> None:
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")
    answers(nunung, staff, "Bawa KTP ke kantor, Bu.")
    nunung.later(days=8)
    assert tick(nunung.database, turns(), nunung.now, QUIET) == {"consult-closed": 1}


@pytest.mark.parametrize("again", [False, True])
def test_who_sent_a_file_that_never_came_is_asked_to_send_it_again(nunung: Phone, again: bool) -> None:
    nunung.says("petugas")
    if again:
        nunung.says("Begini labelnya, Bu.")
    nunung.shows("file-1", "voice")
    with nunung.database.read() as db:
        number = db.session.query(Media).one().id
    lost = Inbound(
        "office", f"media:{number}", f"contact:{nunung.contact().id}", Kind.MEDIA_LOST, data=f"media|{number}"
    )
    nunung.catch_up()
    nunung.database.write(lambda db: turns().take(db, lost, nunung.now))
    nunung.sees("tidak bisa kami buka", "kirim sekali lagi")
    nunung.says("Baik Bu").sees_nothing()
