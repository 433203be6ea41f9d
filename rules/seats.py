"""Who gets a seat: quotas by source and kecamatan hold until the release date; fast phones do not win all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """Someone who has or wants a seat: the source they came by and their kecamatan."""

    source: str
    kecamatan: str


@dataclass(frozen=True, slots=True)
class Quota:
    """Seats kept for a source, a kecamatan or both; "" is any."""

    source: str
    kecamatan: str
    seats: int

    def fits(self, claim: Claim) -> bool:
        return self.source in ("", claim.source) and self.kecamatan in ("", claim.kecamatan)


@dataclass(frozen=True, slots=True)
class Room:
    """A programme's seats. `seats` None is no limit; without `release_on` quotas hold to the end."""

    seats: int | None
    quotas: Sequence[Quota] = ()
    release_on: date | None = None


def left(room: Room, taken: int) -> int | None:
    """Seats that nobody has yet, whatever they are kept for; None where there is no limit."""
    return None if room.seats is None else max(0, room.seats - taken)


def left_for(room: Room, taken: Sequence[Claim], claim: Claim, today: date) -> int | None:
    """Seats that are left for those who claim like this one, today; None where there is no limit."""
    free = left(room, len(taken))
    for more in range(free or 0):
        if not has_seat(room, [*taken, *[claim] * more], claim, today):
            return more
    return free


def has_seat(room: Room, taken: Sequence[Claim], claim: Claim, today: date) -> bool:
    """Whether `claim` can be seated beside all `taken` today.

    Before the release date every seat is either kept for a quota or open to all, and a claim may sit in any
    quota it fits or in an open seat. People already seated move between those where that makes room, so the
    order of approval never wastes a seat.
    """
    if room.seats is None:
        return True
    if len(taken) >= room.seats:
        return False
    if room.release_on is not None and today >= room.release_on:
        return True
    kept = sum(quota.seats for quota in room.quotas)
    bins = [*room.quotas, Quota("", "", max(0, room.seats - kept))]
    seated: list[list[Claim]] = [[] for _ in bins]

    def seat(one: Claim, tried: set[int]) -> bool:
        for n, quota in enumerate(bins):
            if n in tried or not quota.fits(one):
                continue
            tried.add(n)
            if len(seated[n]) < quota.seats:
                seated[n].append(one)
                return True
            for m, other in enumerate(seated[n]):
                if seat(other, tried):
                    seated[n][m] = one
                    return True
        return False

    for one in taken:
        seat(one, set())  # one who fits nowhere any more keeps a seat all the same: counted by `taken` above
    return seat(claim, set())
