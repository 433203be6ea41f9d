"""The kecamatan of the poster by which somebody came: suggested by registration, and never taken unasked."""

from __future__ import annotations

import pytest

from conversations.register import Known, Register, RegisterFacts, Registration
from tests.talk import Talk, regions

CIPARAY = next(place for place in regions().kecamatan if place.name == "Ciparay")
PLAIN = RegisterFacts(regions().kecamatan, {})
FACTS = RegisterFacts(regions().kecamatan, {}, suggested=CIPARAY)


def asked(*said: str) -> Talk[RegisterFacts, Registration | Known]:
    """The kecamatan is asked of who came by a poster in Ciparay, and this is answered."""
    talk = Talk(Register(), FACTS).says("Ibu Nunung").says("Keripik Nunung").says("kuliner")
    for text in said:
        talk.says(text)
    return talk


def kecamatan(talk: Talk[RegisterFacts, Registration | Known]) -> str:
    """What registration keeps in the end."""
    for text in ("1", "belum", "2019"):
        talk.says(text)
    result = talk.says("kirim").ends()
    assert isinstance(result, Registration)
    return result.kecamatan


def test_the_posters_kecamatan_is_the_one_option() -> None:
    ask = asked().sees(asks="kecamatan").ask()
    assert [option.label.words for option in ask.options] == ["Ciparay"]
    assert (ask.numbered, ask.wants, ask.args) == (True, "location", {"suggested": "Ciparay"})


def test_without_a_poster_nothing_is_suggested() -> None:
    talk = Talk(Register(), PLAIN).says("Ibu Nunung").says("Keripik Nunung").says("kuliner")
    assert (talk.ask().options, talk.ask().args) == ((), {"suggested": "none"})
    talk.says("ya").sees(asks="kecamatan", hint="miss-kecamatan")


def test_a_tap_takes_the_suggestion() -> None:
    assert kecamatan(asked().presses(CIPARAY.code).sees(asks="desa")) == CIPARAY.code


@pytest.mark.parametrize(
    "text", ["ya", "1", "Ciparay", "iya betul", "muhun", "ya di Ciparay", "betul, kec ciparay"]
)
def test_words_that_agree_take_the_suggestion(text: str) -> None:
    assert kecamatan(asked(text).sees(asks="desa")) == CIPARAY.code


@pytest.mark.parametrize("text", ["Soreang", "kecamatan soreang"])
def test_another_kecamatan_declines_it(text: str) -> None:
    assert kecamatan(asked(text).sees(asks="desa")) == "32.04.37"


@pytest.mark.parametrize("text", ["bukan, Soreang", "soreng", "ya tapi di soreang"])
def test_another_that_is_not_sure_is_asked_back(text: str) -> None:
    talk = asked(text).sees(asks="kecamatan", hint="echo")
    assert kecamatan(talk.says("ya").sees(asks="desa")) == "32.04.37"


@pytest.mark.parametrize("text", ["cipray", "kec. ciparai"])
def test_the_suggested_one_misspelt_is_asked_back(text: str) -> None:
    talk = asked(text).sees(asks="kecamatan", hint="echo")
    assert kecamatan(talk.says("ya").sees(asks="desa")) == CIPARAY.code


@pytest.mark.parametrize("text", ["bukan", "bukan ciparay", "tidak", "mungkin"])
def test_a_no_alone_takes_nothing_and_asks_for_the_name(text: str) -> None:
    talk = asked(text).sees(asks="kecamatan", hint="miss-kecamatan")
    assert talk.form is not None
    assert "kecamatan" not in talk.form.answers


def test_after_two_noes_any_kecamatan_can_be_chosen() -> None:
    talk = asked("bukan", "bukan").sees(asks="kecamatan", hint="miss-again")
    assert len(talk.ask().options) == len(FACTS.kecamatan) + 1
    assert kecamatan(talk.presses("32.04.37").sees(asks="desa")) == "32.04.37"


def test_a_yes_beside_another_answer_takes_nothing() -> None:
    talk = Talk(Register(), FACTS).says("Ibu Nunung").says("Keripik Nunung").says("kuliner, ya")
    if talk.ask().hint == "echo":
        talk.says("ya")
    talk.sees(asks="kecamatan")
    assert talk.form is not None
    assert "kecamatan" not in talk.form.answers


def test_a_suggestion_that_goes_away_in_between_changes_no_answer() -> None:
    talk = asked("Soreang").meanwhile(PLAIN).resumes().sees(asks="desa")
    assert kecamatan(talk) == "32.04.37"
