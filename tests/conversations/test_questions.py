"""What holds for every kind of question: what is kept is found again, and keys are the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest

from conversations.heard import Heard, Misunderstood
from conversations.question import (
    Gone,
    Question,
    Questions,
    Said,
    every_question,
    plain,
    text_key,
    with_items_of,
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
    Rupiah,
    Several,
    Skippable,
    Text,
    TextOrFile,
    Thing,
    YesNo,
)
from rules.money import Period
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


def heard(question: Question[Any], said: str | Said, so_far: Any = None) -> Heard[Any]:
    return question.understand(Said(said) if isinstance(said, str) else said, ears(), so_far)


EVERY: tuple[Question[Any], ...] = (
    Choice(Size),
    Choice(YesNo),
    Choice(Operating),
    Pick[Thing]().among(THINGS),
    Several(Size, none=True),
    Text(30),
    Rupiah(),
    Rupiah(Period.MONTH, lowest=500_000, highest=900_000),
    Count(1, 9, usual=2),
    Day(),
    Day().between(date(2027, 1, 1), date(2027, 2, 1)),
    Phone(),
    Nik(),
    Nib(),
    Kecamatan().among(regions().kecamatan),
    Desa().of(CIPARAY),
    Place(),
    Photos(3),
    TextOrFile(30),
    Skippable(Rupiah()),
    Skippable(Choice(Size)),
    *(
        Defined().keyed("extra").by(Definition("7", kind, choices=THINGS))
        for kind in ("text", "choice", "count")
    ),
    *(Defined().keyed("extra").by(Definition("7", kind)) for kind in ("amount", "date", "photo", "yesno")),
    Defined().keyed("extra").by(Definition("7", "text", required=False)),
)


@pytest.mark.parametrize("question", EVERY, ids=lambda question: type(question).__name__)
def test_what_is_kept_is_found_again_and_can_be_shown(question: Question[Any]) -> None:
    for value in [question.likely(), *question.samples()]:
        assert question.recall(question.store(value)) == value
        question.show(value)


@pytest.mark.parametrize("question", EVERY, ids=lambda question: type(question).__name__)
@pytest.mark.parametrize("kept", [{"a": 1}, "§", [{}], -5, True, 3.5, ["§"]], ids=str)
def test_what_means_nothing_is_gone_and_never_another_answer(question: Question[Any], kept: Any) -> None:
    try:
        value = question.recall(kept)
    except Gone:
        return
    assert question.store(value) == kept


@pytest.mark.parametrize("question", EVERY, ids=lambda question: type(question).__name__)
def test_its_own_buttons_are_understood_and_no_others(question: Question[Any]) -> None:
    for option in question.options():
        assert "|" not in option.id
        if option.id != "done":
            assert not isinstance(heard(question, Said(option=option.id)), Misunderstood)
    assert isinstance(heard(question, Said(option="§")), Misunderstood)


class Inner(Questions):
    street = Text(50)


class Address(Questions):
    desa = Text(50)
    inner = Inner()


class Owner:
    home = Address()


def test_groups_have_keys_of_their_own_and_of_each_item() -> None:
    assert [key for key, _ in every_question(Owner)] == ["home.desa", "home.inner.street"]
    home = Owner().home
    assert (home.desa.key, home.inner.street.key) == ("home.desa", "home.inner.street")
    assert (home.at(2).desa.key, home.at("a").inner.street.key) == ("home:2.desa", "home:a.inner.street")
    for item in ("a.b", "a|b", "a:b", "", "x" * 25):
        with pytest.raises(ValueError, match="item id"):
            home.at(item)


def test_a_key_without_items_names_its_text() -> None:
    assert plain("product:2.price") == "product.price"
    assert plain("send#1a2b") == "send"
    assert text_key("curation", "product:2.call_me") == "curation-product-call-me"
    assert with_items_of("product:2.cost", "product.price") == "product:2.price"
    assert with_items_of("cost", "product.price") == "product.price"


def test_a_question_belongs_to_one_attribute() -> None:
    shared = Text(5)
    shared.__set_name__(Owner, "a")
    with pytest.raises(TypeError):
        shared.__set_name__(Owner, "b")
