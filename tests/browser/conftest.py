"""The `browser` fixture: a phone-sized Chromium that fails the test if a page is not clean."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.chromium import PHONE, Programs, opened


def pytest_itemcollected(item: pytest.Item) -> None:
    """Every test that takes a browser is marked so: `./run test -m "not browser"` leaves them out."""
    if "programs" in getattr(item, "fixturenames", ()) and item.get_closest_marker("browser") is None:
        item.add_marker(pytest.mark.browser)


def require(programs: Programs | None, on_ci: bool) -> Programs:
    """Without a browser its tests are skipped at a desk, and fail where nobody would notice."""
    if programs is not None:
        return programs
    reason = "chromium and chromedriver are missing (Debian: apt-get install chromium chromium-driver)"
    if on_ci:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def programs() -> Programs:
    return require(Programs.find(), on_ci=bool(os.environ.get("CI")))


@pytest.fixture
def browser(request: pytest.FixtureRequest, programs: Programs, tmp_path: Path) -> Iterator[Chrome]:
    """A mark of one's own asks for more: `@pytest.mark.browser(size=(1280, 800), expects=["403"])`."""
    marker = request.node.get_closest_marker("browser")
    wishes = marker.kwargs if marker else {}
    size, expects = wishes.get("size", PHONE), wishes.get("expects", ())
    with opened(programs, tmp_path / "browser", size, expects) as driver:
        yield driver
