"""The chat page in a real browser, at the width of a phone, as people use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from sqlalchemy import func, select

from storage.tables import ApplicationAnswer, Inbox, Media
from tests.browser.chat import Chat
from tests.system.running import Running, until

OFFLINE = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET", "ERR_EMPTY")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A demo that all these tests share: each visitor is somebody else."""
    with Running(tmp_path_factory.mktemp("demo") / "kabar", options=("--demo",)) as running:
        yield running.start()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A program of one's own, to be stopped and started."""
    with Running(tmp_path / "kabar") as running:
        yield running


def registers(chat: Chat) -> None:
    """Partly by typing, partly by taps."""
    chat.taps("Kenalan dulu")
    chat.says("Ibu Rahmi")
    chat.says("Kue Rahmi")
    chat.taps("Kuliner")
    chat.says("Ciparay")
    chat.says("Sagaracipta")
    chat.taps("Belum")
    chat.says("2019")
    assert "Kue Rahmi" in chat.last()
    chat.taps("Kirim")


def test_somebody_registers_applies_with_a_photo_and_is_asked_next_day(
    browser: Chrome, demo: Running, tmp_path: Path
) -> None:
    chat = Chat(browser, demo.url)
    chat.becomes("[data-be='']")
    registers(chat)
    chat.until(lambda: "⬜" in chat.last())
    tapped = chat.parts()
    chat.tap(chat.all("#log [aria-pressed=false] bdi")[0].text)  # check-ins
    chat.until(lambda: "✅" in chat.last())
    assert chat.parts() == tapped, "a tick makes no new message"
    chat.taps("Selesai")

    chat.says("daftar pelatihan")
    chat.taps("Kemasan")
    while "foto" not in chat.last().lower():
        if "NIB" in chat.last():
            chat.taps("sendiri")
        elif "dikemas pakai" in chat.last():
            chat.taps("Plastik polos")
        else:
            chat.says("Kue basah")
    file = tmp_path / "kue.png"
    Image.new("RGB", (3000, 2000), "orange").save(file)
    chat.shows_photo(file)
    if "Selesai" in chat.last():
        chat.taps("Selesai")
    assert chat.all(".mine img")
    assert "Kue basah" in chat.last()
    chat.taps("Kirim")
    chat.until(lambda: "PEL-" in chat.text())
    with demo.database() as database:
        until(lambda: _stored(database) == ["stored"])

    before = chat.parts()
    chat.pulls("[data-jump='1']")
    chat.until(lambda: chat.parts() > before)
    chat.until(lambda: "Bagaimana usahanya sekarang?" in chat.text())
    chat.until(lambda: not chat.all("#demo[open]"))


def _stored(database: object) -> list[str]:
    with database.read() as db:  # type: ignore[attr-defined]
        return list(db.session.scalars(select(Media.state)))


def test_the_presentation_changes_and_a_reload_keeps_the_log(browser: Chrome, demo: Running) -> None:
    chat = Chat(browser, demo.url)
    chat.says("menu")
    assert not [one for one in chat.all("#log .numbered") if one.is_displayed()]
    chat.looks("whatsapp")
    assert "Lihat pilihan" in chat.last()
    assert "1." in chat.last()
    assert not [one for one in chat.all("#log .keys.list") if one.is_displayed()]
    chat.tap("Lihat pilihan")
    chat.taps("Lihat program")
    assert not chat.all("#sheet[open]")

    chat.browser.find_element(By.ID, "text").send_keys("setengah jadi")
    said = chat.text()
    browser.refresh()
    chat.until(lambda: chat.text() == said)
    assert browser.find_element(By.ID, "text").get_property("value") == "setengah jadi"
    assert browser.find_element(By.TAG_NAME, "body").get_attribute("class") == "whatsapp"


@pytest.mark.parametrize("look", ["telegram", "whatsapp"])
def test_everything_fits_and_can_be_touched(browser: Chrome, demo: Running, look: str) -> None:
    chat = Chat(browser, demo.url)
    chat.looks(look)
    chat.taps("Kenalan dulu") if look == "telegram" else chat.says("1")
    chat.says("Ibu Rahmi Kartikasari")
    chat.says("W" * 60)
    chat.says("1")
    wrong = browser.execute_script(
        """
        return [...document.querySelectorAll('main *, .demo *')].filter(e => e.offsetParent)
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1 ||
            (e.matches('button, .key, textarea, summary, .attach') && e.getBoundingClientRect().height < 39))
          .map(e => e.outerHTML.slice(0, 120))
        """
    )
    assert wrong == []


@pytest.mark.browser(size=(1280, 800))
def test_on_a_desk_the_phone_stands_beside_the_levers(browser: Chrome, demo: Running) -> None:
    chat = Chat(browser, demo.url)
    phone, panel = (browser.find_element(By.CSS_SELECTOR, one).rect for one in (".phone", ".demo"))
    assert chat.all("#demo[open]")
    assert phone["width"] < 500
    assert panel["x"] > phone["x"] + phone["width"]


def test_the_console_opens_from_the_panel(browser: Chrome, demo: Running) -> None:
    chat = Chat(browser, demo.url)
    chat.pulls("#console")
    chat.until(lambda: "/console/" in browser.current_url)
    browser.find_element(By.CSS_SELECTOR, "main button, form button").click()
    chat.until(lambda: browser.find_elements(By.CSS_SELECTOR, "form[action='/console/keluar']"))


@pytest.mark.browser(expects=[*OFFLINE, "503"])
def test_what_was_said_while_we_were_down_is_sent_once(browser: Chrome, running: Running) -> None:
    chat = Chat(browser, running.start().url)
    running.stop()
    chat.types("menu")
    chat.until(lambda: "Belum terkirim" in chat.text())
    assert "sinyal terputus" in browser.find_element(By.ID, "state").text
    browser.execute_script("window.same = true")
    before = chat.parts()
    running.start()
    chat.until(lambda: chat.parts() > before)
    chat.until(lambda: "Belum terkirim" not in chat.text())
    assert browser.execute_script("return window.same")
    with running.database() as database, database.read() as db:
        assert db.conn.scalar(select(func.count()).where(Inbox.kind == "text")) == 1
        assert db.conn.scalar(select(func.count()).select_from(ApplicationAnswer)) == 0


def test_a_place_is_shared_with_a_tap(browser: Chrome, demo: Running) -> None:
    browser.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["geolocation"], "origin": demo.url})
    ciparay = {"latitude": -7.034, "longitude": 107.712, "accuracy": 50}
    browser.execute_cdp_cmd("Emulation.setGeolocationOverride", ciparay)
    chat = Chat(browser, demo.url)
    chat.taps("Kenalan dulu")
    for words in ("Ibu Rahmi", "Kue Rahmi", "kuliner"):
        chat.says(words)
    chat.taps("Bagikan lokasi")
    assert "kecamatan mana" not in chat.last()


def test_a_file_that_is_no_photo_is_told_kindly(browser: Chrome, demo: Running, tmp_path: Path) -> None:
    chat = Chat(browser, demo.url)
    file = tmp_path / "surat.txt"
    file.write_text("bukan foto")
    browser.find_element(By.ID, "photo").send_keys(str(file))
    chat.until(lambda: "bukan foto" in chat.text())
