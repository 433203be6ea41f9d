"""The office's file: read whole, or refused with the entry that is wrong."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from locales.texts import LANGUAGES, Texts
from rules.office import Fault, OfficeError, parse
from rules.regions import Regions

FILE = Path(__file__).parents[2] / "locales" / "office" / "bandung.toml"


def default() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_the_default_office_is_read_whole() -> None:
    office = parse(default())
    assert (office.short, office.code) == ("Diskop UKM", "32.04")
    assert [tier.limit for tier in office.fund.tiers] == [2_000_000, 5_000_000, 10_000_000]
    assert office.fund.tiers[0].instalments == 10
    bank = office.bank("bpr-kr")
    assert bank is not None
    assert bank.name == "BPR Kerta Raharja"
    assert office.bank("gone") is None


def test_the_office_has_its_own_day() -> None:
    late = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    assert parse(default()).today(late) == date(2026, 11, 25)
    assert parse({**default(), "zone": "WIT"}).today(late - timedelta(hours=3)) == date(2026, 11, 24)


def test_what_is_not_public_is_not_given_out_as_fact() -> None:
    office = parse(default())
    assert office.fund.documents
    assert not any(document.confirmed for document in office.fund.documents)
    assert not office.fund.check.confirmed
    assert [tier.instalments for tier in office.fund.tiers[1:]] == [None, None]


@pytest.mark.parametrize(
    ("path", "value", "where", "fault"),
    [
        (("name",), None, "name", Fault.MISSING),
        (("name",), "  ", "name", Fault.MISSING),
        (("code",), "3204", "code", Fault.KIND),
        (("zone",), "GMT", "zone", Fault.KIND),
        (("kecamatan",), ["32.05.01"], "kecamatan", Fault.KIND),
        (("fund", "least"), "500rb", "fund.least", Fault.KIND),
        (("fund", "least"), True, "fund.least", Fault.KIND),
        (("fund", "least"), 3_000_000, "fund.least", Fault.RANGE),
        (("fund", "tiers"), [], "fund.tiers", Fault.MISSING),
        (("fund", "banks"), [{"id": "b", "name": "B"}, {"id": "b", "name": "C"}], "fund.banks", Fault.TWICE),
        (("fund", "banks"), [{"id": "B|", "name": "B"}], "fund.banks", Fault.KIND),
        (("fund", "chek"), {"days": 3}, "fund.chek", Fault.UNKNOWN),
        (("fund", "check", "days"), 0, "fund.check.days", Fault.RANGE),
        (("checkin", "reminders"), [0], "checkin.reminders", Fault.RANGE),
        (("centres", "32.04.29"), [107.7], "centres.32.04.29", Fault.KIND),
        (("rules", "data_hours"), 100, "rules.data_hours", Fault.RANGE),
    ],
)
def test_a_wrong_entry_is_named(path: tuple[str, ...], value: object, where: str, fault: Fault) -> None:
    data = default()
    table = data
    for step in path[:-1]:
        table = table[step]
    if value is None:
        del table[path[-1]]
    else:
        table[path[-1]] = value
    with pytest.raises(OfficeError) as caught:
        parse(data)
    assert (caught.value.where, caught.value.fault) == (where, fault)


def test_every_kecamatan_has_a_middle() -> None:
    assert set(parse(default()).centres) == {one.code for one in Regions.load("32.04").kecamatan}


def test_tiers_must_rise() -> None:
    data = default()
    data["fund"]["tiers"][1]["limit"] = 2_000_000
    with pytest.raises(OfficeError, match=r"fund\.tiers\.2\.limit"):
        parse(data)


def test_every_fault_can_be_said_in_both_languages() -> None:
    texts = Texts.load()
    assert all(
        texts.has(language, f"office-fault-{fault.value}") for language in LANGUAGES for fault in Fault
    )
