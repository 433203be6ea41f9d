"""Who sent before from a data folder is known to be dead only once its process is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.succession import Succession

LIVES = """
import sys
from pathlib import Path
from bot.succession import Succession
print(Succession(Path(sys.argv[1]), "first").enter(), flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(file: Path) -> Iterator[subprocess.Popen[str]]:
    """One that entered as "first" and lives until it is killed."""
    command = [sys.executable, "-c", LIVES, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "None\n"
        yield process
        process.kill()


def test_a_process_that_lives_is_never_taken_for_dead(tmp_path: Path) -> None:
    file = tmp_path / "data" / "telegram.sender"
    with another_process(file):
        second = Succession(file, "second")
        assert second.enter() is None
        second.leave()
        assert second.enter() is None


def test_who_comes_after_a_killed_process_learns_whose_it_was_once(tmp_path: Path) -> None:
    file = tmp_path / "data" / "telegram.sender"
    with another_process(file) as process:
        second = Succession(file, "second")
        assert second.enter() is None
        process.kill()
        process.wait()
        assert second.enter() == "first"
        assert second.enter() is None
    assert Succession(file, "third").enter() is None, "the second lives"
    second.leave()
    third = Succession(file, "third")
    assert third.enter() == "second"
    third.leave()


def test_where_no_file_can_be_locked_nobody_is_dead(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    assert Succession(tmp_path / "data" / "telegram.sender", "first").enter() is None
