"""`kabar chat`: talk in the terminal, as one phone, on any channel."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import uuid4

import structlog
import typer
from sqlalchemy import select

from bot.channels.plain import plain
from bot.commands.opened import opened
from bot.commands.words import moment, say
from bot.house import House
from bot.intake import where
from conversations.message import Message, decode
from rules.identity import phone as read_phone
from storage import inbox, showing
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.tables import Contact, Person

CHANNELS = ("telegram", "whatsapp", "web")
log = structlog.get_logger()


def chat(
    as_: Annotated[str, typer.Option("--as", help="Phone number to talk as")] = "081200000001",
    channel: Annotated[str, typer.Option(help="telegram, whatsapp or web")] = "telegram",
    now: Annotated[str | None, typer.Option(help="ISO time at which the clock starts")] = None,
) -> None:
    """Talk to the assistant here. A piped text is one message a line; buttons are numbered lines."""
    number = read_phone(as_)
    if number is None:
        raise typer.BadParameter(say("cli-bad-phone", phone=as_))
    if channel not in CHANNELS:
        raise typer.BadParameter(say("cli-bad-channel", known=", ".join(CHANNELS)))
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with opened(moment(now)) as house:
        proven = "" if channel == "web" else number
        address = house.database.write(lambda db: _address(db, channel, number, proven, house.clock()))
        for text in _lines():
            for message in _turn(house, channel, address, proven, text):
                typer.echo(plain(message) + "\n")


def _address(db: Db, channel: str, number: str, proven: str, now: datetime) -> str:
    """Where the terminal talks: at the chat of the person with this verified phone, else at one of its own.

    A person whom only another channel knows is known on this one too from now on.
    """
    person = db.session.scalar(
        select(Person)
        .where(
            Person.phone == number,
            Person.phone_verified_at.is_not(None),
            Person.registered_at.is_not(None),
            Person.erased_at.is_(None),
        )
        .order_by(Person.id)
        .limit(1)
    )
    if person is None or not proven:
        return number
    theirs = db.session.scalar(
        select(Contact)
        .where(Contact.person_id == person.id, Contact.channel == channel)
        .order_by(Contact.heard_at.is_(None), Contact.heard_at.desc(), Contact.id.desc())
        .limit(1)
    )
    if theirs is not None:
        return theirs.address
    own = db.session.scalar(select(Contact).where(Contact.channel == channel, Contact.address == number))
    if own is None:
        own = Contact(channel=channel, address=number, name=person.name[:100], created_at=now)
        db.session.add(own)
    own.person_id, own.phone = person.id, proven
    return number


def _lines() -> Iterator[str]:
    """Messages as they are typed; "" is the first contact, which a person at a terminal starts with."""
    if not sys.stdin.isatty():
        yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        return
    yield ""
    while True:
        try:
            text = input("> ")
        except (EOFError, KeyboardInterrupt):
            return
        if text.strip():
            yield text


def _turn(house: House, channel: str, address: str, proven: str, text: str) -> list[Message]:
    """One message and what is answered. A turn that fails is kept for staff, as it is for any channel."""
    now = house.clock()
    start, _, payload = text.partition(" ")
    kind = Kind.START if not text or start == "/start" else Kind.TEXT
    inbound = Inbound(
        channel,
        f"terminal:{uuid4().hex}",
        address,
        kind,
        text="" if kind is Kind.START else text,
        data=payload.strip() if kind is Kind.START else "",
        phone=proven,
    )

    def work(db: Db) -> list[Message]:
        house.turns.take(db, inbound, now)
        return [decode(body) for body in showing.take_all(db, channel, address, now)]

    try:
        return house.database.write(work)
    except Exception as bug:
        log.error("turn failed", kind=type(bug).__name__, where=where(bug), channel=channel)
        error = where(bug)
        house.database.write(lambda db: inbox.failed(db, inbound, error, now))
        return [Message(house.texts.say("id", "sorry-broken", {}))]
