"""Tips: by the last constraint and the kind of business, or by what is asked for."""

from __future__ import annotations

from storage.database import Database
from tests.turns.phone import Phone


def test_the_last_check_in_says_what_the_tip_is_about(database: Database) -> None:
    phone = Phone(database, channel="web").registers().says("selesai")
    phone.says("cek usaha").says("jalan").says("lewati").says("bahan mahal").says("tidak")
    phone.opens("tips").sees("Kiat bahan", "Kiat kuliner")
    phone.says("kiat lain").sees("Apa yang paling berat").says("cicilan/utang").sees("Kiat cicilan")


def test_a_stranger_is_asked_what_is_hardest(database: Database) -> None:
    stranger = Phone(database, channel="web").begins().opens("tips").sees("Apa yang paling berat")
    stranger.says("sepi pembeli").sees("Kiat pembeli")
