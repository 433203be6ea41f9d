"""Daily work in a real browser at the width of a phone: announcements, messages, check-ins, deliveries."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait
from sqlalchemy import select

from storage import broadcasts, inbox, threads
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.tables import Broadcast, Contact, Outbox
from tests.browser.test_console import Site, enter, press, site, too_small, too_wide
from tests.console import seed
from tests.console.conftest import ELSEWHERE, HOME, NOW

__all__ = ["site"]  # the fixture

PATIENCE = 15  # seconds
PAGES = (
    "",
    "/dashboard",
    "/broadcasts",
    "/broadcasts/new",
    "/broadcasts/1",
    "/broadcasts/1/edit",
    "/broadcasts/2",
    "/messages",
    "/messages/1",
    "/messages/2",
    "/messages/4",
    "/checkins",
    "/checkins?kecamatan=32.04.37",
    "/at-risk",
    "/at-risk?list=head",
    "/deliveries",
    "/people/1",
)


def text(browser: Chrome, selector: str) -> str:
    """What an element shows, read in one step: it may be renewed meanwhile."""
    found: str = browser.execute_script(
        "return document.querySelector(arguments[0])?.innerText.replace(/\\s+/g, ' ') ?? ''", selector
    )
    return found


def sees(browser: Chrome, selector: str, words: str) -> None:
    WebDriverWait(browser, PATIENCE).until(
        lambda _: words in text(browser, selector), f"{words!r} is not in {text(browser, selector)!r}"
    )


def tap(browser: Chrome, selector: str) -> None:
    """Press what is no link to another page, clear of the bars."""
    found = browser.find_element(By.CSS_SELECTOR, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    found.click()


@pytest.mark.parametrize(
    "width",
    [
        pytest.param(390, marks=pytest.mark.browser),
        pytest.param(1280, marks=pytest.mark.browser(size=(1280, 800))),
    ],
)
def test_every_page_of_daily_work_fits_and_can_be_touched(browser: Chrome, site: Site, width: int) -> None:
    database = site.console.database
    seed.draft(database, NOW, f"Panjang {'W' * 300} {seed.ODD}")
    second = seed.draft(database, NOW)
    database.write(lambda db: broadcasts.launch(db, second, NOW))
    database.write(lambda db: broadcasts.freeze(db, second, NOW))

    def work(db: Db) -> None:
        for thread in (1, 2, 4):
            threads.add(db, thread, f"{seed.ODD} {'x' * 200}", NOW)
        broken = Inbound("telegram", "m1", "77", Kind.TEXT, text="x")
        inbox.failed(db, broken, f"ValueError at {'turns/' * 20}forms.py:9", NOW)
        db.session.query(Outbox).filter(Outbox.broadcast_id == second).limit(1).one().state = "failed"

    database.write(work)
    enter(browser, site)
    wrong = {}
    for path in PAGES:
        browser.get(f"{site.address}/console{path}")
        assert browser.find_elements(By.CSS_SELECTOR, "header form[action='/console/keluar'] button"), path
        for details in browser.find_elements(By.TAG_NAME, "details"):
            browser.execute_script("arguments[0].open = true", details)
        if trouble := too_wide(browser) + too_small(browser):
            wrong[path] = trouble
    assert browser.execute_script("return innerWidth") == width
    assert wrong == {}


def test_an_announcement_is_written_on_a_phone_with_a_live_count(browser: Chrome, site: Site) -> None:
    database = site.console.database
    seed.person(database, NOW, "Jauh", ELSEWHERE, phone=None)
    enter(browser, site)
    browser.get(f"{site.address}/console/broadcasts/new")
    sees(browser, "#count", "5 orang akan menerima")
    tap(browser, "fieldset summary")
    tap(browser, f"input[value='{ELSEWHERE}']")
    sees(browser, "#count", "1 orang akan menerima")
    tap(browser, f"input[value='{HOME}']")
    sees(browser, "#count", "5 orang akan menerima")
    Select(browser.find_element(By.NAME, "nib")).select_by_value("no")
    sees(browser, "#count", "0 orang akan menerima")
    Select(browser.find_element(By.NAME, "nib")).select_by_value("yes")
    browser.find_element(By.NAME, "words").send_keys("Pelatihan kemasan dibuka.")
    sees(browser, "#preview", "25 dari 900 huruf")
    sees(browser, "#preview .phone", "Pelatihan kemasan dibuka. Tidak mau menerima")
    Select(browser.find_element(By.NAME, "button")).select_by_value("KEMASAN")
    sees(browser, "#preview .phone", "Lihat program")
    press(browser, "main form button.main")
    assert "Belum ada yang dikirim" in text(browser, ".said")
    press(browser, "form[action$='/test'] button")
    assert "Obrolan Bapak/Ibu belum dikenal" in text(browser, ".said")
    with database.read() as db:
        assert db.session.query(Outbox).count() == 0
    press(browser, "main .row form button.main")
    assert "Jumlah penerima 5" in text(browser, "#ledger")
    assert "Menunggu giliran 5" in text(browser, "#ledger")

    def settle(db: Db) -> None:
        rows = db.session.scalars(select(Outbox).order_by(Outbox.id)).all()
        rows[0].state, rows[1].state = "sent", "failed"

    database.write(settle)
    sees(browser, "#ledger", "Terkirim 1 Gagal 1 Jumlah penerima 5")
    press(browser, "main .row form button")
    assert "Dijeda" in text(browser, "#ledger")
    with database.read() as db:
        row = db.session.scalars(select(Broadcast)).one()
        assert (row.state, row.text) == ("paused", "Pelatihan kemasan dibuka.")


def test_an_answer_appears_without_a_reload_and_what_is_typed_stays(browser: Chrome, site: Site) -> None:
    database = site.console.database
    database.write(lambda db: threads.add(db, 1, "Cara urus P-IRT bagaimana?", NOW))
    enter(browser, site)
    browser.get(f"{site.address}/console/messages/1")
    sees(browser, ".talk", "Cara urus P-IRT bagaimana?")
    browser.find_element(By.NAME, "text").send_keys("Datang ke PLUT")
    database.write(lambda db: threads.add(db, 1, "Halo Bu?", NOW))
    sees(browser, ".talk", "Halo Bu?")
    box = browser.find_element(By.NAME, "text")
    assert box.get_property("value") == "Datang ke PLUT"
    box.send_keys(" ya, Bu.")
    press(browser, "main form button.main")
    assert "Balasan sedang dikirim" in text(browser, ".said")
    assert "Datang ke PLUT ya, Bu." in text(browser, ".talk .ours")
    with database.read() as db:
        contact = db.session.scalars(select(Contact).where(Contact.person_id == 1)).one()
        bodies = db.session.scalars(select(Outbox.body).where(Outbox.contact_id == contact.id)).all()
    assert any(b"Datang ke PLUT ya, Bu." in (body or b"") for body in bodies)


def test_the_first_page_fetches_the_dashboard(browser: Chrome, site: Site) -> None:
    enter(browser, site)
    sees(browser, "main", "dari 4 yang terdaftar sudah menjawab bulan ini")
    sees(browser, "main", "Tutup sementara 4 100%")


def test_a_form_is_sent_once_however_often_its_button_is_pressed(browser: Chrome, site: Site) -> None:
    database = site.console.database
    database.write(lambda db: threads.add(db, 1, "Cara urus P-IRT bagaimana?", NOW))
    enter(browser, site)
    browser.get(f"{site.address}/console/messages/1")
    browser.find_element(By.NAME, "text").send_keys("Datang ke PLUT ya, Bu.")
    slow = {"offline": False, "latency": 800, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    browser.execute_script(
        "const button = document.querySelector('main form button.main');"
        "button.click(); setTimeout(() => button.click(), 200); setTimeout(() => button.click(), 500);"
    )
    sees(browser, ".said", "Balasan sedang dikirim")
    assert text(browser, ".talk").count("Datang ke PLUT ya, Bu.") == 1


@pytest.mark.browser(expects=["422"])
def test_a_page_that_says_what_is_wrong_begins_there(browser: Chrome, site: Site) -> None:
    enter(browser, site)
    browser.get(f"{site.address}/console/programmes/new")
    browser.find_element(By.NAME, "title").send_keys("Kemasan")
    browser.find_element(By.NAME, "seats").send_keys("banyak")
    press(browser, "main form button.main")
    assert browser.switch_to.active_element.get_attribute("name") == "seats"
    assert "angka dari 1" in text(browser, "#fault-seats")
