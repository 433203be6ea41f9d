"""`./run` sets itself up without leaving its folder, and says what is wrong where it cannot."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.modules import PACKAGES, ROOT


def call(script: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [script, *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the project that is not set up, in a folder with a space in its name."""
    house = tmp_path / "kabar usaha"
    house.mkdir()
    for name in ("run", "pyproject.toml", "uv.lock", "LICENSE"):
        shutil.copy(ROOT / name, house / name)
    for package in PACKAGES:
        (house / package).mkdir()
        (house / package / "__init__.py").touch()
    (house / "bot" / "cli.py").write_text("import sys\ndef main():\n    print(sys.argv[1:])\n", "utf-8")
    return house


def pretend_installed(house: Path) -> None:
    """What set-up leaves behind, with a `kabar` that prints what it was given."""
    programs = house / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "kabar"):
        (programs / name).write_text('#!/bin/sh\nprintf "%s|" "$@"\n', "utf-8")
        (programs / name).chmod(0o755)
    recipe = "".join(
        [f"{house}\n", *((house / name).read_text("utf-8") for name in ("pyproject.toml", "uv.lock"))]
    )
    for made in ("made-run", "made-dev"):
        (house / ".venv" / made).write_text(recipe, "utf-8")


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ([], "serve|--demo|"),
        (["--port", "9000"], "serve|--demo|--port|9000|"),
        (["kabar"], "|"),
        (["kabar", "chat", "--as", "a b"], "chat|--as|a b|"),
        (["test", "-k", "one or two"], "-m|pytest|--numprocesses|auto|--maxprocesses|4|-k|one or two|"),
        (["bench", "webhook"], "-m|benchmarks|webhook|"),
    ],
)
def test_each_mode_starts_its_program_at_once(house: Path, arguments: list[str], given: str) -> None:
    pretend_installed(house)
    done = call(house / "run", *arguments)
    assert (done.stdout, done.stderr, done.returncode) == (given, "", 0)
    assert not (house / ".tools").exists()


def test_an_unknown_mode_is_explained(house: Path) -> None:
    done = call(house / "run", "frobnicate")
    assert (done.stdout, done.returncode) == ("", 2)
    assert "./run kabar COMMAND" in done.stderr
    assert call(house / "run", "--help").returncode == 0


def test_without_a_network_both_languages_say_so(house: Path, tmp_path: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    done = call(house / "run", "kabar", HOME=str(tmp_path), PIP_CONFIG_FILE=os.devnull, **nowhere)
    assert (done.stdout, done.returncode) == ("", 1)
    assert "periksa sambungan internet" in done.stderr
    assert "check the network" in done.stderr
    assert not (house / ".venv").exists()


@pytest.mark.parametrize(
    ("python", "complaint"),
    [("exit 1", "Python 3.11 or newer was not found"), ('[ "$1" = -c ]', "Python has no pip")],
)
def test_a_missing_python_or_pip_is_named(house: Path, tmp_path: Path, python: str, complaint: str) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("cat", "cmp", "dirname", "head", "mkdir", "mv", "rm"):
        (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "python3").write_text(f"#!/bin/sh\n{python}\n", "utf-8")
    (programs / "python3").chmod(0o755)
    done = call(house / "run", "kabar", PATH=str(programs))
    assert (done.stdout, done.returncode) == ("", 1)
    assert complaint in done.stderr
    assert "apt-get install" in done.stderr


def test_the_lock_names_no_index_but_the_public_one() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == {"pypi.org", "files.pythonhosted.org"}
    assert set(re.findall(r"source = \{ (\w+)", lock)) == {"registry", "editable"}
