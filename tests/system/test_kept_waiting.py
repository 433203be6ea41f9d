"""A robot that knows only the contract: half-way through a form the power goes, and the talk goes on."""

from __future__ import annotations

import time

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.system.running import Running, until

pytestmark = pytest.mark.timeout(300)  # two starts of the whole program, perhaps on a busy machine

PATIENCE = 15.0  # seconds after /health that a person waits for an answer


def test_after_a_kill_in_the_middle_of_a_form_the_next_answer_comes_soon(
    running: Running, telegram: FakeTelegram
) -> None:
    running.telegram(telegram).start()
    until(lambda: telegram.updates.url)
    siti = telegram.person("Siti")
    siti.starts()
    siti.wait(2, seconds=20)
    for text in ("kenalan dulu", "Ibu Siti", "Warung Siti"):
        before = len(siti.messages)
        siti.writes(text)
        siti.wait(before + 1, seconds=20)
    before = len(siti.messages)
    running.kill()
    running.start()
    since = time.monotonic()
    siti.writes("warung")
    until(lambda: len(siti.messages) > before, PATIENCE)
    assert siti.messages[-1].text.startswith("4 dari 7"), siti.messages[-1]
    assert time.monotonic() - since < PATIENCE
    assert running.stop() == 0
