"""The keys that seal what is stored: from the settings, else made once for a new database."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings import Settings


class KeysMissing(Exception):
    """A database exists, its keys do not: starting with new ones would lock everything in it away."""


def sealing_keys(settings: Settings) -> Sequence[str]:
    """Newest first. Made and kept in the data folder where none is given and the database is new."""
    given = [key.strip() for key in settings.secret_keys.get_secret_value().split(",") if key.strip()]
    if given:
        return given
    file = settings.data_dir / "secret.keys"
    if file.exists():
        return file.read_text().split()
    if not _is_new(settings):
        raise KeysMissing(str(file))
    return [_keep(file, Fernet.generate_key().decode())]


def kept_secret(settings: Settings, name: str) -> str:
    """A random word of our own under this name, the same at every start (the webhook's secret)."""
    file = settings.data_dir / f"{name}.secret"
    return file.read_text().strip() if file.exists() else _keep(file, secrets.token_urlsafe(32))


def _is_new(settings: Settings) -> bool:
    scheme, _, path = settings.database.partition(":///")
    return scheme != "sqlite" or not Path(path).exists()


def _keep(file: Path, value: str) -> str:
    """Written once, readable by us alone; where another process was quicker, its value counts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(value + "\n")
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        return file.read_text().strip()
    return value
