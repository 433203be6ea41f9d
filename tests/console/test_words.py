"""Staff see what the bot did not understand, teach it with one tap, and it counts at once."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.tables import Audit, Taught, Unheard
from tests.console.conftest import Browser, Console
from tests.turns.phone import Phone

SAID = "punten aya jatah molen teu"


@pytest.fixture
def staff(console: Console) -> Browser:
    return console.logged_in("staff")


@pytest.fixture
def phone(database: Database) -> Phone:
    return Phone(database, channel="web").begins().says(SAID)


def first(page: str, doing: str) -> str:
    found = re.search(rf"/console/words/[\w/]*{doing}", page)
    assert found is not None, doing
    return found[0]


def test_a_text_that_was_not_understood_is_listed_without_names_and_numbers(
    phone: Phone, staff: Browser
) -> None:
    phone.says("panggil Rokayah di 081234567890 dong molen")
    page = staff.page("/console/words")
    assert "jatah" in page
    assert "Rokayah" not in page
    assert "rokayah" not in page
    assert "0812" not in page


def test_what_is_taught_counts_at_once_also_in_another_process(
    phone: Phone, staff: Browser, database: Database
) -> None:
    address = first(staff.page("/console/words"), "teach")
    answer = staff.post(address, {"phrase": "aya jatah molen", "meaning": "programmes"})
    assert answer.status_code == 303
    page = staff.page("/console/words")
    assert "aya jatah molen" in page
    assert f"“{SAID}”" not in page
    phone.says(SAID)  # the turns of phones are other ones than the console's
    assert "belum paham" not in phone.text().casefold()
    with database.read() as db:
        assert [(row.phrase, row.meaning) for row in db.session.scalars(select(Taught))] == [
            ("aya jatah molen", "programmes")
        ]
        notes = db.session.scalars(select(Audit.detail).where(Audit.action == "phrase-teach")).all()
        assert notes == ["aya jatah molen: Lihat program"]


def test_a_lesson_can_be_taken_back(phone: Phone, staff: Browser, database: Database) -> None:
    address = first(staff.page("/console/words"), "teach")
    staff.post(address, {"phrase": "aya jatah molen", "meaning": "programmes"})
    taught = phone.says(SAID).text()
    assert staff.post(first(staff.page("/console/words"), "forget")).status_code == 303
    assert phone.says(SAID).says(SAID).text() != taught
    with database.read() as db:
        assert db.session.scalars(select(Taught)).all() == []
        assert db.session.scalars(select(Audit.action)).all()[-1] == "phrase-forget"


def test_what_is_nothing_to_teach_from_is_dropped(phone: Phone, staff: Browser, database: Database) -> None:
    assert staff.post(first(staff.page("/console/words"), "drop")).status_code == 303
    with database.read() as db:
        assert db.session.scalars(select(Unheard)).all() == []


@pytest.mark.parametrize("typed", [{"phrase": "", "meaning": "tips"}, {"phrase": "x", "meaning": "weather"}])
def test_a_lesson_needs_a_phrase_and_a_meaning(phone: Phone, staff: Browser, typed: dict[str, str]) -> None:
    address = first(staff.page("/console/words"), "teach")
    assert staff.post(address, typed).status_code == 422


def test_a_phrase_is_taught_only_what_a_person_can_ask_for(
    phone: Phone, staff: Browser, console: Console
) -> None:
    page = staff.page("/console/words")
    offered = set(re.findall(r'<option value="(\w+)"', page))
    assert {"programmes", "checkin", "consult", "menu"} <= offered
    assert offered & {"greet", "answer", "outcome", "postpone", "attend", "redo", "papers"} == set()
    assert {"greet", "answer", "outcome", "postpone", "attend", "redo", "papers"} <= set(
        console.room.turns.desks
    )
    refused = staff.post(first(page, "teach"), {"phrase": "aya jatah molen", "meaning": "greet"})
    assert refused.status_code == 422


def test_a_phrase_that_means_something_already_says_so_before_it_is_replaced(
    phone: Phone, staff: Browser, database: Database
) -> None:
    staff.post(first(staff.page("/console/words"), "teach"), {"phrase": "aya jatah", "meaning": "checkin"})
    phone.says("punten teu terang naon")
    address = first(staff.page("/console/words"), "teach")
    lesson = {"phrase": "Aya jatah", "meaning": "programmes"}
    refused = staff.post(address, dict(lesson))
    assert refused.status_code == 422
    assert "“Cek usaha”" in refused.text
    replaces = re.search(r'name="replaces" value="(\w+)"', refused.text)
    assert replaces is not None
    assert staff.post(address, {**lesson, "replaces": replaces[1]}).status_code == 303
    with database.read() as db:
        assert [row.meaning for row in db.session.scalars(select(Taught))] == ["programmes"]
        notes = db.session.scalars(select(Audit.detail).where(Audit.action == "phrase-teach")).all()
        assert notes[-1] == "Aya jatah: Lihat program (sebelumnya: Cek usaha)"


def test_a_phrase_may_be_taught_once_more_what_it_means(phone: Phone, staff: Browser) -> None:
    lesson = {"phrase": "aya jatah", "meaning": "checkin"}
    staff.post(first(staff.page("/console/words"), "teach"), dict(lesson))
    phone.says("punten teu terang naon")
    assert staff.post(first(staff.page("/console/words"), "teach"), dict(lesson)).status_code == 303
