"""Seats: quotas hold until the release date, and the order of approval wastes none."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from rules.seats import Claim, Quota, Room, has_seat, left, left_for

DAY, RELEASE = date(2026, 11, 24), date(2026, 12, 1)
SELF_CIPARAY, SELF_SOREANG = Claim("self", "32.04.29"), Claim("self", "32.04.37")
POKIR_CIPARAY = Claim("pokir", "32.04.29")


def test_without_a_limit_everybody_has_a_seat() -> None:
    assert has_seat(Room(None), [SELF_CIPARAY] * 500, SELF_CIPARAY, DAY)
    assert left(Room(None), 3) is None


def test_the_last_seat_and_then_none() -> None:
    assert has_seat(Room(2), [SELF_CIPARAY], SELF_SOREANG, DAY)
    assert not has_seat(Room(2), [SELF_CIPARAY] * 2, SELF_SOREANG, DAY)
    assert left(Room(2), 3) == 0


def test_a_kept_seat_is_not_for_the_fast_until_its_release_date() -> None:
    room = Room(3, [Quota("pokir", "", 2)], RELEASE)
    assert has_seat(room, [], SELF_CIPARAY, DAY)
    assert not has_seat(room, [SELF_CIPARAY], SELF_SOREANG, DAY)
    assert has_seat(room, [SELF_CIPARAY], POKIR_CIPARAY, DAY)
    assert has_seat(room, [SELF_CIPARAY], SELF_SOREANG, RELEASE)


def test_a_quota_that_is_full_spills_into_the_open_seats() -> None:
    room = Room(3, [Quota("pokir", "", 1)], RELEASE)
    assert has_seat(room, [POKIR_CIPARAY, POKIR_CIPARAY], POKIR_CIPARAY, DAY)
    assert not has_seat(room, [POKIR_CIPARAY] * 3, POKIR_CIPARAY, DAY)


def test_the_order_of_approval_wastes_no_seat() -> None:
    room = Room(3, [Quota("", "32.04.29", 1), Quota("self", "", 1), Quota("pokir", "32.04.29", 1)])
    for order in permutations([SELF_CIPARAY, SELF_SOREANG, POKIR_CIPARAY]):
        taken: list[Claim] = []
        for claim in order:
            assert has_seat(room, taken, claim, DAY), (order, claim)
            taken.append(claim)


def test_quotas_beyond_the_seats_leave_none_open() -> None:
    room = Room(1, [Quota("pokir", "", 5)], RELEASE)
    assert not has_seat(room, [], SELF_CIPARAY, DAY)
    assert has_seat(room, [], POKIR_CIPARAY, DAY)


def test_seats_kept_for_others_are_not_left_for_this_one() -> None:
    room = Room(5, [Quota("pokir", "", 1), Quota("", "32.04.37", 3)], RELEASE)
    assert left_for(room, [], SELF_CIPARAY, DAY) == 1
    assert left_for(room, [], SELF_SOREANG, DAY) == 4
    assert left_for(room, [SELF_CIPARAY], SELF_CIPARAY, DAY) == 0
    assert left_for(room, [SELF_SOREANG], SELF_CIPARAY, DAY) == 1
    assert left_for(room, [SELF_CIPARAY], SELF_CIPARAY, RELEASE) == 4
    assert left_for(Room(2), [SELF_CIPARAY] * 3, SELF_CIPARAY, DAY) == 0
    assert left_for(Room(None), [], SELF_CIPARAY, DAY) is None
