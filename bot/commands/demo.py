"""`kabar demo`: fill a database with invented people."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import demo as filling
from bot.commands.opened import opened
from bot.commands.words import refuse, say


def demo(
    people: Annotated[int, typer.Option(help="How many people", min=1)] = filling.PEOPLE,
    seed: Annotated[int, typer.Option(help="The same number gives the same people")] = filling.SEED,
    months: Annotated[int, typer.Option(help="Months of check-ins", min=1, max=60)] = filling.MONTHS,
) -> None:
    """Fill an empty database with believable data; nothing falls due within 24 hours."""
    with opened() as house:
        if filling.is_demo(house.database) or not filling.seed(house, people, months, seed):
            refuse(say("cli-demo-refused"))
        typer.echo(say("cli-demo-done", people=people, months=months))
