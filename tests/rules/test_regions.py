"""The regency's districts and villages, and the days on which offices are closed."""

from datetime import date

import pytest

from rules.regions import Regions, holiday, is_holiday


@pytest.fixture(scope="module")
def bandung() -> Regions:
    return Regions.load("32.04")


def test_the_regency_has_31_districts_270_villages_and_10_urban_ones(bandung: Regions) -> None:
    villages = [village for district in bandung.kecamatan for village in district.desa]
    assert bandung.name == "Kabupaten Bandung"
    assert len(bandung.kecamatan) == 31
    assert sum(not village.urban for village in villages) == 270
    assert sum(village.urban for village in villages) == 10


def test_codes_lead_to_districts_and_villages(bandung: Regions) -> None:
    village = bandung.desa_of("32.04.33.2010")
    assert village is not None
    assert village.name == "Neglasari"
    district = bandung.kecamatan_of(village.code)
    assert district is not None
    assert district.name == "Majalaya"
    assert bandung.kecamatan_of("32.04.33") is district
    assert bandung.desa_of("99.99.99.9999") is None
    assert bandung.kecamatan_of("99.99.99") is None


def test_22_village_names_occur_in_more_than_one_district(bandung: Regions) -> None:
    names = {village.name for district in bandung.kecamatan for village in district.desa}
    assert sum(len(bandung.desa_named(name)) > 1 for name in names) == 22


def test_another_regency_is_another_code() -> None:
    assert Regions.load("32.17").name == "Kabupaten Bandung Barat"
    with pytest.raises(ValueError, match=r"no regency has the code '32\.04\.33'"):
        Regions.load("32.04.33")


def test_holidays_and_joint_leave_are_known_weekends_are_not_asked() -> None:
    assert is_holiday(date(2026, 12, 25))
    assert is_holiday(date(2026, 12, 24))
    assert holiday(date(2026, 8, 17)) == "Proklamasi Kemerdekaan"
    assert not is_holiday(date(2026, 11, 29))
    assert not is_holiday(date(1990, 1, 1)), "no decree for that year"
