"""Who an announcement is for: everybody of the audience counts once, as recipient or under one reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rules.audience import Activity
from rules.business import Sector
from storage.audiences import Counted
from storage.database import Database, Db
from storage.tables import Application, Consent, Person, Programme
from tests.storage.town import NOW, Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def test_everybody_of_the_audience_counts_once_as_recipient_or_under_one_reason(town: Town) -> None:
    town.person("Dapat")
    town.person("Lewat WA", chats=["whatsapp"])
    town.person("Belum setuju", consent="none", chats=["telegram!"])  # two reasons hold, one counts
    town.person("Mencabut", consent="withdrawn", chats=[])
    town.person("Tanpa obrolan", chats=[])
    town.person("Memblokir", chats=["telegram!", "whatsapp!"])
    town.person("Satu diblokir", chats=["telegram!", "whatsapp"])
    town.person("Belum daftar", registered=False)
    counted = town.count()
    assert counted.recipients == 3
    assert counted.left_out == {"no_consent": 1, "stopped": 1, "no_channel": 1, "blocked": 1}
    assert counted.whatsapp == 2, "who blocked Telegram is written to on WhatsApp"


def test_who_withdrew_and_agreed_again_is_a_recipient(town: Town) -> None:
    again = town.person("Kembali", consent="withdrawn")
    town.database.write(
        lambda db: db.session.add(
            Consent(person_id=again, purpose="announcements", version="2", channel="web", given_at=NOW)
        )
    )
    assert town.count() == Counted(1, {}, 0)


def test_the_terms_narrow_the_audience(town: Town) -> None:
    town.person("A", kecamatan="32.04.05")
    town.person("B", sector="craft", nib=True)
    late = town.person("C", nib=False, heard=NOW - timedelta(days=61))
    town.person("D", heard=None)

    def apply(db: Db) -> None:
        programme = Programme(
            code="KEMASAN", kind="training", title="Kemasan", state="closed", created_at=NOW
        )
        db.session.add(programme)
        db.session.flush()
        db.session.add(
            Application(
                reference="PEL-2611-0001",
                kind="training",
                person_id=late,
                programme_id=programme.id,
                kecamatan="32.04.37",
                source="self",
                state="filed",
                filed_at=NOW,
            )
        )

    town.database.write(apply)

    def reached(**terms: Any) -> int:
        return town.count(**terms).recipients

    assert reached() == 4
    assert reached(kecamatan=("32.04.37",)) == 3
    assert reached(kecamatan=("32.04.37", "32.04.05")) == 4
    assert reached(sectors=(Sector.CRAFT,)) == 1
    assert reached(sectors=(Sector.CRAFT, Sector.FOOD)) == 4
    assert reached(nib=True) == 1
    assert reached(nib=False) == 3, "who never said whether there is a NIB counts as without"
    assert reached(programme="kemasan") == 1
    assert reached(programme="LAIN") == 0
    assert reached(activity=Activity.ACTIVE) == 2
    assert reached(activity=Activity.INACTIVE) == 2
    assert reached(kecamatan=("32.04.05",), nib=True) == 0


def test_erased_people_are_no_part_of_any_audience(town: Town) -> None:
    gone = town.person("Pergi")
    town.database.write(lambda db: setattr(db.session.get_one(Person, gone), "erased_at", NOW))
    assert town.count() == Counted(0, {}, 0)


def test_it_goes_to_the_chat_last_written_from_that_is_not_blocked(town: Town) -> None:
    town.person("Dua", chats=["whatsapp!", "telegram", "web"])
    assert town.report(town.frozen()).recipients == 1
    assert [row.address for row in town.claim()] == ["Dua-1"]
