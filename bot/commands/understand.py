"""`kabar understand`: what the assistant makes of a text, as JSON."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.words import WIB, in_words, moment, refuse, say
from conversations.understanding.explain import KINDS, explain
from conversations.understanding.lexicon import Lexicon


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
    if file is not None:
        with in_words():
            rows = _rows(file)
    elif text is not None:
        rows = [(kind, text)]
    else:
        raise typer.BadParameter(say("cli-understand-what"))
    unknown = next((one for one, _ in rows if one not in KINDS), None)
    if unknown is not None:
        raise typer.BadParameter(say("cli-bad-kind", kind=unknown, known=", ".join(KINDS)))
    lexicon = Lexicon.load()
    for one, words in rows:
        sys.stdout.write(json.dumps(explain(one, words, today, lexicon), ensure_ascii=False) + "\n")


def _rows(file: Path) -> list[tuple[str, str]]:
    """Kind and text of each row, whatever the order of the columns; OSError where it cannot be read."""
    with file.open(newline="", encoding="utf-8-sig") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if not {"kind", "text"} <= set(table.fieldnames or ()):
            refuse(say("cli-understand-columns", file=str(file)))
        return [(row["kind"] or "", row["text"] or "") for row in table]
