"""Lets the processes that write to one SQLite file through in the order they came, by two file locks."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Turnstile:
    """The second lock is held while writing; the first while waiting for the second.

    SQLite's own busy handler sleeps and tries again, so that a busy process starves the others for seconds.
    A process that leaves queues behind the one that waits, and flock wakes waiters in order. Not for several
    threads of one Turnstile: each writer thread has its own.
    """

    def __init__(self, file: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._outer = os.open(f"{file}-turn-a", flags, 0o600)
        self._inner = os.open(f"{file}-turn-b", flags, 0o600)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for our turn, and hold it for the length of the block."""
        fcntl.flock(self._outer, fcntl.LOCK_EX)
        try:
            fcntl.flock(self._inner, fcntl.LOCK_EX)
        finally:
            fcntl.flock(self._outer, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(self._inner, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._outer)
        os.close(self._inner)
