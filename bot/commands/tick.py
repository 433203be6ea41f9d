"""`kabar tick`: do all that is due at one time, send what may go out, and say what was done."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime
from typing import Annotated

import typer

from bot.commands.opened import moment, opened
from bot.files import media_link
from bot.house import House, channels
from bot.sender import Sender
from scheduler.clock import tick as do_due


def tick(
    at: Annotated[str | None, typer.Option(help="ISO time that is now for everything in this run")] = None,
) -> None:
    """Do all that is due once, empty the outbox, and print a JSON summary by kind as the last line."""
    with opened(moment(at)) as house:
        now = house.clock()
        done = do_due(house.database, house.turns, now, house.quiet)
        done["sent"] = asyncio.run(_send(house, now))
        sys.stdout.write(json.dumps(done) + "\n")


async def _send(house: House, now: datetime) -> int:
    """Everything that may go out at `now`, whoever was the sender."""
    wires = channels(house, lambda media: media_link(house, media))
    sent = 0
    try:
        for name, wire in wires.items():
            if name != "web":
                sent += await Sender(house, wire, lambda: now).drain()
    finally:
        for wire in wires.values():
            await wire.close()
    return sent
