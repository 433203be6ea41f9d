"""The sheet to print: on each channel its code opens the programme, and it shows what is known."""

from __future__ import annotations

import html
import io

import pytest
import segno

from console.poster import name_bot
from storage.database import Database
from tests.console import seed
from tests.console.conftest import ELSEWHERE, HOME, NOW, Console


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


@pytest.mark.parametrize(
    ("bot", "number", "said"), [("kabar_bot", "+628110000000", "ke salah satu kode"), ("", "", "ke kode ini")]
)
def test_a_poster_with_one_code_does_not_speak_of_several(
    console: Console, database: Database, bot: str, number: str, said: str
) -> None:
    console.bot, console.number = bot, number
    assert said in console.logged_in().page(f"/console/posters/{seed.programme(database, NOW)}")


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


@pytest.mark.parametrize("role", ["staff", "assistant"])
def test_a_poster_for_a_kecamatan_says_so_and_carries_it_in_every_link_and_code(
    console: Console, database: Database, role: str
) -> None:
    number = seed.programme(database, NOW)
    browser = console.logged_in(role, kecamatan=HOME if role == "assistant" else "")
    page = html.unescape(browser.page(f"/console/posters/{number}?kecamatan={ELSEWHERE}"))
    assert "<b>Kecamatan Cileunyi</b>" in page
    assert "https://t.me/kabar_bot?start=p_KEMASAN_320405<" in page
    assert "https://kabar.example/chat?start=p_KEMASAN_320405<" in page
    assert '<b class="typed">p_KEMASAN_320405</b>' in page
    assert page.count(f".svg?kecamatan={ELSEWHERE}") == 3
    hello = "Halo%2C%20saya%20mau%20tahu%20tentang%20Pelatihan%20Kemasan.%20p_KEMASAN_320405"
    for channel, link in (
        ("telegram", "https://t.me/kabar_bot?start=p_KEMASAN_320405"),
        ("web", "https://kabar.example/chat?start=p_KEMASAN_320405"),
        ("whatsapp", f"https://wa.me/628110000000?text={hello}"),
    ):
        drawn = browser.get(f"/console/posters/{number}/{channel}.svg?kecamatan={ELSEWHERE}").content
        assert drawn == qr(link)


def qr(link: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", scale=8, border=2)
    return drawn.getvalue()


@pytest.mark.parametrize("kecamatan", ["", "99.99.99", "32.04.37.2001", "<b>"])
def test_a_poster_for_no_kecamatan_is_for_the_whole_regency(
    console: Console, database: Database, kecamatan: str
) -> None:
    number = seed.programme(database, NOW)
    page = html.unescape(console.logged_in().page(f"/console/posters/{number}?kecamatan={kecamatan}"))
    assert "https://t.me/kabar_bot?start=p_KEMASAN<" in page
    assert "<b>Kecamatan" not in page


def test_an_assistants_posters_are_for_the_own_kecamatan_unless_another_is_chosen(
    console: Console, database: Database
) -> None:
    number = seed.programme(database, NOW)
    browser = console.logged_in("assistant", kecamatan=HOME)
    assert "<b>Kecamatan Soreang</b>" in browser.page(f"/console/posters/{number}")
    assert "<b>Kecamatan" not in browser.page(f"/console/posters/{number}?kecamatan=")
