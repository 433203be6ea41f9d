"""`kabar backup`, `kabar restore` and `kabar doctor`: looking after an installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opened import opened
from bot.commands.words import refuse, say
from bot.doctor import examine
from storage import backup as backups


def backup(file: Annotated[Path, typer.Argument(help="Where to write it")]) -> None:
    """Write the whole database and the documents to one file."""
    with opened() as house:
        backups.backup(house.database, file)
    typer.echo(say("cli-backup-done", file=str(file)))


def restore(file: Annotated[Path, typer.Argument(help="A file written by backup")]) -> None:
    """Read a backup into an empty database; the outbox is on hold until it is released."""
    if not file.exists():
        refuse(say("cli-file-missing", file=str(file)))
    with opened() as house:
        try:
            erased = backups.restore(file, house.database)
        except backups.NotEmpty:
            refuse(say("cli-restore-refused"))
        except backups.NotABackup:
            refuse(say("cli-restore-unfit", file=str(file)))
    typer.echo(say("cli-restore-done", erased=erased))


def doctor() -> None:
    """Check settings, database, tokens, webhooks and templates, and say in words what to do."""
    with opened() as house:
        findings = examine(house)
    for finding in findings:
        typer.echo(f"{finding.mark} {finding.words}")
    if any(finding.bad for finding in findings):
        raise typer.Exit(1)
