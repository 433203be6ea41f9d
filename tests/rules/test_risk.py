"""A business is at risk by four rules, and nothing else enters them."""

from __future__ import annotations

import pytest

from rules.checkin import Constraint, StopReason
from rules.money import Amount, Period, rupiah
from rules.operating import Operating
from rules.risk import Month, Reason, at_risk, need, own_median, task_reasons

RUNNING = Operating.RUNNING


def months(*omzet: int | Amount | None) -> list[Month]:
    return [
        Month(f"2026-{n:02}", RUNNING, rupiah(one) if isinstance(one, int) else one)
        for n, one in enumerate(omzet, 1)
    ]


@pytest.mark.parametrize(
    ("omzet", "wanted"),
    [
        ((3_000_000, 3_000_000, 3_000_000, 2_100_000), (Reason.OMZET,)),  # exactly 70%
        ((3_000_000, 3_000_000, 3_000_000, 2_100_001), ()),
        ((1_000_000, 9_000_000, 3_000_000, 2_000_000), (Reason.OMZET,)),  # the median, not the mean
        ((3_000_000, 3_000_000, 1_000_000), ()),  # two months are no median of three
        ((1_000_000, 3_000_000, 3_000_000, 3_000_000, None), ()),  # not told
        ((3_000_000, 3_000_000, 3_000_000, Amount(100_000, 100_000, Period.DAY)), ()),  # not a month's
        ((3_000_000, 3_000_000, Amount(90_000, 90_000, Period.DAY), 3_000_000, 2_000_000), (Reason.OMZET,)),
        ((3_000_000, 3_000_000, 3_000_000, Amount(1_000_000, 3_000_000)), (Reason.OMZET,)),  # middle
        ((3_000_000, 3_000_000, 3_000_000, 0), (Reason.OMZET,)),
    ],
)
def test_omzet_of_at_most_seventy_percent_of_the_own_median(
    omzet: tuple[int | Amount | None, ...], wanted: tuple[Reason, ...]
) -> None:
    assert at_risk(months(*omzet)) == wanted


def test_same_as_last_month_stays_out_of_the_median() -> None:
    copied = Month("2026-04", RUNNING, rupiah(1), unchanged=True)
    assert own_median([*months(3_000_000, 3_000_000, 3_000_000), copied]) == 3_000_000


@pytest.mark.parametrize(
    ("month", "wanted"),
    [
        (Month("2026-10", Operating.PAUSED), (Reason.PAUSED,)),
        (Month("2026-10", Operating.CLOSED), (Reason.CLOSED,)),
        (Month("2026-10", Operating.REDUCED), ()),
        (Month("2026-10", Operating.CHANGED), ()),
        (Month("2026-10", RUNNING, constraint=Constraint.DEBT), (Reason.DEBT,)),
        (Month("2026-10", RUNNING, constraint=Constraint.BUYERS), ()),
        (Month("2026-10", Operating.CLOSED, reason=StopReason.DEBT), (Reason.CLOSED, Reason.DEBT)),
    ],
)
def test_a_stop_or_debt_is_a_risk_by_itself(month: Month, wanted: tuple[Reason, ...]) -> None:
    assert at_risk([month]) == wanted


def test_one_missed_check_in_is_no_risk_and_two_are() -> None:
    assert at_risk([], missed=1) == ()
    assert at_risk([], missed=2) == (Reason.MISSED,)


def test_a_task_comes_also_of_a_wish_and_of_silence() -> None:
    assert task_reasons([Month("2026-10", RUNNING, call_me=True)]) == (Reason.CALL_ME,)
    assert task_reasons([], missed=1) == (Reason.SILENT,)
    assert task_reasons([], missed=2) == (Reason.MISSED,)
    assert task_reasons([Month("2026-10", RUNNING)]) == ()


def test_who_asks_to_be_called_comes_before_silence() -> None:
    assert need([Reason.CALL_ME]) > need([Reason.MISSED, Reason.SILENT])
