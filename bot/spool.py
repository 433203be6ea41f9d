"""Keeps webhook requests in files while the database is down, and plays them back in order.

Each request is a file of its own, written aside, synced and renamed, so a process that is killed in the
middle leaves nothing that looks whole. A file goes when its request was handled; a request that was handled
and whose file did not go is handled again, which does nothing: an inbox row is unique by its external id.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import msgspec

from bot.channels.channel import Forbidden, Request

_encode: Final = msgspec.msgpack.Encoder().encode
_decode: Final = msgspec.msgpack.Decoder(Request).decode


class Spool:
    """A folder of waiting requests. `seal` and `open_` encrypt and decrypt: it holds what people write.

    Keep only what the channel has verified. While anything waits, let new requests wait behind it.
    """

    def __init__(self, folder: Path, seal: Callable[[bytes], bytes], open_: Callable[[bytes], bytes]) -> None:
        self._folder, self._seal, self._open = folder, seal, open_
        self._numbers = itertools.count()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, request: Request) -> None:
        """On disk when it returns. Raises OSError when the disk cannot: then the webhook must fail."""
        # Nanoseconds order the processes that share the folder, the count what one of them took in at once.
        name = f"{time.time_ns():020d}-{os.getpid()}-{next(self._numbers):06d}"
        aside = self._folder / f"{name}.part"
        with aside.open("xb") as file:
            file.write(self._seal(_encode(request)))
            file.flush()
            os.fsync(file.fileno())
        aside.rename(self._folder / f"{name}.request")
        self._sync()

    def waiting(self) -> int:
        """How many requests wait to be played."""
        return len(self._files())

    def broken(self) -> int:
        """How many were set aside: not to be opened (a lost key, a damaged disk) or forbidden."""
        return sum(1 for _ in self._folder.glob("*.broken"))

    async def play(self, handle: Callable[[Request], Awaitable[object]]) -> int:
        """Hand every waiting request over, oldest first; how many were handled.

        What `handle` raises ends the play: that request and those behind it stay. A second play at the same
        time, here or in another process, does nothing.
        """
        with (self._folder / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return 0
            handled = 0
            # New ones may come while these are played.
            while files := self._files():
                for file in files:
                    if (request := self._read(file)) is None:
                        continue
                    try:
                        await handle(request)
                    except Forbidden:  # a token or the public address has changed since
                        _set_aside(file)
                    else:
                        file.unlink()
                        handled += 1
            if handled:
                self._sync()
            return handled

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.request"))

    def _read(self, file: Path) -> Request | None:
        try:
            return _decode(self._open(file.read_bytes()))
        except Exception:  # whatever `open_` raises for bytes that are not its own
            _set_aside(file)
            return None

    def _sync(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _set_aside(file: Path) -> None:
    file.rename(file.with_suffix(".broken"))
