"""`kabar broadcast`: an announcement to a chosen audience, and its report."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import func, select

from bot.commands.opened import opened
from bot.commands.words import moment, refuse, say
from bot.house import House
from conversations.announcement import LONGEST, announcement
from locales.texts import Texts
from rules.audience import Audience, AudienceError, minutes, parse
from rules.business import Sector
from storage import audiences, broadcasts
from storage.tables import Programme

app = typer.Typer(help="Send an announcement, or report on one.", invoke_without_command=True)


def sector_names(texts: Texts) -> dict[str, Sector]:
    """The sectors by the first word of their label: kuliner, fesyen, ..."""
    labels = {one: texts.say("id", f"sector-{one.value}") for one in Sector}
    names = {label.casefold().replace("/", " ").split()[0]: one for one, label in labels.items()}
    return names | {"perdagangan": Sector.TRADE, "pertanian": Sector.FARM, "konveksi": Sector.FASHION}


def _check(house: House, audience: Audience) -> None:
    """AudienceError for a kecamatan or programme that there is not: nobody would get it, in silence."""
    for code in audience.kecamatan:
        if house.regions.kecamatan_of(code) is None:
            raise AudienceError(f"kecamatan={code}")
    if audience.programme:
        code = audience.programme
        with house.database.read() as db:
            query = select(Programme.id).where(func.lower(Programme.code) == code.lower())
            if db.session.scalar(query) is None:
                raise AudienceError(f"program={code}")


@app.callback()
def send(
    context: typer.Context,
    text_file: Annotated[Path | None, typer.Option(help="File with the text, UTF-8")] = None,
    audience: Annotated[
        str, typer.Option(help="kecamatan=32.04.37 sector=kuliner nib=no program=CODE activity=inactive")
    ] = "",
    at: Annotated[str | None, typer.Option(help="ISO time before which nothing is sent")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count")] = False,
) -> None:
    """Freeze the recipients and let the sender send; prints id, recipients, left out by reason, minutes."""
    if context.invoked_subcommand is not None:
        return
    if text_file is None:
        raise typer.BadParameter(say("cli-broadcast-text"))
    if not text_file.exists():
        refuse(say("cli-file-missing", file=str(text_file)))
    text = text_file.read_text(encoding="utf-8").strip()
    if not text:
        refuse(say("cli-broadcast-empty"))
    if len(text) > LONGEST:
        refuse(say("cli-broadcast-long", most=LONGEST, have=len(text)))
    when = moment(at)
    with opened() as house:
        try:
            chosen = parse(audience, sector_names(house.texts))
            _check(house, chosen)
        except AudienceError as wrong:
            refuse(say("cli-bad-audience", term=wrong.term))
        now = house.clock()
        if dry_run:
            with house.database.read() as db:
                counted = audiences.count(db, chosen, now)
            _print(
                {
                    "id": None,
                    "recipients": counted.recipients,
                    "left_out": counted.left_out,
                    "minutes": minutes(counted.recipients),
                }
            )
            return
        message = announcement(house.texts, text)
        number = house.database.write(
            lambda db: broadcasts.create(db, text, message, chosen, max(when or now, now), now)
        )
        while not house.database.write(partial(broadcasts.freeze, broadcast_id=number, now=now)):
            pass
        with house.database.read() as db:
            made = broadcasts.report(db, number)
        assert made is not None
        _print(
            {
                "id": number,
                "recipients": made.recipients,
                "left_out": made.left_out,
                "minutes": minutes(made.recipients),
            }
        )


@app.command("report")
def report(number: Annotated[int, typer.Argument(help="The broadcast's id")]) -> None:
    """Counts by end state; they add up to the recipients."""
    with opened() as house, house.database.read() as db:
        found = broadcasts.report(db, number)
    if found is None:
        refuse(say("cli-broadcast-unknown", id=number))
    _print({"id": found.id, "recipients": found.recipients, "states": found.states})


def _print(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
