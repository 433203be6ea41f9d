"""What turns and pages do with the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import outbox
from storage.lane import Lane

if TYPE_CHECKING:
    from tests.storage.conftest import Post


def test_an_older_question_is_cancelled_when_a_newer_one_is_written(post: Post) -> None:
    euis, asep = post.person("Euis"), post.person("Asep")
    said = post.queue(euis, "halo")
    older = post.queue(euis, "nama usaha?", form_id=1)
    other = post.queue(asep, "nama usaha?", form_id=2)
    newer = post.queue(euis, "di mana?", form_id=1)
    assert post.states(said, older, newer, other) == ["queued", "cancelled", "queued", "queued"]


def test_a_question_that_went_out_stays_as_it_is(post: Post) -> None:
    euis = post.person()
    older = post.queue(euis, "nama usaha?", form_id=1)
    post.claim()
    post.queue(euis, "di mana?", form_id=1)
    assert post.states(older) == ["sending"]


def test_a_row_that_must_be_written_once_is(post: Post) -> None:
    euis = post.person()
    post.queue(euis, "cek usaha", Lane.REMINDER, "checkin", once="checkin/2026-11/1")
    again = post.do(
        outbox.queue,
        euis,
        euis,
        "telegram",
        None,
        Lane.REMINDER,
        "checkin",
        post.now,
        once="checkin/2026-11/1",
    )
    assert again is None
    assert post.claimed() == ["cek usaha"]


def test_cancelling_a_purpose_leaves_the_others(post: Post) -> None:
    euis = post.person(consents=("checkins", "announcements"))
    checkin = post.queue(euis, "cek usaha", Lane.REMINDER, "checkin", purpose="checkins")
    news = post.queue(euis, "kabar", Lane.REMINDER, "broadcast", purpose="announcements")
    assert post.do(outbox.cancel_purpose, euis, "checkins", "stop") == 1
    assert post.states(checkin, news) == ["cancelled", "queued"]


def test_a_broadcast_is_cancelled_in_chunks(post: Post) -> None:
    broadcast = post.broadcast("kabar", *(post.person(f"Nama{n}") for n in range(5)))
    assert [post.do(outbox.cancel_broadcast, broadcast, 3) for _ in range(3)] == [3, 2, 0]
    assert post.do(outbox.tally, broadcast) == {"cancelled": 5}
