"""The power goes at the worst moments: nothing acknowledged is lost, and little goes out twice."""

from __future__ import annotations

import contextlib
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import select, text

from bot.channels.channel import Request
from storage import outbox
from storage.database import Database
from storage.tables import Inbox, Outbox
from tests.bot.office import Office
from tests.fakes.twilio import Fault, Trouble, Window
from tests.system.running import Running, Whatsapp, until

pytestmark = pytest.mark.timeout(300)  # several starts of the whole program

EUIS, ASEP, DADAN = "+6281234567890", "+6281234567891", "+6281234567892"


def texts(whatsapp: Whatsapp, address: str) -> list[str]:
    return [sent.text for sent in whatsapp.seen(address)]


def inbox(database: Database) -> list[tuple[str, str]]:
    with database.read() as db:
        return [(row.external_id, row.state) for row in db.session.scalars(select(Inbox).order_by(Inbox.id))]


def states(database: Database, *numbers: int) -> list[str]:
    with database.read() as db:
        return [db.session.get_one(Outbox, number).state for number in numbers]


@contextlib.contextmanager
def locked(running: Running) -> Iterator[None]:
    """No turn can commit meanwhile."""
    url = running.environment()["KABAR_DATABASE_URL"]
    if url.startswith("sqlite"):
        holding = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        holding.execute("BEGIN IMMEDIATE")
        yield
        holding.execute("ROLLBACK")
        holding.close()
    else:
        with psycopg.connect(url) as conn:
            conn.execute("LOCK TABLE inbox IN EXCLUSIVE MODE")
            yield
            conn.rollback()


def sends_without_listening(running: Running, request: Request) -> socket.socket:
    """Post a request and never read the answer: as if it were lost."""
    head = f"POST {request.path} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(request.body)}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    wire = socket.create_connection(("127.0.0.1", running.port))
    wire.sendall(head.encode() + b"\r\n" + request.body)
    return wire


def time_passes(database: Database) -> None:
    """All leases are over."""
    database.write(lambda db: db.conn.execute(text("UPDATE lease SET until = 0")))
    database.write(
        lambda db: db.conn.execute(text("UPDATE outbox SET leased_until = 1 WHERE state = 'sending'"))
    )


def test_a_kill_around_the_commit_loses_nothing_and_doubles_nothing(
    running_on: Running, whatsapp: Whatsapp
) -> None:
    running = running_on.whatsapp(whatsapp.fake).start()
    before, after = (whatsapp.fake.writes(f"whatsapp:{who}", "halo") for who in (EUIS, ASEP))
    with running.database() as database:
        answers: list[int] = []
        with locked(running):
            waiting = threading.Thread(target=lambda: answers.append(whatsapp.deliver(before)))
            waiting.start()
            time.sleep(0.5)
            running.kill()
            waiting.join()
        assert answers == [0], "it was not acknowledged"
        assert inbox(database) == []

        running.start()
        until(lambda: texts(whatsapp, EUIS))  # Twilio does not repeat it: it is asked what was missed
        assert running.stop() == 0
        running.roles = "web"  # nothing may be in flight when it is killed
        running.start()
        with sends_without_listening(running, after):
            until(lambda: len(inbox(database)) == 2, every=0.001)
            running.kill()

        running.roles = ""
        running.start()
        assert whatsapp.deliver(after) == 200
        until(lambda: texts(whatsapp, ASEP))
        answered = settled(lambda: (len(texts(whatsapp, EUIS)), len(texts(whatsapp, ASEP))))
        assert [state for _, state in inbox(database)] == ["done", "done"]
        assert answered[0] == answered[1], "both got the same answer, once"
        assert running.stop() == 0


def settled(look: Callable[[], tuple[int, int]]) -> tuple[int, int]:
    """What it is once it has not changed for a while."""
    seen, since = look(), time.monotonic()
    while time.monotonic() - since < 2.5:
        time.sleep(0.1)
        if (now := look()) != seen:
            seen, since = now, time.monotonic()
    return seen


def test_a_kill_around_a_send_doubles_at_most_that_reply_and_no_announcement(
    running_on: Running, whatsapp: Whatsapp
) -> None:
    running = running_on.whatsapp(whatsapp.fake).start()
    whatsapp.fake.window = Window.OPEN
    with running.database() as database:
        office = Office(database, running.folder / "data")
        office.clock.at = datetime.now(UTC)
        euis, asep, dadan = (office.person(who, "whatsapp") for who in (EUIS, ASEP, DADAN))

        # After the send, before it is noted: Twilio has it, and is slow to say so.
        for who in (EUIS, ASEP):
            whatsapp.fake.faults.append(Fault(Trouble.SLOW, "Messages", to=f"whatsapp:{who}", seconds=30))
        reply = office.queue(euis, "balasan", channel="whatsapp")
        announced = office.broadcast("kabar", [asep, dadan], "whatsapp")
        first = reply + 1
        until(lambda: texts(whatsapp, EUIS) and texts(whatsapp, ASEP) and texts(whatsapp, DADAN))
        until(lambda: states(database, first + 1) == ["delivered"])
        running.kill()
        assert states(database, reply, first) == ["sending", "sending"]

        # After the claim, before the send: each waits for its chat's turn, a second after the one before.
        many = [office.queue(dadan, f"balasan {n}", channel="whatsapp") for n in range(12)]
        time_passes(database)
        whatsapp.fake.faults.clear()
        running.start()
        claimed = kills_before_the_send(running, database, whatsapp, many)

        time_passes(database)
        running.start()
        until(lambda: set(states(database, *many)) == {"delivered"}, 60)
        until(lambda: states(database, reply)[0] in ("delivered", "uncertain"))
        assert states(database, first, first + 1) == ["uncertain", "delivered"]
        seen = texts(whatsapp, DADAN)
        assert seen.count(f"balasan {many.index(claimed)}") == 1
        assert all(1 <= seen.count(f"balasan {n}") <= 2 for n in range(12))
        assert len(seen) <= 12 + 2, "at most what was in flight went twice"
        assert texts(whatsapp, ASEP) == ["kabar"], "an announcement is never sent again by itself"
        assert 1 <= len(texts(whatsapp, EUIS)) <= 2
        with database.read() as db:
            assert sum(outbox.tally(db, announced).values()) == 2
        assert running.stop() == 0


def kills_before_the_send(running: Running, database: Database, whatsapp: Whatsapp, rows: list[int]) -> int:
    """Ends the program while a message is claimed and not sent yet; which one."""
    assert running.process is not None
    while True:
        number = until(lambda: next((n for n in rows if states(database, n) == ["sending"]), 0), every=0.01)
        running.process.send_signal(signal.SIGSTOP)
        time.sleep(0.3)  # what was on its way arrives
        if f"balasan {rows.index(number)}" not in texts(whatsapp, DADAN):
            running.kill()
            return number
        running.process.send_signal(signal.SIGCONT)


def test_what_a_dead_sender_left_is_settled_as_soon_as_it_starts_again(
    running_on: Running, whatsapp: Whatsapp
) -> None:
    running = running_on.whatsapp(whatsapp.fake).start()
    whatsapp.fake.window = Window.OPEN
    with running.database() as database:
        office = Office(database, running.folder / "data")
        office.clock.at = datetime.now(UTC)
        euis, asep = office.person(EUIS, "whatsapp"), office.person(ASEP, "whatsapp")
        for _ in range(2):
            whatsapp.fake.faults.append(Fault(Trouble.SLOW, "Messages", seconds=30))
        office.broadcast("kabar", [euis], "whatsapp")
        office.queue(asep, "balasan", channel="whatsapp")
        until(lambda: texts(whatsapp, EUIS) == ["kabar"] and texts(whatsapp, ASEP) == ["balasan"])
        behind = office.queue(asep, "sesudahnya", channel="whatsapp")
        running.kill()
        running.start()
        until(lambda: states(database, behind)[0] in ("sent", "delivered"), 10)
        assert office.states()[0] == "uncertain"
        assert texts(whatsapp, EUIS) == ["kabar"]
        assert texts(whatsapp, ASEP) == ["balasan", "balasan", "sesudahnya"], (
            "once more, then what came after"
        )
