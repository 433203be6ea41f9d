"""What a chat page and a terminal show of the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from conversations.message import decode
from storage import outbox, showing

if TYPE_CHECKING:
    from tests.storage.conftest import Post


def test_a_terminal_takes_what_is_due_in_order(post: Post) -> None:
    euis = post.person()
    with post.database.read() as db:
        address = db.conn.exec_driver_sql("SELECT address FROM contact").scalar_one()
    post.queue(euis, "satu")
    post.queue(euis, "dua")
    post.broadcast("tiga", euis)
    bodies = post.do(showing.take_all, "telegram", address, post.now)
    assert [decode(body).text for body in bodies] == ["satu", "dua", "tiga"]
    assert post.do(showing.take_all, "telegram", address, post.now) == []


def test_a_page_shows_what_it_has_not_shown_and_what_it_showed_is_delivered(post: Post) -> None:
    euis = post.person(channel="web")
    first, second = post.queue(euis, "satu", channel="web"), post.queue(euis, "dua", channel="web")
    lines = post.do(showing.after, euis, first, post.now)
    assert [(line.id, line.message.text) for line in lines] == [(second, "dua")]
    assert post.do(showing.shown, euis, second, post.now) == 2
    assert post.states(first, second) == ["delivered", "delivered"]
    again = post.do(showing.after, euis, 0, post.now)
    assert [line.message.text for line in again] == ["satu", "dua"], (
        "a page that was opened anew shows them again"
    )


def test_a_page_shows_what_waited_for_its_time_even_if_newer_lines_were_seen(post: Post) -> None:
    euis = post.person(channel="web")
    later = post.now + timedelta(hours=3)
    reminder = post.queue(euis, "besok pelatihan", channel="web", not_before=later)
    reply = post.queue(euis, "siap", channel="web")
    post.do(showing.shown, euis, reply, post.now)
    assert post.do(showing.after, euis, reply, post.now) == []
    post.later(hours=4)
    assert [line.id for line in post.do(showing.after, euis, reply, post.now)] == [reminder]
    post.do(showing.shown, euis, reply, post.now)
    assert post.do(showing.after, euis, reply, post.now) == []


def test_a_page_has_not_shown_what_it_was_not_given(post: Post) -> None:
    euis = post.person(channel="web")
    broadcast = post.broadcast("kabar", euis, state="paused")
    reply = post.queue(euis, "siap", channel="web")
    post.do(showing.shown, euis, reply, post.now)
    assert post.do(outbox.tally, broadcast) == {"queued": 1}


def test_a_terminal_takes_nothing_of_a_paused_broadcast(post: Post) -> None:
    euis = post.person()
    post.broadcast("kabar", euis, state="paused")
    assert post.do(showing.take_all, "telegram", "Euis-1", post.now) == []


def test_a_page_shows_nothing_of_a_paused_broadcast(post: Post) -> None:
    euis = post.person(channel="web")
    post.broadcast("kabar", euis, state="paused")
    assert post.do(showing.after, euis, 0, post.now) == []
