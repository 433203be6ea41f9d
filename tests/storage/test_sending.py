"""What goes out next, and what does not."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from storage import deliveries, leases, outbox, sending
from storage.database import Db, Fast
from storage.lane import Lane
from storage.sending import _NEXT, _NEXT_OF_BROADCAST, Held, Superseded
from storage.tables import Broadcast, Consent, Contact

if TYPE_CHECKING:
    from tests.storage.conftest import Post


def test_replies_go_before_reminders_before_broadcasts(post: Post) -> None:
    euis, asep, dadan = post.person("Euis"), post.person("Asep"), post.person("Dadan")
    post.broadcast("pelatihan dibuka", euis)
    post.queue(asep, "cek usaha", Lane.REMINDER, "checkin")
    post.queue(dadan, "halo")
    assert post.claimed() == ["halo", "cek usaha", "pelatihan dibuka"]


def test_a_person_gets_one_message_at_a_time(post: Post) -> None:
    euis = post.person("Euis")
    post.broadcast("pelatihan dibuka", euis)
    post.queue(euis, "cek usaha", Lane.REMINDER, "checkin")
    post.queue(euis, "halo")
    for text in ("halo", "cek usaha", "pelatihan dibuka"):
        row = post.claim()
        assert [one.message.text for one in row] == [text]
        post.send(row[0])


def test_within_a_lane_a_persons_messages_keep_their_order(post: Post) -> None:
    euis, asep = post.person("Euis"), post.person("Asep")
    post.queue(euis, "satu")
    post.queue(euis, "dua")
    post.queue(asep, "tiga")
    first, third = post.claim()
    assert (first.message.text, third.message.text) == ("satu", "tiga")
    assert post.claimed() == []
    post.send(first)
    assert post.claimed() == ["dua"]


def test_a_message_that_failed_holds_back_those_behind_it_but_no_other_lane(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "satu")
    post.queue(euis, "dua")
    post.do(deliveries.retry, post.claim()[0], post.now, "502")
    post.queue(euis, "tiga")
    post.queue(euis, "pengingat", Lane.REMINDER, "reminder")
    reminder = post.claim()
    assert [row.message.text for row in reminder] == ["pengingat"]
    post.send(reminder[0])
    assert post.later(seconds=10).claimed() == ["satu"]


def test_a_message_without_a_template_holds_back_nothing(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "cek usaha", Lane.REMINDER, "checkin")
    post.queue(euis, "pelatihan besok", Lane.REMINDER, "reminder")
    post.do(deliveries.hold, post.claim()[0], Held.TEMPLATE)
    assert post.later(days=9).claimed() == ["pelatihan besok"]
    assert post.do(outbox.held) == {("template", "checkin"): 1}


def test_what_was_held_for_a_template_goes_when_the_person_writes(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "cek usaha", Lane.REMINDER, "checkin")
    post.do(deliveries.hold, post.claim()[0], Held.TEMPLATE)
    post.later(days=2).do(outbox.release_templates, euis, post.now)
    assert post.claimed() == ["cek usaha"]


def test_a_hold_that_comes_after_the_person_wrote_is_none(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "cek usaha", Lane.REMINDER, "checkin")
    row = post.claim()[0]

    def write(db: Db) -> None:
        db.session.get_one(Contact, euis).heard_at = post.now

    post.database.write(write)
    post.do(deliveries.hold, row, Held.TEMPLATE)
    assert post.claimed() == ["cek usaha"]


def test_a_chat_that_had_its_share_waits(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "satu")
    post.queue(euis, "dua")
    post.do(deliveries.hold, post.claim()[0], Held.RATE, post.now + timedelta(seconds=3))
    assert post.later(seconds=2).claimed() == []
    assert post.later(seconds=2).claimed() == ["satu"]


def test_in_quiet_hours_only_replies_go(post: Post) -> None:
    euis, asep = post.person("Euis"), post.person("Asep")
    post.broadcast("kabar", post.person("Dadan"))
    post.queue(asep, "cek usaha", Lane.REMINDER, "checkin")
    post.queue(euis, "halo")
    assert [row.message.text for row in post.claim(last=Lane.REPLY)] == ["halo"]
    assert post.claimed() == ["cek usaha", "kabar"]


def test_a_message_for_later_waits_and_blocks_nothing(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "nanti", not_before=post.now + timedelta(hours=1))
    post.queue(euis, "sekarang")
    (now,) = post.claim()
    post.send(now)
    assert now.message.text == "sekarang"
    assert post.later(hours=1).claimed() == ["nanti"]


def test_what_is_of_no_use_any_more_is_cancelled(post: Post) -> None:
    euis = post.person()
    row = post.queue(euis, "besok ada pelatihan", Lane.REMINDER, "reminder", not_after=post.now)
    assert post.later(seconds=1).claimed() == []
    assert (post.row(row).state, post.row(row).error) == ("cancelled", "too late")


def test_a_consent_withdrawn_meanwhile_cancels_what_rests_on_it(post: Post) -> None:
    euis = post.person(consents=("checkins", "announcements"))
    checkin = post.queue(euis, "cek usaha", Lane.REMINDER, "checkin", purpose="checkins")
    other = post.queue(euis, "kabar", Lane.REMINDER, "broadcast", purpose="announcements")

    def stop(db: Db) -> None:
        db.conn.execute(update(Consent).where(Consent.purpose == "checkins").values(withdrawn_at=post.now))

    post.database.write(stop)
    assert post.claimed() == ["kabar"]
    assert post.states(checkin, other) == ["cancelled", "sending"]


def test_nothing_goes_to_whom_the_bot_is_blocked(post: Post) -> None:
    euis = post.person()
    row = post.queue(euis, "halo")

    def block(db: Db) -> None:
        db.session.get_one(Contact, euis).blocked_at = post.now

    post.database.write(block)
    assert post.claimed() == []
    assert (post.row(row).state, post.row(row).error) == ("cancelled", "blocked")


def test_a_full_claim_looks_past_what_it_cancels(post: Post) -> None:
    people = [post.person(f"Nama{n}") for n in range(8)]
    for number, person in enumerate(people):
        post.queue(person, f"ke-{number}", not_after=post.now if number < 6 else None)
    assert post.later(seconds=1).claimed(most=2) == ["ke-6", "ke-7"]


def test_other_channels_are_left_to_their_own_senders(post: Post) -> None:
    euis = post.person(channel="whatsapp")
    post.queue(euis, "halo", channel="whatsapp")
    assert post.claimed() == []


def test_a_paused_broadcast_waits_and_blocks_no_other(post: Post) -> None:
    euis = post.person()
    paused = post.broadcast("satu", euis)
    post.broadcast("dua", euis)

    def set_state(state: str) -> None:
        def work(db: Db) -> None:
            db.session.get_one(Broadcast, paused).state = state

        post.database.write(work)

    set_state("paused")
    (row,) = post.claim()
    post.send(row)
    assert row.message.text == "dua"
    set_state("sending")
    assert post.claimed() == ["satu"]


def test_a_row_is_claimed_once(post: Post) -> None:
    for number in range(30):
        post.queue(post.person(f"Nama{number}"), f"ke-{number}")
    first, second = post.claim(20), post.claim(20)
    assert len(first) == 20
    assert len(second) == 10
    assert not {row.id for row in first} & {row.id for row in second}


def test_a_sender_that_lost_the_lease_claims_nothing(post: Post) -> None:
    post.queue(post.person(), "halo")
    old = post.epoch
    post.lead("tick", take=True)
    new, post.epoch = post.epoch, old
    with pytest.raises(Superseded):
        post.claim()
    post.epoch = new
    assert post.claimed() == ["halo"]


def test_a_flood_wait_of_the_bot_lets_nothing_out(post: Post) -> None:
    post.queue(post.person(), "halo")
    post.do(leases.halt, "telegram", timedelta(seconds=0.3))
    assert post.claimed() == []
    time.sleep(0.4)
    assert post.claimed() == ["halo"]


def test_no_jump_in_time_ends_a_flood_wait(post: Post) -> None:
    post.queue(post.person(), "halo")
    post.do(leases.halt, "telegram", timedelta(seconds=30))
    assert post.later(days=40).claimed() == []


def test_the_sender_is_told_when_something_more_may_go_out(post: Post) -> None:
    euis, asep = post.person("Euis"), post.person("Asep")
    assert post.do(sending.next_at, "telegram", post.now) is None
    post.broadcast("pelatihan dibuka", asep)
    post.queue(euis, "cek usaha", Lane.REMINDER, "checkin")
    post.do(deliveries.hold, post.claim(1)[0], Held.TEMPLATE)
    assert post.do(sending.next_at, "telegram", post.now, Lane.REMINDER) is None
    assert post.do(sending.next_at, "telegram", post.now) == post.now
    post.queue(euis, "halo", not_before=post.now + timedelta(seconds=9))
    assert post.do(sending.next_at, "telegram", post.now, Lane.REPLY) == post.now + timedelta(seconds=9)
    post.do(leases.halt, "telegram", timedelta(minutes=5))
    late = post.do(sending.next_at, "telegram", post.now)
    assert timedelta(minutes=4, seconds=58) < late - post.now <= timedelta(minutes=5)
    post.do(leases.hold_all, post.now)
    assert post.do(sending.next_at, "telegram", post.now) is None


def test_after_a_restore_nothing_goes_out_until_it_is_released(post: Post) -> None:
    post.queue(post.person(), "halo")
    post.do(leases.hold_all, post.now)
    assert post.do(leases.on_hold) == post.now
    assert post.claimed() == []
    post.do(leases.release_all)
    assert post.claimed() == ["halo"]


def plan(db: Db, fast: Fast, **params: object) -> str:
    compiled = fast.compile(db.conn.dialect)
    values = compiled.values(params)
    if db.dialect == "sqlite":
        rows = db.conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled.sql}", tuple(values))
        return "\n".join(row[3] for row in rows)
    for way in ("seqscan", "bitmapscan", "sort"):  # so that an empty table is planned as a big one
        db.conn.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    return "\n".join(row[0] for row in db.conn.exec_driver_sql(f"EXPLAIN {compiled.sql}", values))


def test_a_claim_looks_only_at_what_may_go(post: Post) -> None:
    """However many rows were sent, are held or wait for later: the plan uses the index of due rows."""
    with post.database.read() as db:
        lanes = plan(db, _NEXT, channel="telegram", lane=0, now=1, most=9)
        broadcasts = plan(db, _NEXT_OF_BROADCAST, channel="telegram", broadcast=1, now=1, most=9)
    assert "ix_outbox_queued" in lanes
    assert "ix_outbox_recipients" in broadcasts
    for found in (lanes, broadcasts):
        assert "ix_outbox_unsent" in found
        assert not re.search(r"^SCAN o|Seq Scan on outbox|Sort|TEMP B-TREE", found, re.MULTILINE)


def test_rows_are_counted_by_state_and_add_up(post: Post) -> None:
    people = [post.person(f"Nama{n}") for n in range(7)]
    broadcast = post.broadcast("kabar", *people)
    rows = post.claim(5)
    post.send(rows[0])
    post.send(rows[1])
    post.receipt(rows[1].id, "read")
    post.do(deliveries.failed, rows[2], "no chat")
    post.do(deliveries.uncertain, rows[3], post.now, "timeout")
    post.do(outbox.cancel_broadcast, broadcast)
    tally = post.do(outbox.tally, broadcast)
    assert tally == {"sent": 1, "read": 1, "failed": 1, "uncertain": 1, "sending": 1, "cancelled": 2}
    assert sum(tally.values()) == len(people)
