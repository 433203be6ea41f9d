"""Opening the house for one command: its settings, its clock, and clear words when it cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import OperationalError

from bot.commands.words import in_words, refuse, say
from bot.house import House, build
from bot.logs import configure
from bot.secrets import KeysMissing
from bot.settings import Settings


@contextmanager
def opened(now: datetime | None = None) -> Iterator[House]:
    """The house, closed again at the end; exit status 2 with a line of words when the settings are wrong."""
    configure()
    with in_words():
        try:
            house = build(Settings(), now)
        except KeysMissing as missing:
            refuse(say("cli-keys-missing", file=str(missing)))
        except OperationalError as wrong:
            refuse(say("cli-no-database", fault=str(wrong.orig).strip().splitlines()[0]))
    try:
        yield house
    finally:
        house.close()
