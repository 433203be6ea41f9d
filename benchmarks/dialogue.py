"""What a message costs in a dialogue: form read, answer understood, script run, form kept, laid out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from conversations.chat import Conversation, Out
from conversations.checkin import MonthlyCheckIn
from conversations.engine import go_on
from conversations.form import Form
from conversations.hear import hear
from conversations.message import encode
from conversations.question import Said
from conversations.register import Register
from conversations.render import render
from tests.conversations.samples import Sample, samples
from tests.talk import ears, texts

ROUNDS, TIMES = 9, 500

CHECKIN = ("jalan", "2500000", "2", "tidak")
REGISTRATION = ("Ibu Nunung", "Keripik Nunung", "1", "Ciparay", "1", "belum", "2019", "kirim")


def microseconds(work: Callable[[], object]) -> float:
    """The processor's time for one call, the least of several rounds."""
    least = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(TIMES):
            work()
        least = min(least, time.process_time() - begun)
    return least / TIMES * 1e6


def play(talk: Conversation[Any, Any], sample: Sample, texts_said: Sequence[str]) -> None:
    opened = go_on(talk, Form("f1", talk.name), sample.facts, sample.load)
    assert opened.form is not None
    kept = opened.form.dump()
    for text in texts_said:

        def turn(kept: bytes = kept, text: str = text) -> Any:
            heard = hear(talk, Form.load(kept), sample.facts, Said(text), ears(), sample.load)
            return heard, heard.form.dump() if heard.form is not None else b""

        heard, after = turn()

        def lay_out(outs: Sequence[Out] = heard.out) -> Any:
            return [encode(message) for message in render(outs, texts(), "id", "f1")]

        sys.stdout.write(f"{talk.name:10} {text:16} {microseconds(turn):6.0f} {microseconds(lay_out):6.0f}\n")
        kept = after


def main(arguments: Sequence[str]) -> int:
    """Microseconds of each message of two dialogues: heard and kept, laid out."""
    del arguments
    sys.stdout.write("dialogue   message           heard  shown\n")
    play(MonthlyCheckIn(), samples()["checkin"][1], CHECKIN)
    play(Register(), samples()["register"][0], REGISTRATION)
    return 0
