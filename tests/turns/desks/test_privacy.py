"""Profile, language, own data and its deletion through whole turns, on both databases."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from rules.consent import Purpose
from storage import consents, erasure, journal
from storage.database import Database, Db
from storage.tables import (
    Application,
    ApplicationAnswer,
    Business,
    Contact,
    Erasure,
    Form,
    Journal,
    Media,
    Outbox,
    Person,
    Programme,
    ProgrammeQuestion,
)
from tests.turns.phone import START, Phone

NUMBER = "+6281322110000"


def registered(database: Database) -> Phone:
    return Phone(database, NUMBER, "whatsapp").registers().consents("1")


def business(database: Database) -> Business:
    with database.read() as db:
        return db.session.scalars(select(Business)).one()


def test_a_name_is_corrected_after_kirim_alone(database: Database) -> None:
    phone = registered(database).says("profil saya").sees("Ibu Nunung", "Sagaracipta", "+6281••••••000")
    phone.says("nama usaha").says("Keripik Bu Nunung")
    assert business(database).name == "Keripik Nunung"
    phone.says("kirim").sees("Sudah kami perbaiki")
    assert business(database).name == "Keripik Bu Nunung"


def test_a_nib_is_sealed(database: Database) -> None:
    registered(database).says("profil saya").says("nomor nib").says("0220 0012 34567").says("kirim")
    found = business(database)
    assert found.has_nib
    assert found.nib_sealed is not None
    with database.read() as db:
        assert db.sealing.open(found.nib_sealed) == b"0220001234567"


def test_the_language_changes_with_the_answer(database: Database) -> None:
    phone = registered(database).says("ganti bahasa").says("english").sees("in English from now on")
    phone.says("menu").sees("What")
    with database.read() as db:
        assert db.session.get_one(Person, phone.person).language == "en"


def test_own_data_is_shown_without_numbers_in_full(database: Database) -> None:
    phone = registered(database).says("data saya").says("lihat data saya")
    phone.sees("Keripik Nunung", "Ditanya kabar usaha", "Pendamping dan mitra hanya kalau disetujui")
    assert NUMBER not in phone.text()


def asked_to_forget(database: Database) -> Phone:
    phone = registered(database).says("hapus data saya").sees("tidak bisa dikembalikan")
    return phone.says("kirim").sees("dihapus", "27 November 2026", "HPS-2611-0001")


def test_a_deletion_has_a_reference_and_a_deadline(database: Database) -> None:
    phone = asked_to_forget(database)
    with database.read() as db:
        row = db.session.scalars(select(Erasure)).one()
        assert (row.reference, row.due_at) == ("HPS-2611-0001", phone.now + timedelta(hours=72))
    phone.says("hapus data saya").sees("HPS-2611-0001", "dihapus")
    phone.says("cek status").sees("HPS-2611-0001", "dihapus paling lambat 27 November 2026")


def test_a_wish_in_free_words_leads_straight_to_its_summary(database: Database) -> None:
    phone = registered(database)
    for wish in ("hapus data saya", "pengen data abdi dihapus sadayana"):
        phone.says(wish).sees("Hapus semua data atas nama Nunung?").says("batal")
    phone.says("saya mau lihat data pribadi apa aja yang disimpan").sees("Yang disimpan")
    phone.says("data saya").sees("Mau melihat datanya")


def test_it_is_due_within_the_legal_time(database: Database) -> None:
    phone = asked_to_forget(database)
    with database.read() as db:
        assert erasure.due(db, phone.now + timedelta(hours=47)) == []
        assert erasure.due(db, phone.now + timedelta(hours=48)) == [phone.person]


def count(db: Db, what: object) -> int:
    return db.session.scalar(select(func.count()).select_from(what)) or 0  # type: ignore[arg-type]


def test_a_deletion_leaves_counts_without_a_name(database: Database) -> None:
    def plan(db: Db) -> None:
        row = Programme(
            code="KUE-02", kind="training", title="Kue kering", state="published", created_at=START
        )
        db.session.add(row)
        db.session.flush()
        for n, (kind, words) in enumerate((("text", "Ukuran kaos?"), ("photo", "Foto produknya."))):
            db.session.add(ProgrammeQuestion(programme_id=row.id, position=n, kind=kind, words=words))

    database.write(plan)
    phone = (
        registered(database)
        .says("daftar pelatihan")
        .says("kue kering")
        .says("XL")
        .shows("file-1")
        .says("kirim")
    )
    phone.says("ajukan dana bergulir").says("2000000")
    person = phone.person

    def note_and_erase(db: Db) -> None:
        journal.note(db, 1, person, "0.1", "status", "opened", "", "web", 0, phone.now)
        erasure.erase(db, person, phone.now)

    database.write(note_and_erase)
    with database.read() as db:
        assert count(db, Journal) > 1
        emptied = db.session.get_one(Person, person)
        assert (emptied.name, emptied.phone, emptied.kecamatan) == ("", None, "32.04.29")
        assert emptied.erased_at == phone.now
        found = db.session.scalars(select(Business)).one()
        assert (found.name, found.sector, found.has_nib) == ("", "food", False)
        assert consents.given(db, person) == frozenset[Purpose]()
        assert count(db, Application) == 1
        assert (count(db, ApplicationAnswer), count(db, Form)) == (0, 0)
        assert set(db.session.scalars(select(Journal.person_id))) == {None}
        assert set(db.session.scalars(select(Media.state))) == {"erased"}
        assert set(db.session.scalars(select(Outbox.body))) == {None}
        contact = db.session.scalars(select(Contact)).one()
        assert (contact.person_id, contact.phone, contact.name) == (None, None, "")
        assert NUMBER not in contact.address


def test_deleting_twice_does_no_harm_and_the_person_may_come_back(database: Database) -> None:
    phone = asked_to_forget(database)
    person = phone.person
    for _ in range(2):
        database.write(lambda db: erasure.erase(db, person, phone.now))
    phone.registers(business="Keripik Baru")
    assert phone.person != person
    with database.read() as db:
        assert erasure.due(db, phone.now + timedelta(days=9)) == []
