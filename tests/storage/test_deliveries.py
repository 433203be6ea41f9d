"""What came of a send, and what a dead sender left."""

from __future__ import annotations

import itertools
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from storage import deliveries, outbox
from storage.database import Db
from storage.deliveries import backoff
from storage.lane import Lane
from storage.tables import Consent, Contact

if TYPE_CHECKING:
    from tests.storage.conftest import Post


def test_a_sent_message_is_marked_with_the_channels_id(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    post.send(post.claim()[0])
    kept = post.row(row)
    assert (kept.state, kept.external_id, kept.sent_at) == ("sent", f"ext-{row}", post.now)


def test_receipts_only_move_forward(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    post.send(post.claim()[0])
    assert post.receipt(row, "delivered")
    assert not post.receipt(row, "sent")
    assert post.receipt(row, "read")
    assert not post.receipt(row, "delivered")
    assert not post.receipt(row, "failed")
    assert post.row(row).state == "read"


def test_a_receipt_of_an_unknown_message_changes_nothing(post: Post) -> None:
    assert not post.receipt(99, "delivered")


def test_a_channel_may_report_later_that_it_failed(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    post.send(post.claim()[0])
    assert post.receipt(row, "failed")
    assert post.row(row).state == "failed"


def test_the_first_retry_comes_within_ten_seconds_and_later_ones_ever_later() -> None:
    waits = [(backoff(tries, 0.0), backoff(tries, 1.0)) for tries in range(1, 8)]
    assert waits[0][0] > timedelta(0)
    assert waits[0][1] < timedelta(seconds=10)
    assert all(after[0] > before[1] for before, after in itertools.pairwise(waits))
    assert sum((wait[1] for wait in waits), timedelta(0)) < timedelta(hours=24)


def test_the_eighth_failure_is_the_last(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    for tries in range(1, 9):
        assert post.claimed() != [], f"try {tries}"
        claimed = post.row(row)
        assert claimed.tries == tries - 1
        post.do(deliveries.retry, last_claim(post, row), post.now, "502")
        post.now += backoff(tries, 1.0)
    assert (post.row(row).state, post.row(row).error) == ("failed", "502")


def last_claim(post: Post, row: int) -> object:
    """The claim that is in flight, as its sender holds it."""
    from conversations.message import Message
    from storage.sending import Claimed

    kept = post.row(row)
    return Claimed(
        row,
        kept.epoch,
        kept.contact_id,
        None,
        "",
        Lane(kept.lane),
        kept.kind,
        Message(""),
        None,
        None,
        kept.tries,
    )


def test_a_day_after_the_first_try_it_is_over(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    post.do(deliveries.retry, post.claim()[0], post.now, "502")
    post.do(deliveries.retry, post.later(hours=24).claim()[0], post.now, "502")
    assert post.row(row).state == "failed"


def test_a_wait_that_the_channel_named_uses_up_no_try(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    for _ in range(10):
        until = post.now + timedelta(seconds=30)
        post.do(deliveries.retry, post.claim()[0], post.now, "429", at=until)
        assert post.later(seconds=29).claimed() == []
        post.later(seconds=1)
    assert post.row(row).tries == 0
    assert post.claimed() == ["halo"]


def test_a_block_cancels_the_queue_and_only_that(post: Post) -> None:
    euis, asep = post.person("Euis", consents=("checkins",)), post.person("Asep")
    first, second = post.queue(euis, "satu"), post.queue(euis, "dua", Lane.REMINDER, "reminder")
    other = post.queue(asep, "tiga")
    row = next(row for row in post.claim() if row.id == first)
    post.do(deliveries.gone, row, post.now, "403")
    assert post.states(first) == ["failed"]
    assert post.states(second, other) == ["cancelled", "sending"], "another's is not touched"
    third = post.queue(euis, "empat")
    assert post.claimed() == []
    assert post.states(third) == ["cancelled"]
    with post.database.read() as db:
        assert db.session.get_one(Contact, euis).blocked_at == post.now
        assert db.session.scalars(select(Consent.withdrawn_at)).all() == [None]


def test_who_opted_out_at_the_channel_withdrew_every_consent(post: Post) -> None:
    euis = post.person(consents=("checkins", "announcements"))
    post.queue(euis, "halo")
    post.do(deliveries.gone, post.claim()[0], post.now, "21610", opted_out=True)
    with post.database.read() as db:
        assert db.session.scalars(select(Consent.withdrawn_at)).all() == [post.now, post.now]


@pytest.mark.parametrize(
    ("lane", "kind", "again"),
    [
        (Lane.REPLY, "reply", True),
        (Lane.REMINDER, "reminder", True),
        (Lane.REMINDER, "checkin", True),
        (Lane.REMINDER, "decision", False),
        (Lane.BROADCAST, "broadcast", False),
    ],
)
def test_an_answer_that_was_lost_is_sent_once_more_or_never(
    post: Post, lane: Lane, kind: str, again: bool
) -> None:
    row = post.queue(post.person(), "halo", lane, kind)
    post.do(deliveries.uncertain, post.claim()[0], post.now, "connection lost")
    assert post.later(seconds=10).claimed() == (["halo"] if again else [])
    if again:
        post.do(deliveries.uncertain, last_claim(post, row), post.now, "connection lost")
    assert post.later(days=1).claimed() == []
    assert post.row(row).state == "uncertain"


def test_rows_of_a_dead_sender_are_settled_when_their_lease_is_over(post: Post) -> None:
    euis, asep = post.person("Euis"), post.person("Asep")
    reply = post.queue(euis, "halo")
    post.broadcast("kabar", asep)
    in_flight = post.claim(lease=0.05)
    assert post.do(deliveries.recover, post.now) == 0
    time.sleep(0.1)
    assert post.do(deliveries.recover, post.now) == 2
    broadcast = next(row.id for row in in_flight if row.id != reply)
    assert post.states(reply, broadcast) == ["queued", "uncertain"]
    assert post.claimed() == ["halo"], "the reply once more, the broadcast never"


def test_what_a_sender_left_that_is_known_to_be_dead_is_settled_at_once(post: Post) -> None:
    reply = post.queue(post.person("Euis"), "halo")
    post.broadcast("kabar", post.person("Asep"))
    post.claim()
    post.do(deliveries.bury, "telegram", "somebody else")
    assert post.do(deliveries.recover, post.now) == 0
    post.do(deliveries.bury, "telegram", "us")
    post.lead("heir")
    assert post.do(deliveries.recover, post.now) == 2
    assert post.row(reply).state == "queued"
    assert post.claimed() == ["halo"], "the reply once more, the broadcast never"


def test_what_one_that_lives_claimed_before_is_not_settled_with_it(post: Post) -> None:
    row = post.queue(post.person("Euis"), "halo")
    post.claim()
    post.lead("tick", take=True)
    post.do(deliveries.bury, "telegram", "tick")
    post.lead("server")
    assert post.do(deliveries.recover, post.now) == 0
    assert post.row(row).state == "sending"


def test_a_sender_that_was_only_slow_may_still_say_what_it_knows(post: Post) -> None:
    euis = post.person()
    post.broadcast("kabar", euis)
    (row,) = post.claim(lease=0)
    time.sleep(0.01)
    post.do(deliveries.recover, post.now)
    assert post.row(row.id).state == "uncertain"
    post.send(row)
    assert post.row(row.id).state == "sent"


def test_an_older_sender_changes_nothing_of_what_a_newer_one_claimed(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    (old,) = post.claim(lease=0)
    time.sleep(0.01)
    post.lead("tick", take=True)
    post.do(deliveries.recover, post.now)
    assert post.claimed() == ["halo"]
    post.do(deliveries.failed, old, "too late")
    assert not post.do(deliveries.sent, old, "other", post.now)
    assert post.row(row).state == "sending"


def test_what_was_claimed_and_not_sent_is_handed_back(post: Post) -> None:
    row = post.queue(post.person(), "halo")
    post.do(deliveries.hand_back, post.claim()[0], post.now)
    assert (post.row(row).state, post.row(row).tries) == ("queued", 0)
    assert post.claimed() == ["halo"]


def test_states_never_lose_a_row(post: Post) -> None:
    people = [post.person(f"Nama{n}") for n in range(6)]
    broadcast = post.broadcast("kabar", *people)

    def total(db: Db) -> int:
        return sum(outbox.tally(db, broadcast).values())

    for settle in (
        lambda row: post.send(row),
        lambda row: post.do(deliveries.retry, row, post.now, "502"),
        lambda row: post.do(deliveries.failed, row, "no"),
        lambda row: post.do(deliveries.gone, row, post.now, "403"),
        lambda row: post.do(deliveries.uncertain, row, post.now, "lost"),
        lambda row: post.do(deliveries.hand_back, row, post.now),
    ):
        settle(post.claim(1)[0])
        assert post.database.write(total) == 6
