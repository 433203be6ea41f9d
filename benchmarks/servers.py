"""Starts a program under measurement on a free port, waits until it answers, and ends it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import SECRET

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Server:
    """A running program."""

    port: int
    pid: int

    def meter(self, name: str) -> float:
        """One figure of /metrics."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics") as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith((f"{name} ", f"{name}_total ")):
                    return float(line.rpartition(" ")[2])
        raise LookupError(name)

    def busy(self) -> float:
        """Seconds of processor time used so far, in all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """MiB of memory the process holds, as Linux counts VmRSS."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise LookupError("VmRSS")


@contextmanager
def kabar(*arguments: str, telegram: bool = True) -> Iterator[Server]:
    """`kabar serve` on a new SQLite database (synchronous FULL, as always)."""
    with tempfile.TemporaryDirectory(prefix="kabar-bench-") as folder:
        env = {"KABAR_DATA_DIR": folder, "KABAR_QUIET_HOURS": "off"}
        if telegram:
            env |= {
                "KABAR_TELEGRAM_TOKEN": "42:bench",
                "KABAR_TELEGRAM_MODE": "webhook",
                "KABAR_TELEGRAM_WEBHOOK_SECRET": SECRET,
                "KABAR_TELEGRAM_API_URL": "http://127.0.0.1:9",  # nobody there: nothing is sent
            }
        with _running(["-m", "bot.cli", "serve", *arguments, "--port"], env) as server:
            yield server


@contextmanager
def echo(*how: str) -> Iterator[Server]:
    """The yardstick that answers in the webhook's response, as aiogram ships it or "stripped"."""
    with _running(["-m", "benchmarks.echo"], {}, *how) as server:
        yield server


@contextmanager
def calling_echo() -> Iterator[Server]:
    """The yardstick that answers by a call to a Bot API in a process of its own."""
    with (
        _running(["-m", "benchmarks.botapi"], {}) as api,
        _running(["-m", "benchmarks.echo"], {}, f"http://127.0.0.1:{api.port}") as server,
    ):
        yield server


@contextmanager
def _running(arguments: list[str], env: dict[str, str], *after: str) -> Iterator[Server]:
    """The program with its port behind its arguments, and then `after`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *arguments, str(port), *after],
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the program under measurement did not start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the program under measurement does not answer")
