"""`kabar doctor` says what is well and what to do, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import assembled
from bot.settings import Settings


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("DATABASE_URL", "PUBLIC_URL", "TELEGRAM_TOKEN", "TWILIO_ACCOUNT_SID"):
        monkeypatch.delenv(f"KABAR_{setting}", raising=False)
    monkeypatch.setenv("KABAR_DATA_DIR", str(tmp_path))


def doctor() -> str:
    return CliRunner().invoke(assembled(), ["doctor"]).output


def test_without_a_public_url_it_says_that_no_phone_reaches_the_upload_page() -> None:
    told = doctor()
    assert "Tautan unggah berkas belum bisa dikirim" in told
    assert "KABAR_PUBLIC_URL masih http://127.0.0.1:8000." in told


def test_it_names_the_address_at_which_the_server_listened() -> None:
    Settings().listens("http://127.0.0.1:9123")
    assert "KABAR_PUBLIC_URL masih http://127.0.0.1:9123." in doctor()


def test_with_a_public_url_it_names_where_papers_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABAR_PUBLIC_URL", "https://kabar.example.go.id/")
    told = doctor()
    assert "https://kabar.example.go.id/berkas/" in told
    assert "KABAR_PUBLIC_URL masih" not in told
