"""Turns that fail and a database that is down: nothing that was acknowledged is lost, nobody overtakes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.channels.channel import Request
from storage.database import Database, Db
from storage.inbound import Inbound
from storage.tables import Inbox, Outbox
from tests.bot.hooks import PERSON, Hooks
from tests.bot.office import Office
from tests.conftest import KEYS
from turns.hearing import Hearing
from turns.turn import Turns


def broken(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A turn that hears this text fails."""
    true = Turns._turn

    def fail(self: Turns, db: Db, inbound: Inbound, *more: Any) -> None:
        true(self, db, inbound, *more)
        if inbound.text == text:
            raise ZeroDivisionError(text)

    monkeypatch.setattr(Turns, "_turn", fail)


async def test_a_turn_that_fails_is_kept_tried_again_and_set_aside_with_an_apology(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, "rusak")
    assert await hooks.telegram("/start") == 200
    before = hooks.count(Outbox)
    assert await hooks.telegram("rusak", 2) == 200
    assert await hooks.telegram("rusak", 2) == 200
    assert hooks.inbox()[1:] == [("waiting", 1)]
    assert hooks.count(Outbox) == before
    await hooks.service.intake.retry()
    assert hooks.inbox()[1:] == [("waiting", 2)]
    await hooks.service.intake.retry()
    assert hooks.inbox()[1:] == [("quarantined", 3)]
    assert hooks.count(Outbox) == before + 1
    assert await hooks.service.intake.retry() == 0


async def test_a_turn_that_fails_once_is_done_at_the_next_try(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        broken(patched, "menu")
        assert await hooks.telegram("menu") == 200
    assert hooks.inbox() == [("waiting", 1)]
    await hooks.service.intake.retry()
    assert hooks.inbox() == [("done", 2)]
    assert hooks.count(Outbox) > 0
    assert await hooks.telegram("menu") == 200
    assert hooks.inbox() == [("done", 2)]


async def test_a_turn_whose_apology_fails_too_is_not_tried_for_ever(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, "rusak")

    def fail(self: Hearing) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Hearing, "apologise", fail)
    assert await hooks.telegram("rusak") == 200
    for _ in range(2):
        await hooks.service.intake.retry()
    assert hooks.inbox() == [("quarantined", 3)]


@contextlib.contextmanager
def darkness(hooks: Hooks, monkeypatch: pytest.MonkeyPatch) -> Any:
    async def submit(work: Callable[[Db], object]) -> object:
        raise OperationalError("BEGIN", None, Exception("database is locked"))

    with monkeypatch.context() as patched:
        patched.setattr(hooks.here.database, "submit", submit)
        yield


async def test_while_the_database_is_down_telegram_is_asked_to_come_again(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with darkness(hooks, monkeypatch):
        assert await hooks.telegram("/start") == 503
    assert await hooks.telegram("/start") == 200
    assert hooks.count(Inbox) == 1


async def test_while_the_database_is_down_whatsapp_is_kept_and_nobody_overtakes(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (hooks.twilio.writes(PERSON, text) for text in ("halo", "menu", "status"))
    with darkness(hooks, monkeypatch):
        assert await hooks.whatsapp(first) == 200
        assert await hooks.whatsapp(second) == 200
    assert await hooks.whatsapp(third) == 200
    assert hooks.count(Inbox) == 0, "the third waits behind the two"
    await hooks.service._play(hooks.wires["whatsapp"])
    with hooks.here.database.read() as db:
        sids = list(db.session.scalars(select(Inbox.external_id).order_by(Inbox.id)))
    assert sids == [str(one["sid"]) for one in hooks.twilio.received]
    assert not hooks.service.behind()
    assert await hooks.whatsapp(hooks.twilio.writes(PERSON, "menu")) == 200
    assert hooks.count(Inbox) == 4


async def test_a_disk_that_is_full_too_is_admitted(hooks: Hooks, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(request: Request) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hooks.service._spool, "keep", full)
    with darkness(hooks, monkeypatch):
        assert await hooks.whatsapp(hooks.twilio.writes(PERSON, "halo")) == 503


async def test_a_server_of_the_database_that_is_not_there_is_a_reason_to_come_again(tmp_path: Path) -> None:
    nowhere = Database.open("postgresql://nobody@127.0.0.1:1/none", KEYS, tmp_path, create=False)
    hooks = Hooks(Office(nowhere, tmp_path / "data"))
    try:
        assert await hooks.telegram("/start") == 503
        assert await hooks.whatsapp(hooks.twilio.writes(PERSON, "halo")) == 200
        assert hooks.service.behind()
        assert not hooks.service.state()["database"]
    finally:
        await hooks.close()
        nowhere.close()
