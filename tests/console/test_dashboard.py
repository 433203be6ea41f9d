"""The first dashboard: counts that add up, for the head and the administrator."""

from __future__ import annotations

from datetime import timedelta

from storage import journal
from storage.database import Database, Db
from storage.tables import CheckIn, Person
from tests.console import seed
from tests.console.announced import plain
from tests.console.conftest import NOW, Console

PAGE = "/console/dashboard"


def told(console: Console, person: int, month: str, state: str, reason: str = "", days: float = 0) -> None:
    console.add(
        CheckIn(
            person_id=person,
            month=month,
            via="chat",
            state=state,
            reason=reason,
            recorded_at=NOW - timedelta(days=days),
        )
    )


def test_each_business_counts_once_in_the_state_of_its_last_answer(
    console: Console, database: Database
) -> None:
    people = [seed.person(database, NOW, f"Nama {n}", phone=None) for n in range(6)]
    gone = seed.person(database, NOW, "Terhapus", phone=None, erased=True)
    database.write(
        lambda db: db.session.query(Person).filter_by(id=people[5]).update({"registered_at": None})
    )
    told(console, people[0], "2026-09", "paused", "job", days=50)
    told(console, people[0], "2026-10", "running")
    told(
        console, people[1], "2026-10", "paused", "job", days=23.4
    )  # the first of November in WIB, October in UTC
    told(console, people[2], "2026-06", "closed", "capital", days=120)
    told(console, people[3], "2025-10", "running", days=390)  # too long ago to be known
    told(console, people[5], "2026-10", "running")
    told(console, gone, "2026-10", "closed")
    page = plain(console.logged_in("head").page(PAGE))
    assert "2 dari 5 yang terdaftar sudah menjawab bulan ini" in page
    for line in (
        "Jalan seperti biasa 1 20%",
        "Berkurang 0 0%",
        "Tutup sementara 1 20%",
        "Tutup 1 20%",
        "Belum diketahui 2 40%",
        "1 berhenti karena bekerja di tempat lain",
    ):
        assert line in page, line


def test_dialogues_tell_how_many_were_under_way_and_how_they_ended(
    console: Console, database: Database
) -> None:
    def work(db: Db) -> None:
        events = {1: ["opened", "answered", "done"], 2: ["opened", "opened"], 3: ["opened", "cancelled"]}
        events |= {4: ["expired"], 5: ["opened", "ended"], 6: ["answered"]}
        for form, steps in events.items():
            for event in steps:
                journal.note(db, form, None, "t", "register", event, "", "telegram", 0, NOW)
        journal.note(db, 9, None, "t", "fund", "opened", "", "telegram", 0, NOW - timedelta(days=31))

    database.write(work)
    page = plain(console.logged_in("admin").page(PAGE))
    assert "pendaftaran 6 2 selesai · 1 dibatalkan · 1 lewat waktu · 2 belum selesai" in page
    assert "dana bergulir" not in page


def test_an_office_without_people_has_a_dashboard_too(console: Console) -> None:
    page = plain(console.logged_in("head").page(PAGE))
    assert "0 dari 0 yang terdaftar" in page
    assert "Belum ada percakapan" in page


def test_the_first_page_fetches_it_for_those_who_may_see_it(console: Console) -> None:
    head, staff = console.logged_in("head"), console.logged_in("staff")
    assert PAGE in head.page("/console")
    assert PAGE not in staff.page("/console")
    part = head.get(PAGE, **{"HX-Request": "true"}).text
    assert "<html" not in part
    assert "Keadaan usaha" in part
