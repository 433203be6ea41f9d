"""Whom an announcement is for, as staff choose it: by place, sector, NIB, programme and activity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import Enum
from typing import Final

from rules.business import Sector

ACTIVE_WITHIN: Final = timedelta(days=60)  # a person who wrote to us since counts as active
A_SECOND: Final = 20  # announcements a bot sends beside its replies


class Activity(Enum):
    """Whether a person has written lately."""

    ACTIVE = "active"
    INACTIVE = "inactive"


class LeftOut(Enum):
    """Why somebody of the audience gets nothing; each person counts under the first that holds."""

    CONSENT = "no_consent"  # never agreed to announcements
    STOPPED = "stopped"  # agreed once, and withdrew
    UNREACHABLE = "no_channel"  # no chat that can be written to first
    BLOCKED = "blocked"  # blocked us in every chat


class AudienceError(ValueError):
    """A term that cannot be read; `term` is what was written."""

    def __init__(self, term: str) -> None:
        super().__init__(term)
        self.term = term


@dataclass(frozen=True, slots=True)
class Audience:
    """All registered people, narrowed by each term that is given."""

    kecamatan: tuple[str, ...] = ()  # codes
    sectors: tuple[Sector, ...] = ()
    nib: bool | None = None
    programme: str = ""  # code: who applied to it
    activity: Activity | None = None

    @property
    def everybody(self) -> bool:
        return all(
            not getattr(self, one.name) and getattr(self, one.name) is not False for one in fields(self)
        )


FIELDS: Final[Mapping[str, str]] = {
    "kecamatan": "kecamatan",
    "sector": "sectors",
    "nib": "nib",
    "program": "programme",
    "programme": "programme",
    "activity": "activity",
}


def parse(text: str, sectors: Mapping[str, Sector]) -> Audience:
    """Reads "kecamatan=32.04.37,32.04.05 sector=kuliner nib=no program=CODE activity=inactive".

    `sectors` names them as people do ("kuliner"); their own values are understood too. Raises AudienceError.
    """
    found: dict[str, object] = {}
    known = {**{one.value: one for one in Sector}, **{name.casefold(): one for name, one in sectors.items()}}
    for term in text.split():
        name, sign, value = term.partition("=")
        field = FIELDS.get(name, "")
        values = tuple(one for one in value.split(",") if one)
        if not sign or not values or not field or field in found:
            raise AudienceError(term)
        try:
            match field:
                case "kecamatan":
                    found[field] = values
                case "sectors":
                    found[field] = tuple(known[one.casefold()] for one in values)
                case "nib":
                    found[field] = {"yes": True, "no": False}[value]
                case "programme":
                    found[field] = value
                case "activity":
                    found[field] = Activity(value)
        except (KeyError, ValueError):
            raise AudienceError(term) from None
    return Audience(**found)  # type: ignore[arg-type]


def minutes(recipients: int) -> int:
    """About how long it takes to send to so many, in minutes, quiet hours aside."""
    return -(-recipients // (A_SECOND * 60))
