"""What a channel reports after a message was taken: that nobody was there, for one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage import deliveries
from storage.database import Db
from storage.inbound import Receipt
from storage.tables import Consent, Contact, EarlyReceipt
from tests.storage.conftest import Post


def fails(post: Post, row: int, lost: str) -> None:
    post.do(deliveries.lost, Receipt("telegram", f"ext-{row}", "failed", "63024", lost), post.now)


def blocked(post: Post, contact: int) -> bool:
    with post.database.read() as db:
        return db.session.get_one(Contact, contact).blocked_at is not None


def consents(post: Post, contact: int) -> int:
    with post.database.read() as db:
        standing = select(Consent).where(Consent.person_id == contact, Consent.withdrawn_at.is_(None))
        return len(db.session.scalars(standing).all())


@pytest.mark.parametrize(("lost", "left"), [("gone", 1), ("opted_out", 0)])
def test_an_address_that_turns_out_to_be_lost_gets_nothing_more(post: Post, lost: str, left: int) -> None:
    euis, dadan = post.person("Euis", consents=("announcements",)), post.person("Dadan")
    first = post.queue(euis, "halo")
    post.send(post.claim()[0])
    waiting, other = post.queue(euis, "kabar"), post.queue(dadan, "kabar")

    fails(post, first, lost)

    assert post.states(waiting, other) == ["cancelled", "queued"]
    assert (blocked(post, euis), blocked(post, dadan)) == (True, False)
    assert consents(post, euis) == left


def test_whoever_wrote_since_is_not_lost(post: Post) -> None:
    euis = post.person("Euis")
    first = post.queue(euis, "halo")
    post.send(post.claim()[0])
    post.later(minutes=1)

    def hear(db: Db) -> None:
        db.session.get_one(Contact, euis).heard_at = post.now

    post.database.write(hear)
    waiting = post.queue(euis, "kabar")

    fails(post, first, "gone")

    assert post.states(waiting) == ["queued"]
    assert not blocked(post, euis)


def test_a_message_that_is_unknown_loses_nobody(post: Post) -> None:
    euis = post.person("Euis")
    waiting = post.queue(euis, "kabar")

    fails(post, 999, "gone")

    assert post.states(waiting) == ["queued"]
    assert not blocked(post, euis)


def test_a_receipt_that_is_quicker_than_our_own_note_counts(post: Post) -> None:
    euis = post.person("Euis")
    row = post.queue(euis, "halo")
    claimed = post.claim()[0]
    for state in ("delivered", "sent"):
        assert not post.do(deliveries.report, Receipt("telegram", f"ext-{row}", state), post.now)
    assert post.states(row) == ["sending"]

    post.send(claimed)

    assert post.states(row) == ["delivered"]
    assert not post.do(deliveries.report, Receipt("telegram", f"ext-{row}", "sent"), post.now)
    assert post.do(deliveries.report, Receipt("telegram", f"ext-{row}", "read"), post.now)
    assert post.states(row) == ["read"]


def test_an_early_receipt_that_nobody_is_there_is_heeded_too(post: Post) -> None:
    euis = post.person("Euis")
    row, waiting = post.queue(euis, "halo"), post.queue(euis, "kabar")
    claimed = post.claim()[0]
    post.do(deliveries.report, Receipt("telegram", f"ext-{row}", "failed", "63024", "gone"), post.now)

    post.send(claimed)

    assert post.states(row, waiting) == ["failed", "cancelled"]
    assert blocked(post, euis)


def test_receipts_of_messages_that_are_not_ours_are_forgotten(post: Post) -> None:
    post.do(deliveries.report, Receipt("telegram", "a", "sent"), post.now)
    post.do(deliveries.report, Receipt("telegram", "a", "sent"), post.now)
    post.later(days=2).do(deliveries.report, Receipt("telegram", "b", "sent"), post.now)
    with post.database.read() as db:
        assert list(db.session.scalars(select(EarlyReceipt.external_id))) == ["b"]
