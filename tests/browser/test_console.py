"""The console in a real browser, at the width of a phone: it fits, is silent, and asks no other machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait
from sqlalchemy import select

from console import login
from rules.application import State
from storage.database import Database
from storage.tables import Application, Audit, ProgrammeQuestion
from tests.conftest import KEYS
from tests.console import seed
from tests.console.conftest import HOME, NOW, Console

PATIENCE = 40  # seconds, on a machine that is busy with other things


@dataclass
class Site:
    """The console on a port of this machine, with a few people, a training and a loan."""

    console: Console
    address: str

    def link(self, role: str = "admin", kecamatan: str = "") -> str:
        path = login.new_link(
            self.console.database, NOW, self.console.staff(role, kecamatan=kecamatan, name="Bu Kadis")
        )
        return f"{self.address}{path}"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    database = Database.open(f"sqlite:///{tmp_path / 'kabar.db'}", KEYS, tmp_path / "data")
    console = Console(database)
    programme = seed.programme(database, NOW)
    long = "Hj. Siti Nurhaliza Kartikasari binti Abdurrahman Wahid Suryaningrat"
    for number, name in enumerate(("Teh Rina", seed.ODD, long, "W" * 80), 1):
        person = seed.person(database, NOW, name, business=name, phone=f"+6281234500{number:03}")
        seed.training(database, NOW, person, programme, number)
        seed.fund(database, NOW, person, number, State.CHECKING)
        seed.checkin(database, NOW, person)
        seed.thread(database, NOW, person)
    server = uvicorn.Server(uvicorn.Config(console.app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(console, f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join()
    database.close()


def enter(browser: Chrome, site: Site, role: str = "admin", kecamatan: str = "") -> None:
    browser.get(site.link(role, kecamatan))
    press(browser, "button")


def press(browser: Chrome, selector: str) -> None:
    """Press a button and wait for the page that follows."""
    old = browser.find_element(By.TAG_NAME, "html")
    found = browser.find_element(By.CSS_SELECTOR, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    found.click()
    WebDriverWait(browser, PATIENCE).until(lambda _: gone(old))


def gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except Exception:
        return True
    return False


def too_wide(browser: Chrome) -> list[str]:
    """What sticks out of the page on the right, chips that scroll by themselves aside."""
    found: list[str] = browser.execute_script(
        """
        return [...document.querySelectorAll('main *, header *')]
          .filter(e => !e.closest('.chips') && e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => e.outerHTML.slice(0, 120)).slice(0, 3)
        """
    )
    return found


def too_small(browser: Chrome) -> list[str]:
    """Buttons and fields that a thumb would miss: lower than 40 px."""
    found: list[str] = browser.execute_script(
        """
        return [...document.querySelectorAll('main button, main .button, main select, nav.menu a, summary')]
          .filter(e => e.offsetParent && e.getBoundingClientRect().height < 39)
          .map(e => e.outerHTML.slice(0, 120)).slice(0, 3)
        """
    )
    return found


PAGES = (
    "",
    "/menu",
    "/people",
    "/people?q=zzz",
    "/people/2",
    "/people/4",
    "/programmes",
    "/programmes/new",
    "/programmes/1",
    "/programmes/1/edit",
    "/programmes/1/questions/new",
    "/programmes/1/questions/1",
    "/posters",
    "/posters/1",
    "/reviews?kind=training",
    "/reviews?kind=fund&state=any",
    "/reviews/PEL-2611-0002",
    "/reviews/PEL-2611-0004",
    "/reviews/DB-2611-0003",
    "/staff",
    "/staff/new",
    "/audit",
    "/settings",
)


@pytest.mark.parametrize(
    "width",
    [
        pytest.param(390, marks=pytest.mark.browser),
        pytest.param(1280, marks=pytest.mark.browser(size=(1280, 800))),
    ],
)
def test_every_page_fits_and_can_be_touched(browser: Chrome, site: Site, width: int) -> None:
    enter(browser, site)
    wrong = {}
    for path in PAGES:
        browser.get(f"{site.address}/console{path}")
        assert browser.find_elements(By.CSS_SELECTOR, "header form[action='/console/keluar'] button"), path
        for details in browser.find_elements(By.TAG_NAME, "details"):
            browser.execute_script("arguments[0].open = true", details)
        browser.execute_script("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
        trouble = too_wide(browser) + too_small(browser)
        if trouble:
            wrong[path] = trouble
    assert browser.execute_script("return innerWidth") == width
    assert wrong == {}


def test_an_application_is_approved_on_a_phone(browser: Chrome, site: Site) -> None:
    enter(browser, site)
    browser.get(f"{site.address}/console/reviews?kind=training")
    browser.find_element(By.CSS_SELECTOR, "input[value='PEL-2611-0001']").click()
    press(browser, ".bulk button")
    assert "1 pendaftaran disetujui" in browser.find_element(By.CSS_SELECTOR, ".said").text
    browser.get(f"{site.address}/console/reviews/PEL-2611-0002")
    picture = browser.find_element(By.CSS_SELECTOR, "img.photo")
    browser.execute_script("arguments[0].scrollIntoView()", picture)
    WebDriverWait(browser, PATIENCE).until(lambda _: picture.get_property("naturalWidth") == 60)
    browser.find_elements(By.TAG_NAME, "summary")[-1].click()
    browser.find_element(By.ID, "refuse-reason").send_keys("Kuota penuh, ikut Januari ya.")
    press(browser, "form:has(#refuse-reason) button")
    assert "diberi tahu alasannya" in browser.find_element(By.CSS_SELECTOR, ".said").text
    with site.console.database.read() as db:
        states = db.session.scalars(
            select(Application.state).where(Application.kind == "training").order_by(Application.id)
        ).all()
    assert states[:3] == ["accepted", "refused", "filed"]


def test_a_number_is_shown_in_its_place_once(browser: Chrome, site: Site) -> None:
    enter(browser, site)
    browser.get(f"{site.address}/console/people/1")
    assert seed.NIK not in browser.page_source
    browser.find_element(By.CSS_SELECTOR, "#number-nik button").click()
    WebDriverWait(browser, PATIENCE).until(lambda _: seed.NIK in browser.page_source)
    assert browser.current_url.endswith("/console/people/1")
    browser.refresh()
    assert seed.NIK not in browser.page_source
    with site.console.database.read() as db:
        assert db.session.scalars(select(Audit.action)).all().count("look-nik") == 1


def test_the_counts_renew_themselves(browser: Chrome, site: Site) -> None:
    def first() -> str:
        text: str = browser.execute_script("return document.querySelector('#tiles b')?.textContent ?? ''")
        return text

    enter(browser, site)
    assert first() == "4"
    person = seed.person(site.console.database, NOW, "Baru", phone=None)
    seed.training(site.console.database, NOW, person, 1, 9)
    browser.execute_script("htmx.ajax('GET', '/console/counts', {target: '#tiles', swap: 'innerHTML'})")
    WebDriverWait(browser, PATIENCE).until(lambda _: first() == "5")


@pytest.mark.browser(expects=["422"])
def test_a_question_is_written_on_a_phone_and_a_slip_loses_nothing(browser: Chrome, site: Site) -> None:
    enter(browser, site)
    browser.get(f"{site.address}/console/programmes/1/questions/new")
    browser.find_element(By.NAME, "words").send_keys("Mau ikut hari apa?")
    Select(browser.find_element(By.NAME, "kind")).select_by_value("choice")
    browser.find_element(By.NAME, "choices").send_keys("Senin")
    press(browser, "main form button")
    assert "2 sampai 9 pilihan" in browser.find_element(By.CSS_SELECTOR, ".fault").text
    assert browser.find_element(By.NAME, "words").get_property("value") == "Mau ikut hari apa?"
    browser.find_element(By.NAME, "choices").send_keys("\nSelasa")
    press(browser, "main form button")
    assert "Senin / Selasa" in browser.page_source
    with site.console.database.read() as db:
        assert len(db.session.scalars(select(ProgrammeQuestion)).all()) == 2


def test_an_assistant_leaves_by_the_button(browser: Chrome, site: Site) -> None:
    enter(browser, site, "assistant", HOME)
    assert "Tinjauan" not in browser.find_element(By.CSS_SELECTOR, "nav.menu").text
    press(browser, "header form button")
    assert "Silakan masuk dulu" in browser.find_element(By.TAG_NAME, "h1").text
