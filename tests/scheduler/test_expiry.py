"""What was kept long enough is ended: forms, texts that were not understood."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from rules.quiet import parse
from scheduler.clock import tick
from storage import unheard
from storage.database import Database
from storage.journal import LONGEST
from storage.tables import CheckIn, Form, Journal, Unheard
from tests.turns.phone import START, Phone, turns

QUIET = parse("20:00-08:00")


def ticks(database: Database, **later: float) -> dict[str, int]:
    return tick(database, turns(), START + timedelta(**later), QUIET)


def test_a_check_in_left_for_a_month_is_recorded_in_part_and_other_forms_are_forgotten(
    database: Database,
) -> None:
    asked = Phone(database, "web-1", "web").registers().says("selesai")
    asked.says("cek usaha").says("jalan").says("2500000")
    applied = Phone(database, "web-2", "web").begins().says("kenalan dulu").says("Ibu Rahasia")
    assert "form-expired" not in ticks(database, days=29)
    assert ticks(database, days=31)["form-expired"] == 2
    with database.read() as db:
        kept = db.session.scalars(select(CheckIn)).one()
        forms = db.session.scalars(select(Form).where(Form.state == "expired").order_by(Form.id)).all()
        steps = db.session.execute(
            select(Journal.form_id, Journal.dialogue, Journal.question, Journal.channel, Journal.took)
            .where(Journal.event == "expired")
            .order_by(Journal.form_id)
        ).all()
    assert (kept.state, kept.omzet_low, kept.complete) == ("running", 2_500_000, False)
    assert [bytes(form.sealed) for form in forms] == [b"", b""]
    assert [tuple(step) for step in steps] == [
        (forms[0].id, "checkin", "constraint", "web", LONGEST),
        (forms[1].id, "register", "business", "web", LONGEST),
    ]
    applied.opens("resume").sees("sudah tidak ada")


def test_answers_kept_for_a_correction_go_when_it_can_no_longer_be_made(database: Database) -> None:
    phone = Phone(database, "web-1", "web").registers().says("selesai").says("cek usaha").says("jalan")
    phone.says("2500000").says("lewati").says("tidak")
    assert "form-emptied" not in ticks(database, days=31)
    assert ticks(database, days=33)["form-emptied"] == 1
    with database.read() as db:
        assert {bytes(form.sealed) for form in db.session.scalars(select(Form))} == {b""}
    phone.later(days=34).taps("Ubah").sees("lama")


def test_texts_not_understood_are_forgotten_after_thirty_days(database: Database) -> None:
    database.write(lambda db: unheard.note(db, "xyzzy", "", "web", START))
    assert "unheard-forgotten" not in ticks(database, days=29)
    assert ticks(database, days=31)["unheard-forgotten"] == 1
    with database.read() as db:
        assert db.session.scalars(select(Unheard)).all() == []


def test_expiry_runs_once_a_day(database: Database) -> None:
    Phone(database, "web-1", "web").begins().says("kenalan dulu")
    assert ticks(database, days=31) == {"form-expired": 1}
    assert ticks(database, days=31, hours=1) == {}
