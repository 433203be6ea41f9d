"""The check-in in whole turns: what it records, the thanks, and the correction."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.tables import CheckIn
from tests.turns.phone import Phone


@pytest.fixture
def nunung(database: Database) -> Phone:
    return Phone(database, channel="web").registers().consents("1", "3")


def kept(phone: Phone) -> CheckIn:
    with phone.database.read() as db:
        return db.session.scalars(select(CheckIn)).one()


def tells(phone: Phone, *said: str) -> Phone:
    for text in said:
        phone.says(text)
    return phone


def test_the_thanks_repeat_what_was_recorded_in_one_message_with_ubah(nunung: Phone) -> None:
    tells(nunung, "cek usaha", "jalan", "2500000", "sepi pembeli", "tidak")
    nunung.sees("terima kasih", "Kiat pembeli")
    last = nunung.new()[-1]
    assert last.text == (
        "Dicatat untuk bulan Oktober: Jalan seperti biasa.\n"
        "• Omzet: Rp2.500.000 per bulan\n"
        "• Kendala: Sepi pembeli"
    )
    assert [button.label for button in last.buttons] == ["Ubah"]


def test_who_will_call_is_told_once(nunung: Phone, database: Database) -> None:
    tells(nunung, "cek usaha", "jalan", "2500000", "sepi pembeli", "ya").sees("supaya Bapak/Ibu dihubungi")
    alone = Phone(database, "803", channel="web").registers().consents("1")
    tells(alone, "cek usaha", "jalan", "2500000", "sepi pembeli", "ya").sees("yang akan menghubungi")
    assert alone.text().count("hubungi") == 1


def test_ubah_can_be_tapped_typed_or_numbered_and_corrects_the_same_row(nunung: Phone) -> None:
    tells(nunung, "cek usaha", "jalan", "2500000", "sepi pembeli", "tidak")
    nunung.taps("Ubah").says("omzet").says("3000000").sees("Rp3.000.000 per bulan")
    nunung.says("ubah").says("kendala").says("modal kurang").sees("Modal kurang")
    nunung.says("1").says("keadaan usaha").says("berkurang").sees("Berkurang")
    row = kept(nunung)
    assert (row.state, row.omzet_low, row.constraint) == ("reduced", 3_000_000, "capital")


def test_ubah_is_over_when_the_month_is(nunung: Phone) -> None:
    tells(nunung, "cek usaha", "jalan", "2500000", "sepi pembeli", "tidak")
    nunung.later(days=8).taps("Ubah").sees("sudah ditutup")
    assert kept(nunung).omzet_low == 2_500_000


def test_amounts_are_kept_as_they_were_stated(nunung: Phone) -> None:
    tells(nunung, "cek usaha", "jalan", "150rb per hari", "150rb per hari", "lewati", "lewati")
    nunung.sees("Rp150.000 per hari")
    row = kept(nunung)
    assert (row.omzet_low, row.omzet_high, row.omzet_per) == (150_000, 150_000, "day")


def test_a_full_quarter_keeps_profit_people_and_outlets(nunung: Phone) -> None:
    nunung.opens("checkin", "2026-10/full")
    tells(nunung, "jalan", "2-3 juta", "ya", "lewati", "lewati", "800000", "2", "1, 3", "selesai")
    row = kept(nunung)
    assert (row.omzet_low, row.omzet_high, row.profit_low) == (2_000_000, 3_000_000, 800_000)
    assert (row.workers, row.outlets) == (2, "home consigned")
    assert [button.label for button in nunung.new()[-1].buttons] == ["Ubah"]


def test_the_same_month_is_asked_twice_only_on_wish(nunung: Phone) -> None:
    tells(nunung, "cek usaha", "jalan", "2500000", "sepi pembeli", "tidak")
    nunung.says("cek usaha").sees("sudah kami catat").says("ya")
    tells(nunung, "tutup sementara", "keluarga", "lewati", "tidak")
    row = kept(nunung)
    assert (row.state, row.reason, row.omzet_low, row.constraint) == ("paused", "family", None, "")


def test_a_tap_after_a_month_still_answers_for_the_month_it_was_asked_about(nunung: Phone) -> None:
    nunung.says("cek usaha").later(days=20)
    nunung.taps("Jalan seperti biasa")
    tells(nunung, "2500000", "lewati", "tidak")
    assert kept(nunung).month == "2026-10"


def test_names_are_shown_literally(database: Database) -> None:
    phone = Phone(database, channel="web").registers("Ibu <b>Ai</b>", "Warung {x} $y\u202e😀").says("selesai")
    phone.says("cek usaha").sees("<b>Ai</b>", "Warung {x} $y")
