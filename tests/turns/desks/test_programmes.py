"""Programmes as a stranger and as a registered person see them, on both databases."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select

from storage.database import Database, Db
from storage.tables import Programme, ProgrammeQuota, ThreadLine
from tests.turns.phone import START, Phone, office


def offered(database: Database) -> None:
    def plan(db: Db) -> None:
        common = {"kind": "training", "state": "published", "created_at": START}
        db.session.add_all(
            [
                Programme(code="EKSPOR", title="Siap ekspor", needs_nib=True, seats=20, **common),
                Programme(code="KRIYA", title="Anyaman bambu", sectors="craft", **common),
                Programme(code="LEWAT", title="Sudah lewat", apply_until=date(2026, 11, 23), **common),
                Programme(code="RENCANA", title="Baru rencana", **{**common, "state": "draft"}),
            ]
        )

    database.write(plan)


def titled(database: Database, *titles: str) -> None:
    """Trainings of these titles, open to all."""

    def plan(db: Db) -> None:
        for n, title in enumerate(titles):
            db.session.add(
                Programme(code=f"PEL-{n}", kind="training", title=title, state="published", created_at=START)
            )

    database.write(plan)


def test_only_what_is_published_and_open_is_listed(database: Database) -> None:
    offered(database)
    phone = Phone(database).begins().says("lihat program")
    assert [button.label for button in phone.buttons()] == ["Siap ekspor", "Anyaman bambu", "Dagulir Bedas"]


def test_the_card_says_what_this_person_lacks(database: Database) -> None:
    offered(database)
    stranger = Phone(database).begins().says("lihat program").says("siap ekspor")
    stranger.sees("Sisa kursi: 20", "punya NIB", "kenalan")
    nunung = Phone(database, "802").registers().consents().says("lihat program").says("siap ekspor")
    nunung.sees("Yang belum: NIB", "oss.go.id", "November 2026")
    assert "kenalan dengan kami" not in nunung.text()
    nunung.taps("Bantu urus NIB").sees("Mohon dibantu mengurusnya").says("ya")
    with database.read() as db:
        (line,) = db.session.scalars(select(ThreadLine))
        assert db.sealing.open(line.sealed).decode() == office().nib_help


def test_the_ready_message_can_be_written_anew(database: Database) -> None:
    offered(database)
    phone = Phone(database).registers().consents().says("lihat program").says("siap ekspor")
    phone.taps("Bantu urus NIB").says("tidak").says("NIB saya hilang, bisa minta lagi?")
    with database.read() as db:
        (line,) = db.session.scalars(select(ThreadLine))
        assert db.sealing.open(line.sealed).decode() == "NIB saya hilang, bisa minta lagi?"


def test_who_has_a_nib_by_now_lacks_nothing(database: Database) -> None:
    offered(database)
    phone = Phone(database).registers().consents()
    phone.says("profil saya").says("nomor nib").says("0220001234567").says("kirim")
    phone.says("lihat program").says("siap ekspor").sees("Syaratnya sudah terpenuhi")


def test_another_kind_of_business_is_told_so_and_cannot_apply(database: Database) -> None:
    offered(database)
    phone = Phone(database).registers().consents().says("lihat program").says("anyaman bambu")
    phone.sees("Belum memenuhi syarat")
    assert "Daftar" not in [button.label for button in phone.buttons()]
    phone.says("daftar pelatihan").says("anyaman bambu").sees("Belum memenuhi syarat")


def test_a_poster_leads_to_its_card_whatever_its_capitals(database: Database) -> None:
    offered(database)
    Phone(database).begins("p_ekspor").sees("Siap ekspor", "Sisa kursi")
    Phone(database, "802").begins("p_LEWAT").sees("tidak dibuka lagi", "Mau lihat yang mana")


def test_seats_kept_for_another_kecamatan_are_not_left_for_this_person(database: Database) -> None:
    offered(database)

    def keep(db: Db) -> None:
        programme = db.session.scalars(select(Programme.id).where(Programme.code == "EKSPOR")).one()
        db.session.add(ProgrammeQuota(programme_id=programme, kecamatan="32.04.37", source="", seats=15))

    database.write(keep)
    Phone(database).begins("p_ekspor").sees("Sisa kursi: 20")  # where a stranger lives is not known
    nunung = Phone(database, "802").registers().consents()
    nunung.says("lihat program").says("siap ekspor").sees("Sisa kursi: 5")


@pytest.mark.parametrize(
    "wish",
    [
        "daftar kemasan",
        "mau ikut pelatihan kemasan dong bu",
        "daptar kemasan",
        "lihat program kemasan",
        "kemasan yang menjual",
        "daftar pelatihan kemasan yang menjual",
        "mau daftar kemasan yg menjual",
    ],
)
def test_a_wish_that_names_a_programme_opens_its_card(database: Database, wish: str) -> None:
    titled(database, "Kemasan yang Menjual", "Jualan Lewat HP")
    phone = Phone(database).registers().consents().says(wish).sees("📌 Kemasan yang Menjual")
    assert phone.buttons()[0].label == "Daftar"


@pytest.mark.parametrize(
    "wish",
    ["kemasan", "daftar pelatihan", "daftar", "mau daftar yang mana", "kemasan saya jelek", "cek usaha"],
)
def test_a_wish_that_names_none_surely_goes_where_it_went(database: Database, wish: str) -> None:
    titled(database, "Kemasan yang Menjual", "Catat Uang Usaha")
    assert "📌" not in Phone(database).registers().consents().says(wish).text()


def test_a_word_of_two_titles_names_neither(database: Database) -> None:
    titled(database, "Kemasan yang Menjual", "Kemasan Kaleng")
    phone = Phone(database).registers().consents().says("daftar pelatihan kemasan")
    phone.sees("Mau ikut pelatihan yang mana?")


def test_a_list_of_programmes_says_when_and_where(database: Database) -> None:
    def plan(db: Db) -> None:
        when = datetime(2026, 12, 8, 2, tzinfo=START.tzinfo)
        common = {"kind": "training", "state": "published", "created_at": START}
        db.session.add_all(
            [
                Programme(code="A", title="Kue kering", starts_at=when, place="PLUT Soreang", **common),
                Programme(code="B", title="Kopi", starts_at=when, **common),
                Programme(code="C", title="Jamu", place="Balai desa", **common),
                Programme(code="D", title="Batik", **common),
            ]
        )

    database.write(plan)
    phone = Phone(database).registers().consents()
    for wish in ("lihat program", "daftar pelatihan"):
        hints = [button.hint for button in phone.says(wish).buttons()][:4]
        assert hints == ["8 Desember 2026, PLUT Soreang", "8 Desember 2026", "Balai desa", ""]
