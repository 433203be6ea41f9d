"""Papers of a loan application on its review page: what came, who looked, and what is still missing."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from rules.application import State
from storage import applications, documents
from storage.applications import Given
from storage.database import Database, Db
from storage.tables import Application, Audit, Media
from tests.console import seed
from tests.console.conftest import NOW, Browser, Console

FUND = "/console/reviews/DB-2611-0001"


@pytest.fixture
def browser(console: Console, database: Database) -> Browser:
    """Of a member of staff, and a loan application with a KTP that came by the link."""
    seed.fund(database, NOW, seed.person(database, NOW))
    brings(database, "ktp", jpeg())
    return console.logged_in("staff", "fund")


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


def brings(database: Database, paper: str, data: bytes) -> int:
    file = documents.store(database, data, "document")

    def work(db: Db) -> int:
        row = db.session.scalars(select(Application)).one()
        media = Media(
            person_id=row.person_id,
            channel="upload",
            kind="document",
            mime=file.mime,
            path=file.path,
            paper=paper,
            state="stored",
            not_before=NOW,
            created_at=NOW,
        )
        db.session.add(media)
        db.session.flush()
        applications.answer(db, row.id, Given(f"paper:{paper}", paper, [media.id], "1", (media.id,)), NOW)
        return media.id

    return database.write(work)


def looks(database: Database) -> list[tuple[str, str]]:
    with database.read() as db:
        rows = db.session.scalars(select(Audit).where(Audit.action == "look-paper"))
        return [(row.subject, row.detail) for row in rows]


def test_the_page_says_which_papers_came_and_shows_none_of_them(browser: Browser) -> None:
    page = browser.page(FUND)
    assert page.count("Lihat berkas</button>") == 1
    assert page.count(">belum ada<") == 3
    assert "<img class" not in page


def test_who_looks_at_a_paper_is_in_the_audit(browser: Browser, database: Database) -> None:
    answer = browser.post(f"{FUND}/papers/1")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")
    assert answer.headers["cache-control"] == "no-store"
    assert looks(database) == [("application:DB-2611-0001", "ktp")]


def test_there_is_no_way_to_a_paper_past_the_audit(browser: Browser, database: Database) -> None:
    assert browser.get(f"{FUND}/photos/1").status_code == 404
    assert browser.get(f"{FUND}/papers/1").status_code in (404, 405)
    assert browser.post(f"{FUND}/papers/1", csrf="0" * 64).status_code == 403
    assert looks(database) == []


def test_a_pdf_is_handed_out_as_a_file(browser: Browser, database: Database) -> None:
    number = brings(database, "sku", b"%PDF-1.4 test")
    answer = browser.post(f"{FUND}/papers/{number}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="DB-2611-0001-sku.pdf"'
    assert answer.content == b"%PDF-1.4 test"


def test_a_file_of_another_answer_or_application_is_not_found(browser: Browser, database: Database) -> None:
    person = seed.person(database, NOW, "Lain")
    reference = seed.fund(database, NOW, person, 2)
    assert browser.post(f"/console/reviews/{reference}/papers/1").status_code == 404
    assert browser.post(f"{FUND}/papers/999").status_code == 404
    assert looks(database) == []


def test_an_erased_paper_is_said_to_be_gone(browser: Browser, database: Database) -> None:
    def erases(db: Db) -> None:
        row = db.session.get_one(Media, 1)
        row.state, row.path = "erased", ""
        db.session.flush()

    database.write(erases)
    assert "sudah dihapus" in browser.page(FUND)
    assert browser.post(f"{FUND}/papers/1").status_code == 404


def test_complete_wants_the_tick_while_papers_are_missing(browser: Browser, database: Database) -> None:
    answer = browser.post(FUND, {"decision": "complete"})
    assert answer.status_code == 422
    assert "Tandai dulu" in answer.text
    assert 'name="seen" value="1" aria-invalid="true"' in answer.text
    for paper in ("kk", "sku", "tempat"):
        brings(database, paper, jpeg())
    assert 'name="seen"' not in browser.page(FUND)
    assert browser.post(FUND, {"decision": "complete"}).status_code == 303
    with database.read() as db:
        assert db.session.scalars(select(Application.state)).one() == State.COMPLETE.value


def test_a_paper_can_be_asked_for_again(browser: Browser, database: Database) -> None:
    page = browser.page(FUND)
    assert '<option value="paper:ktp">KTP</option>' in page
    form = {"decision": "ask_again", "field": "paper:ktp", "reason": "Buram."}
    assert browser.post(FUND, form).status_code == 303
    with database.read() as db:
        row = db.session.scalars(select(Application)).one()
    assert (row.state, row.asked_again) == ("incomplete", "paper:ktp")
    assert "diminta lagi" in browser.page(FUND)


def test_a_training_has_no_papers(console: Console, database: Database) -> None:
    programme = seed.programme(database, NOW)
    reference = seed.training(database, NOW, seed.person(database, NOW), programme)
    page = console.logged_in("staff", "training").page(f"/console/reviews/{reference}")
    assert "paper:" not in page
    assert "belum ada<" not in page
