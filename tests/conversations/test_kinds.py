"""What each kind of question understands, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest

from conversations.heard import Heard, Misunderstood, Partly, Sure, Unsure
from conversations.question import (
    SKIPPED,
    Contact,
    Gone,
    Label,
    Location,
    Media,
    Question,
    Said,
)
from conversations.questions import (
    Choice,
    Count,
    Day,
    Defined,
    Desa,
    Kecamatan,
    Nib,
    Nik,
    Phone,
    Photos,
    Pick,
    Place,
    Reply,
    Rupiah,
    Several,
    Skippable,
    Text,
    Thing,
    YesNo,
)
from rules.money import Amount, Period, rupiah
from rules.operating import Operating
from tests.talk import ears, regions


class Size(Enum):
    SMALL = "small"
    LARGE = "large"
    VERY_LARGE = "very_large"


@dataclass(frozen=True, slots=True)
class Definition:
    id: str
    kind: str
    words: str = "?"
    choices: Sequence[Thing] = ()
    required: bool = True


THINGS = (Thing("p1", "Kue kering"), Thing("p2", "Kemasan"))
CIPARAY = next(place for place in regions().kecamatan if place.name == "Ciparay")
CENTRES = {CIPARAY.code: (-7.0339, 107.7153)}


def heard(question: Question[Any], said: str | Said, so_far: Any = None) -> Heard[Any]:
    return question.understand(Said(said) if isinstance(said, str) else said, ears(), so_far)


def test_a_choice_is_named_by_its_button_or_its_value() -> None:
    assert heard(Choice(Size), Said(option="large")) == Sure(Size.LARGE)
    assert heard(Choice(Size), "large") == Sure(Size.LARGE)
    assert isinstance(heard(Choice(Size), "zzz"), Misunderstood)
    assert Choice(Size).show(Size.VERY_LARGE) == Label("size-very-large")


def test_only_what_is_offered_today_can_be_chosen() -> None:
    today = Choice(Size).among([Size.LARGE, Size.SMALL])
    assert [option.id for option in today.options()] == ["large", "small"]
    assert isinstance(heard(today, Said(option="very_large")), Misunderstood)
    with pytest.raises(Gone):
        today.recall("very_large")


@pytest.mark.parametrize(("said", "answer"), [("iya", YesNo.YES), ("muhun", YesNo.YES), ("belum", YesNo.NO)])
def test_yes_and_no_as_people_say_them(said: str, answer: YesNo) -> None:
    assert heard(Choice(YesNo), said) == Sure(answer)


def test_a_hedge_is_neither_yes_nor_no() -> None:
    assert heard(Choice(YesNo), "nanti dulu") == Misunderstood("hedge")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("masih jalan alhamdulillah", Operating.RUNNING),
        ("libur dulu", Operating.PAUSED),
        ("tutup", Operating.CLOSED),
    ],
)
def test_the_state_of_a_business_in_free_words(said: str, state: Operating) -> None:
    assert heard(Choice(Operating), said) == Sure(state)


def test_a_thing_is_picked_by_its_title_in_any_case() -> None:
    assert heard(Pick[Thing]().among(THINGS), "kue kering") == Sure(THINGS[0])
    assert isinstance(heard(Pick[Thing]().among(THINGS), "bengkel las"), Misunderstood)


def test_several_are_ticked_unticked_and_named() -> None:
    question = Several(Size)
    assert heard(question, Said(option="large+"), (Size.SMALL,)) == Partly((Size.SMALL, Size.LARGE))
    assert heard(question, Said(option="small-"), (Size.SMALL, Size.LARGE)) == Partly((Size.LARGE,))
    shown = tuple(option.id for option in question.options())
    for said in ("1,3", "1 dan 3", "1 & 3", "1 3", "3, 1"):
        assert heard(question, Said(said, shown=shown)) == Partly((Size.SMALL, Size.VERY_LARGE))
    for said in ("1,9", "0", "1 dan kapan"):
        assert isinstance(heard(question, Said(said, shown=shown)), Misunderstood)


def test_yes_after_ticks_ends_them_and_ticks_nothing() -> None:
    assert heard(Several(Size), "udah", (Size.SMALL,)) == Sure((Size.SMALL,))
    assert heard(Several(Size), "udah") == Misunderstood("several")
    assert heard(Several(Size).starting((Size.SMALL,)), "ya") == Misunderstood("several")


def test_none_ticked_is_an_answer_only_where_it_may_be() -> None:
    assert heard(Several(Size, none=True), Said(option="done")) == Sure(())
    assert heard(Several(Size), Said(option="done")) == Misunderstood("none-ticked")


def test_text_has_limits_and_no_control_characters() -> None:
    assert heard(Text(5), " a\x00b\x07 ") == Sure("ab")
    assert heard(Text(5), "abcdef") == Misunderstood("text-long")
    for said in ("", "  ", "...", "\x00"):
        assert heard(Text(5), said) == Misunderstood("text")
    for said in ("{x}", "<b>", "🍜", "\u202ea"):
        assert heard(Text(5), said) == Sure(said)


def test_an_amount_is_kept_as_it_was_stated() -> None:
    question = Rupiah(Period.MONTH)
    assert question.store(rupiah(2_500_000)) == 2_500_000
    assert question.store(Amount(3, 4, Period.DAY)) == [3, 4, "day"]
    assert question.show(rupiah(2_500_000)) == Amount(2_500_000, 2_500_000, Period.MONTH)
    assert Rupiah().show(rupiah(5)) == rupiah(5)


def test_less_than_a_coin_is_short_for_thousands_or_millions() -> None:
    assert heard(Rupiah(Period.MONTH), "25") == Misunderstood("amount-unit")
    assert heard(Rupiah(lowest=500_000), "2") == Misunderstood("amount-unit")
    assert isinstance(heard(Rupiah(), "500"), Unsure)
    assert heard(Rupiah(), "0") == Sure(rupiah(0))


def test_an_amount_outside_the_limits_is_not_taken_and_an_unusual_one_is_echoed() -> None:
    question = Rupiah(lowest=1_000, highest=2_000_000, usual=(10_000, 1_000_000))
    assert heard(question, "500000") == Sure(rupiah(500_000))
    assert heard(question, "5000") == Unsure(rupiah(5_000))
    assert heard(question, "9000000") == Misunderstood("amount-limits")


def test_a_count_has_limits() -> None:
    assert heard(Count(1, 9), "3") == Sure(3)
    assert heard(Count(1, 9), "10") == Misunderstood("count-range")
    assert Count(1, 9).limits() == {"lowest": 1, "highest": 9}


def test_a_day_has_limits_from_facts() -> None:
    question = Day().between(date(2026, 12, 1), date(2026, 12, 31))
    assert heard(question, "15/12/2026") == Sure(date(2026, 12, 15))
    assert heard(question, "15/01/2027") == Misunderstood("date-range")
    with pytest.raises(Gone):
        question.recall("2027-01-15")


def test_a_phone_is_typed_or_shared() -> None:
    assert heard(Phone(), "0812 0000 1111") == Sure("+6281200001111")
    assert heard(Phone(), Said(contact=Contact("6281200001111", own=True))) == Sure("+6281200001111")
    assert isinstance(heard(Phone(), Said(contact=Contact("12"))), Misunderstood)
    assert Phone().wants == Skippable(Phone()).wants == "contact"


def test_a_nik_is_never_shown_in_full_and_its_fault_is_named() -> None:
    assert heard(Nik(), "3204 05 070382 0004") == Sure("3204050703820004")
    shown = str(Nik().show("3204050703820004"))
    assert shown.endswith("0004")
    assert "32040507" not in shown
    assert heard(Nik(), "3204281413900001") == Misunderstood("nik-date")
    assert heard(Nik(), "32042814") == Misunderstood("nik-length")


def test_a_nib_keeps_its_leading_zeros() -> None:
    assert heard(Nib(), "0220001234567") == Sure("0220001234567")
    assert isinstance(heard(Nib(), "022000123456"), Misunderstood)


def test_a_district_is_typed_with_typos_or_found_by_a_shared_place_and_asked_back() -> None:
    question = Kecamatan().among(regions().kecamatan, CENTRES)
    assert heard(question, "ciparay") == Sure(CIPARAY)
    assert heard(question, "cipray") in (Sure(CIPARAY), Unsure(CIPARAY))
    assert heard(question, Said(location=Location(-7.03, 107.71))) == Unsure(CIPARAY)
    assert heard(question, Said(location=Location(-6.2, 106.8))) == Misunderstood("far-away")
    assert isinstance(heard(question, "surabaya"), Misunderstood)
    assert question.guesses(Said("cipary"), ears())[0].label == Label(words="Ciparay")


def test_a_village_belongs_to_its_district() -> None:
    question = Desa().of(CIPARAY)
    first = CIPARAY.desa[0]
    names = [option.label.words for option in question.options()]
    assert names == sorted(village.name for village in CIPARAY.desa), "as one looks for them"
    assert heard(question, first.name.upper()) == Sure(first)
    elsewhere = next(place for place in regions().kecamatan if place is not CIPARAY).desa[0]
    assert isinstance(heard(question, Said(option=elsewhere.code)), Misunderstood)
    with pytest.raises(Gone):
        question.recall(elsewhere.code)


def test_a_place_must_be_shared() -> None:
    assert heard(Place(), Said(location=Location(-7.0, 107.5))) == Sure(Location(-7.0, 107.5))
    assert heard(Place(), "Ciparay") == Misunderstood("location")


def test_pictures_add_up_to_the_most() -> None:
    question = Photos(2)
    assert heard(question, Said(media=Media(1))) == Partly((Media(1),))
    assert heard(question, Said(media=Media(2)), (Media(1),)) == Sure((Media(1), Media(2)))
    assert heard(question, Said(media=Media(1, "voice"))) == Misunderstood("photo")
    assert heard(question, Said(option="done")) == Misunderstood("photo")
    assert heard(Photos(3), "udah bu", (Media(1),)) == Sure((Media(1),))
    assert heard(Photos(3), "udah bu") == Misunderstood("photo")


def test_skipping_after_a_part_was_given_keeps_that_part() -> None:
    assert heard(Skippable(Photos(3)), Said(option="skip")) == Sure(SKIPPED)
    assert heard(Skippable(Photos(3)), Said(option="skip"), (Media(1),)) == Sure((Media(1),))
    assert Skippable(Rupiah()).store(SKIPPED) is None


def test_a_skippable_question_can_get_its_facts_when_it_is_asked() -> None:
    group = Pick[Thing]()
    group.__set_name__(type(group), "programme")
    question = Skippable(group.among(THINGS))
    assert question.key == "programme"
    assert [option.id for option in question.options()] == ["p1", "p2", "skip"]


def test_a_defined_question_is_asked_in_staffs_words_under_its_own_id() -> None:
    question = Defined().keyed("extra").by(Definition("41", "choice", "Ukuran kaos?", THINGS))
    assert (question.key, question.words, question.listed) == ("extra:41", "Ukuran kaos?", True)
    assert heard(question, Said(option="p2")) == Sure(Reply("41", "p2"))
    assert question.show(Reply("41", "p2")) == "Kemasan"
    with pytest.raises(ValueError, match="of kind"):
        Defined().keyed("extra").by(Definition("41", "colour"))
