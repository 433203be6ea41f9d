"""A real Chromium of its own for one test, which is held to a silent console and to this machine."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
PHONE = (390, 844)
NETWORK_EVENTS = {"Network.requestWillBeSent": ("request", "url"), "Network.webSocketCreated": ("url",)}


class PageComplaint(AssertionError):
    """A page wrote an error to the console, or asked another machine for something."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The browser and its driver, as Debian's packages chromium and chromium-driver install them."""

    chromium: str
    driver: str

    @classmethod
    def find(cls) -> "Programs | None":
        chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
        return cls(chromium, driver) if chromium and driver else None


@contextmanager
def opened(
    programs: Programs, home: Path, size: tuple[int, int] = PHONE, expects: Sequence[str] = ()
) -> Iterator[Chrome]:
    """A new browser; raises PageComplaint at the end. Errors that hold one of `expects` are let pass."""
    width, height = size
    options = ChromeOptions()
    options.binary_location = programs.chromium
    for flag in (*FLAGS, f"--user-data-dir={home / 'profile'}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    metrics = {"width": width, "height": height, "pixelRatio": 2, "mobile": width < 600, "touch": width < 600}
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options, Service(programs.driver, env={**os.environ, "HOME": str(home)}))
    try:
        yield driver
        complaints = [
            *console_errors(driver.get_log("browser"), expects),  # type: ignore[no-untyped-call]
            *foreign_requests(driver.get_log("performance")),  # type: ignore[no-untyped-call]
        ]
    finally:
        driver.quit()
    if complaints:
        raise PageComplaint("\n".join(complaints))


def console_errors(entries: Sequence[Mapping[str, Any]], expects: Sequence[str] = ()) -> list[str]:
    """Errors of the console: uncaught exceptions, console.error, whatever failed to load or was blocked."""
    errors = [str(entry["message"]) for entry in entries if entry["level"] == "SEVERE"]
    return [f"console: {error}" for error in errors if not any(part in error for part in expects)]


def foreign_requests(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Requests to any machine but this one, whether they were answered or not."""
    urls: list[str] = []
    for entry in entries:
        message = json.loads(entry["message"])["message"]
        if path := NETWORK_EVENTS.get(message["method"]):
            found = message["params"]
            for part in path:
                found = found[part]
            urls.append(found)
    return [f"request to another host: {url}" for url in urls if not is_local(url)]


def is_local(url: str) -> bool:
    """Whether an address needs no other machine: loopback, or nothing of the network (data:, blob:)."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https", "ws", "wss"} or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
