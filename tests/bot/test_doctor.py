"""`kabar doctor` says what is well and what to do, in words."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from bot.cli import assembled
from bot.settings import Settings
from storage.database import Database, Db
from storage.tables import Due, Person
from tests.fakes.twilio import FakeTwilio


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


async def test_it_asks_twilio_whether_the_token_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeTwilio() as twilio:
        for name, value in (
            ("ACCOUNT_SID", twilio.account),
            ("FROM", twilio.sender),
            ("API_URL", twilio.url),
        ):
            monkeypatch.setenv(f"KABAR_TWILIO_{name}", value)
        monkeypatch.setenv("KABAR_TWILIO_AUTH_TOKEN", twilio.token)
        assert "✓ WhatsApp lewat Twilio" in await asyncio.to_thread(doctor)
        monkeypatch.setenv("KABAR_TWILIO_AUTH_TOKEN", "0" * 32)
        assert "✗ Twilio tidak mengenali akun dan token" in await asyncio.to_thread(doctor)


def test_it_names_the_address_that_twilio_should_call(monkeypatch: pytest.MonkeyPatch) -> None:
    Settings().listens("http://127.0.0.1:9123")
    monkeypatch.setenv("KABAR_TWILIO_ACCOUNT_SID", "AC1")
    monkeypatch.setenv("KABAR_TWILIO_AUTH_TOKEN", "t")
    monkeypatch.setenv("KABAR_TWILIO_FROM", "whatsapp:+6281100000000")
    monkeypatch.setenv("KABAR_TWILIO_API_URL", "http://127.0.0.1:9")
    assert "http://127.0.0.1:8000" not in doctor()


def test_it_says_that_the_keys_do_not_open_what_is_stored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    right, wrong = (Fernet.generate_key().decode() for _ in range(2))
    file = tmp_path / "kabar.db"
    database = Database.open(f"sqlite:///{file}", (right,), tmp_path)

    def add(db: Db) -> None:
        now = datetime.now(UTC)
        db.session.add(Person(name="Euis", nik_sealed=db.sealing.seal(b"1"), created_at=now))

    database.write(add)
    database.close()
    monkeypatch.setenv("KABAR_SECRET_KEYS", right)
    assert "tidak terbaca" not in doctor()
    monkeypatch.setenv("KABAR_SECRET_KEYS", wrong)
    assert "✗ 1 data tidak terbaca dengan kunci ini" in doctor()


def test_it_says_that_something_due_was_not_done(tmp_path: Path) -> None:
    assert "gagal dikerjakan" not in doctor()
    database = Database.open(
        f"sqlite:///{tmp_path / 'kabar.db'}", (tmp_path / "secret.keys").read_text().split(), tmp_path
    )

    def add(db: Db) -> None:
        now = datetime.now(UTC)
        person = Person(name="Euis", created_at=now)
        db.session.add(person)
        db.session.flush()
        db.session.add(
            Due(
                person_id=person.id,
                kind="checkin",
                period="2026-10",
                at=now,
                state="waiting",
                why="failed: KeyError",
            )
        )

    database.write(add)
    database.close()
    assert "• 1 cek usaha, pengingat, atau tugas gagal dikerjakan (KeyError)" in doctor()
