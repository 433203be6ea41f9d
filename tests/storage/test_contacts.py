"""Who an address belongs to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import contacts, followup
from storage.contacts import Met, NoContact
from storage.database import Database, Db
from storage.inbound import Inbound, Kind
from storage.tables import Contact, Person, Staff

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)  # 9 o'clock WIB


def write(database: Database, address: str = "1001", now: datetime = NOW, **more: Any) -> Met:
    """One message from an address."""
    inbound = Inbound(
        more.pop("channel", "telegram"), f"u-{address}-{now}", address, Kind.TEXT, text="halo", **more
    )
    return database.write(lambda db: contacts.meet(db, inbound, now))


def office(database: Database, address: str) -> Met:
    """Something the office starts."""
    return database.write(lambda db: contacts.meet(db, Inbound("office", "due:1", address, Kind.DUE), NOW))


def add(database: Database, *rows: object) -> None:
    database.write(lambda db: db.session.add_all(rows))


def person(number: int = 1, **more: object) -> Person:
    return Person(id=number, name="Euis", created_at=NOW, **more)


def contact(database: Database, number: int = 1) -> Contact:
    with database.read() as db:
        return db.session.get_one(Contact, number)


def test_the_first_message_makes_a_contact_and_the_next_finds_it(database: Database) -> None:
    first, second = write(database, name="Bu Euis"), write(database)
    assert (first.new, second.new) == (True, False)
    assert first.visitor == second.visitor
    assert (first.visitor.name, first.visitor.person_id, first.visitor.registered) == ("Bu Euis", None, False)


def test_many_first_messages_at_once_make_one_contact(database: Database) -> None:
    def one(number: int) -> Met:
        inbound = Inbound("telegram", f"u-{number}", "1001", Kind.TEXT, text="halo")
        return database.write(lambda db: contacts.meet(db, inbound, NOW))

    with ThreadPoolExecutor(16) as pool:
        met = list(pool.map(one, range(32)))
    assert {m.visitor.contact_id for m in met} == {met[0].visitor.contact_id}
    assert [m.new for m in met].count(True) == 1


def test_two_channels_are_two_contacts(database: Database) -> None:
    one, other = write(database), write(database, channel="web")
    assert one.visitor.contact_id != other.visitor.contact_id


def test_a_new_display_name_replaces_the_old_and_none_does_not(database: Database) -> None:
    write(database, name="Euis")
    assert write(database, name="Euis Kunafe").visitor.name == "Euis Kunafe"
    assert write(database).visitor.name == "Euis Kunafe"


def test_an_overlong_name_with_strange_signs_is_kept_as_far_as_it_fits(database: Database) -> None:
    name = "🌶\u202e<b>" + "x" * 200 + "\0"
    assert write(database, name=name).visitor.name == name[:100]


def test_a_number_that_the_channel_proves_is_the_visitors_phone(database: Database) -> None:
    met = write(database, address="+628123", channel="whatsapp", phone="+628123")
    assert met.visitor.phone == "+628123"


def test_a_registered_person_is_known_by_the_contact(database: Database) -> None:
    number = write(database).visitor.contact_id
    add(database, person(registered_at=NOW, phone="+628123", phone_verified_at=NOW))
    database.write(lambda db: contacts.link(db, number, 1))
    visitor = write(database).visitor
    assert (visitor.person_id, visitor.registered, visitor.phone) == (1, True, "+628123")


def test_a_phone_that_nobody_verified_proves_nothing(database: Database) -> None:
    number = write(database).visitor.contact_id
    add(database, person(phone="+628123"), Staff(name="Asep", phone="+628123", role="admin", created_at=NOW))
    database.write(lambda db: contacts.link(db, number, 1))
    visitor = write(database).visitor
    assert (visitor.phone, visitor.staff_id, visitor.role) == (None, None, "")


def test_staff_are_recognised_by_their_verified_phone_until_they_leave(database: Database) -> None:
    staff = Staff(id=7, name="Asep", phone="+628123", role="assistant", kecamatan="32.04.37", created_at=NOW)
    add(database, staff)
    number = write(database).visitor.contact_id
    database.write(lambda db: contacts.prove(db, number, "+628123"))
    visitor = write(database).visitor
    assert (visitor.staff_id, visitor.role, visitor.kecamatan) == (7, "assistant", "32.04.37")

    def leave(db: Db) -> None:
        db.session.get_one(Staff, 7).ended_at = NOW

    database.write(leave)
    assert write(database).visitor.staff_id is None


def test_who_erased_their_data_is_not_registered(database: Database) -> None:
    number = write(database).visitor.contact_id
    add(database, person(registered_at=NOW, erased_at=NOW))
    database.write(lambda db: contacts.link(db, number, 1))
    assert write(database).visitor.registered is False


def test_what_this_turn_changed_is_seen_at_a_second_look(database: Database) -> None:
    number = write(database).visitor.contact_id

    def register(db: Db) -> bool:
        db.session.add(person(registered_at=NOW))
        contacts.link(db, number, 1)
        return contacts.visitor(db, number).registered

    assert database.write(register) is True


def test_the_office_reaches_a_person_where_they_last_wrote(database: Database) -> None:
    add(database, person())
    numbers = [
        write(database, a, NOW + timedelta(hours=h)).visitor.contact_id
        for a, h in (("1", 0), ("2", 5), ("3", 2))
    ]
    for number in numbers:
        database.write(lambda db, n=number: contacts.link(db, n, 1))  # type: ignore[misc]
    assert office(database, "person:1").visitor.contact_id == numbers[1]
    database.write(lambda db: contacts.block(db, numbers[1], NOW))
    assert office(database, "person:1").visitor.contact_id == numbers[2]
    assert office(database, f"contact:{numbers[0]}").visitor.contact_id == numbers[0]


def test_the_web_page_is_a_channel_like_any_other(database: Database) -> None:
    add(database, person())
    web = write(database, "w", NOW, channel="web").visitor.contact_id
    telegram = write(database, "1", NOW + timedelta(hours=1)).visitor.contact_id
    for contact in (web, telegram):
        database.write(lambda db, c=contact: contacts.link(db, c, 1))  # type: ignore[misc]
    assert office(database, "person:1").visitor.contact_id == telegram
    write(database, "w", NOW + timedelta(hours=2), channel="web")
    assert office(database, "person:1").visitor.contact_id == web
    assert database.write(lambda db: followup.reachable(db, 1)) == web


@pytest.mark.parametrize("address", ["person:9", "contact:9", "person:", "staff:1", ""])
def test_the_office_cannot_reach_whom_no_channel_reaches(database: Database, address: str) -> None:
    with pytest.raises(NoContact):
        office(database, address)


def test_what_the_office_starts_does_not_count_as_heard(database: Database) -> None:
    number = write(database).visitor.contact_id
    office(database, f"contact:{number}")
    assert contact(database).heard_at == NOW


def test_writing_again_undoes_a_block(database: Database) -> None:
    number = write(database).visitor.contact_id
    database.write(lambda db: contacts.block(db, number, NOW))
    assert contact(database).blocked_at == NOW
    write(database)
    assert contact(database).blocked_at is None


def test_the_usual_hour_follows_slowly_and_only_once_a_sitting(database: Database) -> None:
    write(database)
    assert contact(database).hour == 9
    for minute in range(5):
        write(database, now=NOW + timedelta(days=1, hours=3, minutes=minute))
    assert contact(database).hour == 10, "one step towards twelve"
    write(database, now=NOW + timedelta(days=2, hours=18))  # three at night
    assert contact(database).hour == 9, "the shorter way round the clock"


def test_texts_not_understood_in_a_row_are_counted(database: Database) -> None:
    number = write(database).visitor.contact_id
    assert [database.write(lambda db: contacts.missed(db, number)) for _ in range(3)] == [1, 2, 3]
    database.write(lambda db: contacts.understood(db, number))
    assert database.write(lambda db: contacts.missed(db, number)) == 1


def test_what_a_contact_was_shown_is_kept(database: Database) -> None:
    number = write(database).visitor.contact_id

    def work(db: Db) -> None:
        contacts.notice(db, number, "2026-11")
        contacts.show(db, number, "", '[">menu"]')
        contacts.relay(db, number, 5)

    database.write(work)
    met = write(database)
    assert (met.noticed, met.shown, met.thread_id) == ("2026-11", '[">menu"]', 5)


def test_people_are_found_by_a_phone_they_share_registered_ones_first(database: Database) -> None:
    add(
        database,
        person(1, phone="+628123"),
        person(2, phone="+628123", registered_at=NOW),
        person(3, phone="+628123", erased_at=NOW),
        person(4, phone="+628124"),
    )
    found = database.write(lambda db: [person.id for person in contacts.persons_with(db, "+628123")])
    assert found == [2, 1]
