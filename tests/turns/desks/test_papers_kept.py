"""What becomes of papers that were uploaded: replaced, erased with their person or in time, backed up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from storage import documents, erasure, media
from storage.backup import backup, restore
from storage.database import Database
from tests.turns.desks.test_fund import applied, decides, staff
from tests.turns.desks.test_papers import ALL, brings, files, look, sends, token
from tests.turns.phone import office
from turns import papers
from turns.decisions import Decision
from turns.papers import Standing


def test_deleting_a_person_ends_the_link_and_gives_the_files_to_erase(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    brings(phone, secret, "ktp", "kk")
    person = phone.person
    paths = database.write(lambda db: erasure.erase(db, person, phone.now))
    assert sorted(paths) == documents.paths(database)
    assert look(phone, secret).standing is Standing.UNKNOWN
    with database.read() as db:
        assert papers.inbound(db, secret) is None


def test_another_file_takes_the_place_of_an_earlier_one(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    assert brings(phone, secret, "ktp") == []
    (first,) = documents.paths(database)
    assert brings(phone, secret, "ktp") == [first]
    assert files(database) == {"unsent": 1, "replaced": 1}


def test_what_was_never_sent_or_was_replaced_is_erased_some_days_later(database: Database) -> None:
    phone = applied(database)
    brings(phone, token(phone), "ktp", "ktp", "kk")
    phone.later(days=30)

    def over() -> int:
        with database.read() as db:
            return len(media.of_ended(db, phone.now - timedelta(days=30)))

    assert over() == 0
    phone.later(minutes=1)
    assert over() == 3


def test_what_was_sent_goes_after_a_refusal(database: Database) -> None:
    phone = applied(database)
    brings(phone, token(phone), *ALL)
    sends(phone, token(phone))
    decides(database, phone, Decision.REFUSE, staff(database, "Dewi", 1), "Belum.")
    with database.read() as db:
        assert len(media.of_ended(db, phone.now + timedelta(minutes=1))) == 4


def test_a_restored_backup_knows_the_link_and_its_files(
    database: Database, keys: tuple[str, ...], tmp_path: Path
) -> None:
    phone = applied(database)
    secret = token(phone)
    brings(phone, secret, "ktp", "kk")
    backup(database, tmp_path / "all.zip")
    other = Database.open(f"sqlite:///{tmp_path / 'other.db'}", keys, tmp_path / "other")
    try:
        restore(tmp_path / "all.zip", other)
        assert documents.paths(other) == documents.paths(database)
        with other.read() as db:
            link = papers.look(db, secret, office(), phone.now)
        assert (link.standing, set(link.arrived)) == (Standing.GOOD, {"ktp", "kk"})
    finally:
        other.close()
