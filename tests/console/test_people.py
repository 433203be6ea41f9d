"""Finding people and looking at one: names literal, numbers masked, each look in the audit."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.tables import Audit
from tests.console import seed
from tests.console.conftest import ELSEWHERE, NOW, Console

NAMES = [
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raw %}",
    "\u202eanilA terbalik",
    "Teh 🌶️👩🏽‍🍳",
    'O\'Neil "Q" & Co',
    "%_\\",
    "a&amp;b",
]


def test_a_name_is_shown_as_it_is_everywhere(console: Console, database: Database) -> None:
    browser = console.logged_in()
    for number, name in enumerate(NAMES, 1):
        person = seed.person(database, NOW, name, business=name)
        programme = seed.programme(database, NOW, title=name, code=f"P-{number}")
        seed.training(database, NOW, person, programme, number)
        for path in (
            "/console/people",
            f"/console/people/{person}",
            "/console/reviews",
            f"/console/reviews/PEL-2611-{number:04}",
            f"/console/programmes/{programme}",
            f"/console/posters/{programme}",
        ):
            page = browser.page(path)
            assert name in html.unescape(page), path
            assert "<script>alert" not in page
        assert name in html.unescape(browser.client.get("/console/people", params={"q": name}).text)
        assert number > 5 or name in html.unescape(browser.page("/console"))


def test_search_takes_signs_literally(console: Console, database: Database) -> None:
    seed.person(database, NOW, "Teh Rina", phone=None)
    seed.person(database, NOW, "Seratus % Asli", phone=None)
    browser = console.logged_in()
    page = browser.client.get("/console/people", params={"q": "%"}).text
    assert "Seratus" in page
    assert "Teh Rina" not in page
    assert browser.client.get("/console/people", params={"q": "\x00teh\x00 rina"}).status_code == 200


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("rina", True),
        ("KERIPIK", True),
        ("0812-3456-7890", True),
        ("+6281234567890", True),
        (seed.NIK, True),
        (seed.NIB, True),
        ("0812", False),
        ("siapa", False),
    ],
)
def test_people_are_found_by_name_business_or_number(
    console: Console, database: Database, q: str, found: bool
) -> None:
    seed.person(database, NOW)
    page = console.logged_in().client.get("/console/people", params={"q": q}).text
    assert ("Teh Rina" in page) is found
    assert ("Tidak ada yang cocok" in page) is not found


def test_people_are_filtered_by_place_kind_and_activity(console: Console, database: Database) -> None:
    near = seed.person(database, NOW, "Dekat", sector="food")
    seed.person(database, NOW, "Jauh", ELSEWHERE, sector="craft")
    seed.checkin(database, NOW, near)
    browser = console.logged_in()
    for query, seen in {
        f"kecamatan={ELSEWHERE}": ["Jauh"],
        "sector=food": ["Dekat"],
        "activity=stopped": ["Dekat"],
        "activity=trading": [],
        "activity=unknown": ["Jauh"],
        "kecamatan=99&sector=x&activity=y&page=abc": ["Dekat", "Jauh"],
    }.items():
        page = browser.page(f"/console/people?{query}")
        assert [name for name in ("Dekat", "Jauh") if name in page] == seen, query


def test_a_long_list_comes_in_pages_that_keep_the_filter(console: Console, database: Database) -> None:
    for number in range(30):
        seed.person(database, NOW, f"Orang {number:02}", phone=None)
    browser = console.logged_in()
    first = browser.page("/console/people?q=orang")
    assert "30 orang" in first
    assert "Orang 24" in first
    assert "Orang 25" not in first
    assert 'href="/console/people?q=orang&amp;page=2"' in first
    second = browser.page("/console/people?q=orang&page=2")
    assert "Orang 25" in second
    assert "Orang 29" in browser.page("/console/people?q=orang&page=99")


def test_an_empty_list_says_so_in_friendly_words(console: Console) -> None:
    assert "Belum ada orang di sini" in console.logged_in().page("/console/people")


def test_numbers_are_masked_until_somebody_asks_and_that_is_noted(
    console: Console, database: Database
) -> None:
    person = seed.person(database, NOW)
    browser = console.logged_in("staff")
    path = f"/console/people/{person}"
    page = browser.page(path)
    assert seed.NIK not in page
    assert "••••••••••••0004" in page
    assert audits(database) == []
    for kind, number in (("nik", seed.NIK), ("nib", seed.NIB)):
        shown = browser.post(f"{path}/number", {"kind": kind})
        assert number in shown.text
        assert shown.headers["cache-control"] == "no-store"
        assert seed.NIK not in browser.page(path)
    assert audits(database) == [("look-nik", f"person:{person}"), ("look-nib", f"person:{person}")]
    assert seed.NIK not in console.logged_in("head").page("/console/audit")


def test_a_number_that_is_not_kept_or_of_nobody_is_not_found(console: Console, database: Database) -> None:
    person = seed.person(database, NOW)
    browser = console.logged_in()
    assert browser.post(f"/console/people/{person}/number", {"kind": "pin"}).status_code == 404
    for bad in ("99", "0", "-1", "abc", "99999999999999999999999", "1;2"):
        assert browser.get(f"/console/people/{bad}").status_code == 404
        assert browser.post(f"/console/people/{bad}/number", {"kind": "nik"}).status_code == 404
    assert audits(database) == []


def test_htmx_gets_the_number_alone(console: Console, database: Database) -> None:
    person = seed.person(database, NOW)
    part = console.logged_in().post(
        f"/console/people/{person}/number", {"kind": "nik"}, **{"HX-Request": "true"}
    )
    assert "<html" not in part.text
    assert seed.NIK in part.text


def test_who_decides_on_loans_does_not_see_how_the_business_is(console: Console, database: Database) -> None:
    person = seed.person(database, NOW)
    seed.checkin(database, NOW, person)
    for path in (
        "/console/people",
        f"/console/people/{person}",
        "/console/people?activity=stopped",
        "/console",
    ):
        page = console.logged_in("staff", "fund").page(path)
        for told in ("Tutup sementara", "1.234.000", "Cek usaha", "ditengok", "cicilan"):
            assert told not in page, path
    page = console.logged_in("staff").page(f"/console/people/{person}")
    assert "Tutup sementara" in page
    assert "Rp1.234.000" in page


def audits(database: Database) -> list[tuple[str, str]]:
    with database.read() as db:
        rows = db.session.scalars(select(Audit).order_by(Audit.id))
        return [(row.action, row.subject) for row in rows if row.action not in ("login", "logout")]
