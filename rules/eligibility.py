"""What a person still lacks for a programme; the text `lack-<value>` has the step that fixes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from rules.business import Sector


class Lack(Enum):
    """One thing that is missing: the first two the person can mend, the others not."""

    REGISTRATION = "registration"
    NIB = "nib"
    SECTOR = "sector"
    CLOSED = "closed"
    FULL = "full"


BARS: frozenset[Lack] = frozenset({Lack.SECTOR, Lack.CLOSED})
"""No application can be filed with these; a missing NIB may be mended while the application waits."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a programme wants of its applicants."""

    needs_nib: bool = False
    sectors: frozenset[Sector] = frozenset()  # empty: all
    apply_until: date | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of someone who looks at a programme. `has_nib` is None when it was never said."""

    registered: bool = False
    has_nib: bool | None = None
    sector: Sector | None = None
    kecamatan: str = ""


def lacks(
    wants: Requirements, applicant: Applicant, today: date, seats_left: int | None = None
) -> tuple[Lack, ...]:
    """What is missing, most telling first. FULL means a place on the waiting list, not an end."""
    found = []
    if wants.apply_until is not None and today > wants.apply_until:
        found.append(Lack.CLOSED)
    if wants.sectors and applicant.sector is not None and applicant.sector not in wants.sectors:
        found.append(Lack.SECTOR)
    if not applicant.registered:
        found.append(Lack.REGISTRATION)
    if wants.needs_nib and not applicant.has_nib and (applicant.registered or applicant.has_nib is False):
        found.append(Lack.NIB)
    if seats_left == 0:
        found.append(Lack.FULL)
    return tuple(found)
