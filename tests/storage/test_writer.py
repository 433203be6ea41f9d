"""Group commit, the turnstile between processes, and what a killed process leaves."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from storage.database import Database, Db, Fast
from storage.tables import Note
from tests.modules import ROOT

NOTE = Fast(insert(Note).values(name=bindparam("name"), value=bindparam("value")))


NAMES = Fast(select(Note.name))


def note(name: str) -> Callable[[Db], str]:
    def work(db: Db) -> str:
        db.run(NOTE, name=name, value="")
        return name

    return work


def notes(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.session.scalars(select(Note.name).order_by(Note.name)))


@pytest.fixture
def sqlite(empty_sqlite: Path, tmp_path: Path, keys: tuple[str, ...]) -> Database:
    """Group commit is SQLite's alone."""
    file = tmp_path / "kabar.db"
    file.write_bytes(empty_sqlite.read_bytes())
    return Database.open(f"sqlite:///{file}", keys, tmp_path, create=False)


def together(database: Database, *works: Callable[[Db], object]) -> list[object]:
    """Put the works while the writer is busy, so that they meet in one group; gives results or errors."""
    busy, go = threading.Event(), threading.Event()

    def first(db: Db) -> None:
        busy.set()
        go.wait(5)

    async def run() -> list[object]:
        before = asyncio.ensure_future(database.submit(first))
        await asyncio.to_thread(busy.wait, 5)
        waiting = [asyncio.ensure_future(database.submit(work)) for work in works]
        await asyncio.sleep(0)
        go.set()
        await before
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    return asyncio.run(run())


def test_works_that_wait_share_a_commit(sqlite: Database) -> None:
    before = sqlite.commits
    assert together(sqlite, *(note(f"{n:02}") for n in range(20))) == [f"{n:02}" for n in range(20)]
    assert (sqlite.commits - before, sqlite.works) == (2, 21)
    sqlite.close()


def test_a_group_has_its_limit(sqlite: Database) -> None:
    before = sqlite.commits
    together(sqlite, *(note(f"{n:03}") for n in range(100)))
    assert sqlite.commits - before == 3
    sqlite.close()


def test_after_company_the_next_waits_a_moment_for_more(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[Future[str]] = []
    with ThreadPoolExecutor(1) as elsewhere:

        def sleep(seconds: float) -> None:
            if not later:
                later.append(elsewhere.submit(sqlite.write, note("b")))
                while not sqlite._writer._jobs.qsize():  # type: ignore[attr-defined]
                    pass

        monkeypatch.setattr("storage.writer.time.sleep", sleep)
        sqlite.write(note("alone"))
        assert not later, "nobody was with the one before"
        together(sqlite, note("c"), note("d"), note("e"))
        before = sqlite.commits
        sqlite.write(note("a"))
        assert later[0].result() == "b"
    assert sqlite.commits - before == 1
    assert notes(sqlite) == ["a", "alone", "b", "c", "d", "e"]
    sqlite.close()


def test_one_that_fails_in_a_group_fails_alone(sqlite: Database) -> None:
    def fail(db: Db) -> None:
        db.run(NOTE, name="half", value="")
        raise ZeroDivisionError

    results = together(sqlite, note("a"), fail, note("b"))
    assert [results[0], type(results[1]), results[2]] == ["a", ZeroDivisionError, "b"]
    assert notes(sqlite) == ["a", "b"]
    sqlite.close()


def test_an_error_that_only_the_flush_shows_is_its_own_works(sqlite: Database) -> None:
    def twice(db: Db) -> None:
        db.session.add(Note(name="a", value="2"))

    results = together(sqlite, note("a"), twice, note("b"))
    assert (results[0], results[2]) == ("a", "b")
    assert isinstance(results[1], Exception)
    assert notes(sqlite) == ["a", "b"]
    sqlite.close()


def test_what_is_left_for_later_is_written_with_its_commit_and_undone_with_it(sqlite: Database) -> None:
    def later(name: str) -> Callable[[Db], int]:
        def work(db: Db) -> int:
            db.later(NOTE, name=name, value="")
            return len(db.rows(NAMES))

        return work

    def fail(db: Db) -> None:
        db.later(NOTE, name="half", value="")
        raise ZeroDivisionError

    results = together(sqlite, later("a"), fail, later("b"), later("a"))
    assert (results[0], results[2]) == (0, 1), "done again one by one, each with a commit of its own"
    assert [type(results[1]), type(results[3])] == [ZeroDivisionError, IntegrityError]
    assert notes(sqlite) == ["a", "b"]
    sqlite.close()


def test_a_session_never_outlives_its_work(sqlite: Database) -> None:
    seen: list[int] = []

    def look(db: Db) -> None:
        seen.append(len(list(db.session)))
        db.session.add(Note(name=f"n{len(seen)}", value=""))

    together(sqlite, look, look, look)
    assert seen == [0, 0, 0]
    assert notes(sqlite) == ["n1", "n2", "n3"]
    sqlite.close()


def test_thirty_two_at_once_that_say_the_same_have_one_effect(database: Database) -> None:
    from datetime import UTC, datetime

    from storage import inbox
    from storage.inbound import Inbound, Kind

    message = Inbound("telegram", "update-7", "1234", Kind.TEXT, text="halo")
    now = datetime(2026, 11, 24, tzinfo=UTC)
    with ThreadPoolExecutor(32) as pool:
        rows = list(
            pool.map(lambda _: database.write(lambda db: inbox.remember(db, message, now)), range(32))
        )
    assert len([row for row in rows if row is not None]) == 1


def child(body: str, *args: str) -> subprocess.Popen[str]:
    """Another process that runs `body` with `args`; it prints what it has to say."""
    script = f"import sys\nfrom pathlib import Path\n{textwrap.dedent(body)}"
    return subprocess.Popen(
        [sys.executable, "-c", script, *args], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


WRITER = """
    from sqlalchemy import text
    from storage.database import Database, Fast
    url, key, folder, name, count = sys.argv[1:]
    database = Database.open(url, [key], Path(folder), create=False)
    note = Fast(text("INSERT INTO note (name, value) VALUES (:name, '')"))
    for number in range(int(count)):
        database.write(lambda db: db.run(note, name=f"{name}-{number:03}"))
        print(number, flush=True)
    database.close()
    """


def test_two_processes_write_side_by_side(
    database: Database, database_url: str, keys: tuple[str, ...], tmp_path: Path
) -> None:
    children = [child(WRITER, database_url, keys[0], str(tmp_path), name, "40") for name in ("b", "c")]
    for number in range(40):
        database.write(note(f"a-{number:03}"))
    assert [process.wait(30) for process in children] == [0, 0]
    for process in children:
        process.communicate()
    assert len(notes(database)) == 120


def test_a_writer_that_waits_is_let_through_before_one_that_comes_back(
    sqlite: Database, keys: tuple[str, ...], tmp_path: Path
) -> None:
    """A saturated process must not starve another: with SQLite's own busy handler it waits for seconds."""
    stop = threading.Event()

    def saturate() -> None:
        number = 0
        while not stop.is_set():
            sqlite.write(note(f"a-{number:06}"))
            number += 1

    thread = threading.Thread(target=saturate)
    thread.start()
    begun = time.monotonic()
    process = child(WRITER, str(sqlite.url), keys[0], str(tmp_path), "b", "20")
    process.communicate(timeout=30)
    took = time.monotonic() - begun
    stop.set()
    thread.join()
    busy = len([name for name in notes(sqlite) if name.startswith("a-")])
    assert process.returncode == 0
    assert busy > 20, "the other process was not held up for good either"
    assert took < 15
    sqlite.close()


KILLED = """
    import time
    from sqlalchemy import text
    from storage.database import Database, Fast
    url, key, folder, name, count = sys.argv[1:]
    database = Database.open(url, [key], Path(folder), create=False)
    note = Fast(text("INSERT INTO note (name, value) VALUES (:name, '')"))
    database.write(lambda db: db.run(note, name="committed"))
    def work(db):
        db.run(note, name="begun")
        print("in the middle", flush=True)
        time.sleep(60)
    database.write(work)
    """


def test_a_process_that_is_killed_in_the_middle_leaves_nothing_half_done_and_nobody_waiting(
    database: Database, database_url: str, keys: tuple[str, ...], tmp_path: Path
) -> None:
    process = child(KILLED, database_url, keys[0], str(tmp_path), "b", "1")
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    begun = time.monotonic()
    database.write(note("after"))
    assert time.monotonic() - begun < 5
    assert notes(database) == ["after", "committed"]


def test_what_was_acknowledged_survives_a_kill(
    database: Database, database_url: str, keys: tuple[str, ...], tmp_path: Path
) -> None:
    process = child(WRITER, database_url, keys[0], str(tmp_path), "b", "100000")
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    told += rest.split("\n")
    acknowledged = {f"b-{int(number):03}" for number in told if number}
    kept = set(notes(database))
    assert acknowledged <= kept
    assert len(kept - acknowledged) <= 1, "at most the one that was in flight"


def test_a_file_held_by_somebody_outside_the_turnstile_is_waited_for(sqlite: Database) -> None:
    stranger = sqlite3.connect(str(sqlite.url.database), isolation_level=None, check_same_thread=False)
    stranger.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: stranger.execute("COMMIT")).start()
    assert sqlite.write(note("late")) == "late"
    stranger.close()
    sqlite.close()
