"""From a poster's link to a registration, through whole turns, on both databases."""

from __future__ import annotations

import pytest

from storage import contacts, erasure
from storage.database import Database, Db
from storage.tables import Contact, Person, Programme
from tests.turns.phone import START, Phone

CIPARAY, SOREANG = "32.04.29", "32.04.37"


@pytest.fixture
def phone(database: Database) -> Phone:
    row = Programme(
        code="PEL-A", kind="training", title="Kemasan", state="published", created_at=START, seats=9
    )
    database.write(lambda db: db.session.add(row))
    return Phone(database)


def until_kecamatan(phone: Phone) -> Phone:
    for answer in ("kenalan dulu", "Ibu Nunung", "Keripik Nunung", "kuliner"):
        phone.says(answer)
    return phone.sees("4 dari 7")


def registered(phone: Phone, *answers: str) -> str:
    """Answers the kecamatan and the rest; the kecamatan that is kept."""
    for answer in (*answers, "1", "belum", "2019", "kirim"):
        phone.says(answer)
    phone.sees("Selamat bergabung")
    with phone.database.read() as db:
        return db.session.get_one(Person, phone.person).kecamatan


def test_the_kecamatan_of_the_link_is_suggested_days_later_and_taken_by_a_tap(phone: Phone) -> None:
    phone.begins("p_PEL-A_320429").sees("UU PDP 27/2022", "Kemasan", "Kursi")
    until_kecamatan(phone.later(days=9)).sees("pilih Ciparay, atau").taps("Ciparay").sees("5 dari 7")
    assert registered(phone) == CIPARAY
    assert phone.contact().came_from is None  # it has done its work


def test_another_kecamatan_is_typed_as_ever(phone: Phone) -> None:
    until_kecamatan(phone.begins("p_PEL-A_320429")).sees("pilih Ciparay, atau")
    assert registered(phone, "Soreang") == SOREANG


@pytest.mark.parametrize("channel", ["whatsapp", "web"])
def test_a_text_that_ends_with_the_code_does_what_the_link_does(phone: Phone, channel: str) -> None:
    other = Phone(phone.database, "+6281322110000", channel)
    other.says("Halo, saya mau tahu tentang Kemasan. p_PEL-A_320429").sees("Kemasan", "Kursi")
    until_kecamatan(other).sees("pilih Ciparay, atau")
    assert registered(other, "ya") == CIPARAY


@pytest.mark.parametrize("payload", ["p_PEL-A", "p_PEL-A_999999", "p_PEL-A_x'; --", "p_PEL-A_320429200"])
def test_an_old_link_and_a_kecamatan_nobody_knows_lead_to_the_programme_alone(
    phone: Phone, payload: str
) -> None:
    phone.begins(payload).sees("Kemasan", "Kursi")
    assert phone.contact().came_from is None
    until_kecamatan(phone).sees("di kecamatan mana? Tulis namanya")


def test_the_newest_poster_with_a_kecamatan_counts(phone: Phone) -> None:
    phone.begins("p_PEL-A_320429").begins("p_PEL-A_320437").begins("p_PEL-A")
    until_kecamatan(phone).sees("pilih Soreang, atau")


def test_of_somebody_registered_nothing_is_kept(phone: Phone) -> None:
    phone.registers().consents().begins("p_PEL-A_320437").sees("Kemasan")
    assert phone.contact().came_from is None


def test_a_deletion_empties_it(phone: Phone) -> None:
    person = phone.registers().consents().person
    number = phone.contact().id

    def work(db: Db) -> None:
        contacts.came(db, number, CIPARAY)
        erasure.erase(db, person, phone.now)

    phone.database.write(work)
    with phone.database.read() as db:
        assert db.session.get_one(Contact, number).came_from is None
