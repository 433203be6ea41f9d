"""Reviewing: what waits, what a decision does and tells, and that no check-in is ever shown beside a loan."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from console import review, reviews
from conversations.message import decode
from rules.application import State
from storage.database import Database
from storage.tables import Application, Audit, FundApplication, Inbox, Outbox, ProgrammeQuota
from tests.console import seed
from tests.console.conftest import ELSEWHERE, NOW, Browser, Console
from tests.modules import ROOT, Module

PEL = "/console/reviews/PEL-2611-0001"
FUND = "/console/reviews/DB-2611-0001"


def state(database: Database, reference: str = "PEL-2611-0001") -> str:
    with database.read() as db:
        return db.session.scalars(select(Application.state).where(Application.reference == reference)).one()


def told(database: Database) -> list[str]:
    """The texts that people are to be sent."""
    with database.read() as db:
        bodies = db.session.scalars(select(Outbox.body).order_by(Outbox.id)).all()
    return [decode(body).text for body in bodies if body is not None]


@pytest.fixture
def training(database: Database) -> str:
    return seed.training(database, NOW, seed.person(database, NOW), seed.programme(database, NOW))


@pytest.fixture
def loan(database: Database) -> str:
    person = seed.person(database, NOW)
    seed.checkin(database, NOW, person)
    return seed.fund(database, NOW, person)


@pytest.fixture
def browser(console: Console) -> Browser:
    return console.logged_in("staff")


def test_the_queue_shows_what_is_due_first_and_marks_what_is_late(
    browser: Browser, database: Database
) -> None:
    programme = seed.programme(database, NOW)
    for number, (name, days) in enumerate((("Nanti", 5), ("Terlambat", -2), ("Besok", 1)), 1):
        person = seed.person(database, NOW, name, phone=None)
        seed.training(database, NOW, person, programme, number, due_on=NOW.date() + timedelta(days=days))
    page = browser.page("/console/reviews?kind=training")
    assert sorted(("Nanti", "Terlambat", "Besok"), key=page.index) == ["Terlambat", "Besok", "Nanti"]
    assert page.count("Lewat batas waktu: 22 November 2026") == 1
    late = browser.page("/console/reviews?kind=training&late=1")
    assert "Terlambat" in late
    assert "Besok" not in late
    assert "1</b> pendaftaran pelatihan lewat batas waktu" in browser.page("/console/counts")


def test_the_queue_is_filtered_by_state_place_and_programme(browser: Browser, database: Database) -> None:
    first, second = seed.programme(database, NOW), seed.programme(database, NOW, "Lain", "LAIN")
    near, far = seed.person(database, NOW, "Dekat"), seed.person(database, NOW, "Jauh", ELSEWHERE)
    seed.training(database, NOW, near, first, 1)
    seed.training(database, NOW, far, second, 2, State.ACCEPTED)
    for query, seen in {
        "": ["Dekat"],
        "&state=accepted": ["Jauh"],
        "&state=any": ["Dekat", "Jauh"],
        f"&state=any&kecamatan={ELSEWHERE}": ["Jauh"],
        f"&state=any&programme={first}": ["Dekat"],
        "&state=any&q=pel-2611-0002": ["Jauh"],
        "&state=refused": [],
        "&state=bogus&programme=77&kecamatan=x&page=-1": ["Dekat"],
    }.items():
        page = browser.page(f"/console/reviews?kind=training{query}")
        assert [name for name in ("Dekat", "Jauh") if f">{name}<" in page] == seen, query
    assert "Tidak ada pengajuan yang cocok" in browser.page("/console/reviews?kind=training&state=refused")
    assert "Tidak ada pengajuan yang menunggu" in browser.page("/console/reviews?kind=fund")


def test_an_approval_seats_the_person_and_tells_in_the_same_moment(
    console: Console, browser: Browser, database: Database, training: str
) -> None:
    answer = browser.post(PEL, {"decision": "approve"})
    assert answer.status_code == 303
    assert state(database) == "accepted"
    assert any("PEL-2611-0001" in text for text in told(database))
    assert console.woken == 1
    assert "mendapat kursi" in browser.page(answer.headers["location"])
    with database.read() as db:
        audit = db.session.scalars(select(Audit).where(Audit.action == "approve")).one()
        assert (audit.staff_id, audit.subject) == (console.staff("staff"), "application:PEL-2611-0001")
        assert db.session.scalars(select(Inbox.state)).all() == ["done"]


def test_the_same_decision_twice_happens_once(browser: Browser, database: Database, training: str) -> None:
    browser.post(PEL, {"decision": "approve"})
    before = told(database)
    again = browser.post(PEL, {"decision": "approve"})
    assert again.status_code == 422
    assert "sudah berubah" in again.text.split("<h2")[0], "at the top, where the page opens"
    assert "dijawab paling lambat" not in again.text, "it has been answered"
    assert told(database) == before


def test_a_refusal_needs_words_and_the_person_reads_them(
    browser: Browser, database: Database, training: str
) -> None:
    for empty in ("", "   "):
        answer = browser.post(PEL, {"decision": "refuse", "reason": empty})
        assert answer.status_code == 422
        wrong = r'id="refuse-reason"[^>]*invalid="true"[^>]*>\s*</textarea>\s*<p .*Tulis dulu alasannya'
        assert re.search(wrong, answer.text)
    assert state(database) == "filed"
    too_long = browser.post(PEL, {"decision": "refuse", "reason": "ramah " * 60})
    assert too_long.status_code == 422
    assert ("ramah " * 60).strip() in too_long.text
    refusal = {"decision": "refuse", "reason": "Kuota <b>penuh</b>, ikut Januari ya."}
    assert browser.post(PEL, refusal).status_code == 303
    assert state(database) == "refused"
    assert any("Kuota <b>penuh</b>, ikut Januari ya." in text for text in told(database))
    assert "Kuota <b>penuh</b>" in html.unescape(browser.page(PEL))


def test_one_answer_is_asked_for_again(browser: Browser, database: Database, training: str) -> None:
    wrong = browser.post(PEL, {"decision": "ask_again", "field": "shoe", "reason": "Fotonya gelap."})
    assert wrong.status_code == 422
    assert "Fotonya gelap." in wrong.text
    assert state(database) == "filed"
    ask = {"decision": "ask_again", "field": "extra:1", "reason": "Ukurannya apa?"}
    assert browser.post(PEL, dict(ask)).status_code == 303
    assert state(database) == "incomplete"
    assert any("Ukurannya apa?" in text for text in told(database))
    assert "diminta lagi" in browser.page(PEL)


def test_a_refused_decision_leaves_no_trace(browser: Browser, database: Database, training: str) -> None:
    browser.post(PEL, {"decision": "ask_again", "field": "extra:1", "reason": "Ukurannya apa?"})
    with database.read() as db:
        before = db.session.scalars(select(Application.asked_again)).one()
    browser.post(PEL, {"decision": "ask_again", "field": "extra:1", "reason": "Sekali lagi"})
    with database.read() as db:
        assert db.session.scalars(select(Application.asked_again)).one() == before == "extra:1"


@pytest.mark.parametrize("form", [{}, {"decision": ""}, {"decision": "bribe"}, {"decision": "forward"}])
def test_a_decision_that_there_is_not_changes_nothing(
    browser: Browser, database: Database, training: str, form: dict[str, str]
) -> None:
    assert browser.post(PEL, dict(form)).status_code == 422
    assert state(database) == "filed"


def test_many_are_approved_at_once_within_the_quota_who_applied_first_comes_first(
    console: Console, browser: Browser, database: Database
) -> None:
    programme = seed.programme(database, NOW, seats=2)
    console.add(ProgrammeQuota(programme_id=programme, kecamatan=ELSEWHERE, seats=1))
    for number in (1, 2, 3):
        person = seed.person(database, NOW, f"Orang {number}", phone=None)
        seed.training(database, NOW + timedelta(minutes=number), person, programme, number)
    far = seed.person(database, NOW, "Jauh", ELSEWHERE, phone=None)
    seed.training(database, NOW + timedelta(hours=1), far, programme, 4)
    ticked = [f"PEL-2611-{number:04}" for number in (4, 3, 2, 1)]
    answer = browser.post("/console/reviews", {"reference": [*ticked, "PEL-0000-0000", "DB-2611-0001"]})
    states = [state(database, f"PEL-2611-{number:04}") for number in (1, 2, 3, 4)]
    assert states == ["accepted", "waiting", "waiting", "accepted"]
    assert "4 pendaftaran disetujui" in browser.page(answer.headers["location"])
    assert console.woken == 1
    assert len(told(database)) >= 4
    nothing = browser.post("/console/reviews", {"reference": ticked})
    assert "Tidak ada yang disetujui" in browser.page(nothing.headers["location"])
    assert "Daftar tunggu nomor 2" in browser.page("/console/reviews/PEL-2611-0003")


def test_a_loan_passes_four_eyes(console: Console, database: Database, loan: str) -> None:
    first, second = (
        console.logged_in("staff", "fund", name="Pertama"),
        console.logged_in("head", name="Kedua"),
    )
    assert first.post(FUND, {"decision": "complete", "seen": "1"}).status_code == 303
    page = first.page(FUND)
    assert "Petugas lain harus meneruskannya" in page
    assert 'value="forward"' not in page
    own = first.post(FUND, {"decision": "forward"})
    assert own.status_code == 422
    assert "harus petugas lain" in own.text
    assert state(database, loan) == "complete"
    assert 'value="forward"' in second.page(FUND)
    assert second.post(FUND, {"decision": "forward"}).status_code == 303
    assert state(database, loan) == "forwarded"
    with database.read() as db:
        assert db.session.scalars(select(FundApplication.checked_by)).one() == console.staff(
            "staff", "fund", name="Pertama"
        )


def test_whoever_checked_may_refuse_and_another_checks_anew(
    console: Console, database: Database, loan: str
) -> None:
    first, second = (
        console.logged_in("staff", "fund", name="Pertama"),
        console.logged_in("head", name="Kedua"),
    )
    first.post(FUND, {"decision": "complete", "seen": "1"})
    second.post(FUND, {"decision": "ask_again", "field": "amount", "reason": "Jumlahnya?"})
    assert state(database, loan) == "incomplete"
    assert 'value="forward"' not in first.page(FUND)


def test_a_loan_is_not_approved_in_bulk(browser: Browser, database: Database, loan: str) -> None:
    browser.post("/console/reviews", {"reference": loan})
    assert state(database, loan) == "filed"


@pytest.mark.parametrize("role", ["admin", "head", "staff"])
def test_check_ins_are_never_shown_on_a_review(
    console: Console, database: Database, loan: str, role: str
) -> None:
    browser = console.logged_in(role)
    pages = [browser.main(path) for path in (FUND, "/console/reviews?kind=fund&state=any")]
    assert "Teh Rina" in pages[0]
    assert "Rp2.000.000" in pages[0]
    for page in pages:
        for word in (
            "1.234.000",
            "Tutup sementara",
            "Cek usaha",
            "Perlu ditengok",
            "cicilan",
            "Oktober",
            "Omzet",
        ):
            assert word not in page


def test_no_review_page_can_read_check_ins_or_tasks() -> None:
    for part in (review, reviews):
        path = ROOT / "console" / f"{part.__name__.partition('.')[2]}.py"
        module = Module(path.relative_to(ROOT), path.read_text())
        imported = module.source.partition("def pages")[0]
        for name in (
            "CheckIn",
            "Task",
            "Outcome",
            "rules.risk",
            "rules.checkin",
            "storage.tasks",
            "storage.checkins",
        ):
            assert name not in imported, f"{path.name} imports {name}"
    for name in ("review.html", "reviews.html"):
        text = (ROOT / "console" / "templates" / name).read_text()
        assert not any(word in text for word in ("checkins", "omzet", "operating(", "tasks"))


def test_numbers_in_answers_are_masked(browser: Browser, loan: str) -> None:
    page = browser.page(FUND)
    assert seed.NIK not in page
    assert "••••••••••••0004" in page


def test_a_photo_is_served_only_with_its_own_application(
    console: Console, browser: Browser, database: Database, training: str
) -> None:
    person = seed.person(database, NOW, "Lain")
    seed.training(database, NOW, person, seed.programme(database, NOW, code="LAIN"), 2)
    picture = browser.get(f"{PEL}/photos/1")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content.startswith(b"\xff\xd8")
    assert picture.headers["cache-control"] == "no-store"
    assert browser.get(f"{PEL}/photos/2").status_code == 404
    assert console.stranger().get(f"{PEL}/photos/1").status_code == 401
    assert f'src="{PEL}/photos/1"' in browser.page(PEL)


def test_a_reference_that_there_is_not_is_not_found(browser: Browser) -> None:
    for bad in ("PEL-9999-9999", "x", "%00", "PEL%002611-0001"):
        assert browser.get(f"/console/reviews/{bad}").status_code == 404


def test_dates_are_the_offices(browser: Browser, database: Database) -> None:
    person = seed.person(database, NOW)
    late_evening = NOW.replace(hour=18)  # 01:00 WIB on the day after
    seed.training(database, late_evening, person, seed.programme(database, NOW), due_on=date(2026, 12, 1))
    page = browser.page(PEL)
    assert "diajukan 25 November 2026" in page
    assert "25 Nov 2026 01.00 WIB" in page
