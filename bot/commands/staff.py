"""`kabar staff`: add staff and assistants, and give a new login link."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.opened import opened
from bot.commands.words import refuse, say
from bot.demo import ahead
from bot.house import House
from console import roster
from console.login import new_link
from console.scope import Role
from rules.identity import phone as read_phone
from storage.database import Db
from storage.tables import Staff

app = typer.Typer(help="Staff and assistants of the office.", no_args_is_help=True)
ROLES = ", ".join(role.value for role in Role)


@app.command("add")
def add(
    name: Annotated[str, typer.Option(help="As colleagues know them")],
    phone: Annotated[str, typer.Option(help="The number they chat with, 08...")],
    role: Annotated[str, typer.Option(help=ROLES)],
    kecamatan: Annotated[str, typer.Option(help="An assistant's own, like 32.04.37")] = "",
) -> None:
    """Add somebody (back) and print a one-time login link."""
    number = _number(phone)
    if role not in {known.value for known in Role}:
        raise typer.BadParameter(say("cli-bad-role", known=ROLES))
    with opened() as house:
        if kecamatan and kecamatan not in {place.code for place in house.regions.kecamatan}:
            raise typer.BadParameter(say("cli-bad-kecamatan", code=kecamatan))
        if role == Role.ASSISTANT.value and not kecamatan:
            raise typer.BadParameter(say("cli-needs-kecamatan"))
        now = house.clock()

        def work(db: Db) -> int | None:
            row = roster.enroll(db, " ".join(name.split()), number, Role(role), now, kecamatan=kecamatan)
            return None if row is None else row.id

        added = house.database.write(work)
        if added is None:
            refuse(say("cli-staff-exists", phone=number))
        _print_link(house, added)


@app.command("link")
def link(phone: Annotated[str, typer.Argument(help="The number of somebody who works here")]) -> None:
    """Print a new one-time login link; an earlier one that nobody used ends."""
    number = _number(phone)
    with opened() as house:
        with house.database.read() as db:
            row: Staff | None = roster.known(db, number)
            found = None if row is None or row.ended_at is not None else row.id
        if found is None:
            refuse(say("cli-staff-unknown", phone=number))
        _print_link(house, found)


def _number(phone: str) -> str:
    number = read_phone("".join(sign for sign in phone if sign not in " -()."))
    if number is None:
        raise typer.BadParameter(say("cli-bad-phone", phone=phone))
    return number


def _print_link(house: House, staff_id: int) -> None:
    house.clock.jump(ahead(house.database))  # a demo's clock may have jumped
    path = new_link(house.database, house.clock(), staff_id)
    typer.echo(say("cli-console", link=f"{house.settings.reached}{path}"))
