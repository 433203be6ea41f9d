"""`kabar chat`: talk in the terminal, as one phone, on any channel."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated
from uuid import uuid4

import typer

from bot.channels.plain import plain
from bot.commands.opened import moment, opened, refuse, say
from bot.house import House
from conversations.message import Message, decode
from rules.identity import phone as read_phone
from storage import outbox
from storage.database import Db
from storage.inbound import Inbound, Kind

CHANNELS = ("telegram", "whatsapp", "web")


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
    with opened(moment(now)) as house:
        for text in _lines():
            for message in _turn(house, channel, number, text):
                typer.echo(plain(message) + "\n")


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


def _turn(house: House, channel: str, number: str, text: str) -> list[Message]:
    now = house.clock()
    proven = "" if channel == "web" else number
    kind = Kind.TEXT if text else Kind.START
    inbound = Inbound(channel, f"terminal:{uuid4().hex}", number, kind, text=text, phone=proven)

    def work(db: Db) -> list[Message]:
        house.turns.take(db, inbound, now)
        return [decode(body) for body in outbox.take_all(db, channel, number, now)]

    try:
        return house.database.write(work)
    except KeyboardInterrupt:
        refuse("")
