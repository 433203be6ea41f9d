"""Runs the works that write: on SQLite one thread that commits several together, else a pool of threads."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from storage.db import Db
from storage.sealing import Sealing
from storage.turnstile import Turnstile

Work = Callable[[Db], Any]
LINGER = 0.0003  # seconds
GROUP = 64  # works in one commit at most, so that the first of a group does not wait long for the last
THREADS = 8
RETRIES = 6
AGAIN = frozenset({"40001", "40P01"})  # PostgreSQL: serialization_failure, deadlock_detected


class Job:
    """One work and who waits for it: a thread, or a task of an event loop."""

    __slots__ = ("error", "future", "loop", "result", "work")

    def __init__(self, work: Work, future: Any, loop: asyncio.AbstractEventLoop | None) -> None:
        self.work, self.future, self.loop = work, future, loop
        self.result: Any = None
        self.error: BaseException | None = None


def blocking(work: Work) -> Job:
    return Job(work, Future(), None)


def awaited(work: Work) -> Job:
    loop = asyncio.get_running_loop()
    return Job(work, loop.create_future(), loop)


def _settle(jobs: Sequence[Job]) -> None:
    """Tell all who wait, waking each event loop once."""
    loops: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        if job.loop is None:
            _answer(job)
        else:
            loops.setdefault(job.loop, []).append(job)
    for loop, waiting in loops.items():
        try:
            loop.call_soon_threadsafe(_answer_all, waiting)
        except RuntimeError:  # the loop was closed meanwhile: nobody waits any more
            if not loop.is_closed():
                raise


def _answer_all(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if not job.future.done():  # cancelled: the client has gone, the work is done all the same
            _answer(job)


def _answer(job: Job) -> None:
    if job.error is not None:
        job.future.set_exception(job.error)
    else:
        job.future.set_result(job.result)


class Writer(Protocol):
    """Takes jobs from any thread and settles each after its commit."""

    commits: int  # transactions committed
    works: int  # works in them

    def put(self, job: Job) -> None: ...

    def inside(self) -> bool:
        """Whether the caller runs within a work, where waiting for another would never end."""
        ...

    def close(self) -> None:
        """Do what was put before, then stop."""
        ...


class GroupWriter:
    """SQLite's one writer thread. A group that fails is rolled back and done again work by work."""

    def __init__(self, engine: Engine, turnstile: Turnstile, sealing: Sealing) -> None:
        self.commits = self.works = 0
        self._engine, self._turnstile, self._sealing = engine, turnstile, sealing
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._conn: Connection | None = None
        self._company = False  # whether the last group was of several
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def inside(self) -> bool:
        return threading.current_thread() is self._thread

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()
        self._turnstile.close()

    def _loop(self) -> None:
        going = True
        while going:
            group, going = self._group()
            if group and not self._commit(group) and len(group) > 1:
                for job in group:
                    self._commit([job])
            self._company = len(group) > 1
            _settle(group)
        if self._conn is not None:
            self._conn.close()

    def _group(self) -> tuple[list[Job], bool]:
        group: list[Job] = []
        job = self._jobs.get()
        self._linger()
        while job is not None:
            group.append(job)
            if len(group) == GROUP:
                return group, True
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return group, True
        return group, False

    def _linger(self) -> None:
        """Where several came last time, let more come while they do: fewer commits, fewer switches.

        Who comes alone never waits.
        """
        waiting = -1
        while self._company and waiting < (now := self._jobs.qsize()) < GROUP:
            waiting = now
            time.sleep(LINGER)

    def _commit(self, group: Sequence[Job]) -> bool:
        """Do these together. The error of a failure is kept in each job of the group."""
        try:
            with self._turnstile.passed():
                if self._conn is None:  # in our turn: SQLite lets nobody wait for a new file's log
                    self._conn = self._engine.connect()
                with self._conn.begin():
                    self._work(group, Db(self._conn, self._sealing))
        except BaseException as error:
            for job in group:
                job.error = error
            return False
        for job in group:
            job.error = None
        self.commits += 1
        self.works += len(group)
        return True

    @staticmethod
    def _work(group: Sequence[Job], db: Db) -> None:
        try:
            for job in group:
                job.result = perform(job.work, db)
            db.settle()
        finally:
            db.close()


class PoolWriter:
    """PostgreSQL's threads, each with a transaction of its own; deadlocks and the like are tried again."""

    def __init__(self, engine: Engine, sealing: Sealing, threads: int = THREADS) -> None:
        self.commits = self.works = 0
        self._engine, self._sealing = engine, sealing
        self._counting = threading.Lock()
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._loop, name=f"writer-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def inside(self) -> bool:
        return threading.current_thread() in self._threads

    def close(self) -> None:
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _loop(self) -> None:
        while (job := self._jobs.get()) is not None:
            for tried in range(RETRIES):
                try:
                    self._commit(job)
                    job.error = None
                    break
                except _Again as again:
                    job.error = again.__cause__
                    time.sleep(random.uniform(0, 0.01 * 2**tried))
                except BaseException as error:
                    job.error = error
                    break
            _settle([job])

    def _commit(self, job: Job) -> None:
        """Do it once. Raises _Again where it certainly left nothing and may go well the next time."""
        try:
            with self._engine.connect() as conn:
                transaction = conn.begin()
                db = Db(conn, self._sealing)
                try:
                    job.result = perform(job.work, db)
                    db.settle()
                except BaseException:
                    if transaction.is_active and not conn.invalidated:
                        transaction.rollback()
                    raise
                finally:
                    db.close()
                self._end(transaction)
        except DBAPIError as error:
            if error.connection_invalidated or getattr(error.orig, "sqlstate", None) in AGAIN:
                raise _Again from error
            raise
        with self._counting:
            self.commits += 1
            self.works += 1

    def _end(self, transaction: RootTransaction) -> None:
        try:
            transaction.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise Unknown("the connection was lost in the commit") from error
            raise


class _Again(Exception):
    """Its cause is worth another try."""


class Unknown(Exception):
    """Nobody knows whether it was committed: whoever sent it should send it again, a repeat does nothing."""


def perform(work: Work, db: Db) -> Any:
    """Do one work on an open transaction; its session never outlives it."""
    try:
        result = work(db)
        db.flush()
    finally:
        db.forget()
    return result
