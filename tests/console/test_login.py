"""A one-time link lets its owner in once; looking at it changes nothing."""

from __future__ import annotations

from sqlalchemy import select

from console.login import new_link
from console.sessions import LINK_LASTS, SESSION_LASTS
from storage.tables import Audit, LoginLink, LoginSession, Note
from tests.console.conftest import Console


def link_of(console: Console, role: str = "admin") -> str:
    link = new_link(console.database, console.now, console.staff(role))
    assert link is not None
    return link


def test_a_link_shows_one_button_and_logs_in_once(console: Console) -> None:
    link, browser = link_of(console), console.stranger()
    first = browser.page(link)
    assert first.count("<form") == 1
    assert 'method="post"' in first
    assert "Admin" in first
    entered = browser.post(link, csrf=None)
    assert entered.headers["location"] == "/console"
    page = browser.page("/console")
    assert "Keluar" in page
    assert console.stranger().post(link, csrf=None).status_code == 410
    assert "tidak berlaku" in console.stranger().get(link).text


def test_a_preview_that_fetches_the_link_does_not_use_it_up(console: Console) -> None:
    link = link_of(console)
    for _ in range(3):
        console.stranger().page(link)
    assert console.stranger().post(link, csrf=None).status_code == 303


def test_a_link_ends_by_time_and_by_a_newer_one(console: Console) -> None:
    old, new = link_of(console), link_of(console)
    assert console.stranger().get(old).status_code == 410
    console.later(seconds=LINK_LASTS.total_seconds())
    assert console.stranger().post(new, csrf=None).status_code == 410


def test_a_made_up_link_says_the_same_kind_words(console: Console) -> None:
    link = link_of(console)
    console.stranger().post(link, csrf=None)
    spent, invented = console.stranger().get(link), console.stranger().get("/console/masuk/abc")
    assert (spent.status_code, spent.text) == (invented.status_code, invented.text)


def test_leaving_ends_the_session_for_good(console: Console) -> None:
    browser = console.logged_in("staff")
    session = browser.client.cookies["kabar_console"]
    assert browser.post("/console/keluar").headers["location"] == "/console/masuk"
    other = console.stranger()
    other.client.cookies.set("kabar_console", session, domain="kabar.example", path="/console")
    locked = other.get("/console")
    assert locked.status_code == 401
    assert "masuk dulu" in locked.text


def test_a_session_ends_by_time(console: Console) -> None:
    browser = console.logged_in("head")
    console.later(seconds=SESSION_LASTS.total_seconds())
    assert browser.get("/console").status_code == 401


def test_in_a_demo_a_jump_in_time_throws_nobody_out(console: Console) -> None:
    console.demo = True
    console.staff("admin")
    link = new_link(console.database, console.now, demo=True)
    assert link is not None
    console.later(days=60)
    browser = console.stranger()
    assert browser.post(link, csrf=None).status_code == 303
    console.later(days=90)
    assert "karangan" in browser.page("/console")


def test_without_an_administrator_or_a_name_there_is_no_link(console: Console) -> None:
    assert new_link(console.database, console.now, demo=True) is None
    console.staff("admin")
    assert new_link(console.database, console.now) is None
    assert new_link(console.database, console.now, 999) is None


def test_only_hashes_are_kept_and_the_login_is_in_the_audit(console: Console) -> None:
    link = link_of(console)
    browser = console.stranger()
    browser.post(link, csrf=None)
    with console.database.read() as db:
        hashes = [*db.session.scalars(select(LoginLink.hash)), *db.session.scalars(select(LoginSession.hash))]
        assert [row.action for row in db.session.scalars(select(Audit))] == ["login"]
    secrets = [link.rsplit("/", 1)[1], browser.client.cookies["kabar_console"]]
    assert not set(secrets) & set(hashes)


def test_the_cookie_is_hidden_from_scripts_and_other_sites(console: Console) -> None:
    answer = console.stranger().post(link_of(console), csrf=None)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" in cookie
    assert "path=/console" in cookie


def test_a_form_of_another_session_or_site_does_nothing(console: Console) -> None:
    browser, other = console.logged_in("admin"), console.logged_in("head")
    for word in (None, "", "x" * 64, other.csrf):
        assert browser.post("/console/keluar", csrf=word).status_code == 403
    foreign = browser.client.post(
        "/console/keluar", data={"csrf": browser.csrf}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert browser.get("/console").status_code == 200


def test_every_answer_forbids_scripts_of_others_and_framing(console: Console) -> None:
    for response in (console.stranger().get("/console"), console.logged_in().get("/console")):
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert response.headers["cache-control"] == "no-store"


def test_a_form_that_is_too_large_is_refused_before_it_is_read(console: Console) -> None:
    browser = console.logged_in()
    assert browser.post("/console/keluar", {"note": "x" * 300_000}).status_code == 413


def test_a_database_of_invented_people_says_so_on_every_page(console: Console) -> None:
    browser = console.logged_in()
    assert "karangan" not in browser.page("/console/people")
    console.add(Note(name="demo", value="2026-11-24"))
    for path in ("/console", "/console/people", "/console/staff"):
        assert "karangan" in browser.page(path)


def test_a_page_that_is_not_found_still_has_the_way_out(console: Console) -> None:
    page = console.logged_in("staff").get("/console/people/77")
    assert page.status_code == 404
    assert "Keluar" in page.text
    assert "Ke beranda" in page.text


def test_a_part_asked_for_after_the_session_ended_renews_the_whole_page(console: Console) -> None:
    answer = console.stranger().get("/console/counts", **{"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (401, "true")
