"""The papers of a loan, from the chat to staff, in a real browser at the width of a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from sqlalchemy import select

from storage import documents
from storage.tables import ApplicationAnswer
from tests.browser.chat import PATIENCE, Chat
from tests.browser.test_chat import registers
from tests.browser.test_console import too_small, too_wide
from tests.system.running import Running


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory.mktemp("demo") / "kabar", options=("--demo",)) as running:
        yield running.start()


def borrows(chat: Chat) -> None:
    """A new person with a proved phone, and an application for a loan that was just filed."""
    chat.becomes("[data-be='']")
    registers(chat)
    chat.taps("Selesai")
    for words in (
        "ajukan dana bergulir",
        "2000000",
        "bahan baku",
        "bank bjb",
        "3204294101850003",
        "ya",
        "ya",
    ):
        chat.says(words)
    chat.taps("Kirim")
    chat.until(lambda: "berlaku sampai" in chat.text())


def text(browser: Chrome, selector: str) -> str:
    """What is shown there, read in one step: the page may be renewed meanwhile."""
    return str(
        browser.execute_script("return document.querySelector(arguments[0])?.innerText ?? ''", selector)
    )


def waits(browser: Chrome, words: str) -> None:
    WebDriverWait(browser, PATIENCE).until(
        lambda _: words in text(browser, "body"), f"no {words!r} on the page"
    )


def picture(file: Path) -> str:
    Image.new("RGB", (3000, 2000), "teal").save(file)
    return str(file)


def loaded(browser: Chrome) -> bool:
    return bool(browser.execute_script("return document.readyState === 'complete'"))


def chooses(browser: Chrome, paper: str, file: str) -> None:
    WebDriverWait(browser, PATIENCE).until(loaded)
    browser.find_element(By.ID, f"file-{paper}").send_keys(file)


def unscripted(browser: Chrome) -> None:
    """The form of one paper as it is where no script runs."""
    WebDriverWait(browser, PATIENCE).until(loaded)
    browser.execute_script(
        "const form = document.querySelector('#kk form'); form.classList.remove('js');"
        "form.replaceWith(form.cloneNode(true))"
    )


def arrived(browser: Chrome) -> int:
    return len(browser.find_elements(By.CSS_SELECTOR, ".mark.good"))


@pytest.mark.browser(expects=["413"])
def test_papers_go_from_the_link_in_the_chat_to_staff(browser: Chrome, demo: Running, tmp_path: Path) -> None:
    chat = Chat(browser, demo.url)
    borrows(chat)
    (link,) = [one.get_attribute("href") for one in chat.all("#log a[href*='/berkas/']")]
    assert link is not None
    browser.get(link)
    waits(browser, "Kartu Keluarga (KK)")
    assert (too_wide(browser), too_small(browser)) == ([], [])

    large = tmp_path / "besar.jpg"
    large.write_bytes(b"\xff\xd8" + b"\0" * (documents.MOST + 1))
    chooses(browser, "kk", str(large))
    waits(browser, "lebih besar dari 10 MB")

    photo = picture(tmp_path / "ktp.jpg")
    chooses(browser, "ktp", photo)
    WebDriverWait(browser, PATIENCE).until(lambda _: arrived(browser) == 1)

    # Without scripts the button uploads, and the answer to what is too large is a page of ours.
    for file, n in ((str(large), 1), (photo, 2)):
        unscripted(browser)
        chooses(browser, "kk", file)
        browser.find_element(By.CSS_SELECTOR, "#kk button").click()
        WebDriverWait(browser, PATIENCE).until(lambda _: browser.find_elements(By.CSS_SELECTOR, "#kk .js"))
        WebDriverWait(browser, PATIENCE).until(loaded)
        assert arrived(browser) == n
        assert ("lebih besar" in text(browser, "#kk")) is (n == 1)

    pdf = tmp_path / "sku.pdf"
    pdf.write_bytes(b"%PDF-1.4\n")
    chooses(browser, "sku", str(pdf))
    WebDriverWait(browser, PATIENCE).until(lambda _: arrived(browser) == 3)
    chooses(browser, "tempat", photo)
    WebDriverWait(browser, PATIENCE).until(lambda _: arrived(browser) == 4)
    assert (too_wide(browser), too_small(browser)) == ([], [])
    browser.find_element(By.CSS_SELECTOR, ".send button").click()
    waits(browser, "Terima kasih, berkas sudah kami terima")
    with demo.database() as database, database.read() as db:
        keys = db.session.scalars(select(ApplicationAnswer.key)).all()
    assert {"paper:ktp", "paper:kk", "paper:sku", "paper:tempat"} <= set(keys)

    chat = Chat(browser, demo.url)
    chat.until(lambda: "Terima kasih, berkas DAG-" in chat.text())
    browser.get(link)
    waits(browser, "Terima kasih, berkas sudah kami terima")
