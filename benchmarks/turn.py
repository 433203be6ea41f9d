"""What a turn of a registration costs in one process, and where it goes, beside the bare echo's handler."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from cryptography.fernet import Fernet
from pydantic import SecretStr

import turns.hearing
import turns.reply
from benchmarks.echo import Echo, body
from benchmarks.load import requests
from bot.channels.telegram_updates import read_update
from bot.house import House, build
from bot.settings import Settings
from conversations import hear
from conversations.question import Question
from storage.database import Db
from storage.sealing import Sealing

ROUNDS, TURNS = 20, 300  # of each kind in a round
PARTS = ("reading", "understanding", "script", "statements", "rendering", "sealing")


class Stopwatch:
    """Wall time by part of a turn; a part within another counts for itself alone."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = defaultdict(int)  # nanoseconds
        self._parts = ["rest"]
        self._since = time.perf_counter_ns()

    def turn_to(self, part: str) -> None:
        self._book()
        self._parts.append(part)

    def turn_back(self) -> None:
        self._book()
        self._parts.pop()

    def _book(self) -> None:
        now = time.perf_counter_ns()
        self.spent[self._parts[-1]] += now - self._since
        self._since = now

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **named: Any) -> Any:
            self.turn_to(part)
            try:
                return function(*args, **named)
            finally:
                self.turn_back()

        return measured


def main(arguments: list[str]) -> int:
    """Prints a turn's processor time against the echo's handler, and its parts."""
    with tempfile.TemporaryDirectory(prefix="kabar-bench-") as folder:
        house = build(Settings(data_dir=Path(folder), secret_keys=SecretStr(Fernet.generate_key().decode())))
        try:
            show(house)
        finally:
            house.close()
    return 0


def show(house: House) -> None:
    bodies = bodies_of(requests(0))
    echo, loop = Echo(), asyncio.new_event_loop()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours.append(house.database.write(lambda db: take(house, db, [next(bodies) for _ in range(TURNS)])))
        theirs.append(loop.run_until_complete(hear_all(echo, [next(bodies) for _ in range(TURNS)])))
    loop.close()
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    out = sys.stdout.write
    out(f"a turn takes {median(ours):.0f} us of a processor, the echo's handler {median(theirs):.0f}: ")
    out(f"{ratio:.2f} times as much (median of {ROUNDS} pairs)\n")
    watch = Stopwatch()
    with watched(house, watch):
        house.database.write(lambda db: take(house, db, [next(bodies) for _ in range(ROUNDS * TURNS)], watch))
    total = sum(watch.spent.values())
    for part in (*PARTS, "rest"):
        out(f"  {part:14}{watch.spent[part] / total:5.0%}\n")


def take(house: House, db: Db, updates: Sequence[bytes], watch: Stopwatch | None = None) -> float:
    """Microseconds of processor time for a turn, read from what Telegram sends; without the commit."""
    read, now = watch.timed("reading", read_update) if watch else read_update, house.clock()
    before = time.thread_time()
    if watch:
        watch.turn_to("rest")
        watch.spent.clear()
    for update in updates:
        for inbound in read(update):
            house.turns.take(db, inbound, now)
    db.settle()
    if watch:
        watch.turn_back()
    return (time.thread_time() - before) / len(updates) * 1e6


async def hear_all(echo: Echo, updates: Sequence[bytes]) -> float:
    """Microseconds of processor time for an update in the echo, from JSON to JSON."""
    before = time.thread_time()
    for update in updates:
        said = await echo.hear(json.loads(update))
        if said is not None:
            body(said)
    return (time.thread_time() - before) / len(updates) * 1e6


def bodies_of(sent: Iterator[bytes]) -> Iterator[bytes]:
    return (request.partition(b"\r\n\r\n")[2] for request in sent)


@contextmanager
def watched(house: House, watch: Stopwatch) -> Iterator[None]:
    """Each part's functions under the stopwatch, as they are found by their callers."""
    places: list[tuple[Any, str, str]] = [
        (Db, "_run", "statements"),
        (Db, "settle", "statements"),
        (Sealing, "seal", "sealing"),
        (Sealing, "open", "sealing"),
        (turns.reply, "render", "rendering"),
        (turns.hearing, "command", "understanding"),
        (turns.hearing, "intent", "understanding"),
        (hear, "command", "understanding"),
    ]
    asking = [kind for kind in kinds(Question) if "understand" in vars(kind)]
    places += [(kind, "understand", "understanding") for kind in asking]
    places += [(type(desk.conversation), "script", "script") for desk in house.turns.desks.values()]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    for owner, name, part in places:
        setattr(owner, name, watch.timed(part, getattr(owner, name)))
    try:
        yield
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def kinds(of: type[Any]) -> Iterator[type[Any]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
