"""`kabar tick`: do all that is due at one time, send what may go out, and say what was done."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated

import typer

from bot.commands.opened import opened
from bot.commands.words import moment
from bot.files import media_link
from bot.house import House, channels
from bot.sender import Sender
from scheduler.clock import tick as do_due


def tick(
    at: Annotated[str | None, typer.Option(help="ISO time that is now for everything in this run")] = None,
) -> None:
    """Do all that is due once, empty the outbox, and print a JSON summary by kind as the last line."""
    with opened(moment(at)) as house:
        done = do_due(house.database, house.turns, house.clock(), house.quiet)
        done["sent"] = asyncio.run(_send(house))
        sys.stdout.write(json.dumps(done) + "\n")


async def _send(house: House) -> int:
    """Everything that may go out on the house's clock, whoever was the sender; how many were tried."""
    wires = channels(house, lambda media: media_link(house, media))
    try:
        drains = [Sender(house, wire).drain() for name, wire in wires.items() if name != "web"]
        return sum(await asyncio.gather(*drains))
    finally:
        for wire in wires.values():
            await wire.close()
