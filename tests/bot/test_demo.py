"""The demo: a database full of invented people, and the chat page's levers for being one of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import demo
from bot.demo import ahead, is_demo, seed
from bot.demopage import people
from rules import quiet
from scheduler.clock import tick
from storage import applications, tasks
from storage import people as persons
from storage.database import Database, Db
from storage.tables import (
    Application,
    CheckIn,
    Consent,
    Contact,
    Note,
    Person,
    Programme,
    ProgrammeQuestion,
    Staff,
    Task,
    Thread,
)
from tests.bot.office import Office
from tests.bot.visitor import Site, Visitor
from tests.conftest import KEYS
from tests.turns.phone import Phone

PEOPLE = 70


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database.open(f"sqlite:///{folder / 'kabar.db'}", KEYS, folder / "data")
    assert seed(Office(database, folder / "data").house, PEOPLE, 5, 7)
    database.close()
    return folder / "kabar.db"


@pytest.fixture
def filled(seeded: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copy(seeded, tmp_path / "kabar.db")
    database = Database.open(f"sqlite:///{tmp_path / 'kabar.db'}", KEYS, tmp_path / "data", create=False)
    yield Office(database, tmp_path / "data")
    database.close()


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody would do over an hour is done in a second."""
    monkeypatch.setattr("bot.visits.BURST", 1e9)


@pytest.fixture
async def visitor(filled: Office) -> Visitor:
    found = Site(filled, demo=True).visitor()
    await found.opens()
    return found


async def becomes(visitor: Visitor, phone: str) -> None:
    assert await visitor.posts("/chat/demo/be", {"phone": phone}) == 200


async def jumps(visitor: Visitor, days: int) -> None:
    assert await visitor.posts("/chat/demo/jump", {"days": days}) == 200


# Who is in it


def test_everybody_has_a_telegram_chat_of_their_own_and_half_take_announcements(filled: Office) -> None:
    with filled.database.read() as db:
        chats = db.session.scalars(select(Contact.address).join(Person, Person.id == Contact.person_id)).all()
        taking = db.conn.scalar(
            select(func.count()).where(Consent.purpose == "announcements", Consent.withdrawn_at.is_(None))
        )
    assert len(set(chats)) == PEOPLE
    assert all(chat.isdecimal() for chat in chats)
    assert taking is not None
    assert PEOPLE / 2 <= taking < PEOPLE


def test_one_training_is_open_to_newcomers_and_one_needs_a_nib(filled: Office) -> None:
    newcomer = Phone(filled.database, "newcomer", now=filled.clock()).registers("Ibu Baru", "Kue Baru")
    newcomer.says("selesai").says("daftar pelatihan")
    labels = [button.label for button in newcomer.buttons()]
    assert any("Kemasan" in label for label in labels)
    with filled.database.read() as db:
        needs = db.session.scalars(select(Programme.needs_nib)).all()
    assert sorted(needs) == [False, False, True]
    newcomer.taps("Jualan Lewat HP").sees("NIB")


def test_nothing_falls_due_within_a_day(filled: Office) -> None:
    now, off = filled.clock(), quiet.parse("off")
    for hours in (0, 6, 12, 24):
        assert tick(filled.database, filled.house.turns, now + timedelta(hours=hours), off) == {}
    later = tick(filled.database, filled.house.turns, now + timedelta(days=14), off)
    assert later["checkin"] > 5


def test_people_are_not_all_called_alike(filled: Office) -> None:
    with filled.database.read() as db:
        names = db.session.scalars(select(Person.name).order_by(Person.id)).all()
    assert len(set(names)) > PEOPLE / 2
    assert len({name.split()[0] for name in names}) > 15


def test_months_of_checkins_tell_of_ups_and_downs(filled: Office) -> None:
    with filled.database.read() as db:
        found = db.session.scalars(select(CheckIn)).all()
    assert len({one.month for one in found}) >= 4
    assert {"running", "reduced", "paused"} <= {one.state for one in found}
    trading = [one for one in found if one.state in ("running", "reduced", "changed")]
    assert all(one.omzet_low and one.omzet_per == "month" and one.constraint for one in trading)
    assert any(one.profit_low and one.workers and one.outlets for one in trading)
    assert all(one.reason for one in found if one.state in ("paused", "closed"))


def test_people_live_all_over_the_regency_in_many_trades(filled: Office) -> None:
    with filled.database.read() as db:
        places = db.session.scalars(select(Person.kecamatan).distinct()).all()
        profile = persons.profile(db, 1)
    assert len(places) > 20
    assert profile is not None
    assert profile.business


def test_staff_find_applications_with_their_answers(filled: Office) -> None:
    with filled.database.read() as db:
        rows = db.session.scalars(select(Application)).all()
        questions = db.session.scalars(select(ProgrammeQuestion)).all()
        for row in rows:
            given = {one.key for one in applications.answers(db, row.id)}
            asked = {
                f"extra:{one.id}"
                for one in questions
                if one.programme_id == row.programme_id and one.kind != "photo"
            }
            assert given == (asked or (set() if row.kind == "training" else given))
    assert {row.kind for row in rows} == {"training", "fund"}
    assert {"filed", "checking"} <= {row.state for row in rows}
    assert "waiting" not in {row.state for row in rows}, "there are seats left for everybody"
    assert len({row.reference for row in rows}) == len(rows)


def test_assistants_find_tasks_that_were_offered(filled: Office) -> None:
    with filled.database.read() as db:
        states = db.session.scalars(select(Task.state)).all()
        threads = db.session.scalars(select(Thread.state)).all()
    assert states.count(tasks.OFFERED) >= 5
    assert threads == ["waiting"] * 3


@pytest.mark.parametrize(("number", "alike"), [(9, True), (10, False)])
def test_the_same_number_gives_the_same_people(
    here: Office, tmp_path: Path, number: int, alike: bool
) -> None:
    other = Database.open(f"sqlite:///{tmp_path / 'other.db'}", KEYS, tmp_path / "other")
    assert seed(here.house, 4, 2, 9)
    assert seed(Office(other, tmp_path / "other").house, 4, 2, number)
    assert (_names(here.database) == _names(other)) is alike
    other.close()


def _names(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.session.scalars(select(Person.name).order_by(Person.id)))


def test_a_demo_fills_no_database_that_is_somebody_elses(here: Office) -> None:
    here.person("801")
    assert not seed(here.house, 3)
    assert not is_demo(here.database)
    with here.database.read() as db:
        assert db.conn.scalar(select(func.count()).select_from(Person)) == 1


def test_a_filled_demo_is_not_filled_twice(filled: Office) -> None:
    assert seed(filled.house, 3)
    with filled.database.read() as db:
        assert db.conn.scalar(select(func.count()).select_from(Person)) == PEOPLE


# Being somebody


@pytest.mark.usefixtures("unhurried")
async def test_a_seeded_person_sees_what_is_going_on(filled: Office, visitor: Visitor) -> None:
    first = people(filled.house)[0]
    await becomes(visitor, first.phone)
    told = await visitor.says("status")
    with filled.database.read() as db:
        reference = db.session.scalars(select(Application.reference).where(Application.person_id == 1)).one()
    assert reference in told
    assert first.name in await visitor.says("profil saya")


@pytest.mark.usefixtures("unhurried")
async def test_an_assistant_sees_the_tasks_of_the_own_kecamatan(filled: Office, visitor: Visitor) -> None:
    with filled.database.read() as db:
        place, person = db.session.execute(
            select(Task.kecamatan, Task.person_id).where(Task.state == tasks.OFFERED, Task.kecamatan != "")
        ).first() or ("", 0)
        phone = db.session.scalars(select(Staff.phone).where(Staff.kecamatan == place)).one()
        name = db.session.get_one(Person, person).name
        others = set(db.session.scalars(select(Person.name).where(Person.kecamatan != place))) - {name}
    visitor.here.database.write(lambda db: _at_hand(db, place))
    await becomes(visitor, phone)
    told = await visitor.says("tugas")
    assert name in told
    assert not [other for other in others if other in told]


def _at_hand(db: Db, place: str) -> None:
    """The page offers the assistants of its first people: make this kecamatan one of theirs."""
    db.session.get_one(Person, 1).kecamatan = place


async def test_a_new_person_has_a_verified_phone_of_nobody(filled: Office, visitor: Visitor) -> None:
    await becomes(visitor, "")
    with filled.database.read() as db:
        contact = db.session.scalars(select(Contact).where(Contact.channel == "web")).one()
        assert not persons.sharing(db, contact.phone or "", but=None)
    assert contact.person_id is None
    assert (contact.phone or "").startswith("+62")
    assert "UU PDP" in visitor.all_text()


async def test_only_those_on_offer_can_be_taken(filled: Office, visitor: Visitor) -> None:
    with filled.database.read() as db:
        admin = db.session.scalars(select(Staff.phone).where(Staff.role == "admin")).one()
    assert await visitor.posts("/chat/demo/be", {"phone": admin}) == 422
    assert await visitor.posts("/chat/demo/be", b"{") == 200
    visitor.headers.clear()
    for lever in ("be", "jump", "console"):
        assert await visitor.posts(f"/chat/demo/{lever}", {"phone": "", "days": 1}) == 403


# Jumping in time


@pytest.mark.usefixtures("unhurried")
async def test_who_registers_today_is_asked_tomorrow_and_reminded(filled: Office, visitor: Visitor) -> None:
    await becomes(visitor, "")
    await visitor.says("kenalan dulu", "Ibu Rahmi", "Kue Rahmi", "kuliner", "Ciparay", "Sagaracipta")
    await visitor.says("belum", "2019", "kirim", "1", "selesai")
    await jumps(visitor, 1)
    assert "Bagaimana usahanya sekarang?" in visitor.text()
    await jumps(visitor, 2)
    assert not visitor.text()
    await jumps(visitor, 1)
    assert [row.kind for row in visitor.rows() if row.id > visitor.seen] == ["reminder"]


async def test_a_seeded_person_is_asked_on_the_page(filled: Office, visitor: Visitor) -> None:
    phone = next(one.phone for one in people(filled.house)[1:])
    await becomes(visitor, phone)
    await jumps(visitor, 31)
    assert "usaha" in visitor.text()
    assert [row for row in visitor.rows() if row.kind == "checkin"]


async def test_time_never_goes_back(filled: Office, visitor: Visitor) -> None:
    for days in (0, -1, 400, "x", None):
        assert await visitor.posts("/chat/demo/jump", {"days": days}) == 422
    assert await visitor.posts("/chat/demo/jump", b"[]") == 422
    assert ahead(filled.database) == timedelta(0)


def test_how_far_time_went_is_kept(here: Office) -> None:
    here.database.write(lambda db: demo.remember_ahead(db, timedelta(days=3, seconds=5)))
    here.database.write(lambda db: demo.remember_ahead(db, timedelta(days=4)))
    assert ahead(here.database) == timedelta(days=4)
    with here.database.read() as db:
        assert db.conn.scalar(select(func.count()).select_from(Note)) == 1
