"""Writing a programme: nothing typed is lost, what is wrong is said, and each step is in the audit."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from rules.application import State
from storage.database import Database
from storage.tables import Audit, Programme, ProgrammeQuestion, ProgrammeQuota
from tests.console import seed
from tests.console.conftest import HOME, NOW, Browser, Console

GOOD: dict[str, str | list[str]] = {
    "title": "Foto Produk dengan HP",
    "kind": "training",
    "code": "foto-26",
    "about": "Belajar memotret.\r\nBawa HP.",
    "place": "PLUT",
    "starts_at": "2026-12-15T09:00",
    "ends_at": "2026-12-15T15:00",
    "apply_until": "2026-12-10",
    "release_on": "2026-12-05",
    "seats": "30",
    "cost": "Rp 25.000",
    "needs_nib": "1",
    "sectors": ["food", "craft"],
}


def only(database: Database, kind: type) -> list[object]:
    with database.read() as db:
        return list(db.session.scalars(select(kind).order_by(kind.id)))  # type: ignore[attr-defined]


def programme(database: Database) -> Programme:
    found = only(database, Programme)[-1]
    assert isinstance(found, Programme)
    return found


@pytest.fixture
def browser(console: Console) -> Browser:
    return console.logged_in("staff", "training")


def test_a_programme_is_written_published_and_closed(browser: Browser, database: Database) -> None:
    made = browser.post("/console/programmes/new", GOOD)
    assert made.status_code == 303
    row = programme(database)
    assert (row.code, row.state, row.seats, row.cost) == ("FOTO-26", "draft", 30, 25_000)
    assert row.starts_at == datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
    assert (row.sectors, row.about) == ("food craft", "Belajar memotret.\nBawa HP.")
    page = browser.page(made.headers["location"])
    assert "tersimpan sebagai draf" in page
    assert "15 Des 2026 09.00 WIB" in page
    assert "Rp25.000" in page
    for to in ("published", "closed", "published"):
        assert browser.post(f"/console/programmes/{row.id}/state", {"to": to}).status_code == 303
        assert programme(database).state == to
    assert browser.post(f"/console/programmes/{row.id}/state", {"to": "sold"}).status_code == 404
    with database.read() as db:
        actions = list(db.session.scalars(select(Audit.action).order_by(Audit.id)))
    assert actions[1:3] == ["programme-new", "programme-published"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "  ", "Harap diisi"),
        ("title", "x" * 61, "Terlalu panjang: 61"),
        ("code", "a b", "3 sampai 20"),
        ("code", "KEMASAN", "sudah dipakai"),
        ("code", "kemasan", "sudah dipakai"),
        ("starts_at", "besok", "tidak terbaca"),
        ("starts_at", "20266-12-15T09:00", "tidak terbaca"),
        ("ends_at", "2026-12-14T09:00", "lebih awal"),
        ("apply_until", "2026-12-16", "sebelum acara mulai"),
        ("apply_until", "31/12/2026", "tidak terbaca"),
        ("seats", "0", "angka dari 1"),
        ("seats", "banyak", "angka dari 1"),
        ("seats", "٣", "angka dari 1"),
        ("seats", "200000", "dari 1 sampai 100.000"),
        ("starts_at", "2026-11-24T09:59", "sudah lewat"),
        ("cost", "-5", "angka dari 0"),
        ("kind", "party", "Pilih salah satu"),
    ],
)
def test_bad_input_gets_a_clear_message_and_nothing_typed_is_lost(
    browser: Browser, database: Database, field: str, value: str, said: str
) -> None:
    seed.programme(database, NOW)
    answer = browser.post("/console/programmes/new", {**GOOD, field: value})
    assert answer.status_code == 422
    assert said in answer.text
    kept = {
        "title": "Foto Produk dengan HP",
        "place": "PLUT",
        "about": "Belajar memotret.",
        field: value.strip(),
    }
    kept.pop("kind", None)
    for words in kept.values():
        assert words in html.unescape(answer.text)
    assert len(only(database, Programme)) == 1


def test_a_code_is_made_from_the_title_where_none_is_typed(browser: Browser, database: Database) -> None:
    codes = []
    for title in ("Foto Produk", "Foto Produk", "🌶️"):
        browser.post("/console/programmes/new", {**GOOD, "title": title, "code": ""})
        codes.append(programme(database).code)
    assert codes == ["FOTO-PRODUK", "FOTO-PRODUK-2", "PROGRAM"]


def test_a_change_that_is_refused_changes_nothing(browser: Browser, database: Database) -> None:
    number = seed.programme(database, NOW)
    path = f"/console/programmes/{number}/edit"
    assert 'value="Pelatihan Kemasan"' in browser.page(path)
    assert browser.post(path, {**GOOD, "seats": "x"}).status_code == 422
    assert programme(database).title == "Pelatihan Kemasan"
    assert browser.post(path, GOOD).status_code == 303
    assert (programme(database).title, programme(database).code) == ("Foto Produk dengan HP", "KEMASAN")


def test_a_programme_that_has_begun_can_still_be_changed(
    console: Console, browser: Browser, database: Database
) -> None:
    browser.post("/console/programmes/new", GOOD)
    console.later(days=21, hours=2)
    path = f"/console/programmes/{programme(database).id}/edit"
    browser = console.logged_in("staff", "training")
    assert browser.post(path, {**GOOD, "place": "Aula"}).status_code == 303
    assert programme(database).place == "Aula"


def test_the_seats_that_people_have_stay(browser: Browser, database: Database) -> None:
    number = seed.programme(database, NOW, seats=5)
    for place in (1, 2):
        person = seed.person(database, NOW, phone=f"+62812345670{place:02}")
        seed.training(database, NOW, person, number, place, State.ACCEPTED)
    path = f"/console/programmes/{number}/edit"
    refused = browser.post(path, {**GOOD, "seats": "1"})
    assert "2 orang sudah mendapat kursi" in refused.text
    assert programme(database).seats == 5
    assert browser.post(path, {**GOOD, "seats": "2"}).status_code == 303


def test_without_a_quota_the_page_says_so(browser: Browser, database: Database) -> None:
    page = f"/console/programmes/{seed.programme(database, NOW)}"
    assert "Belum ada kuota" in browser.page(page)
    browser.post(f"{page}/quotas", {"kecamatan": HOME, "seats": "1"})
    assert "Belum ada kuota" not in browser.page(page)


def test_control_signs_are_left_out(browser: Browser, database: Database) -> None:
    browser.post("/console/programmes/new", {**GOOD, "title": "Fo\x00to\x07 🌶️ {{ x }}", "code": ""})
    assert programme(database).title == "Foto 🌶️ {{ x }}"


def test_quotas_by_source_and_kecamatan_fit_into_the_seats(browser: Browser, database: Database) -> None:
    number = seed.programme(database, NOW, seats=10)
    path = f"/console/programmes/{number}/quotas"
    assert browser.post(path, {"source": "pokir", "seats": "4"}).status_code == 303
    assert browser.post(path, {"kecamatan": HOME, "seats": "5"}).status_code == 303
    with database.read() as db:
        noted = db.session.scalars(select(Audit.detail).where(Audit.action == "quota-add")).all()
    assert noted == ["4 kursi · E-pokir", "5 kursi · Soreang"]
    for bad, said in (
        ({"source": "pokir", "seats": "2"}, "Yang belum dibagi: 1"),
        ({"seats": "1"}, "Pilih jalur"),
        ({"kecamatan": "11.11.11", "seats": "1"}, "Pilih salah satu"),
        ({"source": "pokir", "seats": ""}, "Harap diisi"),
    ):
        answer = browser.post(path, dict(bad))
        assert answer.status_code == 422
        assert said in answer.text
    quotas = only(database, ProgrammeQuota)
    assert [(row.source, row.kecamatan, row.seats) for row in quotas] == [("pokir", "", 4), ("", HOME, 5)]  # type: ignore[attr-defined]
    page = browser.page(f"/console/programmes/{number}")
    assert "E-pokir" in page
    other = seed.programme(database, NOW, code="LAIN")
    assert browser.post(f"/console/programmes/{other}/quotas/1/remove").status_code == 404
    fewer = browser.post(f"/console/programmes/{number}/edit", {**GOOD, "seats": "8"})
    assert fewer.status_code == 422
    assert "sudah disisihkan 9 kursi" in fewer.text
    assert browser.post(f"{path}/1/remove").status_code == 303
    assert len(only(database, ProgrammeQuota)) == 1


@pytest.mark.parametrize("kind", ["text", "choice", "count", "amount", "date", "photo", "yesno"])
def test_a_question_of_every_kind_can_be_added(browser: Browser, database: Database, kind: str) -> None:
    number = seed.programme(database, NOW)
    form: dict[str, str | list[str]] = {
        "kind": kind,
        "words": "Berapa, Bapak/Ibu?",
        "choices": "Satu\r\nDua\r\n\r\n",
    }
    assert browser.post(f"/console/programmes/{number}/questions/new", form).status_code == 303
    row = only(database, ProgrammeQuestion)[-1]
    assert isinstance(row, ProgrammeQuestion)
    assert (row.kind, row.words, row.required, row.position) == (kind, "Berapa, Bapak/Ibu?", False, 2)
    titles = [one["title"] for one in json.loads(row.choices or "[]")]
    assert titles == (["Satu", "Dua"] if kind == "choice" else [])
    assert "Berapa, Bapak/Ibu?" in browser.page(f"/console/programmes/{number}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": ""}, "Harap diisi"),
        ({"kind": "essay"}, "Pilih salah satu"),
        ({"kind": "choice", "choices": "Satu"}, "2 sampai 9"),
        ({"kind": "choice", "choices": "Satu\nsatu"}, "ada pilihan yang sama"),
        ({"kind": "choice", "choices": f"Satu\n{'x' * 25}"}, "lebih panjang dari 24"),
    ],
)
def test_a_bad_question_is_told_and_kept_on_the_page(
    browser: Browser, database: Database, change: dict[str, str], said: str
) -> None:
    number = seed.programme(database, NOW)
    form = {"kind": "text", "words": "Warna?", **change}
    answer = browser.post(f"/console/programmes/{number}/questions/new", dict(form))
    assert answer.status_code == 422
    assert said.lower() in answer.text.lower()
    assert change.get("choices", "") in answer.text
    assert len(only(database, ProgrammeQuestion)) == 1


def test_a_choice_keeps_its_id_when_others_come_and_go(browser: Browser, database: Database) -> None:
    number = seed.programme(database, NOW)
    path = f"/console/programmes/{number}/questions/1"

    def ids() -> dict[str, str]:
        row = only(database, ProgrammeQuestion)[0]
        assert isinstance(row, ProgrammeQuestion)
        return {one["title"]: one["id"] for one in json.loads(row.choices)}

    assert ids() == {"S": "c1", "M": "c2"}
    browser.post(path, {"words": "Ukuran kaus?", "choices": "XS\nS\nM\nL"})
    first = ids()
    assert (first["S"], first["M"]) == ("c1", "c2")
    browser.post(path, {"words": "Ukuran kaus?", "choices": "XS\nS\nM"})
    browser.post(path, {"words": "Ukuran kaus?", "choices": "XS\nS\nM\nXL"})
    assert ids()["XL"] != first["L"]
    browser.post(path, {"words": "Ukuran kaus?", "choices": "XS\nS\nMedium\nXL"})
    assert ids()["Medium"] == "c2"


def test_questions_change_places_and_are_retired_but_not_deleted(
    browser: Browser, database: Database
) -> None:
    number = seed.programme(database, NOW)
    path = f"/console/programmes/{number}"
    for words in ("Kedua?", "Ketiga?"):
        browser.post(f"{path}/questions/new", {"kind": "text", "words": words})

    def order() -> list[str]:
        page = browser.page(path)
        return sorted(("Ukuran kaus?", "Kedua?", "Ketiga?"), key=page.index)

    browser.post(f"{path}/questions/3/move", {"to": "up"})
    assert order() == ["Ukuran kaus?", "Ketiga?", "Kedua?"]
    browser.post(f"{path}/questions/1/move", {"to": "up"})
    browser.post(f"{path}/questions/2/move", {"to": "down"})
    assert order() == ["Ukuran kaus?", "Ketiga?", "Kedua?"]
    assert browser.post(f"{path}/questions/1/retire").status_code == 303
    assert "1 pertanyaan yang sudah tidak ditanyakan" in browser.page(path)
    assert browser.post(f"{path}/questions/1/move", {"to": "up"}).status_code == 404
    assert len(only(database, ProgrammeQuestion)) == 3
