"""Whole histories drawn by lot: whatever people do and however the clock runs, nobody is asked too often."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import select

from rules.due import APART
from rules.quiet import parse
from rules.regions import is_holiday
from scheduler.clock import tick
from storage.database import Database
from storage.tables import Due, Outbox
from tests.turns.phone import START, Phone, turns

QUIET = parse("20:00-08:00", is_holiday)


def lives(phone: Phone, lot: Random) -> None:
    """What a person may do on a day."""
    match lot.choice(("silent", "silent", "answers", "begins", "stops", "starts", "wanders")):
        case "answers":
            phone.says("1").says("2500000").says("lewati").says("lewati")
        case "begins":
            phone.says("cek usaha").says("libur dulu").says("lewati").says("lewati").says("tidak")
        case "stops":
            phone.says("stop")
        case "starts":
            phone.says("mulai").says("ya")
        case "wanders":
            phone.says("petugas").says("Buka jam berapa?").says("selesai")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_history_brings_two_check_ins_within_fourteen_days(database: Database, seed: int) -> None:
    lot = Random(seed)
    phones = [Phone(database, f"web-{n}", "web").registers().consents("1", "3") for n in range(2)]
    now = START
    while now < START + timedelta(days=240):
        now += timedelta(days=lot.choice((1, 2, 3, 8, 45)), hours=lot.randrange(24))
        tick(database, turns(), now, QUIET)
        for phone in phones:
            if lot.random() < 0.3:
                phone.now = now + timedelta(minutes=40)
                lives(phone, lot)
    with database.read() as db:
        asked: dict[int, list[datetime]] = {}
        for person, at in db.session.execute(
            select(Due.person_id, Due.done_at)
            .where(Due.kind == "checkin", Due.state == "done")
            .order_by(Due.done_at)
        ):
            assert at is not None
            asked.setdefault(person, []).append(at)
        sent = db.session.scalars(select(Outbox).where(Outbox.kind == "checkin")).all()
    assert sum(len(moments) for moments in asked.values()) > 2
    assert all(later - earlier >= APART for moments in asked.values() for earlier, later in pairwise(moments))
    assert all(QUIET.open_at(row.created_at) for row in sent)
