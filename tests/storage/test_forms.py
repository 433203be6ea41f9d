"""The forms of a contact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from conversations.form import Form as Dialogue
from storage import contacts, forms
from storage.database import Database, Db
from storage.forms import Opening
from storage.inbound import Inbound, Kind
from storage.tables import Form

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.fixture
def euis(database: Database) -> int:
    """A contact."""
    inbound = Inbound("telegram", "1", "1001", Kind.TEXT)
    return database.write(lambda db: contacts.meet(db, inbound, NOW)).visitor.contact_id


def open_form(
    database: Database, contact: int, name: str = "register", now: datetime = NOW, **answers: str
) -> int:
    form = Dialogue("", name, answers=answers)
    return database.write(lambda db: forms.create(db, contact, None, form, (), now))


def test_the_open_form_comes_back_as_it_was_kept(database: Database, euis: int) -> None:
    form = Dialogue(
        "", "training", about="P12", subject=7, answers={"nik": "3204375507850001"}, asked="reason"
    )
    then = (Opening("consents"), Opening("fund", "1", 7))

    def work(db: Db) -> None:
        number = forms.create(db, euis, 7, form, then, NOW)
        row = forms.open_of(db, euis)
        assert row is not None
        assert (row.id, row.state, row.form, row.then, row.touched_at) == (number, "open", form, then, NOW)

    database.write(work)


def test_answers_lie_sealed(database: Database, euis: int) -> None:
    number = open_form(database, euis, nik="3204375507850001")
    with database.read() as db:
        sealed = db.session.scalars(select(Form.sealed).where(Form.id == number)).one()
    assert b"3204375507850001" not in sealed


def test_only_one_form_of_a_contact_can_be_open(database: Database, euis: int) -> None:
    open_form(database, euis)
    with pytest.raises(IntegrityError):
        open_form(database, euis, "training")


def test_parked_forms_are_offered_newest_first(database: Database, euis: int) -> None:
    for hours, name in enumerate(("register", "training", "fund")):
        now = NOW + timedelta(hours=hours)
        number = open_form(database, euis, name, now)
        database.write(lambda db, n=number, t=now: forms.park(db, n, t))  # type: ignore[misc]
    with database.read() as db:
        assert [row.form.name for row in forms.parked(db, euis)] == ["fund", "training", "register"]
        assert forms.open_of(db, euis) is None


def test_saving_a_parked_form_opens_it(database: Database, euis: int) -> None:
    number = open_form(database, euis)

    def work(db: Db) -> None:
        forms.park(db, number, NOW)
        forms.save(db, number, Dialogue("1", "register", answers={"name": "Euis"}), NOW)
        row = forms.open_of(db, euis)
        assert row is not None
        assert row.form.answers == {"name": "Euis"}

    database.write(work)


def test_a_closed_form_keeps_its_answers_only_where_they_may_be_changed(
    database: Database, euis: int
) -> None:
    kept, gone = open_form(database, euis), 0

    def close(db: Db, number: int, form: Dialogue | None) -> None:
        forms.close(db, number, "done", form, NOW)

    database.write(lambda db: close(db, kept, Dialogue("1", "checkin", answers={"state": "running"})))
    gone = open_form(database, euis)
    database.write(lambda db: close(db, gone, None))
    with database.read() as db:
        row = forms.find(db, kept, euis)
        assert row is not None
        assert (row.state, row.form.answers) == ("done", {"state": "running"})
        assert forms.find(db, gone, euis) is None


def test_nobody_finds_a_form_of_another(database: Database, euis: int) -> None:
    number = open_form(database, euis)
    with database.read() as db:
        assert forms.find(db, number, euis + 1) is None
        assert forms.find(db, 36**20, euis) is None


def test_forms_that_nobody_touched_for_long_are_found(database: Database, euis: int) -> None:
    old = open_form(database, euis)
    database.write(lambda db: forms.park(db, old, NOW))
    open_form(database, euis, "training", NOW + timedelta(days=1))
    with database.read() as db:
        assert forms.stale(db, NOW + timedelta(hours=1)) == [(old, euis, "register", "parked")]
