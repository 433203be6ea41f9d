"""What turns and pages do with the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from conversations.message import decode
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


def test_a_terminal_takes_what_is_due_in_order(post: Post) -> None:
    euis = post.person()
    with post.database.read() as db:
        address = db.conn.exec_driver_sql("SELECT address FROM contact").scalar_one()
    post.queue(euis, "satu")
    post.queue(euis, "dua")
    post.broadcast("tiga", euis)
    bodies = post.do(outbox.take_all, "telegram", address, post.now)
    assert [decode(body).text for body in bodies] == ["satu", "dua", "tiga"]
    assert post.do(outbox.take_all, "telegram", address, post.now) == []


def test_a_page_shows_what_it_has_not_shown_and_what_it_showed_is_delivered(post: Post) -> None:
    euis = post.person(channel="web")
    first, second = post.queue(euis, "satu", channel="web"), post.queue(euis, "dua", channel="web")
    lines = post.do(outbox.after, euis, first, post.now)
    assert [(line.id, line.message.text) for line in lines] == [(second, "dua")]
    assert post.do(outbox.shown, euis, second, post.now) == 2
    assert post.states(first, second) == ["delivered", "delivered"]
    again = post.do(outbox.after, euis, 0, post.now)
    assert [line.message.text for line in again] == ["satu", "dua"], (
        "a page that was opened anew shows them again"
    )


def test_a_page_shows_what_waited_for_its_time_even_if_newer_lines_were_seen(post: Post) -> None:
    euis = post.person(channel="web")
    later = post.now + timedelta(hours=3)
    reminder = post.queue(euis, "besok pelatihan", channel="web", not_before=later)
    reply = post.queue(euis, "siap", channel="web")
    post.do(outbox.shown, euis, reply, post.now)
    assert post.do(outbox.after, euis, reply, post.now) == []
    post.later(hours=4)
    assert [line.id for line in post.do(outbox.after, euis, reply, post.now)] == [reminder]
    post.do(outbox.shown, euis, reply, post.now)
    assert post.do(outbox.after, euis, reply, post.now) == []


def test_a_page_has_not_shown_what_it_was_not_given(post: Post) -> None:
    euis = post.person(channel="web")
    broadcast = post.broadcast("kabar", euis, state="paused")
    reply = post.queue(euis, "siap", channel="web")
    post.do(outbox.shown, euis, reply, post.now)
    assert post.do(outbox.tally, broadcast) == {"queued": 1}


def test_a_terminal_takes_nothing_of_a_paused_broadcast(post: Post) -> None:
    euis = post.person()
    post.broadcast("kabar", euis, state="paused")
    assert post.do(outbox.take_all, "telegram", "Euis-1", post.now) == []


def test_a_page_shows_nothing_of_a_paused_broadcast(post: Post) -> None:
    euis = post.person(channel="web")
    post.broadcast("kabar", euis, state="paused")
    assert post.do(outbox.after, euis, 0, post.now) == []
