"""The browser that judges pages is itself judged: it passes clean ones and fails the others."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium.webdriver import Chrome

from tests.browser.chromium import PageComplaint, Programs, foreign_requests, is_local, opened
from tests.browser.conftest import require


def page(body: str) -> str:
    head = '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Halaman</title>'
    return "data:text/html;charset=utf-8," + quote(f"<!doctype html>{head}{body}")


def test_a_clean_page_passes_at_the_width_of_a_phone(browser: Chrome) -> None:
    browser.get(page("<p id=hello>Apa kabar?</p><script>console.log('fine'); console.warn('fine')</script>"))
    assert browser.find_element("id", "hello").text == "Apa kabar?"
    assert browser.execute_script("return [innerWidth, innerHeight, devicePixelRatio]") == [390, 844, 2]


@pytest.mark.browser(size=(1280, 800))
def test_a_test_may_ask_for_a_wide_window(browser: Chrome) -> None:
    browser.get(page("<p>Apa kabar?</p>"))
    assert browser.execute_script("return innerWidth") == 1280


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>console.error('broken promise')</script>", "console: .*broken promise"),
        ("<script>undefined.x</script>", "console: .*Uncaught TypeError"),
        ("<img src='http://127.0.0.1:9/missing.png'>", "console: .*missing.png"),
        (
            "<img src='https://pictures.example/a.png'>",
            "request to another host: https://pictures.example/a.png",
        ),
        (
            "<script>new WebSocket('wss://chat.example/')</script>",
            "request to another host: wss://chat.example/",
        ),
    ],
)
def test_a_page_that_is_not_clean_fails(
    programs: Programs, tmp_path: Path, body: str, complaint: str
) -> None:
    with pytest.raises(PageComplaint, match=complaint), opened(programs, tmp_path) as driver:
        driver.get(page(body))


@pytest.mark.browser(expects=["broken promise"])
def test_an_error_that_the_test_expects_passes(browser: Chrome) -> None:
    browser.get(page("<script>console.error('broken promise')</script>"))


def test_a_failing_test_keeps_its_own_reason(programs: Programs, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), opened(programs, tmp_path) as driver:
        driver.get(page("<script>console.error('broken promise')</script>") + str(1 // 0))


def test_without_a_browser_a_desk_skips_and_ci_fails() -> None:
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium chromium-driver"):
        require(None, on_ci=False)
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium chromium-driver"):
        require(None, on_ci=True)


def test_only_this_machine_is_local() -> None:
    local = [
        "http://127.0.0.1:8000/chat",
        "http://127.4.5.6/",
        "http://localhost/",
        "http://[::1]:80/",
        "data:,x",
    ]
    assert all(map(is_local, local))
    assert not any(
        map(is_local, ["https://cdn.example/x.js", "http://192.168.1.1/", "http://127.0.0.1.example/"])
    )


def test_other_events_of_the_browser_are_no_requests() -> None:
    event = {"message": {"method": "Page.loadEventFired", "params": {}}}
    assert foreign_requests([{"message": json.dumps(event)}]) == []
