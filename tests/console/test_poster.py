"""The sheet to print: on each channel its code opens the programme, and it shows what is known."""

from __future__ import annotations

import html

from console.poster import name_bot
from storage.database import Database
from tests.console import seed
from tests.console.conftest import HOME, NOW, Console


def test_a_poster_leads_into_the_programme_on_each_channel(console: Console, database: Database) -> None:
    number = seed.programme(database, NOW)
    browser = console.logged_in("assistant", kecamatan=HOME)
    page = html.unescape(browser.page(f"/console/posters/{number}"))
    assert "https://t.me/kabar_bot?start=p_KEMASAN" in page
    assert "https://wa.me/628110000000" in page
    assert "https://kabar.example/chat?start=p_KEMASAN" in page
    for channel in ("telegram", "whatsapp", "web"):
        drawn = browser.get(f"/console/posters/{number}/{channel}.svg")
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert b"<svg" in drawn.content
    assert browser.get(f"/console/posters/{number}/fax.svg").status_code == 404


def test_a_poster_of_what_has_no_day_yet_shows_no_day(console: Console) -> None:
    browser = console.logged_in("staff")
    made = browser.post("/console/programmes/new", {"title": "Usaha", "kind": "training", "place": "PLUT"})
    number = made.headers["location"].split("?")[0].split("/")[-1]
    page = browser.page(f"/console/posters/{number}")
    assert "<p>PLUT</p>" in page


def test_a_draft_has_a_poster_only_for_those_who_write_it(console: Console, database: Database) -> None:
    number = seed.programme(database, NOW)
    console.logged_in().post(f"/console/programmes/{number}/state", {"to": "closed"})
    assert console.logged_in("staff").get(f"/console/posters/{number}").status_code == 200
    assert console.logged_in("assistant", kecamatan=HOME).get(f"/console/posters/{number}").status_code == 404


def test_the_name_that_the_bot_learned_stands_on_the_poster(console: Console, database: Database) -> None:
    number = seed.programme(database, NOW)
    console.bot = ""
    browser = console.logged_in()
    assert "t.me" not in browser.page(f"/console/posters/{number}")
    for name in ("lama_bot", "baru_bot"):
        database.write(lambda db, name=name: name_bot(db, name))  # type: ignore[misc]
    assert "https://t.me/baru_bot?start=p_KEMASAN" in browser.page(f"/console/posters/{number}")
