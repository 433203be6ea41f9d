"""A work that writes, who waits for it, and on which thread it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from storage.db import Db

Work = Callable[[Db], Any]
PATIENCE = 0.1  # seconds that an event loop may be held up before its works are done without it


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


def late(job: Job) -> None:
    """Nobody waits for it any longer; it is done all the same."""
    if not job.future.done():
        job.future.set_exception(TimeoutError())


def settle(jobs: Sequence[Job]) -> None:
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


def on_loop(loop: asyncio.AbstractEventLoop, do: Callable[[], None]) -> None:
    """Do it on the thread of this event loop, and wait; here, where the loop is closed or held up."""
    errand: Future[None] = Future()

    def run() -> None:
        if errand.set_running_or_notify_cancel():
            try:
                do()
            except BaseException as error:
                errand.set_exception(error)
            else:
                errand.set_result(None)

    with suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(run)
    try:
        errand.result(PATIENCE)
    except TimeoutError:
        if errand.cancel():
            do()
        else:  # it has begun, so it will end
            errand.result()
