"""Where a jump in a demo's time lands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.demopage import moments
from rules import quiet
from rules.quiet import WIB
from rules.regions import is_holiday

HOURS = quiet.parse("20:00-08:00", is_holiday)


@pytest.mark.parametrize(
    ("now", "days", "landing"),
    [
        ("2026-11-24 14:05", 1, "2026-11-25 14:05"),
        ("2026-11-24 22:30", 1, "2026-11-25 19:00"),
        ("2026-11-24 06:30", 3, "2026-11-27 08:00"),
        ("2026-12-24 15:00", 1, "2026-12-26 08:00"),  # Christmas
        ("2026-11-24 14:05", 31, "2026-12-26 08:00"),
    ],
)
def test_a_jump_lands_when_the_office_may_write(now: str, days: int, landing: str) -> None:
    start = datetime.fromisoformat(now).replace(tzinfo=WIB)
    passed = list(_local(moments(start, days, HOURS)))
    assert passed[-1] == landing
    assert passed == sorted(passed)
    assert passed[0] > now
    assert len(passed) >= days


def test_a_jump_from_the_small_hours_lands_when_check_ins_have_begun() -> None:
    night = datetime(2026, 11, 25, 1, 49, tzinfo=WIB)
    assert list(_local(moments(night, 1, quiet.parse("off"))))[-1] == "2026-11-26 08:00"


def _local(found: Iterator[datetime]) -> Iterator[str]:
    return (moment.astimezone(WIB).strftime("%Y-%m-%d %H:%M") for moment in found)
