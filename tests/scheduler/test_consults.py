"""A check-in waits while a human listens; a conversation that is over ends by itself."""

from __future__ import annotations

from datetime import datetime

from rules.quiet import WIB, parse
from scheduler.clock import tick
from storage.database import Database, Db
from storage.tables import Outbox, Staff, Thread
from tests.turns.phone import START, Phone, turns
from turns import relay

QUIET = parse("20:00-08:00")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=WIB)


def test_a_check_in_waits_until_the_conversation_with_a_human_is_over(database: Database) -> None:
    nunung = Phone(database, channel="web").registers().consents("1")
    nunung.says("petugas").says("Cara urus P-IRT bagaimana?")

    def answer(db: Db) -> None:
        dedi = Staff(name="Pak Dedi", phone="+6281200000800", role="staff", created_at=START)
        db.session.add(dedi)
        db.session.flush()
        thread = db.session.query(Thread).one().id
        turns().take(db, relay.answer(db, thread, dedi.id, "Ke kantor, Bu.", at(24, 15)), at(24, 15))
        db.session.query(Outbox).update({"state": "delivered", "sent_at": at(24, 15)})

    database.write(answer)
    nunung.catch_up()
    assert tick(database, turns(), at(25, 10), QUIET) == {"checkin-moved": 1}
    nunung.sees_nothing()
    assert tick(database, turns(), at(25, 16), QUIET) == {"checkin-moved": 1, "consult-closed": 1}
    assert tick(database, turns(), at(25, 18), QUIET) == {"checkin": 1}
    nunung.sees("Bagaimana usahanya sekarang?")
