"""Runs the works that write: on SQLite a group at a time in one commit, else a pool of threads."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from storage.db import Db
from storage.jobs import Job, Work, on_loop, settle
from storage.sealing import Sealing
from storage.turnstile import Turnstile

GROUP = 64  # works in one commit at most, so that the first of a group does not wait long for the last
THREADS = 8
RETRIES = 6
AGAIN = frozenset({"40001", "40P01"})  # PostgreSQL: serialization_failure, deadlock_detected


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
    """SQLite's one writer thread. A group that fails is rolled back and done again work by work.

    It opens and commits the transaction. What a task awaits is done in between on its event loop's thread:
    two threads that both run Python pass the interpreter's lock to and fro all the time, and the loop has
    nothing better to do than to answer those very requests. While the commit waits for the disk, it reads
    the next ones.
    """

    def __init__(self, engine: Engine, turnstile: Turnstile, sealing: Sealing) -> None:
        self.commits = self.works = 0
        self._engine, self._turnstile, self._sealing = engine, turnstile, sealing
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._conn: Connection | None = None
        self._at: int | None = None  # the thread that is within a work
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def inside(self) -> bool:
        return threading.get_ident() == self._at

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
            settle(group)
        if self._conn is not None:
            self._conn.close()

    def _group(self) -> tuple[list[Job], bool]:
        group: list[Job] = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if len(group) == GROUP:
                return group, True
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return group, True
        return group, False

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

    def _work(self, group: Sequence[Job], db: Db) -> None:
        try:
            for loop, jobs in groupby(group, attrgetter("loop")):
                perform_all = partial(self._perform, list(jobs), db)
                if loop is None:
                    perform_all()
                else:
                    on_loop(loop, perform_all)
            db.settle()
        finally:
            db.close()

    def _perform(self, jobs: Sequence[Job], db: Db) -> None:
        self._at = threading.get_ident()
        try:
            for job in jobs:
                job.result = perform(job.work, db)
        finally:
            self._at = None


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
            settle([job])

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
