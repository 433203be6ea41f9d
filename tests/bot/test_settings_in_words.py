"""A wrong setting or file is answered by every command with a line of words, never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import assembled


def kabar(*words: str) -> tuple[int, str]:
    """Exit status and all that was printed."""
    done = CliRunner().invoke(assembled(), list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABAR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("KABAR_DATABASE_URL", raising=False)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("KABAR_TWILIO_TEMPLATES", "{bad"),
        ("KABAR_TWILIO_TEMPLATES", "[1]"),
        ("KABAR_TELEGRAM_MODE", "carrier pigeon"),
        ("KABAR_TELEGRAM_TOKEN", "not-a-token"),
        ("KABAR_OFFICE", "/none/such.toml"),
        ("KABAR_DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x"),
        ("KABAR_DATA_DIR", "/proc/none"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    status, told = kabar("tick")
    assert status == 2
    assert setting in told or value in told


def test_templates_are_read_from_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABAR_TWILIO_TEMPLATES", '{"checkin": "HX1"}')
    assert kabar("tick") == (0, '{"sent": 0}\n')


def test_a_file_that_is_not_there_is_named() -> None:
    status, told = kabar("understand", "--file", "/none/such.tsv")
    assert (status, "/none/such.tsv" in told) == (2, True)


def test_the_columns_of_a_file_are_found_by_their_names(tmp_path: Path) -> None:
    file = tmp_path / "said.tsv"
    file.write_text("note\ttext\tkind\n\t2,5jt\tamount\nx\tiya atuh\tyesno\n")
    status, told = kabar("understand", "--file", str(file))
    assert status == 0
    assert [line.partition('"value": ')[2].partition(",")[0] for line in told.splitlines()] == [
        "2500000",
        '"ya"',
    ]
    file.write_text("2,5jt\tamount\n")
    status, told = kabar("understand", "--file", str(file))
    assert (status, str(file) in told) == (2, True)
