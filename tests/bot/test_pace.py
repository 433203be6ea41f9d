"""How fast a bot sends: what one chat and what all chats may get."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.pace import BOT, OFFICE, WINDOW, Pace

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def burst(pace: Pace, at: float, address: str = "siti") -> int:
    """How many go to a chat at one moment."""
    count = 0
    while pace.chat_wait(address, at) == 0:
        pace.sent(address, at)
        count += 1
    return count


def test_a_chat_gets_four_at_once_and_then_one_a_second() -> None:
    pace = Pace(0.0, after=False)
    assert burst(pace, 0.0) == 4
    assert 0.9 < pace.chat_wait("siti", 0.1) <= 1.0
    assert burst(pace, 0.9) == 0
    assert burst(pace, 1.1) == 1
    assert burst(pace, 60.0) == 4


def test_each_message_heard_brings_one_more() -> None:
    pace = Pace(0.0, after=False)
    burst(pace, 0.0)
    for _ in range(3):
        pace.took("siti")
    pace.heard("siti", NOW, 0.1)
    pace.heard("siti", NOW, 0.1)
    assert burst(pace, 0.1) == 3


def test_a_message_taken_by_another_process_brings_one_more_too() -> None:
    pace = Pace(0.0, after=False)
    burst(pace, 0.0)
    pace.heard("siti", NOW, 0.1)
    assert burst(pace, 0.1) == 1
    pace.heard("siti", NOW + timedelta(seconds=1), 0.1)
    assert burst(pace, 0.1) == 1


def test_what_is_heard_is_kept_beyond_the_burst() -> None:
    pace = Pace(0.0, after=False)
    pace.took("siti")
    pace.took("siti")
    pace.heard("siti", NOW, 30.0)
    assert burst(pace, 30.0) == 6


def test_after_a_restart_a_chat_starts_with_one_and_earns_the_rest() -> None:
    pace = Pace(100.0)
    pace.heard("siti", NOW, 100.0)  # it was perhaps answered by the process before
    assert burst(pace, 100.0) == 1
    assert burst(Pace(100.0), 104.5) == 4


def test_after_a_restart_the_bot_waits_for_a_second_that_is_its_own() -> None:
    assert Pace(100.0).bot_wait(100.0) == pytest.approx(WINDOW)
    assert Pace(100.0).bot_wait(100.0 + WINDOW) == 0
    assert Pace(100.0, after=False).bot_wait(100.0) == 0


def test_the_bot_sends_less_than_thirty_in_any_second() -> None:
    pace, at = Pace(0.0, after=False), 0.0
    sent: list[float] = []
    while at < 10:
        at += pace.bot_wait(at)
        pace.sent(f"chat-{len(sent)}", at)
        sent.append(at)
    most = max(sum(start <= other < start + 1 for other in sent) for start in sent)
    assert most == BOT < 30


def test_what_the_office_starts_leaves_room_for_replies() -> None:
    pace = Pace(0.0, after=False)
    count = 0
    while pace.bot_wait(0.0, office=True) == 0:
        pace.sent(f"chat-{count}", 0.0, office=True)
        count += 1
    assert count == OFFICE
    for number in range(BOT - OFFICE):
        assert pace.bot_wait(0.5) == 0
        pace.sent(f"person-{number}", 0.5)
    assert pace.bot_wait(0.5) == WINDOW - 0.5
    assert pace.bot_wait(WINDOW, office=True) == 0
