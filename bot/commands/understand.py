"""`kabar understand`: what the assistant makes of a text, as JSON."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opened import WIB, moment, say
from bot.house import read_office
from bot.settings import Settings
from conversations.understanding.explain import KINDS, explain
from conversations.understanding.lexicon import Lexicon
from rules.regions import Regions


def understand(
    text: Annotated[str | None, typer.Argument(help="What somebody wrote")] = None,
    kind: Annotated[
        str, typer.Option(help="intent, amount, yesno, date, phone, nik, operating or count")
    ] = "intent",
    file: Annotated[
        Path | None, typer.Option(help="TSV with a header line and the columns kind, text")
    ] = None,
    now: Annotated[str | None, typer.Option(help="ISO time that dates count from")] = None,
) -> None:
    """One JSON object a line: kind, text, value, score, guesses."""
    today = (moment(now) or datetime.now(UTC)).astimezone(WIB).date()
    lexicon, regions = Lexicon.load(), Regions.load(read_office(Settings().office).code)
    if file is not None:
        with file.open(newline="", encoding="utf-8") as lines:
            rows = [
                (row[0], row[1])
                for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
                if len(row) > 1
            ][1:]
    elif text is not None:
        rows = [(kind, text)]
    else:
        raise typer.BadParameter(say("cli-understand-what"))
    for one, words in rows:
        if one not in KINDS:
            raise typer.BadParameter(say("cli-bad-kind", kind=one, known=", ".join(KINDS)))
        sys.stdout.write(json.dumps(explain(one, words, today, lexicon, regions), ensure_ascii=False) + "\n")
