"""Reading and writing, on both databases."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from storage.database import Database, Db, Fast
from storage.tables import Business, Journal, Note, Person, ms

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
NOTE = Fast(insert(Note).values(name=bindparam("name"), value=bindparam("value")))
VALUE = Fast(select(Note.value).where(Note.name == bindparam("wanted")))
STEP = Fast(
    insert(Journal)
    .values({name: bindparam(name) for name in ("release", "dialogue", "event", "channel", "at")})
    .returning(Journal.id, Journal.question, Journal.at)
)


def notes(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.session.scalars(select(Note.name).order_by(Note.name)))


def test_what_is_written_can_be_read(database: Database) -> None:
    database.write(lambda db: db.run(NOTE, name="seeded", value="yes"))
    with database.read() as db:
        assert db.row(VALUE, wanted="seeded") == ("yes",)
        assert db.row(VALUE, wanted="other") is None


def test_a_fast_insert_fills_in_defaults_and_keeps_moments_as_milliseconds(database: Database) -> None:
    row = database.write(
        lambda db: db.row(STEP, release="1", dialogue="checkin", event="opened", channel="web", at=NOW)
    )
    assert row is not None
    assert row[1:] == ("", ms(NOW))


def test_a_fast_statement_with_a_missing_value_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="value"):
        database.write(lambda db: db.run(NOTE, name="seeded"))
    assert notes(database) == []


def test_a_fast_statement_fails_as_every_other_and_never_shows_the_values(database: Database) -> None:
    database.write(lambda db: db.run(NOTE, name="seeded", value="yes"))
    with pytest.raises(IntegrityError) as failure:
        database.write(lambda db: db.run(NOTE, name="seeded", value="3273014507850001"))
    assert "3273014507850001" not in str(failure.value)


def test_a_fast_statement_sees_what_the_session_holds(database: Database) -> None:
    def work(db: Db) -> object:
        db.session.add(Note(name="seeded", value="yes"))
        return db.row(VALUE, wanted="seeded")

    assert database.write(work) == ("yes",)


def test_strange_signs_are_kept_and_nul_is_no_failure(database: Database) -> None:
    name = "Bu \u202eEuis\u202c 🌶 <b>{{ x }}"
    database.write(lambda db: db.run(NOTE, name="name", value=name + "\0"))
    with database.read() as db:
        row = db.row(VALUE, wanted="name")
    assert row is not None
    assert row[0].rstrip("\0") == name


def test_the_session_is_flushed_and_its_objects_stay_readable(database: Database) -> None:
    def add(db: Db) -> Person:
        person = Person(name="Euis", created_at=NOW)
        db.session.add(person)
        return person

    person = database.write(add)
    assert (person.id, person.name) == (1, "Euis")


def test_a_work_that_fails_leaves_nothing(database: Database) -> None:
    def fail(db: Db) -> None:
        db.session.add(Note(name="half", value=""))
        db.session.flush()
        db.run(NOTE, name="done", value="")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(fail)
    assert notes(database) == []


def test_a_reader_cannot_write(database: Database) -> None:
    def try_fast() -> None:
        with database.read() as db:
            db.run(NOTE, name="seeded", value="yes")

    def try_session() -> None:
        with database.read() as db:
            db.session.add(Note(name="seeded", value="yes"))
            db.session.flush()

    with pytest.raises(Exception, match=r"read.?only"):
        try_fast()
    with pytest.raises(DBAPIError, match=r"read.?only"):
        try_session()
    assert notes(database) == []


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.read() as db:
        before = db.conn.scalar(select(func.count()).select_from(Note))
        database.write(lambda db: db.run(NOTE, name="seeded", value="yes"))
        assert db.conn.scalar(select(func.count()).select_from(Note)) == before == 0
    assert notes(database) == ["seeded"]


def test_a_write_within_a_write_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="within"):
        database.write(lambda db: database.write(lambda db: None))


def test_a_closed_database_takes_no_more(database: Database) -> None:
    database.close()
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.write(lambda db: None)


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(DBAPIError):
        database.write(lambda db: db.session.add(Business(person_id=99)))


def test_a_database_that_cannot_be_opened_is_said_and_found_again_when_it_can(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    obstacle = tmp_path / "kabar.db"
    obstacle.mkdir()
    with pytest.raises(OperationalError):
        Database.open(f"sqlite:///{obstacle}", keys, tmp_path)
    database = Database.open(f"sqlite:///{obstacle}", keys, tmp_path, create=False)
    with pytest.raises(OperationalError):
        database.write(lambda db: None)
    obstacle.rmdir()
    assert database.write(lambda db: db.conn.exec_driver_sql("SELECT 1").scalar_one()) == 1
    database.close()


def test_a_server_that_is_not_there_is_said(tmp_path: Path, keys: tuple[str, ...]) -> None:
    with pytest.raises(OperationalError):
        Database.open("postgresql://nobody@127.0.0.1:9/kabar", keys, tmp_path)


def test_after_the_server_cut_all_connections_work_goes_on(database: Database) -> None:
    if database.dialect == "sqlite":
        return  # an embedded database cuts nothing

    def cut(db: Db) -> None:
        db.conn.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    for number in range(12):
        database.write(lambda db, n=number: db.run(NOTE, name=f"{n:02}", value=""))  # type: ignore[misc]
    assert len(notes(database)) == 12
    database.write(cut)
    assert len(notes(database)) == 12
    for number in range(12, 24):
        database.write(lambda db, n=number: db.run(NOTE, name=f"{n:02}", value=""))  # type: ignore[misc]
    assert len(notes(database)) == 24


@pytest.mark.parametrize(
    "url", ["", "kabar.db", "sqlite://", "sqlite:///:memory:", "mysql://h/d", "postgresql"]
)
def test_a_url_that_names_no_database_is_refused_without_repeating_it(
    url: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match="KABAR_DATABASE_URL"):
        Database.open(url, keys, tmp_path)


def test_an_embedded_database_is_durable_checked_and_its_owners_alone(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'kabar.db'}", keys, tmp_path)

    def settings(db: Db) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "query_only")
        return [db.conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    full = 2
    assert database.write(settings) == ["wal", full, 1, 0]
    with database.read() as db:
        assert settings(db) == ["wal", full, 1, 1]
    database.write(lambda db: db.run(NOTE, name="seeded", value="yes"))
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("kabar.db*")}
    assert set(modes.values()) == {0o600}, modes
    database.close()


def test_a_relative_file_lies_below_where_we_are(
    tmp_path: Path, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Database.open("sqlite:///below/kabar.db", keys, tmp_path).close()
    assert (tmp_path / "below" / "kabar.db").exists()


async def test_many_tasks_wait_for_their_own_results(database: Database) -> None:
    def note(number: int) -> Any:
        def work(db: Db) -> int:
            db.run(NOTE, name=f"{number:02}", value="")
            if number % 7 == 3:
                raise KeyError(number)
            return number

        return work

    results = await asyncio.gather(*(database.submit(note(n)) for n in range(40)), return_exceptions=True)
    failed = {n for n in range(40) if n % 7 == 3}
    assert [r if isinstance(r, int) else "failed" for r in results] == [
        "failed" if n in failed else n for n in range(40)
    ]
    assert notes(database) == [f"{n:02}" for n in range(40) if n not in failed]


async def test_the_work_of_a_cancelled_task_is_done_all_the_same(
    database: Database, database_url: str, keys: tuple[str, ...]
) -> None:
    done = threading.Event()

    def work(db: Db) -> None:
        db.run(NOTE, name="late", value="")
        done.set()

    task = asyncio.create_task(database.submit(work))
    await asyncio.sleep(0)  # it has put its work, and no answer was heard yet
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(done.wait, 5)
    database.close()  # which waits for the commit
    again = Database.open(database_url, keys, database.folder)
    assert notes(again) == ["late"]
    again.close()


def test_threads_write_and_read_side_by_side(database: Database) -> None:
    def one(number: int) -> int:
        database.write(lambda db: db.run(NOTE, name=f"{number:03}", value=""))
        return len(notes(database))

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(one, range(60)))
    assert len(notes(database)) == 60
    assert min(counts) >= 1
