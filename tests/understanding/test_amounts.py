"""Amounts as people write them: understood as stated, or asked back; never multiplied, never added up."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.heard import Misunderstood, Sure, Unsure
from conversations.understanding import amount
from conversations.understanding.lexicon import Lexicon
from rules.money import Amount, Period, rupiah

LEXICON = Lexicon.load()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2500000", 2_500_000),
        ("2.500.000", 2_500_000),
        ("2,500,000", 2_500_000),
        ("Rp 2.500.000,-", 2_500_000),
        ("Rp2.500.000", 2_500_000),
        ("Rp.2.500.000,00 bu", 2_500_000),
        ("2 500 000", 2_500_000),
        ("0", 0),
    ],
)
def test_a_plain_number_needs_no_echo(lexicon: Lexicon, said: str, meant: int) -> None:
    assert amount.read(said, lexicon) == Sure(rupiah(meant))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2,5jt", 2_500_000),
        ("Rp2 juta", 2_000_000),
        ("omset2 juta", 2_000_000),
        ("dua setengah juta", 2_500_000),
        ("dua juta setengah", 2_500_000),
        ("1jt500", 1_500_000),
        ("1 1/2 juta", 1_500_000),
        ("1½ juta", 1_500_000),
        ("sejuta", 1_000_000),
        ("kira2 3 juta", 3_000_000),
        ("dua juta lima ratus", 2_500_000),
        ("limaratusribu", 500_000),
        ("tilu ratus rebu", 300_000),
        ("1.250 juta", 1_250_000),
        ("25rb500", 25_500),
        ("belum ada", 0),
        ("teu aya pamasukan", 0),
    ],
)
def test_words_and_units_are_echoed(lexicon: Lexicon, said: str, meant: int) -> None:
    assert amount.read(said, lexicon) == Unsure(rupiah(meant))


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("3-4 juta", 3_000_000, 4_000_000),
        ("2 sampe 3jt", 2_000_000, 3_000_000),
        ("500-1jt", 500_000, 1_000_000),
        ("900rb-1,2jt", 900_000, 1_200_000),
        ("Rp 2 juta s/d Rp 3 juta", 2_000_000, 3_000_000),
        ("antara 500 dan 700 ribu", 500_000, 700_000),
        ("antara 500 sama 700 ribu", 500_000, 700_000),
    ],
)
def test_a_range_keeps_both_ends(lexicon: Lexicon, said: str, low: int, high: int) -> None:
    assert amount.read(said, lexicon) == Unsure(Amount(low, high))


@pytest.mark.parametrize(
    ("said", "figure", "per"),
    [
        ("150rb per hari", 150_000, Period.DAY),
        ("omset 150rb perhari kotor", 150_000, Period.DAY),
        ("500rbperhari", 500_000, Period.DAY),
        ("saratus rebu sapoe", 100_000, Period.DAY),
        ("seminggu 1,5jt", 1_500_000, Period.WEEK),
        ("2jt/bln", 2_000_000, Period.MONTH),
        ("1 bulan 3 juta", 3_000_000, Period.MONTH),
        ("setahun 30 juta", 30_000_000, Period.YEAR),
    ],
)
def test_the_period_is_kept_apart_and_nothing_is_multiplied(
    lexicon: Lexicon, said: str, figure: int, per: Period
) -> None:
    assert amount.read(said, lexicon) == Unsure(Amount(figure, figure, per))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("081234567890", "amount-number"),
        ("0812 3456 7890", "amount-number"),
        ("3204285506910002", "amount-number"),
        ("1234567890123", "amount-number"),
        ("2019", "amount-number"),
        ("no kwitansi 2000123", "amount-number"),
        ("nomer resi 1500200", "amount-number"),
        ("20/12/26", "amount-number"),
        ("2,5", "amount-unit"),
        ("dua ratus", "amount-unit"),
        ("1.500rb", "amount-unit"),
        ("$500", "amount-unit"),
        ("20.00.000", "amount-digits"),
        (",5 juta", "amount-digits"),
        ("gak nyampe sejuta", "amount-bound"),
        ("2 juta lebih", "amount-bound"),
        ("turun 500rb", "amount-bound"),
        ("rugi 300rb", "amount-loss"),
        ("-500000", "amount-loss"),
        ("150rb x 26 hari", "amount-period"),
        ("2jt + 500rb", "amount-sum"),
        ("3 hari 500rb", "amount-period"),
        ("15rb per porsi", "amount-each"),
        ("omset 3jt untung 1jt", "amount-several"),
        ("sebulan 3jt, sehari 100rb", "amount-several"),
        ("1jt5", "amount-several"),
        ("2 sama 3 juta", "amount-several"),
        ("hutang 2 juta", "amount-debt"),
        ("2 juta?", "amount-question"),
        ("ga nentu", "amount"),
        ("habis semua", "amount"),
    ],
)
def test_what_is_in_doubt_is_asked_back_and_says_why(lexicon: Lexicon, said: str, why: str) -> None:
    assert amount.read(said, lexicon) == Misunderstood(why)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("2,5 juta bu, pegawai 2", "pegawai 2"),
        ("2,5 juta pegawai 2", "pegawai 2"),
        ("2,5 juta\nKaryawan 2 orang", "Karyawan 2 orang"),
        ("2,5 juta, untung 500rb", "untung 500rb"),
    ],
)
def test_what_follows_under_its_own_name_is_left_for_the_next_question(
    lexicon: Lexicon, said: str, rest: str
) -> None:
    assert amount.read(said, lexicon) == Unsure(rupiah(2_500_000), rest)


# --- whatever is typed

UNITS = (" rb", "rb", "ribu", " rebu", "k", "jt", " jt", " juta", "juta")
figures = st.integers(min_value=1, max_value=999)
thousands = st.integers(min_value=10, max_value=900_000).map(lambda n: n * 1000)


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


def spelled(number: int) -> str:
    """A number below a thousand in Indonesian words."""
    ones = [
        "",
        "satu",
        "dua",
        "tiga",
        "empat",
        "lima",
        "enam",
        "tujuh",
        "delapan",
        "sembilan",
        "sepuluh",
        "sebelas",
    ]
    if number < 12:
        return ones[number]
    if number < 20:
        return f"{ones[number - 10]} belas"
    if number < 100:
        return f"{ones[number // 10]} puluh {ones[number % 10]}".strip()
    hundreds = "seratus" if number < 200 else f"{ones[number // 100]} ratus"
    return f"{hundreds} {spelled(number % 100)}".strip()


@given(
    thousands,
    st.sampled_from([".", ",", " "]),
    st.sampled_from(["", "Rp", "Rp ", "rp. "]),
    st.sampled_from(["", ",-", " bu"]),
)
def test_a_whole_amount_comes_back_however_it_is_grouped(
    number: int, sign: str, before: str, after: str
) -> None:
    heard = amount.read(f"{before}{grouped(number, sign)}{after}", LEXICON)
    assert isinstance(heard, Sure)
    assert heard.value == rupiah(number)


@given(figures, st.sampled_from(UNITS))
def test_a_figure_with_its_unit_comes_back(figure: int, unit: str) -> None:
    scale = 1_000_000 if "j" in unit else 1_000
    assert amount.read(f"{figure}{unit}", LEXICON) == Unsure(rupiah(figure * scale))


@given(st.integers(1, 999), st.integers(0, 999))
def test_an_amount_in_words_comes_back(millions: int, rest: int) -> None:
    said = f"{spelled(millions)} juta" + (f" {spelled(rest)} ribu" if rest else "")
    assert amount.read(said, LEXICON) == Unsure(rupiah(millions * 1_000_000 + rest * 1_000))


@given(st.integers(1, 99), st.integers(1, 9), st.sampled_from([",", "."]), st.sampled_from(["jt", " juta"]))
def test_a_decimal_of_millions_comes_back(whole: int, tenth: int, sign: str, unit: str) -> None:
    assert amount.read(f"{whole}{sign}{tenth}{unit}", LEXICON) == Unsure(
        rupiah(whole * 1_000_000 + tenth * 100_000)
    )


@given(
    st.integers(60, 500), st.integers(1, 499), st.sampled_from(["-", " - ", " sampai ", " s/d ", " sampe "])
)
def test_a_range_comes_back_with_its_unit_carried(low: int, more: int, joined: str) -> None:
    said = f"{low}{joined}{low + more}rb"
    assert amount.read(said, LEXICON) == Unsure(Amount(low * 1000, (low + more) * 1000))


PIECES = st.sampled_from(
    ["2", "500", "1.500", "2,5", "jt", "rb", "juta", "ribu", "dua", "setengah", "ratus", "-", "/", "+", "x",
     "per hari", "sebulan", "lebih", "kurang", "rugi", "0812", "untung", "pegawai", "orang", "sampai",
     "belum ada", "tidak", ",", "Rp", "atau", "2019", "sejuta", "3", "7", "bu", "kira2", "20.000", "hari"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, min_size=1, max_size=6))
def test_no_figure_is_ever_made_up(pieces: list[str]) -> None:
    """Each end of what is heard is one figure of the text times one unit, or such figures side by side."""
    heard = amount.read(" ".join(pieces), LEXICON)
    if isinstance(heard, Misunderstood):
        return
    for end in (heard.value.low, heard.value.high):
        assert end == 0 or any(end == made for made in made_of(pieces)), (pieces, heard)


def made_of(pieces: list[str]) -> set[Fraction]:
    """All that the figures written here may mean alone, with any one unit, or as one descending figure."""
    worth: dict[str, Fraction | int] = {
        "dua": 2,
        "setengah": Fraction(1, 2),
        "sejuta": 1_000_000,
        "ratus": 100,
    }
    singles: set[Fraction] = set()
    for piece in pieces:
        if re.fullmatch(r"[\d.,]+", piece) and any(c.isdigit() for c in piece):
            digits = Fraction(re.sub(r"[.,]", "", piece))
            singles |= {digits, digits / 10, digits / 1000}
        elif piece in worth:
            singles.add(Fraction(worth[piece]))
    singles |= {a * 100 for a in singles} | {a + Fraction(1, 2) for a in singles}
    scaled = {one * unit for one in singles for unit in (1, 1_000, 1_000_000)}
    below = {one for one in scaled if one < 1_000_000}
    return scaled | {big + small for big in scaled if big >= 1_000 for small in below if small < big}


@given(st.text(max_size=80))
def test_any_text_at_all_is_understood_or_asked_back(text: str) -> None:
    assert amount.read(text, LEXICON) is not None
