"""Backup and restore, deletions that stay done, and keys that change."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from PIL import Image
from sqlalchemy import select

from conversations.form import Form as Dialogue
from conversations.message import Message
from storage import backup, contacts, documents, forms, leases, ledger, media, outbox, rotation
from storage.backup import NotABackup, NotEmpty
from storage.database import Database, Db
from storage.inbound import Attachment, Inbound, Kind
from storage.lane import Lane
from storage.sealing import Unopened
from storage.tables import Application, Base, Business, Contact, Erasure, Lease, Outbox, Person, Programme

if TYPE_CHECKING:
    from tests.conftest import Postgres

NOW = datetime(2026, 11, 24, 2, 3, 4, 567000, tzinfo=UTC)
NIK = "3204375507850001"


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(
    request: pytest.FixtureRequest, tmp_path: Path, keys: tuple[str, ...]
) -> Iterator[Callable[..., Database]]:
    """Opens another empty database, of either kind, with a data folder of its own."""
    opened: list[Database] = []

    def open_it(keys: tuple[str, ...] = keys) -> Database:
        url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
        if request.param == "postgresql":
            server: Postgres = request.getfixturevalue("postgres")
            url = server.make()
        opened.append(Database.open(url, keys, tmp_path / "elsewhere"))
        return opened[-1]

    yield open_it
    for database in opened:
        database.close()


def fill(database: Database) -> str:
    """A person with all kinds of values, a form, a picture, a waiting message; gives the picture's path."""
    out = io.BytesIO()
    Image.new("RGB", (10, 10), "orange").save(out, "PNG")
    kept = documents.store(database, out.getvalue(), "photo")

    def work(db: Db) -> None:
        sealing = db.sealing
        person = Person(
            name="Bu Euis 🌶\n\u202e",
            phone="+628123",
            nik_sealed=sealing.seal(NIK.encode()),
            nik_hash=sealing.digest(NIK),
            created_at=NOW,
            registered_at=NOW,
        )
        db.session.add(person)
        db.session.flush()
        db.session.add(Business(person_id=person.id, name="Kunafe", has_nib=False))
        db.session.add(
            Programme(
                id=7,
                code="P12",
                kind="training",
                title="Kemasan",
                apply_until=date(2026, 12, 1),
                created_at=NOW,
            )
        )
        db.session.flush()
        db.session.add(
            Application(
                reference="PEL-2611-0001",
                kind="training",
                person_id=1,
                programme_id=7,
                state="filed",
                filed_at=NOW,
            )
        )
        visitor = contacts.meet(db, Inbound("telegram", "1", "1001", Kind.TEXT), NOW).visitor
        contacts.link(db, visitor.contact_id, person.id)
        forms.create(db, visitor.contact_id, person.id, Dialogue("1", "fund", answers={"nik": NIK}), (), NOW)
        outbox.queue(db, visitor.contact_id, person.id, "telegram", Message("halo"), Lane.REPLY, "reply", NOW)
        number = media.keep(db, Attachment("f", "photo"), contacts.visitor(db, visitor.contact_id), None, NOW)
        media.stored(db, number, kept.path, kept.mime, kept.size)
        leases.lease(db, "telegram", "us", 60)

    database.write(work)
    return kept.path


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as db:
        return {
            table.name: [
                tuple(row) for row in db.conn.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in ("lease", "note")
        }


def test_everything_comes_back_on_either_database(
    database: Database, elsewhere: Callable[..., Database], tmp_path: Path
) -> None:
    path = fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    other = elsewhere()
    backup.restore(tmp_path / "kabar.zip", other)
    assert content(other) == content(database)
    assert documents.load(other, path) == documents.load(database, path)
    with other.read() as db:
        row = forms.open_of(db, 1)
        assert row is not None
        assert row.form.answers == {"nik": NIK}
        assert db.session.scalars(select(Lease)).all() == []


def test_after_a_restore_new_rows_get_new_ids_and_nothing_goes_out(
    database: Database, elsewhere: Callable[..., Database], tmp_path: Path
) -> None:
    fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    other = elsewhere()
    backup.restore(tmp_path / "kabar.zip", other)
    met = other.write(lambda db: contacts.meet(db, Inbound("telegram", "2", "1002", Kind.TEXT), NOW))
    assert met.visitor.contact_id == 2
    assert other.write(leases.on_hold) is not None
    backup.backup(other, tmp_path / "again.zip")


def test_a_backup_is_readable_by_its_owner_alone_and_leaves_nothing_half_written(
    database: Database, tmp_path: Path
) -> None:
    fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    assert (tmp_path / "kabar.zip").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part"))
    with zipfile.ZipFile(tmp_path / "kabar.zip") as archive:
        assert NIK not in "".join(archive.read(name).decode("latin-1") for name in archive.namelist())


def test_only_an_empty_database_takes_a_backup(database: Database, tmp_path: Path) -> None:
    fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    before = content(database)
    with pytest.raises(NotEmpty):
        backup.restore(tmp_path / "kabar.zip", database)
    assert content(database) == before
    assert database.write(leases.on_hold) is None


def test_without_the_keys_nothing_is_restored(
    database: Database, elsewhere: Callable[..., Database], tmp_path: Path
) -> None:
    fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    other = elsewhere((Fernet.generate_key().decode(),))
    with pytest.raises(NotABackup, match="KABAR_SECRET_KEYS"):
        backup.restore(tmp_path / "kabar.zip", other)
    assert other.write(leases.on_hold) is None


@pytest.mark.parametrize("content", [b"", b"hello", None])
def test_what_is_no_backup_is_refused(database: Database, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "strange.zip"
    if content is None:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("hello", "world")
    else:
        file.write_bytes(content)
    with pytest.raises(NotABackup):
        backup.restore(file, database)


def test_columns_that_came_or_went_since_the_backup_do_no_harm(
    database: Database, elsewhere: Callable[..., Database], tmp_path: Path
) -> None:
    fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    older = tmp_path / "older.zip"
    with zipfile.ZipFile(tmp_path / "kabar.zip") as archive, zipfile.ZipFile(older, "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "manifest.json":
                manifest = json.loads(data)
                at = manifest["columns"]["contact"].index("misses")
                manifest["columns"]["contact"][at] = "gone_by_now"
                data = json.dumps(manifest).encode()
            out.writestr(name, data)
    other = elsewhere()
    backup.restore(older, other)
    with other.read() as db:
        assert db.session.get_one(Contact, 1).misses == 0


def erase(database: Database) -> None:
    ledger.carry_out(database, 1, NOW + timedelta(days=1))


def test_a_deletion_empties_the_person_and_takes_the_files(database: Database) -> None:
    path = fill(database)
    erase(database)
    with database.read() as db:
        person = db.session.get_one(Person, 1)
        assert (person.name, person.phone, person.nik_sealed) == ("", None, None)
        assert person.erased_at is not None
    with pytest.raises(FileNotFoundError):
        documents.load(database, path)


def test_a_deletion_is_done_again_after_a_restore(
    database: Database, elsewhere: Callable[..., Database], tmp_path: Path
) -> None:
    path = fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    erase(database)
    other = elsewhere()
    (other.folder / ledger.NAME).write_bytes((database.folder / ledger.NAME).read_bytes())
    backup.restore(tmp_path / "kabar.zip", other)
    with other.read() as db:
        assert db.session.get_one(Person, 1).name == ""
    with pytest.raises(FileNotFoundError):
        documents.load(other, path)


def test_the_ledger_of_another_office_erases_nobody_and_a_torn_line_is_no_trouble(database: Database) -> None:
    fill(database)
    line = {"person": 1, "created": 1, "at": 1}
    database.folder.mkdir(exist_ok=True)
    (database.folder / ledger.NAME).write_text(json.dumps(line) + '\n{"person": 1, "crea')
    assert ledger.apply(database, NOW) == 0
    with database.read() as db:
        assert db.session.get_one(Person, 1).erased_at is None


def test_after_a_rotation_the_old_key_is_not_needed_and_numbers_are_still_found(
    database: Database, database_url: str, keys: tuple[str, ...]
) -> None:
    path = fill(database)
    new = Fernet.generate_key().decode()
    both = Database.open(database_url, (new, *keys), database.folder, create=False)
    assert (database.sealing.older, both.sealing.older) == (False, True)
    assert rotation.remaining(both) == 3, "the form, the NIK and the picture"
    assert rotation.rotate(both) == 3
    assert (rotation.rotate(both), rotation.remaining(both)) == (0, 0)
    both.close()
    after = Database.open(database_url, (new,), database.folder, create=False)
    with after.read() as db:
        row = forms.open_of(db, 1)
        assert row is not None
        assert row.form.answers == {"nik": NIK}
        found = db.session.scalars(select(Person).where(Person.nik_hash.in_(db.sealing.digests(NIK)))).one()
        assert db.sealing.open(found.nik_sealed or b"").decode() == NIK
    assert documents.load(after, path)[:2] == b"\xff\xd8"
    with pytest.raises(Unopened):
        documents.load(database, path)
    after.close()


def test_every_column_of_bytes_is_rotated_or_known_to_be_plain() -> None:
    assert rotation.unlisted() == set()


def test_what_waits_in_the_outbox_survives_a_restore(
    database: Database, elsewhere: Callable[..., Database], tmp_path: Path
) -> None:
    fill(database)
    backup.backup(database, tmp_path / "kabar.zip")
    other = elsewhere()
    backup.restore(tmp_path / "kabar.zip", other)
    with other.read() as db:
        assert [row.state for row in db.session.scalars(select(Outbox))] == ["queued"]
        assert db.session.scalars(select(Erasure)).all() == []
