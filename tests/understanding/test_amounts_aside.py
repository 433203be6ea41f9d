"""Amounts with other numbers beside them, corrected, in one breath, and in other languages."""

import pytest

from conversations.heard import Misunderstood, Unsure
from conversations.understanding import amount
from conversations.understanding.lexicon import Lexicon
from rules.money import Amount, rupiah


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("satus ewu", 100_000),
        ("telung atus ewu", 300_000),
        ("rong yuta setengah", 2_500_000),
        ("saratus salawe rebu", 125_000),
        ("tiga perempat juta", 750_000),
        ("ceban", 10_000),
        ("goban ribu", 50_000),
    ],
)
def test_numbers_in_javanese_and_in_the_language_of_the_market(
    lexicon: Lexicon, said: str, meant: int
) -> None:
    assert amount.read(said, lexicon) == Unsure(rupiah(meant))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1jt eh salah, 1,3jt maksudnya", 1_300_000),
        ("bukan 2jt bu, yang bener 1,2jt", 1_200_000),
        ("2000000 eh salah 3000000", 3_000_000),
        ("tadinya 5 juta eh sekarang 2 juta", 2_000_000),
    ],
)
def test_of_an_amount_and_its_correction_the_correction_is_echoed(
    lexicon: Lexicon, said: str, meant: int
) -> None:
    assert amount.read(said, lexicon) == Unsure(rupiah(meant))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dari tanggal 1 sampai 31 oktober 2026 masuknya 6 juta", 6_000_000),
        ("bulan 10 omzetnya 6.400.000", 6_400_000),
        ("laku 40 mangkok dapetnya 480rb", 480_000),
        ("4.500.000 dari 300 bungkus", 4_500_000),
        ("5 orang dapat 3jt", 3_000_000),
        ("90rb td sampe siang", 90_000),
        ("mau pinjam 2 juta", 2_000_000),
    ],
)
def test_dates_and_goods_beside_an_amount_are_no_second_amount(
    lexicon: Lexicon, said: str, meant: int
) -> None:
    assert amount.read(said, lexicon) == Unsure(rupiah(meant))


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("dua tiga juta lah", 2_000_000, 3_000_000),
        ("lima enam ratus ribu", 500_000, 600_000),
        ("minimal 500 maksimal 700 ribu", 500_000, 700_000),
        ("paling sepi 100rb paling rame 400rb", 100_000, 400_000),
        ("2 sampai 3 juta pak, gak tentu", 2_000_000, 3_000_000),
    ],
)
def test_a_range_in_one_breath_or_from_the_worst_to_the_best(
    lexicon: Lexicon, said: str, low: int, high: int
) -> None:
    assert amount.read(said, lexicon) == Unsure(Amount(low, high))


@pytest.mark.parametrize(
    "said",
    ["laku 10 porsi 15rb", "10 bungkus harga 150rb", "2 juta bukan 3 juta", "dua tiga orang", "tahun 2021",
     "modal 500rb untung 200rb", "gaji 2 pegawai 3jt", "500rb 3 kali", "kalau ramai 500rb kalau sepi 100rb"],
)  # fmt: skip
def test_a_price_a_sum_and_a_year_are_asked_back(lexicon: Lexicon, said: str) -> None:
    assert isinstance(amount.read(said, lexicon), Misunderstood)


def test_nothing_sold_is_nothing_earned(lexicon: Lexicon) -> None:
    for said in ("teu aya pisan bu, can aya nu meser", "gak dapet sepeser pun bulan kemaren", "ga laku"):
        assert amount.read(said, lexicon) == Unsure(rupiah(0)), said
