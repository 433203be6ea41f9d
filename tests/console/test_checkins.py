"""Check-ins as they come in and the businesses at risk, each as those who may see it see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database, Db
from storage.tables import CheckIn, Task
from tests.console import seed
from tests.console.announced import plain
from tests.console.conftest import ELSEWHERE, HOME, NOW, Console


@pytest.fixture
def people(database: Database) -> dict[str, int]:
    """Two of Ciparay, one of whom keeps from the assistant, and one of another kecamatan."""
    made = {
        "Rina": seed.person(database, NOW, "Teh Rina"),
        "Jauh": seed.person(database, NOW, "Rahasia Jauh", ELSEWHERE, phone=None),
        "Menolak": seed.person(database, NOW, "Rahasia Menolak", assistant=False, phone=None),
    }
    for number, person in enumerate(made.values()):
        seed.checkin(database, NOW + timedelta(hours=number), person, task="offered" if not number else "new")
    return made


def test_the_newest_answer_comes_first_with_what_was_said_and_as_it_was_stated(
    console: Console, database: Database, people: dict[str, int]
) -> None:
    def work(db: Db) -> None:
        row = db.session.query(CheckIn).filter_by(person_id=people["Rina"]).one()
        row.omzet_low, row.omzet_high, row.omzet_per = 100_000, 150_000, "day"
        row.workers, row.outlets, row.call_me = 3, "home social", True

    database.write(work)
    page = console.logged_in("staff").page("/console/checkins")
    assert page.index("Rahasia Menolak") < page.index("Rahasia Jauh") < page.index("Teh Rina")
    said = plain(page)
    for part in (
        "Oktober 2026 Tutup sementara",
        "Omzet: Rp100.000–Rp150.000 per hari",
        "Sebab: Bekerja di tempat lain",
        "Yang bekerja: 3 orang",
        "Jualan di: Rumah/warung sendiri, WA/media sosial",
        "Kendala: Cicilan/utang",
        "minta dihubungi",
    ):
        assert part in said, part


def test_the_list_is_narrowed_to_a_kecamatan_and_a_month(console: Console, people: dict[str, int]) -> None:
    staff = console.logged_in("staff")
    assert "1 jawaban" in plain(staff.page(f"/console/checkins?kecamatan={ELSEWHERE}"))
    assert "3 jawaban" in plain(staff.page("/console/checkins?month=2026-10"))
    assert "3 jawaban" in plain(staff.page("/console/checkins?month=2026-09")), "no such month is no filter"


def test_an_assistant_sees_the_own_people_and_no_amount(console: Console, people: dict[str, int]) -> None:
    assistant = console.logged_in("assistant", kecamatan=HOME)
    for path in ("/console/checkins", f"/console/checkins?kecamatan={ELSEWHERE}", "/console/at-risk"):
        page = assistant.page(path)
        assert "Rahasia" not in page
        assert "1.234.000" not in page
    assert "Tutup sementara" in assistant.page("/console/checkins")
    assert "1.234.000" in console.logged_in("staff").page("/console/checkins")


def test_who_decides_on_loans_sees_no_check_in_and_nobody_at_risk(
    console: Console, people: dict[str, int]
) -> None:
    fund = console.logged_in("staff", "fund")
    assert fund.get("/console/checkins").status_code == 403
    assert fund.get("/console/at-risk").status_code == 403


def test_the_neediest_comes_first_with_its_reasons_in_words(
    console: Console, database: Database, people: dict[str, int]
) -> None:
    database.write(
        lambda db: (
            db.session.query(Task)
            .filter_by(person_id=people["Jauh"])
            .update({"need": 200, "reasons": '["omzet","missed","call_me"]'})
        )
    )
    page = console.logged_in("head").page("/console/at-risk")
    assert page.index("Rahasia Jauh") < page.index("Teh Rina")
    said = plain(page)
    assert "omzet turun jauh dari biasanya, dua kali cek usaha tidak dijawab, minta dihubungi" in said
    assert "tutup sementara, terbebani cicilan/utang" in said
    assert "Di tangan pendamping" in said


def test_the_heads_list_holds_those_whom_no_assistant_may_see(
    console: Console, database: Database, people: dict[str, int]
) -> None:
    head = console.logged_in("head")
    own = head.page("/console/at-risk?list=head")
    assert "Rahasia Menolak" in own
    assert "Teh Rina" not in own
    database.write(
        lambda db: db.session.query(Task).filter_by(person_id=people["Rina"]).update({"state": "escalated"})
    )
    up = head.page("/console/at-risk?list=escalated")
    assert "Teh Rina" in up
    assert "Rahasia" not in up
    assert "Tanpa pendamping" not in console.logged_in("assistant", kecamatan=HOME).page("/console/at-risk")


def test_what_is_done_is_on_no_list(console: Console, database: Database, people: dict[str, int]) -> None:
    database.write(lambda db: db.session.query(Task).update({"state": "done"}))
    head = console.logged_in("head")
    for which in ("open", "head", "escalated", "postponed"):
        assert "Tidak ada usaha di daftar ini" in head.page(f"/console/at-risk?list={which}")


def test_a_persons_page_draws_the_months_that_were_told(console: Console, database: Database) -> None:
    person = seed.person(database, NOW)
    told = {
        "2026-06": (500_000, 1_500_000, "month", False),
        "2026-07": (150_000, 150_000, "day", False),  # no monthly figure
        "2026-08": (2_000_000, 2_000_000, "unstated", False),
        "2026-09": (9_000_000, 9_000_000, "unstated", True),  # the same as last month
    }
    for month, (low, high, per, same) in told.items():
        console.add(
            CheckIn(
                person_id=person,
                month=month,
                via="chat",
                state="running",
                omzet_low=low,
                omzet_high=high,
                omzet_per=per,
                unchanged=same,
                recorded_at=NOW,
            )
        )
    page = console.logged_in("staff").page(f"/console/people/{person}")
    assert page.count("<rect") == 2
    assert 'height="33"' in page, "half as tall as the highest"
    assert "Juni 2026 sampai Agustus 2026: dari Rp1.000.000 sampai Rp2.000.000" in plain(page)
    assert "<rect" not in console.logged_in("assistant", kecamatan=HOME).page(f"/console/people/{person}")
