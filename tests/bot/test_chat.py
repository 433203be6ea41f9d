"""Talking in the terminal: whose chat it is, and what is printed."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from bot.commands.chat import _address, _turn
from rules.quiet import WIB
from storage.tables import Contact, Inbox, Person
from tests.bot.office import Office
from turns.turn import Turns

PHONE = "+6281200000099"


def address(here: Office, channel: str, proven: str = PHONE) -> str:
    return here.database.write(lambda db: _address(db, channel, PHONE, proven, here.clock()))


def known(here: Office, channel: str, chat: str, *, verified: bool = True) -> int:
    contact = here.person(chat, channel)

    def work(db: object) -> None:
        person = db.session.get_one(Person, contact)  # type: ignore[attr-defined]
        person.phone = PHONE
        person.phone_verified_at = here.clock() if verified else None

    here.database.write(work)
    return contact


def test_nobody_knows_the_phone_yet(here: Office) -> None:
    assert address(here, "telegram") == PHONE


def test_a_person_is_met_in_the_chat_they_have_already(here: Office) -> None:
    known(here, "telegram", "5000001")
    assert address(here, "telegram") == "5000001"


def test_a_person_of_another_channel_is_the_same_person_here(here: Office) -> None:
    person = known(here, "telegram", "5000001")
    assert address(here, "whatsapp") == PHONE
    with here.database.read() as db:
        contact = db.session.scalar(select(Contact).where(Contact.channel == "whatsapp"))
        assert contact is not None
        assert (contact.person_id, contact.phone) == (person, PHONE)


@pytest.mark.parametrize(("channel", "proven", "verified"), [("web", "", True), ("telegram", PHONE, False)])
def test_what_is_not_verified_opens_nobodys_chat(
    here: Office, channel: str, proven: str, verified: bool
) -> None:
    known(here, channel, "5000001", verified=verified)
    assert address(here, channel, proven) == PHONE
    with here.database.read() as db:
        assert db.session.scalar(select(Contact).where(Contact.address == PHONE)) is None


def test_a_posters_link_can_be_typed(here: Office) -> None:
    said = _turn(here.house, "telegram", PHONE, PHONE, "/start p_TIDAK-ADA")
    assert said
    with here.database.read() as db:
        assert db.session.scalars(select(Inbox.kind)).all() == ["start"]


def test_a_turn_that_fails_is_answered_and_kept(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Turns, "_turn", fail)
    (sorry,) = _turn(here.house, "telegram", PHONE, PHONE, "halo")
    assert sorry.text == here.house.texts.say("id", "sorry-broken", {})
    with here.database.read() as db:
        assert db.session.scalars(select(Inbox.state)).all() == ["waiting"]


def test_the_clock_of_the_terminal_is_the_turns(here: Office) -> None:
    here.clock.at = datetime(2027, 1, 31, 9, tzinfo=WIB)
    _turn(here.house, "telegram", PHONE, PHONE, "halo")
    with here.database.read() as db:
        assert db.session.scalars(select(Contact.heard_at)).all() == [here.clock()]
