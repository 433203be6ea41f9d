"""An empty office, and its webhooks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.bot.hooks import Hooks
from tests.bot.office import Office


@pytest.fixture
def here(database: Database, tmp_path: Path) -> Office:
    """An office that is open, with nobody in it."""
    return Office(database, tmp_path / "data")


@pytest.fixture
async def hooks(here: Office) -> AsyncIterator[Hooks]:
    hooks = Hooks(here)
    yield hooks
    await hooks.close()
