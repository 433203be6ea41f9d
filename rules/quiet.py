"""Quiet hours: when the office may start writing to people, and when it must wait (Asia/Jakarta)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from rules.workdays import Holidays, no_holidays

WIB: Final = ZoneInfo("Asia/Jakarta")
MARGIN: Final = timedelta(hours=1)  # what must go out before quiet begins is given this long to get out
HORIZON: Final = 60  # days looked ahead or back; no run of holidays is that long


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Quiet from `start` until `end` each day (over midnight when start is later), and on holidays all day.

    `start` equal to `end` means off: always open, on holidays too.
    """

    start: time
    end: time
    holidays: Holidays = no_holidays

    @property
    def off(self) -> bool:
        return self.start == self.end

    def open_at(self, moment: datetime) -> bool:
        """Whether what the office starts may go out at this moment."""
        if self.off:
            return True
        local = moment.astimezone(WIB)
        return any(start <= local < end for start, end in self._windows(local.date()))

    def next_open(self, moment: datetime) -> datetime:
        """This moment when open, else the first open one after it."""
        if self.open_at(moment):
            return moment
        local = moment.astimezone(WIB)
        for n in range(HORIZON):
            for start, _ in self._windows(local.date() + timedelta(days=n)):
                if start >= local:
                    return start
        raise ValueError(f"no open hour within {HORIZON} days of {local:%Y-%m-%d}")

    def last_open_before(self, moment: datetime) -> datetime:
        """This moment when open, else an hour before the last open window before it ends.

        For appointments: better a little early than held until it is too late.
        """
        if self.open_at(moment):
            return moment
        local = moment.astimezone(WIB)
        for n in range(HORIZON):
            for start, end in reversed(list(self._windows(local.date() - timedelta(days=n)))):
                if end <= local:
                    return max(start, end - MARGIN)
        raise ValueError(f"no open hour within {HORIZON} days of {local:%Y-%m-%d}")

    def _windows(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if self.holidays(day):
            return
        midnight = datetime.combine(day, time(), WIB)
        start, end = datetime.combine(day, self.start, WIB), datetime.combine(day, self.end, WIB)
        if self.start > self.end:
            yield end, start
        else:
            if start > midnight:
                yield midnight, start
            yield end, midnight + timedelta(days=1)


def parse(text: str, holidays: Holidays = no_holidays) -> QuietHours:
    """The setting `20:00-08:00`, or `off`, when holidays do not hold either. ValueError for anything else."""
    if text.strip().lower() == "off":
        return QuietHours(time(), time())
    found = re.fullmatch(r"(\d{1,2})[:.](\d\d)\s*-\s*(\d{1,2})[:.](\d\d)", text.strip())
    if found is None:
        raise ValueError(f"quiet hours are written 20:00-08:00, or off; not {text!r}")
    hour, minute, until_hour, until_minute = map(int, found.groups())
    start, end = time(hour, minute), time(until_hour, until_minute)
    if start == end:
        raise ValueError("quiet hours that begin when they end; write off to have none")
    return QuietHours(start, end, holidays)
