"""Consents as chats: never ticked by us, each apart."""

from __future__ import annotations

import pytest

from conversations.consents import Consents, ConsentsFacts
from locales.texts import Texts
from rules.consent import Purpose
from tests.talk import Talk

NOBODY = ConsentsFacts()


def consents(facts: ConsentsFacts = NOBODY) -> Talk[ConsentsFacts, tuple[Purpose, ...]]:
    return Talk(Consents(), facts).sees("consents-hello", asks="purposes")


def ticks(talk: Talk[ConsentsFacts, tuple[Purpose, ...]]) -> list[str]:
    return [option.label.key for option in talk.ask().options if option.ticked]


def test_nothing_is_ticked_at_the_first_asking() -> None:
    assert ticks(consents()) == []


@pytest.mark.parametrize(
    "words", [("id", "lembaga lain", "data usaha", "pajak"), ("en", "employed elsewhere", "data", "taxes")]
)
def test_who_sees_what_is_said_even_where_buttons_show_no_description(words: tuple[str, ...]) -> None:
    language, *facts = words
    told = Texts.load().say(language, "consents-hello")
    assert [fact for fact in facts if fact not in told] == []


def test_refusing_all_is_an_answer() -> None:
    consents().presses("done").ends(())
    consents().says("selesai").ends(())


def test_two_of_four_by_taps() -> None:
    talk = consents().presses("checkin+").presses("partners+")
    assert ticks(talk) == ["purpose-checkin", "purpose-partners"]
    talk.presses("done").ends((Purpose.CHECKIN, Purpose.PARTNERS))


def test_two_of_four_by_numbers() -> None:
    consents().says("1 dan 3").says("selesai").ends((Purpose.CHECKIN, Purpose.ASSISTANT))


def test_later_what_stands_is_shown_and_can_be_withdrawn() -> None:
    talk = consents(ConsentsFacts((Purpose.CHECKIN, Purpose.ANNOUNCEMENTS)))
    assert ticks(talk) == ["purpose-checkin", "purpose-announcements"]
    talk.presses("checkin-").presses("done").ends((Purpose.ANNOUNCEMENTS,))


def test_later_a_number_withdraws_too() -> None:
    consents(ConsentsFacts((Purpose.CHECKIN,))).says("1").says("selesai").ends(())


def test_later_done_keeps_what_stands() -> None:
    consents(ConsentsFacts((Purpose.CHECKIN,))).presses("done").ends((Purpose.CHECKIN,))


@pytest.mark.parametrize("text", ["tidak", "tidak ada", "ga setuju", "gak setuju semua", "moal"])
def test_refusing_all_in_words(text: str) -> None:
    consents().says(text).ends(())


def test_agreeing_to_all_in_words_is_ticked_and_still_ended_by_done() -> None:
    talk = consents().says("setuju semua")
    assert len(ticks(talk)) == 4
    talk.says("selesai").ends(tuple(Purpose))


def test_by_the_words_people_use() -> None:
    consents().says("pengumuman dan pendamping").says("selesai").ends(
        (Purpose.ANNOUNCEMENTS, Purpose.ASSISTANT)
    )


def test_a_bare_yes_is_no_consent() -> None:
    talk = consents().says("ya").sees(asks="purposes", hint="miss-several")
    assert ticks(talk) == []
