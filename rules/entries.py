"""Reads nested tables entry by entry, so that what is wrong, missing or misspelt is named."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")


class Fault(Enum):
    """What is wrong with a value; said in both languages by the texts `office-fault-<value>`."""

    MISSING = "missing"
    KIND = "kind"
    RANGE = "range"
    TWICE = "twice"
    UNKNOWN = "unknown"


class OfficeError(ValueError):
    """The office's file cannot be used: `where` names the entry ("fund.tiers.1.limit"), `fault` says why."""

    def __init__(self, where: str, fault: Fault, wanted: str = "") -> None:
        super().__init__(f"office file, {where}: {fault.value}" + (f", wanted {wanted}" if wanted else ""))
        self.where, self.fault, self.wanted = where, fault, wanted


class Entries:
    """One table of the file, read entry by entry; what nobody read is a fault, so that a typo is seen."""

    def __init__(self, data: Mapping[str, Any], where: str = "") -> None:
        self.data, self.where, self.read = data, where, set[str]()

    def at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def take(self, key: str, kind: type[T], wanted: str) -> T:
        self.read.add(key)
        if key not in self.data:
            raise OfficeError(self.at(key), Fault.MISSING, wanted)
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise OfficeError(self.at(key), Fault.KIND, wanted)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self.data:
            self.read.add(key)
            return default
        value = self.take(key, str, "text").strip()
        if not value and default is None:
            raise OfficeError(self.at(key), Fault.MISSING, "text")
        return value

    def number(self, key: str, low: int, high: int) -> int:
        value = self.take(key, int, f"{low}-{high}")
        if not low <= value <= high:
            raise OfficeError(self.at(key), Fault.RANGE, f"{low}-{high}")
        return value

    def truth(self, key: str) -> bool:
        return self.take(key, bool, "true, false") if key in self.data else False

    def table(self, key: str) -> Entries:
        return Entries(self.take(key, dict, "table"), self.at(key))

    def tables(self, key: str) -> list[Entries]:
        rows = self.take(key, list, "list of tables")
        for n, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise OfficeError(f"{self.at(key)}.{n}", Fault.KIND, "table")
        return [Entries(row, f"{self.at(key)}.{n}") for n, row in enumerate(rows, 1)]

    def done(self, value: T) -> T:
        """`value`, once nothing is left over in this table."""
        for key in self.data:
            if key not in self.read:
                raise OfficeError(self.at(key), Fault.UNKNOWN)
        return value
