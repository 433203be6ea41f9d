"""About the office, as chats."""

from __future__ import annotations

from conversations.about import About, AboutFacts, Answer, Topic
from conversations.question import Label
from tests.talk import Talk

TOLD = AboutFacts("Diskop UKM", {Topic.HOURS: Answer("Senin-Jumat 08.00-15.30", confirmed=True)})


def test_what_the_office_tells_is_said_in_its_own_words() -> None:
    talk = Talk(About(), TOLD).sees(asks="topic").says("jam buka")
    talk.sees("about-tell-hours")
    assert talk.turn.out[-1].args == {
        "words": "Senin-Jumat 08.00-15.30",
        "mark": Label("mark-confirmed"),
    }


def test_what_it_has_not_told_is_no_guess() -> None:
    Talk(About(), TOLD).says("alamatnya").sees("about-unknown")


def test_what_it_has_not_confirmed_carries_the_mark() -> None:
    facts = AboutFacts("Diskop UKM", {Topic.PHONE: Answer("(022) 000000")})
    talk = Talk(About(), facts).says("nomor").sees("about-tell-phone")
    assert talk.turn.out[-1].args["mark"] == Label("mark-unconfirmed")


def test_the_office_may_tell_it_while_we_ask() -> None:
    talk = Talk(About(), AboutFacts("Diskop UKM")).sees(asks="topic").meanwhile(TOLD)
    talk.says("2").sees("about-tell-hours")
