"""A name may be any words, but a sentence that asks for something is asked back."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.register import Register
from tests.conversations.samples import samples
from tests.talk import Talk


def named(*said: str) -> Talk[Any, Any]:
    talk = Talk(Register(), samples()["register"][0].facts)
    for text in said:
        talk.says(text)
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "gmn cara pinjam dagulir bedas",
        "kapan pelatihan dibuka",
        "bu mau pinjam uang buat modal",
        "info pelatihan dong",
    ],
)
def test_a_sentence_that_asks_for_something_is_hardly_a_name(text: str) -> None:
    talk = named(text).sees(asks="called", hint="echo").says("bukan").sees(asks="called", hint="")
    talk.says("Bu Nunung").says(text).sees(asks="business", hint="echo").says("Keripik").sees(asks="sector")
    assert talk.answers()["business"] == "Keripik"
    talk = named("Bu Nunung", text).says("ya").sees(asks="sector")
    assert talk.answers()["business"] == text


@pytest.mark.parametrize(
    "name",
    [
        "Warung Pinjam Dulu",
        "Koperasi Simpan Pinjam Maju",
        "Jasa Urus NIB dan Halal",
        "Pelatihan Menjahit Bu Rina",
        "Mau Lagi Catering",
        "Gimana Kopi Ciparay",
        "Kapan Lagi Kopi",
        "Apa Kabar Coffee",
        "belum ada nama, jualan gorengan",
    ],
)
def test_a_business_may_be_called_by_any_words(name: str) -> None:
    assert named("Bu Nunung", name).sees(asks="sector").answers()["business"] == name


@pytest.mark.parametrize("text", ["belum ada namanya bu", "ga ada", "blm punya nama", "teu acan aya"])
def test_that_there_is_no_name_is_none(text: str) -> None:
    talk = named("Bu Nunung", text).sees(asks="business", hint="miss-text").says("gorengan")
    assert talk.sees(asks="sector").answers()["business"] == "gorengan"
