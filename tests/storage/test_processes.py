"""The turnstile between processes, and what a killed process leaves."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

from storage.database import Database
from tests.modules import ROOT
from tests.storage.notes import note, notes


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
