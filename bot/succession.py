"""Which sender has certainly ended: each keeps a file of the data folder locked for as long as it lives."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Succession:
    """One file for each bot, with the name of whoever holds it. The system frees it at any death.

    Where a living process holds it, or the folder is another machine's, nobody is known to be dead.
    """

    def __init__(self, file: Path, owner: str) -> None:
        self._file, self._owner = file, owner
        self._held: int | None = None

    def enter(self) -> str | None:
        """Hold the file from now on where nobody does; gives whose it was: that one is dead, or has left."""
        if self._held is not None:
            return None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            held = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return None
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            return None
        self._held = held
        before = os.pread(held, 100, 0).decode()
        os.ftruncate(held, 0)
        os.pwrite(held, self._owner.encode(), 0)
        return before or None

    def leave(self) -> None:
        """Only when nothing of ours is in flight any more."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
