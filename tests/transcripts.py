"""Whole dialogues in Indonesian that staff can read: tests/transcripts/*.txt, checked by one test.

A file begins with `# name sample` (a dialogue and the place of its facts in tests/conversations/samples.py).
Lines with `>` are what the person sends: words, or `[foto]`. All else is what they see, an option a line with
its number. `python -m tests.transcripts` writes the answers anew; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from conversations.engine import Outcome
from conversations.message import Message
from conversations.render import render
from tests.conversations.samples import samples
from tests.dialogues import dialogues
from tests.talk import Talk, texts

FOLDER = Path(__file__).with_name("transcripts")
PHOTO = "[foto]"


def files() -> Sequence[Path]:
    return sorted(FOLDER.glob("*.txt"))


def play(script: str) -> str:
    """The transcript with what is said to the person's lines today."""
    head, *lines = script.splitlines()
    _, name, sample = head.split()[:3]
    dialogue = next(talk for talk in dialogues() if talk.name == name)
    facts = samples()[name][int(sample)]
    talk: Talk[Any, Any] = Talk(dialogue, facts.facts, facts.needs)
    written = [head, "", *seen(talk)]
    for number, line in enumerate(lines):
        if line.startswith("> "):
            said = line.removeprefix("> ")
            talk = talk.shows(number) if said == PHOTO else talk.says(said)
            written += ["", line, *seen(talk)]
    return "\n".join(written) + "\n"


def seen(talk: Talk[Any, Any]) -> Iterator[str]:
    for number, message in enumerate(render(talk.turn.out, texts(), "id", "1")):
        yield from ([""] if number else [])
        yield from laid_out(message)
    if talk.turn.outcome in (Outcome.DONE, Outcome.LEFT):
        yield "(tercatat)" if talk.turn.outcome is Outcome.DONE else f"({talk.turn.command})"


def laid_out(message: Message) -> Iterator[str]:
    yield from message.text.split("\n")
    number = 0
    for button in message.buttons:
        number += button.numbered
        tick = {None: "", True: "✓ ", False: "  "}[button.ticked]
        hint = f" ({button.hint})" if button.hint else ""
        yield f"  {number if button.numbered else '-'} {tick}{button.label}{hint}"


def write() -> None:
    for file in files():
        file.write_text(play(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
