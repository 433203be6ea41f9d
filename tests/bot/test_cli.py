"""A command starts soon: it imports what it needs itself, and no library that it does not use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOOKS = """
import contextlib, io, sys
from bot.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
BOTS = {"aiogram", "telegram", "twilio"}
WEB = {"starlette", "uvicorn", "apscheduler"}
STORE = {"sqlalchemy", "psycopg", "cryptography"}


def imported(folder: Path, *words: str) -> set[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KABAR_")}
    done = subprocess.run(
        [sys.executable, "-c", LOOKS, *words],
        env=kept
        | {"KABAR_DATA_DIR": str(folder), "KABAR_TELEGRAM_TOKEN": "", "KABAR_TWILIO_ACCOUNT_SID": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        (["--help"], BOTS | WEB | STORE | {"pydantic", "lokal"}),
        (["understand", "--help"], BOTS | WEB | STORE),
        (["understand", "halo"], BOTS | WEB | STORE),
        (["doctor"], BOTS | WEB),
        (["tick"], BOTS | {"uvicorn"}),
        (["staff", "link", "081200000001"], BOTS | {"uvicorn"}),
    ],
)
def test_a_command_imports_nothing_that_it_does_not_use(
    tmp_path: Path, words: list[str], spared: set[str]
) -> None:
    assert imported(tmp_path, *words) & spared == set()


def test_a_port_that_cannot_be_is_refused_at_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve", "--port", "99999"],
        env=os.environ | {"KABAR_DATA_DIR": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, "65535" in done.stderr) == (2, True)
