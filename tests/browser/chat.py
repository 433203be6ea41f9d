"""The chat page as a person at a phone uses it: types, taps, waits for what comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 30.0  # seconds; tests of others run beside this one


class Chat:
    """One tab."""

    def __init__(self, browser: Chrome, url: str) -> None:
        self.browser, self.url = browser, url
        browser.get(f"{url}/chat")
        self.until(lambda: "UU PDP" in self.text() or self.parts() > 0)

    def until(self, true: Callable[[], object]) -> None:
        try:
            WebDriverWait(self.browser, PATIENCE, 0.1).until(lambda _: true())
        except TimeoutException:
            raise AssertionError(f"it did not happen; the end of the log: {self.text()[-600:]}") from None

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self) -> str:
        """The whole log as it is shown."""
        return str(self.browser.execute_script("return document.getElementById('log').innerText"))

    def parts(self) -> int:
        """How many messages of the office are shown."""
        return len(self.all("#log .part"))

    def last(self) -> str:
        """The office's newest message, with its keys."""
        return str(
            self.browser.execute_script("return [...document.querySelectorAll('#log .part')].pop().innerText")
        )

    def types(self, words: str) -> None:
        field = self.browser.find_element(By.ID, "text")
        field.send_keys(words)
        field.send_keys(Keys.ENTER)

    def says(self, words: str) -> None:
        """Types it and waits for the answer."""
        before = self.parts()
        self.types(words)
        self.until(lambda: self.parts() > before)

    def tap(self, label: str) -> None:
        """The newest key with these words, wherever it has scrolled to."""
        self.until(lambda: self._tapped(label))

    def _tapped(self, label: str) -> bool:
        try:
            keys = [one for one in self.all("#sheet[open] .key, #log .key") if label in one.text]
            if not keys:
                return False
            self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", keys[-1])
            keys[-1].click()
        except StaleElementReferenceException:  # what came meanwhile took its place
            return False
        return True

    def taps(self, label: str) -> None:
        """Taps it and waits for the answer."""
        before = self.parts()
        self.tap(label)
        self.until(lambda: self.parts() > before)

    def shows_photo(self, file: Path) -> None:
        before = self.parts()
        self.browser.find_element(By.ID, "photo").send_keys(str(file))
        self.until(lambda: self.parts() > before)

    def looks(self, name: str) -> None:
        self.browser.find_element(By.CSS_SELECTOR, f"[data-look={name}]").click()

    def pulls(self, selector: str) -> None:
        """One of the demo's levers; the panel is closed on a phone."""
        if not self.all("#demo[open]"):
            self.browser.find_element(By.CSS_SELECTOR, "#demo summary").click()
        lever = self.browser.find_element(By.CSS_SELECTOR, selector)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", lever)
        lever.click()

    def becomes(self, selector: str) -> None:
        """Takes somebody's phone: the page opens anew."""
        old = self.browser.find_element(By.TAG_NAME, "main")
        self.pulls(selector)
        self.until(lambda: _gone(old))
        self.until(lambda: self.parts() > 0)


def _gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except Exception:
        return True
    return False
