"""Group commit, and on which thread a work is done."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import Database, Db
from storage.tables import Note
from tests.storage.notes import NAMES, NOTE, note, notes


def together(database: Database, *works: Callable[[Db], object]) -> list[object]:
    """Put the works while the writer is busy, so that they meet in one group; gives results or errors."""
    busy, go = threading.Event(), threading.Event()

    def first(db: Db) -> None:
        busy.set()
        go.wait(5)

    async def run() -> list[object]:
        before = asyncio.ensure_future(asyncio.to_thread(database.write, first))
        await asyncio.to_thread(busy.wait, 5)
        waiting = [asyncio.ensure_future(database.submit(work)) for work in works]
        await asyncio.sleep(0)
        go.set()
        await before
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    return asyncio.run(run())


def test_works_that_wait_share_a_commit(sqlite: Database) -> None:
    before = sqlite.commits
    assert together(sqlite, *(note(f"{n:02}") for n in range(20))) == [f"{n:02}" for n in range(20)]
    assert (sqlite.commits - before, sqlite.works) == (2, 21)
    sqlite.close()


def test_a_group_has_its_limit(sqlite: Database) -> None:
    before = sqlite.commits
    together(sqlite, *(note(f"{n:03}") for n in range(100)))
    assert sqlite.commits - before == 3
    sqlite.close()


def test_what_a_task_awaits_is_done_on_the_thread_of_its_loop(sqlite: Database) -> None:
    def where(db: Db) -> int:
        return threading.get_ident()

    async def awaited() -> int:
        return await sqlite.submit(where)

    assert asyncio.run(awaited()) == threading.get_ident()
    assert sqlite.write(where) != threading.get_ident()
    sqlite.close()


def test_works_of_a_loop_and_of_threads_share_a_commit_in_their_order(sqlite: Database) -> None:
    busy, go = threading.Event(), threading.Event()
    order: list[str] = []

    def first(db: Db) -> None:
        busy.set()
        go.wait(5)

    def work(name: str) -> Callable[[Db], object]:
        return lambda db: order.append(name)

    def queued(number: int) -> None:
        while sqlite._writer._jobs.qsize() < number:  # type: ignore[attr-defined]
            time.sleep(0.001)

    async def run() -> None:
        with ThreadPoolExecutor(3) as pool:
            waiting: list[Future[object]] = [pool.submit(sqlite.write, first)]
            await asyncio.to_thread(busy.wait, 5)
            tasks = []
            for number, name in enumerate("abcd"):
                if number % 2:
                    waiting.append(pool.submit(sqlite.write, work(name)))
                else:
                    tasks.append(asyncio.ensure_future(sqlite.submit(work(name))))
                await asyncio.to_thread(queued, number + 1)
            before = sqlite.commits
            go.set()
            await asyncio.gather(*tasks)
            await asyncio.to_thread(lambda: [one.result(5) for one in waiting])
            assert sqlite.commits - before == 2

    asyncio.run(run())
    assert order == ["a", "b", "c", "d"]
    sqlite.close()


def test_a_loop_that_is_held_up_or_gone_holds_up_nobodys_write(sqlite: Database) -> None:
    threads: list[int] = []

    def where(db: Db) -> None:
        threads.append(threading.get_ident())

    async def held_up() -> None:
        task = asyncio.ensure_future(sqlite.submit(where))
        await asyncio.sleep(0)
        assert sqlite.write(note("b")) == "b", "waited for on the loop's own thread"
        await task

    asyncio.run(held_up())
    assert threads != [threading.get_ident()]
    sqlite.close()


def test_a_loop_that_is_gone_leaves_its_works_to_the_writer(sqlite: Database) -> None:
    busy, go = threading.Event(), threading.Event()
    tasks: list[asyncio.Task[str]] = []

    def first(db: Db) -> None:
        busy.set()
        go.wait(5)

    async def leave() -> None:
        tasks.append(asyncio.ensure_future(sqlite.submit(note("left behind"))))
        await asyncio.sleep(0)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sqlite.write, first)
        busy.wait(5)
        asyncio.run(leave())
        go.set()
        waiting.result(5)
    assert sqlite.write(note("next")) == "next"
    assert notes(sqlite) == ["left behind", "next"]
    sqlite.close()


def test_who_does_not_wait_long_enough_is_told_and_the_work_is_done_all_the_same(database: Database) -> None:
    busy, go = threading.Event(), threading.Event()

    def slow(db: Db) -> None:
        busy.set()
        go.wait(5)
        db.run(NOTE, name="late", value="")

    async def run() -> None:
        with ThreadPoolExecutor(1) as pool:
            before = pool.submit(database.write, slow)
            await asyncio.to_thread(busy.wait, 5)
            with pytest.raises(TimeoutError):
                await database.submit(lambda db: go.wait(5), patience=0.01)
            go.set()
            await asyncio.to_thread(before.result, 5)
        assert await database.submit(note("after"), patience=5) == "after"

    asyncio.run(run())
    assert notes(database) == ["after", "late"]


def test_a_write_within_a_write_is_refused_on_a_loop_too(sqlite: Database) -> None:
    def within(db: Db) -> None:
        sqlite.write(note("inner"))

    async def run() -> None:
        with pytest.raises(RuntimeError, match="a write within a write"):
            await sqlite.submit(within)
        assert await sqlite.submit(note("after")) == "after"

    asyncio.run(run())
    assert notes(sqlite) == ["after"]
    sqlite.close()


def test_one_that_fails_in_a_group_fails_alone(sqlite: Database) -> None:
    def fail(db: Db) -> None:
        db.run(NOTE, name="half", value="")
        raise ZeroDivisionError

    results = together(sqlite, note("a"), fail, note("b"))
    assert [results[0], type(results[1]), results[2]] == ["a", ZeroDivisionError, "b"]
    assert notes(sqlite) == ["a", "b"]
    sqlite.close()


def test_an_error_that_only_the_flush_shows_is_its_own_works(sqlite: Database) -> None:
    def twice(db: Db) -> None:
        db.session.add(Note(name="a", value="2"))

    results = together(sqlite, note("a"), twice, note("b"))
    assert (results[0], results[2]) == ("a", "b")
    assert isinstance(results[1], Exception)
    assert notes(sqlite) == ["a", "b"]
    sqlite.close()


def test_what_is_left_for_later_is_written_with_its_commit_and_undone_with_it(sqlite: Database) -> None:
    def later(name: str) -> Callable[[Db], int]:
        def work(db: Db) -> int:
            db.later(NOTE, name=name, value="")
            return len(db.rows(NAMES))

        return work

    def fail(db: Db) -> None:
        db.later(NOTE, name="half", value="")
        raise ZeroDivisionError

    results = together(sqlite, later("a"), fail, later("b"), later("a"))
    assert (results[0], results[2]) == (0, 1), "done again one by one, each with a commit of its own"
    assert [type(results[1]), type(results[3])] == [ZeroDivisionError, IntegrityError]
    assert notes(sqlite) == ["a", "b"]
    sqlite.close()


def test_a_session_never_outlives_its_work(sqlite: Database) -> None:
    seen: list[int] = []

    def look(db: Db) -> None:
        seen.append(len(list(db.session)))
        db.session.add(Note(name=f"n{len(seen)}", value=""))

    together(sqlite, look, look, look)
    assert seen == [0, 0, 0]
    assert notes(sqlite) == ["n1", "n2", "n3"]
    sqlite.close()


def test_thirty_two_at_once_that_say_the_same_have_one_effect(database: Database) -> None:
    from datetime import UTC, datetime

    from storage import inbox
    from storage.inbound import Inbound, Kind

    message = Inbound("telegram", "update-7", "1234", Kind.TEXT, text="halo")
    now = datetime(2026, 11, 24, tzinfo=UTC)
    with ThreadPoolExecutor(32) as pool:
        rows = list(
            pool.map(lambda _: database.write(lambda db: inbox.remember(db, message, now)), range(32))
        )
    assert len([row for row in rows if row is not None]) == 1
