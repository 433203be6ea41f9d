"""`kabar staff` adds people and prints a link that logs them in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.commands.staff import app
from bot.demo import remember_ahead
from bot.settings import Settings
from console import sessions
from console.scope import Role
from storage.database import Database
from tests.conftest import KEYS
from tests.console.conftest import HOME

ASEP = ("add", "--name", "Kang Asep", "--phone", "0812 1111 2222", "--role", "assistant", "--kecamatan", HOME)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The settings of an installation of its own."""
    monkeypatch.setenv("KABAR_DATABASE_URL", f"sqlite:///{tmp_path / 'kabar.db'}")
    monkeypatch.setenv("KABAR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KABAR_SECRET_KEYS", KEYS[0])
    monkeypatch.setenv("KABAR_PUBLIC_URL", "https://kabar.example")
    return tmp_path


def kabar_staff(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def token_in(result: Result) -> str:
    assert result.exit_code == 0, result.output
    assert "https://kabar.example/console/masuk/" in result.output
    return result.output.split("/console/masuk/")[1].split()[0]


def test_an_assistant_is_added_and_the_link_is_good(shell: Path) -> None:
    token = token_in(kabar_staff(*ASEP))
    database = Database.open(f"sqlite:///{shell / 'kabar.db'}", KEYS, shell / "data")
    entered = database.write(lambda db: sessions.enter(db, token, datetime.now(UTC)))
    assert entered is not None
    assert (entered[0].name, entered[0].role, entered[0].kecamatan) == (
        "Kang Asep",
        Role.ASSISTANT.value,
        HOME,
    )
    database.close()


def test_a_link_is_good_in_a_demo_whose_clock_has_jumped(shell: Path) -> None:
    kabar_staff(*ASEP)
    database = Database.open(f"sqlite:///{shell / 'kabar.db'}", KEYS, shell / "data")
    month = timedelta(days=31)
    database.write(lambda db: remember_ahead(db, month))
    token = token_in(kabar_staff("link", "081211112222"))
    later = datetime.now(UTC) + month
    assert database.write(lambda db: sessions.enter(db, token, later)) is not None
    database.close()


def test_a_new_link_takes_the_place_of_the_old_one(shell: Path) -> None:
    first = token_in(kabar_staff(*ASEP))
    second = token_in(kabar_staff("link", "+6281211112222"))
    assert first != second


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--name", "X", "--phone", "12", "--role", "admin"), "12"),
        (("add", "--name", "X", "--phone", "08121111222", "--role", "king"), "admin, head, staff, assistant"),
        (("add", "--name", "X", "--phone", "08121111222", "--role", "assistant"), "--kecamatan"),
        (
            ("add", "--name", "X", "--phone", "08121111222", "--role", "assistant", "--kecamatan", "1"),
            "32.04.37",
        ),
        (("link", "0899999999"), "+62899999999"),
    ],
)
def test_what_is_wrong_is_said(shell: Path, words: tuple[str, ...], said: str) -> None:
    result = kabar_staff(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_a_number_is_added_once(shell: Path) -> None:
    kabar_staff(*ASEP)
    again = kabar_staff(*ASEP)
    assert again.exit_code == 2
    assert "+6281211112222" in again.output


def test_without_a_public_url_the_link_leads_to_where_the_server_listened(
    shell: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KABAR_PUBLIC_URL")
    assert "http://127.0.0.1:8000/console/masuk/" in kabar_staff(*ASEP).output
    Settings().listens("http://127.0.0.1:9123")
    assert "http://127.0.0.1:9123/console/masuk/" in kabar_staff("link", "081211112222").output
    monkeypatch.setenv("KABAR_PUBLIC_URL", "https://kabar.example")
    token_in(kabar_staff("link", "081211112222"))
