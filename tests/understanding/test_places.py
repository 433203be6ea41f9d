"""Districts and villages with slips and abbreviations; names that occur twice are asked."""

import pytest

from conversations.heard import Misunderstood, Sure, Unsure
from conversations.understanding import place
from conversations.understanding.lexicon import Lexicon
from rules.regions import Kecamatan, Regions


def district(name: str, regions: Regions) -> Kecamatan:
    return next(one for one in regions.kecamatan if one.name == name)


def test_every_district_is_found_by_its_name_in_any_case(lexicon: Lexicon, regions: Regions) -> None:
    for one in regions.kecamatan:
        for said in (one.name, one.name.upper(), f"Kec. {one.name}", f"kecamatan {one.name.lower()}"):
            assert place.read_kecamatan(said, regions, lexicon) == Sure(one)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kec cpry", "Ciparay"),
        ("mjly", "Majalaya"),
        ("majalya", "Majalaya"),
        ("balendah", "Baleendah"),
        ("pengalengan", "Pangalengan"),
        ("dykolot", "Dayeuhkolot"),
        ("nagrek", "Nagreg"),
        ("rancaékék", "Rancaekek"),
        ("saya di soreang pak", "Soreang"),
        ("majalaya desa neglasari", "Majalaya"),
    ],
)
def test_slips_and_abbreviations_are_echoed(lexicon: Lexicon, regions: Regions, said: str, name: str) -> None:
    heard = place.read_kecamatan(said, regions, lexicon)
    assert heard in (Unsure(district(name, regions)), Sure(district(name, regions)))


@pytest.mark.parametrize("said", ["marga", "cimahi", "garut", "ga tau", "ci", "", "12345"])
def test_what_is_no_district_is_asked(lexicon: Lexicon, regions: Regions, said: str) -> None:
    assert isinstance(place.read_kecamatan(said, regions, lexicon), Misunderstood)


def test_a_village_whose_name_occurs_twice_is_asked(lexicon: Lexicon, regions: Regions) -> None:
    assert len(regions.desa_named("Neglasari")) > 1
    assert place.read_desa("neglasari", regions, lexicon) == Misunderstood("desa-several")
    majalaya = district("Majalaya", regions)
    wanted = next(village for village in majalaya.desa if village.name == "Neglasari")
    assert place.read_desa("neglasari", regions, lexicon, majalaya) == Sure(wanted)
    assert place.read_desa("Majalaya desa Neglasari", regions, lexicon) == Unsure(wanted)
    assert place.read_desa("desa neglasari kec majalaya", regions, lexicon) == Unsure(wanted)


def test_no_village_of_another_district_is_found_within_one(lexicon: Lexicon, regions: Regions) -> None:
    soreang = district("Soreang", regions)
    for other in district("Majalaya", regions).desa:
        found = place.desa(other.name, regions, lexicon, soreang)
        assert all(candidate.place.kecamatan == soreang.code for candidate in found)
