"""What every command says and reads alike: moments, lines of words, and settings that are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError

from locales.texts import Texts
from rules.office import OfficeError

WIB = ZoneInfo("Asia/Jakarta")


def moment(text: str | None) -> datetime | None:
    """An ISO date or time; without a zone it is WIB. A wrong one is said as a usage error."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("cli-bad-time", text=text)) from None
    return at if at.tzinfo else at.replace(tzinfo=WIB)


def say(key: str, **args: str | int) -> str:
    """A line of the command line in the office's language."""
    return Texts.load().say("id", key, args)


def refuse(words: str) -> NoReturn:
    """Say what is wrong and leave with status 2."""
    typer.echo(words, err=True)
    raise typer.Exit(2)


@contextmanager
def in_words() -> Iterator[None]:
    """What is wrong in the settings, or in the files that they name, is said in a line of words."""
    try:
        yield
    except ValidationError as wrong:
        names = ", ".join(f"KABAR_{str(e['loc'][0]).upper()}" for e in wrong.errors() if e["loc"])
        refuse(say("cli-bad-settings", names=names))
    except OfficeError as wrong:
        refuse(say("cli-bad-office", where=wrong.where, fault=say(f"office-fault-{wrong.fault.value}")))
    except OSError as wrong:
        refuse(say("cli-no-file", file=str(wrong.filename), fault=str(wrong.strerror)))
    except ValueError as wrong:
        refuse(str(wrong))
