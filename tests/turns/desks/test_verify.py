"""One person on several channels, through whole turns, on both databases."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from rules.consent import Purpose
from storage import consents, threads
from storage.database import Database
from storage.tables import Application, Person, Programme, Thread, WebCode
from tests.turns.phone import START, Phone

NUMBER = "+6281322110000"


def living(database: Database) -> list[Person]:
    with database.read() as db:
        return list(db.session.scalars(select(Person).where(Person.erased_at.is_(None)).order_by(Person.id)))


def training(database: Database) -> None:
    row = Programme(code="KUE-02", kind="training", title="Kue kering", state="published", created_at=START)
    database.write(lambda db: db.session.add(row))


def on_whatsapp(database: Database, business: str = "Keripik Nunung") -> Phone:
    return Phone(database, NUMBER, "whatsapp").registers(business=business).consents("1")


def code_of(phone: Phone) -> str:
    found = re.search(r"\b\d{6}\b", phone.says("kode untuk web").text())
    assert found is not None, phone.text()
    return found[0]


def test_a_shared_card_proves_the_phone(database: Database) -> None:
    phone = Phone(database).registers().consents().says("pastikan nomor hp")
    phone.shares("").sees("bukan kartu nomor").shares("081322110000").sees("sudah pasti")
    (person,) = living(database)
    assert (person.phone, person.phone_verified_at) == (NUMBER, phone.now)


def test_an_own_card_that_nobody_asked_for_proves_the_phone_too(database: Database) -> None:
    phone = Phone(database).registers().consents().shares("081322110000").sees("sudah pasti")
    (person,) = living(database)
    assert (person.phone, person.phone_verified_at) == (NUMBER, phone.now)
    phone.shares("081322110000").sees("Tidak perlu diulang")


def test_amid_another_form_that_goes_on_after_it(database: Database) -> None:
    phone = Phone(database).begins().says("kenalan dulu").says("Ibu Nunung").shares("081322110000")
    phone.sees("sudah pasti", "nama usaha").says("Keripik Nunung").sees("usaha")
    for answer in ("kuliner", "Ciparay", "Sagaracipta", "belum", "2019", "kirim"):
        phone.says(answer)
    assert [person.phone for person in living(database)] == [NUMBER]


def test_a_card_of_somebody_elses_phone_asks_for_the_business_at_once(database: Database) -> None:
    whatsapp = on_whatsapp(database, "Keripik Nunung")
    telegram = Phone(database).shares(NUMBER).sees("UU PDP", "pernah dipakai")
    telegram.says("keripik nunung").sees("tersambung")
    assert telegram.person == whatsapp.person


def test_somebody_elses_card_is_told_kindly_and_kept_nowhere(database: Database) -> None:
    phone = Phone(database).begins().shares("").sees("kartu nomor orang lain")
    assert [button.label for button in phone.buttons()] == ["Pastikan nomor HP", "Menu"]
    phone.says("kenalan dulu").shares("").sees("kartu nomor orang lain", "Siapa nama")
    phone.says("Ibu Nunung").sees("usaha")


def test_in_a_talk_with_staff_the_own_card_tells_them_the_number(database: Database) -> None:
    phone = Phone(database).registers().consents().says("petugas").says("tolong telepon saya")
    phone.shares(NUMBER).sees_nothing()
    with database.read() as db:
        (thread,) = db.session.scalars(select(Thread.id))
        assert [line.text for line in threads.lines(db, thread)] == ["tolong telepon saya", NUMBER]


def test_telegram_and_whatsapp_become_one_person(database: Database) -> None:
    training(database)
    whatsapp = on_whatsapp(database)
    telegram = Phone(database).registers().consents("2")
    telegram.says("daftar pelatihan").says("kue kering").says("kirim")
    assert len(living(database)) == 2
    telegram.says("pastikan nomor hp").shares(NUMBER).sees("tersambung")
    (person,) = living(database)
    assert telegram.person == whatsapp.person == person.id
    whatsapp.says("cek status").sees("Kue kering", "PEL-2611-0001")
    with database.read() as db:
        assert consents.given(db, person.id) == {Purpose.CHECKIN, Purpose.ANNOUNCEMENTS}
        assert db.session.scalar(select(func.count()).where(Application.person_id == person.id)) == 1


def test_a_shared_phone_keeps_two_people_apart(database: Database) -> None:
    on_whatsapp(database, "Keripik Nunung")
    daughter = Phone(database).registers("Teh Rina", "Seblak Rina").consents()
    daughter.says("pastikan nomor hp").shares(NUMBER).sees("pernah dipakai")
    assert "Nunung" not in daughter.text()
    daughter.says("lewati").sees("sudah pasti")
    assert [person.phone for person in living(database)] == [NUMBER, NUMBER]


def test_the_business_must_be_named_rightly_to_be_joined(database: Database) -> None:
    whatsapp = on_whatsapp(database, "Keripik Nunung")
    telegram = Phone(database).begins().says("pastikan nomor hp").shares(NUMBER).sees("pernah dipakai")
    telegram.says("Warung Ai").sees("pernah dipakai").says("keripik  nunung").sees("tersambung")
    assert telegram.person == whatsapp.person


def test_registering_on_a_known_phone_joins_by_the_business(database: Database) -> None:
    telegram = Phone(database).registers().consents().says("pastikan nomor hp").shares(NUMBER)
    whatsapp = Phone(database, NUMBER, "whatsapp").begins().says("kenalan dulu").says("Ibu Nunung")
    whatsapp.says("keripik nunung").sees("Sudah betul").says("kirim").sees("Selamat datang kembali")
    assert whatsapp.person == telegram.person
    assert len(living(database)) == 1


def test_a_code_joins_the_web_visitor(database: Database) -> None:
    whatsapp = on_whatsapp(database)
    code = code_of(whatsapp)
    web = Phone(database, "visitor-1", "web").begins().says("pastikan nomor hp").says(code).sees("tersambung")
    assert web.person == whatsapp.person


def test_a_code_is_good_once_and_for_ten_minutes(database: Database) -> None:
    whatsapp = on_whatsapp(database)
    code = code_of(whatsapp)
    Phone(database, "visitor-1", "web").begins().says("pastikan nomor hp").says(code).sees("tersambung")
    second = Phone(database, "visitor-2", "web").begins().says("pastikan nomor hp").says(code)
    second.sees("tidak cocok")
    assert second.contact().person_id is None
    fresh = code_of(whatsapp)
    late = Phone(database, "visitor-3", "web", START).later(minutes=11).begins().says("pastikan nomor hp")
    late.says(fresh).sees("tidak cocok")


def test_a_new_code_replaces_the_old(database: Database) -> None:
    whatsapp = on_whatsapp(database)
    old, new = code_of(whatsapp), code_of(whatsapp)
    with database.read() as db:
        assert db.session.scalar(select(func.count()).select_from(WebCode)) == 1
        assert db.session.get(WebCode, db.sealing.digest(new)) is not None
    if old != new:
        Phone(database, "visitor-1", "web").begins().says("pastikan nomor hp").says(old).sees("tidak cocok")


def test_guessing_is_barred_after_five_tries(database: Database) -> None:
    code = code_of(on_whatsapp(database))
    web = Phone(database, "visitor-1", "web").begins().says("pastikan nomor hp")
    for _ in range(5):
        web.says(f"{(int(code) + 1) % 1_000_000:06d}").sees("tidak cocok")
    web.sees("Terlalu banyak").says("pastikan nomor hp").sees("Terlalu banyak")
    web.later(minutes=10).says("pastikan nomor hp").sees("enam angka")


def test_the_web_hands_out_no_codes_and_an_unproved_chat_neither(database: Database) -> None:
    Phone(database).registers().consents().says("kode untuk web").sees("Pastikan dulu")
    web = Phone(database, "visitor-1", "web").registers().consents().says("kode untuk web")
    web.sees("Pastikan dulu")


def test_an_unproved_web_visitor_sees_only_this_chat(database: Database) -> None:
    training(database)
    on_whatsapp(database).says("daftar pelatihan").says("kue kering").says("kirim")
    web = Phone(database, "visitor-1", "web").registers().consents().says("cek status")
    web.sees("Belum ada pengajuan")
    assert "PEL-2611-0001" not in web.text()


def test_a_proved_chat_leads_to_the_code_for_the_web(database: Database) -> None:
    phone = on_whatsapp(database).says("pastikan nomor hp").sees("sudah pasti").taps("Kode untuk web")
    assert re.search(r"\b\d{6}\b", phone.text())
