"""Announcements in the console once they are written: tried out, launched, approved, accounted for."""

from __future__ import annotations

from storage import deliveries
from storage.database import Database
from storage.tables import Audit, Contact, Outbox
from tests.console import seed
from tests.console.announced import NEW, claim, launch, ledger, limited, people, plain, row, write
from tests.console.conftest import HOME, NOW, Console

__all__ = ["people"]  # the fixture


def test_a_draft_sends_nothing_and_a_launch_sends_to_each_once(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff, kecamatan=[HOME])
    assert claim(database) == []
    shown = plain(staff.page(page))
    assert "3 orang akan menerima" in shown
    woken = console.woken
    launch(staff, page)
    assert console.woken == woken + 1
    shown = staff.page(page)
    assert ledger(shown) == {"Menunggu giliran": 3, "Jumlah penerima": 3}
    assert "1 sudah berhenti menerima pengumuman" in plain(shown)
    assert {one.person_id for one in claim(database)} == {people[0], people[1]}
    assert staff.post(f"{page}/move", {"to": "launch"}).headers["location"].endswith("broadcast-late")


def test_the_ledger_adds_up_in_words_whatever_became_of_each(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    launch(staff, page)
    first, second, third = claim(database)
    database.write(lambda db: deliveries.sent(db, first, "a", NOW))
    database.write(lambda db: deliveries.failed(db, second, "nonsense"))
    database.write(lambda db: deliveries.uncertain(db, third, NOW, "lost"))
    found = ledger(staff.page(f"{page}/ledger"))
    assert found == {
        "Menunggu giliran": 1,
        "Terkirim": 1,
        "Gagal": 1,
        "Tidak pasti sampai": 1,
        "Jumlah penerima": 4,
    }
    assert found.pop("Jumlah penerima") == sum(found.values())


def test_one_tries_it_on_oneself_alone_and_is_told_where_that_cannot_be(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    told = staff.client.post(f"{page}/test", data={"csrf": staff.csrf}, follow_redirects=True)
    assert "Obrolan Bapak/Ibu belum dikenal" in told.text
    with database.read() as db:
        assert db.session.query(Outbox).count() == 0
    console.add(
        Contact(channel="telegram", address="77", phone="+628110000001", heard_at=NOW, created_at=NOW)
    )
    told = staff.client.post(f"{page}/test", data={"csrf": staff.csrf}, follow_redirects=True)
    assert "ke obrolan Bapak/Ibu saja" in told.text
    claimed = claim(database)
    assert [one.address for one in claimed] == ["77"]
    assert "Pelatihan kemasan dibuka." in claimed[0].message.text
    assert "0 penerima" not in plain(staff.page(page))


def test_above_the_limit_another_pair_of_eyes_lets_it_go(
    console: Console, people: list[int], database: Database
) -> None:
    limited(console, 3)
    head = console.logged_in("head", name="Bu Kadis")
    page = write(head)
    assert "perlu disetujui" in plain(head.page(NEW))
    launch(head, page)
    assert row(database).state == "waiting"
    assert "berjalan" not in plain(head.page(f"{page}?said=broadcast-launch"))
    assert claim(database) == []
    assert "Setujui pengiriman" not in head.page(page), "not by who wrote it"
    assert head.post(f"{page}/approve").headers["location"].endswith("broadcast-unapproved")
    assert console.logged_in("staff").post(f"{page}/approve").status_code == 403
    assert row(database).state == "waiting"
    admin = console.logged_in("admin", name="Pak Admin")
    waits = "1 pengumuman menunggu persetujuan"
    assert waits in plain(admin.page("/console"))
    for other in (head, console.logged_in("staff")):
        assert "pengumuman menunggu" not in plain(other.page("/console"))
    assert "Setujui pengiriman" in admin.page(page)
    assert admin.post(f"{page}/approve").headers["location"].endswith("broadcast-approve")
    assert len(claim(database)) == 3
    assert "Pak Admin" in admin.page(page)
    assert waits not in plain(admin.page("/console"))


def test_it_is_paused_resumed_and_cancelled(console: Console, people: list[int], database: Database) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    launch(staff, page)
    staff.post(f"{page}/move", {"to": "pause"})
    assert claim(database) == []
    assert "Dijeda" in staff.page(page)
    staff.post(f"{page}/move", {"to": "resume"})
    assert len(claim(database)) == 3
    staff.post(f"{page}/move", {"to": "cancel"})
    assert ledger(staff.page(page)) == {"Sedang dikirim": 3, "Batal dikirim": 1, "Jumlah penerima": 4}
    assert staff.post(f"{page}/move", {"to": "resume"}).headers["location"].endswith("broadcast-late")
    assert staff.post(f"{page}/move", {"to": "explode"}).status_code == 404


def test_who_wrote_sent_and_ended_it_is_in_the_audit(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    launch(staff, page)
    staff.post(f"{page}/move", {"to": "cancel"})
    staff.post(f"{page}/move", {"to": "cancel"})
    with database.read() as db:
        noted = [one.action for one in db.session.query(Audit).filter(Audit.subject == "broadcast:1")]
    assert noted == ["broadcast-new", "broadcast-launch", "broadcast-cancel"]
    assert "Membatalkan pengumuman" in console.logged_in("head").page("/console/audit")


def test_odd_words_are_shown_literally(console: Console, database: Database) -> None:
    staff = console.logged_in("staff")
    page = write(staff, words=seed.ODD)
    for path in ("/console/broadcasts", page, f"{page}/edit"):
        assert "<b>Teh</b>" not in staff.page(path)
        assert "{{ 7*7 }}" in staff.page(path)
