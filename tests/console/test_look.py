"""Texts, files and fields: every text that a page asks for is there, and what is typed is read as meant."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from console.fields import Fields
from console.look import wording
from console.menu import ENTRIES
from console.scope import Area, Role
from rules.application import State
from storage.database import Database
from tests.console import seed
from tests.console.conftest import NOW, Console, texts
from tests.modules import ROOT

FOLDER = ROOT / "console"


def asked() -> set[str]:
    """Every plain key that a template or a view says."""
    found = set()
    for file in [*FOLDER.glob("templates/*.html"), *FOLDER.glob("*.py")]:
        found |= set(re.findall(r"""\bsay\(\s*["']([a-z_-]+)["']\s*[,)]""", file.read_text()))
        found |= {f"bad-{key}" for key in re.findall(r'wrong\("\w+", "([a-z-]+)"', file.read_text())}
    return found


def test_every_text_that_is_asked_for_is_there() -> None:
    known = texts().keys["id"]
    keys = asked()
    assert len(keys) > 100
    assert {key for key in keys if f"console-{key}" not in known} == set()


def test_every_state_role_and_area_has_its_words() -> None:
    known = texts().keys["id"]
    wanted = [f"state-{state.value}" for state in State]
    wanted += [f"role-{role.value}" for role in Role]
    wanted += [f"area-{area.value or 'all'}" for area in Area]
    assert [key for key in wanted if f"console-{key}" not in known] == []


def test_both_languages_have_the_same_texts() -> None:
    both = [
        {key for key in texts().keys[language] if key.startswith("console-")} for language in ("id", "en")
    ]
    assert both[0] == both[1]


def test_the_vendored_script_is_the_one_that_is_written_down() -> None:
    noted = (FOLDER / "static" / "VENDORED.md").read_text()
    for file in FOLDER.glob("static/*.min.js"):
        assert f"| {file.name} |" in noted
        assert sha256(file.read_bytes()).hexdigest() in noted


def test_pages_name_no_other_host_and_no_inline_script_or_style() -> None:
    for file in FOLDER.glob("templates/*.html"):
        page = file.read_text()
        assert not re.search(r'(src|action|href)="https?://(?!wa\.me/)', page), file.name
        assert not re.search(r"<script(?! src)|<style|\son\w+=|\sstyle=|javascript:", page), file.name
    assert "url(" not in (FOLDER / "static" / "console.css").read_text()


def test_files_are_served_with_their_kind_and_no_others(console: Console) -> None:
    browser = console.stranger()
    kinds = {
        "console.css": "text/css; charset=utf-8",
        "htmx-4.0.1.min.js": "text/javascript; charset=utf-8",
        "icon.svg": "image/svg+xml",
    }
    for name, kind in kinds.items():
        assert browser.get(f"/console/static/{name}").headers["content-type"] == kind
    for name in ("VENDORED.md", "nothing.css", "%00.css", "..%2froom.py", "%2e%2e.css"):
        assert browser.get(f"/console/static/{name}").status_code in (401, 404, 307)


WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("30", 30),
        ("1.000", 1000),
        ("Rp2.500.000", 2_500_000),
        ("rp. 2.500.000", 2_500_000),
        (" 12 ", 12),
        ("1.5", None),
        ("1,5", None),
        ("12a", None),
        ("-3", None),
        ("9" * 30, None),
        ("", None),
    ],
)
def test_a_number_is_read_or_refused_never_guessed(typed: str, number: int | None) -> None:
    fields = Fields({"seats": typed})
    assert fields.number("seats", 0, 10_000_000) == number
    assert fields.good is (number is not None or not typed)


def test_a_moment_is_the_offices_clock() -> None:
    fields = Fields({"at": "2026-12-15T09:00"})
    assert fields.moment("at", WIB) == datetime(2026, 12, 15, 2, tzinfo=UTC)


def test_the_first_fault_of_a_field_stays() -> None:
    fields = Fields({})
    fields.text("title", 5, required=True)
    fields.wrong("title", "long")
    assert fields.faults["title"].key == "missing"


def test_a_name_that_turns_the_direction_of_writing_does_not_turn_the_page(database: Database) -> None:
    console = Console(database)
    seed.person(database, NOW, "\u202eNur", business="Dapur")
    page = console.logged_in().page("/console/people")
    assert "\u202eNur\u202c" in page
    assert "\u202eNur<" not in page


def test_a_page_of_the_menu_is_called_there_as_it_calls_itself(console: Console) -> None:
    admin = console.logged_in("admin")
    for entry in ENTRIES:
        page = admin.page(entry.path)
        called = re.search(rf'<a href="{entry.path}"[^>]*>(.*?)</a>', page, re.DOTALL)
        title = re.search(r"<title>(.*?) ·", page)
        assert called is not None, entry.name
        assert title is not None, entry.name
        name = html.unescape(re.sub(r"<[^>]+>", " ", called[1]))
        assert title[1] in " ".join(name.split()), entry.name


@pytest.mark.parametrize(
    ("version", "said"),
    [("2026-11", "November 2026"), ("2026-13", "2026-13"), ("edisi 2", "edisi 2"), ("", "")],
)
def test_the_wording_of_a_consent_is_said_by_its_month(version: str, said: str) -> None:
    assert wording(version) == said
