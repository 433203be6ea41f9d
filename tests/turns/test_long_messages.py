"""However long a message is, its turn costs no more than its length: nobody holds up the others."""

from __future__ import annotations

import itertools
import sys
from collections import Counter

import pytest

from storage.database import Database, Db
from storage.inbound import Inbound, Kind
from tests.turns.phone import Phone, turns

QUESTIONS = ("daftar", "Ibu Nunung", "Keripik Nunung", "kuliner", "Ciparay", "Sagaracipta")
_names = itertools.count(1)


@pytest.mark.parametrize("unit", ["ciparay, pacet, ", "bukan, tidak jadi, ", "2jt, 3 orang, ", "?! "])
@pytest.mark.parametrize("answered", [2, 5, 6])
def test_twice_as_long_a_message_takes_about_twice_the_work(
    database: Database, unit: str, answered: int
) -> None:
    def calls(text: str) -> list[int]:
        phone = Phone(database, f"long-{next(_names)}").begins()
        for answer in QUESTIONS[:answered]:
            phone.says(answer)
        return [counted(phone, text) for _ in range(2)]  # the second may meet an answer that was asked back

    calls(unit * 160)  # words are remembered
    for short, long in zip(calls(unit * 80), calls(unit * 160), strict=True):
        assert long < 3 * short


def counted(phone: Phone, text: str) -> int:
    """The functions called in the turn that hears this text."""
    called: Counter[str] = Counter()

    def work(db: Db) -> None:
        inbound = Inbound(
            phone.channel, f"long-text-{next(_names)}", phone.address, Kind.TEXT, text=text[:4096]
        )
        sys.setprofile(lambda frame, event, argument: called.update((event,)))
        try:
            turns().take(db, inbound, phone.now)
        finally:
            sys.setprofile(None)

    phone.database.write(work)
    return called["call"] + called["c_call"]
