"""The program as it really runs: a process of `kabar`, its port and its folder, and the wires it talks to."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

from cryptography.fernet import Fernet

from bot.channels.channel import Request
from storage.database import Database
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_person import Sent

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
SECRET = "a-secret_of-TESTS"
START = 100.0  # seconds until /health answers; a busy machine takes a while to import everything
STOP = 15.0


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def until(true: Callable[[], T], seconds: float = 30.0, *, every: float = 0.05) -> T:
    """What `true` gives once it gives something; AssertionError when it never does."""
    end = time.monotonic() + seconds
    while True:
        found = true()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"it did not come to pass within {seconds} s; at last: {found!r}")
        time.sleep(every)


@dataclass
class Running:
    """`kabar serve` in a folder of its own, started and ended as often as a test likes."""

    folder: Path
    database_url: str = ""
    roles: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    key: str = field(default_factory=lambda: Fernet.generate_key().decode())
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KABAR_")}
        return kept | {
            "KABAR_DATA_DIR": str(self.folder / "data"),
            "KABAR_DATABASE_URL": self.database_url or f"sqlite:///{self.folder / 'data' / 'kabar.db'}",
            "KABAR_SECRET_KEYS": self.key,
            "KABAR_QUIET_HOURS": "off",
            "PYTHONUNBUFFERED": "",
            **self.settings,
        }

    def telegram(self, fake: FakeTelegram, *, mode: str = "webhook") -> Self:
        self.settings |= {
            "KABAR_TELEGRAM_TOKEN": fake.token,
            "KABAR_TELEGRAM_API_URL": fake.url,
            "KABAR_TELEGRAM_MODE": mode,
            "KABAR_TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        return self

    def whatsapp(self, fake: FakeTwilio) -> Self:
        fake.base = fake.public_url = self.url
        self.settings |= {
            "KABAR_TWILIO_ACCOUNT_SID": fake.account,
            "KABAR_TWILIO_AUTH_TOKEN": fake.token,
            "KABAR_TWILIO_FROM": fake.sender,
            "KABAR_TWILIO_API_URL": fake.url,
            "KABAR_TWILIO_CONTENT_URL": fake.url,
        }
        return self

    def start(self, *, wait: bool = True) -> Self:
        command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(self.port), *self.options]
        if self.roles:
            command += ["--roles", self.roles]
        with (self.folder / "out").open("ab") as out, (self.folder / "err").open("ab") as err:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment(), stdout=out, stderr=err)
        if wait:
            self.wait()
        return self

    def wait(self) -> None:
        """Until it listens, and takes webhooks where it should."""
        answer = "/health" if "web" in (self.roles or "web") else "/ready"

        def listens() -> bool:
            assert self.process is not None
            assert self.process.poll() is None, self.written()
            wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            with contextlib.closing(wire), contextlib.suppress(OSError, http.client.HTTPException):
                wire.request("GET", answer)
                return wire.getresponse().status == 200
            return False

        until(listens, START, every=0.2)

    def kill(self) -> None:
        """As a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As an operator does; the exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(number)
        try:
            return self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"it did not end within {STOP} s: {self.written()}") from None
        finally:
            self.process = None

    def written(self) -> str:
        """All that it printed and logged so far."""
        return "".join(
            (self.folder / name).read_text(errors="replace")
            for name in ("out", "err")
            if (self.folder / name).exists()
        )

    def kabar(self, *words: str, typed: str | None = None, seconds: float = 60) -> str:
        """Another command beside it; what it printed. Its log lines are kept with ours."""
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=ROOT,
            env=self.environment(),
            input=typed,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        with (self.folder / "err").open("a") as err:
            err.write(done.stderr)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def database(self) -> Iterator[Database]:
        """Its database, opened beside it."""
        database = Database.open(
            self.environment()["KABAR_DATABASE_URL"], (self.key,), self.folder / "data", create=False
        )
        try:
            yield database
        finally:
            database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class Whatsapp:
    """The fake Twilio in a thread of its own, and what its persons do."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.fake: FakeTwilio = self._do(self._start())

    async def _start(self) -> FakeTwilio:
        return await FakeTwilio().start()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(40)

    def deliver(self, request: Request) -> int:
        """Post it to the program; its status."""
        status: int = self._do(self.fake.deliver(request))
        return status

    def writes(self, address: str, text: str, *, name: str = "") -> int:
        return self.deliver(self.fake.writes(f"whatsapp:{address}", text, name=name))

    def seen(self, address: str) -> list[Sent]:
        return self.fake.seen(f"whatsapp:{address}")

    def close(self) -> None:
        self._do(self.fake.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
