"""Stop ends what the office sends of its own accord at once; start gives it back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rules.consent import Purpose
from storage import consents
from storage.database import Database
from storage.tables import Consent
from tests.turns.phone import Phone


@pytest.fixture
def nunung(database: Database) -> Phone:
    """Consented to check-ins, announcements and the assistant."""
    return Phone(database, channel="web").registers().consents("1", "2", "3")


def given(phone: Phone) -> set[str]:
    with phone.database.read() as db:
        return {purpose.value for purpose in consents.given(db, phone.person)}


def test_stop_ends_everything_and_says_so(nunung: Phone) -> None:
    nunung.says("stop").sees("dihentikan")
    assert given(nunung) == set()
    with nunung.database.read() as db:
        rows = db.session.scalars(select(Consent)).all()
    assert {row.withdrawn_by for row in rows} == {"stop"}
    assert len(rows) == 3


def test_stop_within_a_form_stops_and_the_form_waits(nunung: Phone) -> None:
    nunung.says("cek usaha").says("jalan").says("stop").sees("dihentikan")
    assert given(nunung) == set()
    nunung.says("menu").taps("Lanjut cek usaha").sees("Berapa omzet")


def test_a_single_purpose_can_be_kept_at_once(nunung: Phone) -> None:
    nunung.says("stop").taps("Tetap kabar program").sees("aktif lagi")
    assert given(nunung) == {"announcements"}


def test_its_words_can_be_typed_too(nunung: Phone) -> None:
    nunung.says("stop").says("tetap cek usaha").sees("aktif lagi")
    assert given(nunung) == {"checkin"}


def test_a_single_purpose_can_be_stopped(nunung: Phone) -> None:
    nunung.opens("stop", Purpose.ANNOUNCEMENTS.value).sees("dihentikan", "Kabar program")
    assert given(nunung) == {"checkin", "assistant"}


def test_start_gives_back_what_stop_took_after_showing_it(nunung: Phone) -> None:
    nunung.says("stop").says("mulai").sees("Ditanya kabar usaha, Kabar program & acara, Pendamping kecamatan")
    assert given(nunung) == set()
    nunung.says("ya").sees("aktif lagi")
    assert given(nunung) == {"checkin", "announcements", "assistant"}


def test_start_offers_nothing_of_an_older_stop_or_of_a_refusal(nunung: Phone) -> None:
    nunung.opens("stop", Purpose.ANNOUNCEMENTS.value).says("stop").says("mulai")
    assert "Kabar program" not in nunung.text()
    nunung.says("ya")
    assert given(nunung) == {"checkin", "assistant"}


def test_no_leaves_everything_stopped(nunung: Phone) -> None:
    nunung.says("stop").says("mulai").says("tidak").sees("tetap berhenti")
    assert given(nunung) == set()


def test_start_asks_for_consents_where_none_was_ever_given(database: Database) -> None:
    phone = Phone(database, channel="web").registers().says("selesai")
    phone.says("mulai").sees("Mana yang Bapak/Ibu setujui")


def test_a_stranger_is_answered_too(database: Database) -> None:
    stranger = Phone(database, channel="web").begins()
    stranger.says("stop").sees("dihentikan")
    stranger.says("mulai").sees("belum kenalan")


def test_asking_again_leaves_no_heap_of_forms_behind(nunung: Phone) -> None:
    nunung.says("stop").says("mulai").says("petugas").says("batal").says("mulai").says("menu")
    assert [button.label for button in nunung.buttons()].count("Lanjut mulai lagi") == 1


def test_a_longer_form_goes_on_where_it_was_when_it_is_asked_for_again(nunung: Phone) -> None:
    nunung.says("cek usaha").says("jalan").says("menu").says("cek usaha").sees("Berapa omzet")
