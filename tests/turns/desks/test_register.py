"""Registration and consents through whole turns, on both databases."""

from __future__ import annotations

from sqlalchemy import select

from rules.consent import Purpose
from storage import consents
from storage.database import Database
from storage.tables import Business, Consent, Person
from tests.turns.phone import Phone


def persons(database: Database) -> list[Person]:
    with database.read() as db:
        return list(db.session.scalars(select(Person).order_by(Person.id)))


def test_nothing_is_kept_before_kirim(database: Database) -> None:
    phone = Phone(database).begins().says("kenalan dulu")
    for answer in ("Ibu Nunung", "Keripik Nunung", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019"):
        phone.says(answer)
    phone.sees("Keripik Nunung")
    assert persons(database) == []
    phone.says("kirim").sees("Selamat bergabung, Ibu Nunung")
    assert [(person.name, person.title, person.kecamatan) for person in persons(database)] == [
        ("Nunung", "ibu", "32.04.29")
    ]


def test_the_business_is_kept_and_consents_follow_unticked(database: Database) -> None:
    phone = Phone(database).registers()
    assert [button.ticked for button in phone.buttons()][:4] == [False] * 4
    with database.read() as db:
        business = db.session.scalars(select(Business)).one()
        assert (business.name, business.sector, business.has_nib, business.since_year) == (
            "Keripik Nunung",
            "food",
            False,
            2019,
        )
        assert consents.given(db, phone.person) == frozenset()


def test_consents_are_kept_apart_with_version_and_channel(database: Database) -> None:
    phone = Phone(database).registers().consents("1", "3")
    phone.sees("Ditanya kabar usaha", "Pendamping kecamatan")
    with database.read() as db:
        rows = list(db.session.scalars(select(Consent).order_by(Consent.purpose)))
        assert [(row.purpose, row.channel, row.version != "") for row in rows] == [
            ("assistant", "telegram", True),
            ("checkin", "telegram", True),
        ]


def test_a_consent_is_withdrawn_and_the_others_stay(database: Database) -> None:
    phone = Phone(database).registers().consents("1", "2")
    phone.later(days=1)
    from_menu = phone.says("atur persetujuan")
    assert [button.ticked for button in from_menu.buttons()][:4] == [True, True, False, False]
    phone.says("1").says("selesai").sees("Kabar program")
    with database.read() as db:
        assert consents.given(db, phone.person) == {Purpose.ANNOUNCEMENTS}
        withdrawn = db.session.scalars(select(Consent).where(Consent.withdrawn_at.is_not(None))).one()
        assert withdrawn.purpose == "checkin"


def test_the_channels_proof_of_a_phone_is_kept_with_the_person(database: Database) -> None:
    phone = Phone(database, "+6281322110000", "whatsapp").registers()
    person = persons(database)[0]
    assert (person.id, person.phone) == (phone.person, "+6281322110000")
    assert person.phone_verified_at is not None


def test_a_telegram_chat_proves_no_phone_and_may_prove_it_later(database: Database) -> None:
    phone = Phone(database).registers().consents()
    assert persons(database)[0].phone is None
    assert any(button.data.startswith(">verify") for button in phone.buttons())


def test_registering_twice_is_told_kindly(database: Database) -> None:
    phone = Phone(database).registers().consents()
    phone.says("kenalan dulu").sees("sudah terdaftar")
    assert len(persons(database)) == 1
