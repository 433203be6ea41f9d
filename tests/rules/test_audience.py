"""An audience as staff write it, and how long it takes to send to it."""

from __future__ import annotations

import pytest

from rules.audience import Activity, Audience, AudienceError, minutes, parse
from rules.business import Sector

NAMES = {"kuliner": Sector.FOOD, "fesyen": Sector.FASHION}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", Audience()),
        ("kecamatan=32.04.37", Audience(kecamatan=("32.04.37",))),
        ("kecamatan=32.04.37,32.04.05", Audience(kecamatan=("32.04.37", "32.04.05"))),
        ("sector=Kuliner", Audience(sectors=(Sector.FOOD,))),
        ("sector=food,fesyen", Audience(sectors=(Sector.FOOD, Sector.FASHION))),
        ("nib=no", Audience(nib=False)),
        ("nib=yes activity=inactive", Audience(nib=True, activity=Activity.INACTIVE)),
        ("program=KEMASAN", Audience(programme="KEMASAN")),
        (
            " kecamatan=32.04.37 sector=kuliner nib=no program=A-1 activity=active ",
            Audience(("32.04.37",), (Sector.FOOD,), False, "A-1", Activity.ACTIVE),
        ),
    ],
)
def test_an_audience_is_read_as_it_is_written(written: str, meant: Audience) -> None:
    assert parse(written, NAMES) == meant


@pytest.mark.parametrize(
    "written",
    [
        "kuliner",
        "sector=",
        "sector=emas",
        "nib=maybe",
        "nib=yes,no",
        "activity=asleep",
        "umur=30",
        "sector=kuliner sector=fesyen",
        "nib=no nib=yes",
        "program=A program=B",
        "program=A programme=B",
        "kecamatan=,",
    ],
)
def test_what_cannot_be_read_is_refused_and_never_widens_the_audience(written: str) -> None:
    with pytest.raises(AudienceError) as refused:
        parse(written, NAMES)
    assert refused.value.term in written.split()


def test_an_audience_without_terms_is_everybody() -> None:
    assert Audience().everybody
    assert not Audience(nib=False).everybody
    assert not Audience(programme="A").everybody


@pytest.mark.parametrize(("people", "took"), [(0, 0), (1, 1), (1200, 1), (1201, 2), (40_000, 34)])
def test_the_minutes_follow_from_twenty_a_second(people: int, took: int) -> None:
    assert minutes(people) == took
