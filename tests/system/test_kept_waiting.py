"""A robot that knows only the contract: half-way through a form the power goes, and the talk goes on."""

from __future__ import annotations

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.system.running import Running, until

pytestmark = pytest.mark.timeout(300)  # two starts of the whole program, perhaps on a busy machine

PATIENCE = 70.0  # seconds: a reply that was in flight is settled within a minute, and newer ones follow it


def test_after_a_kill_in_the_middle_of_a_form_the_talk_goes_on(
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
    running.kill()
    running.start()
    siti.writes("warung")
    until(lambda: siti.messages[-1].text.startswith("4 dari 7"), PATIENCE)
    assert running.stop() == 0
