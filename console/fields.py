"""What was typed into a form, read field by field; what is wrong is kept, to be shown beside its field."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone

from locales.texts import Value
from rules.identity import phone as read_phone

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # PostgreSQL takes no NUL


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: the text `console-bad-<key>`."""

    key: str
    args: Mapping[str, Value] = field(default_factory=dict)


class Fields:
    """Reads one form. After all fields were read, `faults` says by name what cannot be kept."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.values = {name: clean(value) for name, value in typed.items()}
        self.faults: dict[str, Fault] = {}

    @property
    def good(self) -> bool:
        return not self.faults

    def wrong(self, name: str, key: str, /, **args: Value) -> None:
        """Note a fault; the first one of a field stays."""
        self.faults.setdefault(name, Fault(key, args))

    def text(self, name: str, most: int, *, required: bool = False) -> str:
        """Text of at most `most` characters, without blanks at its ends."""
        value = self.values.get(name, "").strip()
        if required and not value:
            self.wrong(name, "missing")
        if len(value) > most:
            self.wrong(name, "long", most=most, have=len(value))
        return value

    def line(self, name: str, most: int, *, required: bool = False) -> str:
        """Text on one line."""
        return " ".join(self.text(name, most, required=required).split())

    def number(self, name: str, low: int, high: int, *, required: bool = False) -> int | None:
        """A whole number; dots between thousands are left out."""
        value = re.sub(
            r"^rp\.?\s*|(?<=\d)\.(?=\d{3}(\D|$))|\s", "", self.text(name, 40, required=required).lower()
        )
        if not value:
            return None
        if not value.isascii() or not value.isdecimal() or not low <= int(value) <= high:
            self.wrong(name, "number", low=f"{low:,}".replace(",", "."), high=f"{high:,}".replace(",", "."))
            return None
        return int(value)

    def day(self, name: str) -> date | None:
        """A day as a date field sends it."""
        value = self.text(name, 40)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.wrong(name, "day")
            return None

    def moment(self, name: str, zone: timezone) -> datetime | None:
        """A day and time of the office's clock, as a date and time field sends it."""
        value = self.text(name, 40)
        try:
            found = datetime.fromisoformat(value) if value else None
        except ValueError:
            self.wrong(name, "moment")
            return None
        if found is not None and (found.tzinfo is not None or not 2000 <= found.year < 2200):
            self.wrong(name, "moment")
            return None
        return None if found is None else found.replace(tzinfo=zone)

    def choice(self, name: str, among: Collection[str], *, required: bool = False) -> str:
        """One of these values, or "" where nothing was chosen."""
        value = self.values.get(name, "")
        if value in among:
            return value
        if value or required:
            self.wrong(name, "choice")
        return ""

    def phone(self, name: str) -> str:
        """A mobile number as +62..."""
        value = self.line(name, 30, required=True)
        found = read_phone(re.sub(r"[\s().-]", "", value))
        if value and found is None:
            self.wrong(name, "phone")
        return found or ""

    def tick(self, name: str) -> bool:
        return bool(self.values.get(name))


def clean(text: str) -> str:
    """Without control characters; line breaks as one sign."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
