"""Messages to petugas: they reach whoever may read them, and the answer reaches the person's chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import documents, threads
from storage.database import Database, Db
from storage.tables import Contact, Media, Outbox, Thread
from tests.console import seed
from tests.console.announced import plain
from tests.console.conftest import ELSEWHERE, HOME, NOW, Console
from tests.turns.phone import START, Phone


@pytest.fixture
def phone(console: Console, database: Database) -> Phone:
    console.now = START
    return Phone(database, "+6281322110000", "whatsapp").registers().consents()


def test_a_question_its_answer_and_what_was_being_filled_in(
    console: Console, database: Database, phone: Phone
) -> None:
    staff = console.logged_in("staff", name="Bu Wati")
    assert "Tidak ada pesan yang menunggu" in staff.page("/console/messages")
    phone.says("petugas").says("Cara urus P-IRT bagaimana, Bu?")
    inbox = plain(staff.page("/console/messages"))
    assert "Cara urus P-IRT bagaimana, Bu?" in inbox
    assert "Dibalas paling lambat 25 Nov 2026 10.00 WIB" in inbox
    phone.catch_up()
    woken = console.woken
    assert staff.post("/console/messages/1", {"text": "Datang ke PLUT ya, Bu."}).status_code == 303
    assert console.woken == woken + 1
    phone.sees("Bu Wati: Datang ke PLUT ya, Bu.")
    assert "Tidak ada pesan yang menunggu" in staff.page("/console/messages")
    phone.says("Jam berapa bukanya?")
    again = plain(staff.page("/console/messages/1/lines"))
    assert again.index("Cara urus") < again.index("Datang ke PLUT") < again.index("Jam berapa bukanya?")
    phone.catch_up()
    staff.post("/console/messages/1/close")
    phone.sees("obrolan dengan petugas selesai")
    assert "Selesai" in plain(staff.page("/console/messages/1/lines"))
    assert "Jam berapa" in staff.page("/console/messages?state=closed")


def test_an_answer_that_has_not_arrived_says_so_until_it_has(
    console: Console, database: Database, phone: Phone
) -> None:
    staff = console.logged_in("staff", name="Bu Wati")
    phone.says("petugas").says("Cara urus P-IRT bagaimana, Bu?").catch_up()
    answered = staff.post("/console/messages/1", {"text": "Datang ke PLUT ya, Bu."})
    assert "Balasan sedang dikirim" in plain(staff.page(answered.headers["location"]))
    for state, held, said in (
        ("queued", "", "Sedang dikirim"),
        ("queued", "template", "WhatsApp menahannya sampai orangnya menulis lagi"),
        ("queued", "retry", "akan dicoba lagi"),
        ("failed", "", "Tidak sampai"),
        ("cancelled", "", "Tidak sampai"),
    ):
        database.write(lambda db, s=state, h=held: fate(db, s, h))  # type: ignore[misc]
        assert said in plain(staff.page("/console/messages/1/lines"))
    database.write(lambda db: fate(db, "delivered", ""))
    arrived = plain(staff.page("/console/messages/1/lines"))
    assert "Datang ke PLUT" in arrived
    assert not [said for said in ("Sedang dikirim", "menahannya", "Tidak sampai") if said in arrived]


def fate(db: Db, state: str, held: str) -> None:
    """What came of the answers of staff."""
    db.session.query(Outbox).filter(Outbox.kind == "relay").update({"state": state, "held": held})


def test_an_empty_reply_sends_nothing_and_a_long_one_stays_in_the_box(console: Console, phone: Phone) -> None:
    staff = console.logged_in("staff")
    phone.says("petugas").says("Halo Bu").catch_up()
    assert staff.post("/console/messages/1", {"text": "  "}).status_code == 422
    long = staff.post("/console/messages/1", {"text": "x" * 1001})
    assert "x" * 1001 in long.text
    phone.sees_nothing()


def test_closing_twice_tells_the_person_once(console: Console, phone: Phone) -> None:
    staff = console.logged_in("staff")
    phone.says("petugas").says("Halo Bu").catch_up()
    staff.post("/console/messages/1/close")
    phone.catch_up()
    staff.post("/console/messages/1/close")
    phone.sees_nothing()


def test_what_waits_longest_comes_first_and_lateness_is_said(console: Console, database: Database) -> None:
    early = seed.thread(database, NOW, seed.person(database, NOW, "Duluan"))
    late = seed.thread(
        database, NOW + timedelta(hours=5), seed.person(database, NOW, "Belakangan", phone=None)
    )
    page = console.logged_in().page("/console/messages")
    assert page.index(f"/console/messages/{early}") < page.index(f"/console/messages/{late}")
    console.later(hours=1)
    page = plain(console.logged_in().page("/console/messages"))
    assert page.index("Lewat batas waktu") < page.index("Dibalas paling lambat")


def test_an_assistant_answers_those_of_the_own_kecamatan_who_agreed_and_sees_no_other(
    console: Console, database: Database
) -> None:
    own = seed.thread(database, NOW, seed.person(database, NOW, "Teh Rina"))
    closed = [
        seed.thread(database, NOW, seed.person(database, NOW, "Rahasia Jauh", ELSEWHERE, phone=None)),
        seed.thread(
            database, NOW, seed.person(database, NOW, "Rahasia Menolak", assistant=False, phone=None)
        ),
    ]
    stranger = Contact(channel="telegram", address="9", name="Rahasia Asing", created_at=NOW)
    console.add(stranger)
    console.add(Thread(contact_id=stranger.id, state="waiting", opened_at=NOW, due_at=NOW))
    closed.append(closed[-1] + 1)
    assistant = console.logged_in("assistant", kecamatan=HOME)
    page = assistant.page("/console/messages")
    assert "Teh Rina" in page
    assert "Rahasia" not in page
    assert "Menunggu dibalas (1)" in plain(page)
    assert assistant.post(f"/console/messages/{own}", {"text": "Siap."}).status_code == 303
    for thread in closed:
        for path in (f"/console/messages/{thread}", f"/console/messages/{thread}/lines"):
            assert assistant.get(path).status_code == 404
        assert assistant.post(f"/console/messages/{thread}", {"text": "x"}).status_code == 404
        assert assistant.post(f"/console/messages/{thread}/close").status_code == 404
    head = console.logged_in("head").page("/console/messages")
    assert "Rahasia Asing" in head
    assert "Belum terdaftar" in console.logged_in("head").page(f"/console/messages/{closed[-1]}")


def test_a_file_is_shown_only_within_its_thread(console: Console, database: Database) -> None:
    person = seed.person(database, NOW)
    seed.training(database, NOW, person, seed.programme(database, NOW))  # its picture is media row 1
    thread = seed.thread(database, NOW, person)
    console.add(Media(channel="telegram", kind="photo", state="waiting", not_before=NOW, created_at=NOW))
    staff = console.logged_in("staff")
    assert staff.get(f"/console/messages/{thread}/photos/1").status_code == 404
    database.write(lambda db: threads.add(db, thread, "", NOW, media=1))
    database.write(lambda db: threads.add(db, thread, "", NOW, media=2))
    shown = staff.get(f"/console/messages/{thread}/photos/1")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    page = staff.page(f"/console/messages/{thread}")
    assert f"/console/messages/{thread}/photos/1" in page
    assert "sedang diambil" in page
    assert staff.get(f"/console/messages/{thread}/photos/2").status_code == 404


def test_a_recording_can_be_listened_to(console: Console, database: Database) -> None:
    recording = b"OggS" + bytes(60)
    kept = documents.store(database, recording, "voice")
    thread = seed.thread(database, NOW, seed.person(database, NOW))
    sound = {"kind": "voice", "state": "stored", "path": kept.path, "mime": kept.mime}
    console.add(Media(channel="telegram", not_before=NOW, created_at=NOW, **sound))
    database.write(lambda db: threads.add(db, thread, "", NOW, media=1))
    staff = console.logged_in("staff")
    assert "Dengarkan" in staff.page(f"/console/messages/{thread}")
    heard = staff.get(f"/console/messages/{thread}/photos/1")
    assert (heard.headers["content-type"], heard.content) == ("audio/ogg", recording)
    assert "media-src 'self'" in heard.headers["content-security-policy"]


def test_a_file_that_could_not_be_taken_says_so(console: Console, database: Database) -> None:
    thread = seed.thread(database, NOW, seed.person(database, NOW))
    console.add(Media(channel="telegram", kind="voice", state="lost", not_before=NOW, created_at=NOW))
    database.write(lambda db: threads.add(db, thread, "", NOW, media=1))
    page = plain(console.logged_in("staff").page(f"/console/messages/{thread}"))
    assert "Berkasnya tidak bisa dibuka; orangnya diminta mengirim lagi." in page
    assert "Dengarkan" not in page


def test_odd_words_are_shown_literally(console: Console, database: Database) -> None:
    thread = seed.thread(database, NOW, seed.person(database, NOW, seed.ODD))
    database.write(lambda db: threads.add(db, thread, seed.ODD, NOW))
    staff = console.logged_in("staff")
    for path in ("/console/messages", f"/console/messages/{thread}"):
        assert "<b>Teh</b>" not in staff.page(path)
        assert "{{ 7*7 }}" in staff.page(path)


@pytest.mark.parametrize(("minutes", "said"), [(0, "baru saja"), (1, "1 menit lalu"), (60, "1 jam lalu")])
def test_how_long_somebody_waits_is_said_in_words(
    console: Console, database: Database, minutes: int, said: str
) -> None:
    thread = seed.thread(database, NOW, seed.person(database, NOW))
    database.write(lambda db: threads.add(db, thread, "Halo?", NOW - timedelta(minutes=minutes)))
    assert f"· {said}" in " ".join(console.logged_in().page("/console/messages").split())
