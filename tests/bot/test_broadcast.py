"""`kabar broadcast`: what it prints is a contract."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.commands.broadcast import app
from storage.database import Database
from storage.tables import Broadcast, Outbox
from tests.conftest import KEYS
from tests.console import seed

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Shell:
    """An installation of its own with three people, one of whom takes no announcements."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = folder / "siaran.txt"
        self.text.write_text("Pelatihan kemasan dibuka.\n", encoding="utf-8")
        with self.opened() as database:
            for number, name in enumerate(("Teh Rina", "Kang Asep", "Bu Euis")):
                seed.person(database, NOW, name, phone=f"+62812345678{number:02}", sector="food")
            seed.programme(database, NOW)
            database.write(
                lambda db: db.conn.exec_driver_sql(
                    "DELETE FROM consent WHERE person_id = 3 AND purpose = 'announcements'"
                )
            )

    def opened(self) -> _Opened:
        return _Opened(Database.open(f"sqlite:///{self.folder / 'kabar.db'}", KEYS, self.folder / "data"))

    def run(self, *words: str) -> Any:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout.splitlines()[-1])

    def refused(self, *words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == 2
        return result.output

    def send(self, *words: str) -> Any:
        return self.run("--text-file", str(self.text), *words)


class _Opened:
    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> Database:
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.close()


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    monkeypatch.setenv("KABAR_DATABASE_URL", f"sqlite:///{tmp_path / 'kabar.db'}")
    monkeypatch.setenv("KABAR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KABAR_SECRET_KEYS", KEYS[0])
    return Shell(tmp_path)


def test_a_dry_run_counts_and_writes_nothing(shell: Shell) -> None:
    told = shell.send("--dry-run")
    assert told == {"id": None, "recipients": 2, "left_out": {"no_consent": 1}, "minutes": 1}
    with shell.opened() as database, database.read() as db:
        assert db.session.query(Broadcast).count() == 0


def test_it_tells_what_it_froze_and_the_report_adds_up(shell: Shell) -> None:
    told = shell.send()
    assert told == {"id": 1, "recipients": 2, "left_out": {"no_consent": 1}, "minutes": 1}
    assert shell.run("report", "1") == {"id": 1, "recipients": 2, "states": {"queued": 2}}


def test_the_audience_is_read_in_the_words_of_the_contract(shell: Shell) -> None:
    whole = "kecamatan=32.04.37 sector=kuliner nib=yes activity=inactive"
    assert shell.send("--dry-run", "--audience", whole)["left_out"].keys() <= {"no_consent"}
    assert shell.send("--dry-run", "--audience", "sector=kuliner nib=yes")["recipients"] == 2
    assert shell.send("--dry-run", "--audience", "nib=no")["recipients"] == 0
    assert shell.send("--dry-run", "--audience", "program=kemasan")["recipients"] == 0


def test_it_goes_out_at_the_time_that_was_given_in_wib(shell: Shell) -> None:
    shell.send("--at", "2099-12-01T09:00")
    with shell.opened() as database, database.read() as db:
        rows = db.session.query(Outbox).all()
        assert {row.not_before for row in rows} == {datetime(2099, 12, 1, 2, tzinfo=UTC)}


def test_what_cannot_be_sent_is_refused_with_words(shell: Shell) -> None:
    file = ("--text-file", str(shell.text))
    assert "sektor=emas" in shell.refused(*file, "--audience", "sektor=emas")
    assert "99.99.99" in shell.refused(*file, "--audience", "kecamatan=99.99.99")
    assert "TIDAKADA" in shell.refused(*file, "--audience", "program=TIDAKADA")
    shell.text.write_text("  \n")
    assert "kosong" in shell.refused(*file)
    shell.text.write_text("a" * 901)
    assert "900" in shell.refused(*file)
    assert "7" in shell.refused("report", "7")
    with shell.opened() as database, database.read() as db:
        assert db.session.query(Broadcast).count() == 0


def test_people_read_the_words_and_how_to_stop(shell: Shell) -> None:
    shell.send()
    with shell.opened() as database, database.read() as db:
        row = db.session.query(Broadcast).one()
        assert row.text == "Pelatihan kemasan dibuka."
        assert b"Pelatihan kemasan dibuka." in row.body
        assert b"stop" in row.body
