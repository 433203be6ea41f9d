"""The program and the wires that it talks to, for every test that runs it for real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Postgres
from tests.fakes.telegram import FakeTelegram
from tests.system.running import Running, Whatsapp


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def whatsapp() -> Iterator[Whatsapp]:
    whatsapp = Whatsapp()
    yield whatsapp
    whatsapp.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A program on a SQLite file that is still to be started."""
    with Running(tmp_path / "kabar") as running:
        yield running
        keeps_to_itself(running)


@pytest.fixture
def running_on_postgresql(tmp_path: Path, postgres: Postgres) -> Iterator[Running]:
    """The same on a PostgreSQL database in which it makes its own tables."""
    with Running(tmp_path / "kabar", postgres.bare()) as running:
        yield running
        keeps_to_itself(running)


@pytest.fixture(params=["running", "running_on_postgresql"], ids=["sqlite", "postgresql"])
def running_on(request: pytest.FixtureRequest) -> Running:
    """The same, on each database in turn."""
    running: Running = request.getfixturevalue(request.param)
    return running


def keeps_to_itself(running: Running) -> None:
    """Whatever a test did: no key, no token, and nothing that looks like a phone or a NIK is in the log."""
    file = running.folder / "err"
    log = file.read_text() if file.exists() else ""
    keys = [running.key, *(word for name, word in running.settings.items() if "TOKEN" in name)]
    assert not [key for key in keys if key in log]
    assert re.findall(r"\+62\d{6,}|whatsapp:|\b\d{10,}\b", log) == []
