"""The relay to a human: a mode of the chat, in which the bot keeps silent and passes words both ways."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from conversations.chat import Action, Say
from conversations.question import Media
from conversations.understanding.commands import Command
from rules.quiet import WIB
from rules.regions import is_holiday
from rules.workdays import add_workdays
from storage import forms, media, threads
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.people import profile
from storage.tables import Thread
from turns.desk import Case, Done
from turns.reply import base36

LONGEST: Final = 4_000  # characters kept of one message
BEFORE: Final = timedelta(minutes=30)  # what was sent so shortly before one asked for a human is for them
ENDING: Final = frozenset({Command.DONE, Command.CANCEL, Command.BACK})


def open_thread(case: Case, text: str, file: Media | None = None) -> int:
    """A person's question reaches the office; from here on the relay is on. Gives the thread.

    What is added to a conversation that is not over yet stays in it. A picture or recording that was sent
    just before, when nothing was asked, belongs to it.
    """
    visitor = case.visitor
    before = media.unasked(case.db, visitor.contact_id, case.now - BEFORE)
    running = threads.running(case.db, visitor.contact_id)
    if running is not None:
        for ref in before:
            threads.add(case.db, running.id, "", case.now, media=ref)
        _add(case, running, text, file)
        threads.relay(case.db, visitor.contact_id, running.id)
        return running.id
    found = profile(case.db, visitor.person_id) if visitor.person_id is not None else None
    thread = threads.start(
        case.db,
        visitor.contact_id,
        visitor.person_id,
        found.kecamatan if found is not None else "",
        case.now,
        answer_by(case),
    )
    for ref in before:
        threads.add(case.db, thread, "", case.now, media=ref)
    threads.add(case.db, thread, text[:LONGEST], case.now, media=file.ref if file is not None else None)
    return thread


def answer_by(case: Case) -> datetime:
    """When the office promised to have answered: working days after now, at this hour."""
    local = case.now.astimezone(WIB)
    day = add_workdays(local.date(), case.office.rules.human_days, is_holiday)
    return datetime.combine(day, local.timetz())


def back_on(case: Case) -> date | None:
    """The next working day, where today is none; None on a working day."""
    today = case.now.astimezone(WIB).date()
    following = add_workdays(today, 0, is_holiday)
    return following if following != today else None


def hear(case: Case, thread_id: int, text: str, file: Media | None, meant: Command | None) -> Done | None:
    """A message while a human listens: kept for them, in silence; "selesai" ends it."""
    thread = threads.get(case.db, thread_id)
    if thread is None or thread.state == threads.CLOSED:
        threads.relay(case.db, case.visitor.contact_id, None)
        return Done((Say("consult-over"),), lead(case))
    if meant in ENDING:
        end(case.db, thread, case.now)
        return Done((Say("consult-closed"),), lead(case))
    _add(case, thread, text, file)
    return None


def _add(case: Case, thread: Thread, text: str, file: Media | None) -> None:
    """One more line of the person; it asks for an answer by a time of its own where none is awaited."""
    threads.add(case.db, thread.id, text[:LONGEST], case.now, media=file.ref if file is not None else None)
    if thread.state == threads.ANSWERED or thread.told_at is not None:
        thread.state, thread.due_at, thread.told_at = threads.WAITING, answer_by(case), None
        case.db.flush()


def answer(db: Db, thread_id: int, staff_id: int, text: str, now: datetime) -> Inbound:
    """Staff answer. Take what this gives as a turn, in the same transaction, to bring it to the person.

    LookupError where there is no such thread. A closed one is open again.
    """
    thread = threads.get(db, thread_id)
    if thread is None:
        raise LookupError(f"no thread {thread_id}")
    threads.take_back_apology(db, thread)
    number = threads.add(db, thread_id, text[:LONGEST], now, staff=staff_id)
    thread.state, thread.answered_at, thread.closed_at = threads.ANSWERED, now, None
    db.flush()
    return _inbound(Kind.RELAY, thread, f"line-{number}", f"line|{number}")


def close(db: Db, thread_id: int, now: datetime) -> Inbound:
    """Staff end a thread; take what this gives as a turn, so that the person is told."""
    thread = threads.get(db, thread_id)
    if thread is None:
        raise LookupError(f"no thread {thread_id}")
    end(db, thread, now)
    return _inbound(Kind.RELAY, thread, f"closed-{thread_id}-{int(now.timestamp())}", f"closed|{thread_id}")


def overdue(db: Db, thread_id: int) -> Inbound:
    """Nobody answered in time; as a turn this tells the person and lets the bot speak again."""
    thread = threads.get(db, thread_id)
    if thread is None:
        raise LookupError(f"no thread {thread_id}")
    late = f"late-{thread_id}-{int(thread.due_at.timestamp())}"
    return _inbound(Kind.DUE, thread, late, f"late|{thread_id}")


def end(db: Db, thread: Thread, now: datetime) -> None:
    """The conversation with a human is over; the bot speaks again."""
    thread.state, thread.closed_at = threads.CLOSED, now
    threads.relay(db, thread.contact_id, None)


def lead(case: Case) -> tuple[Action, ...]:
    """What goes on now that the bot speaks again: a form laid aside, and the menu."""
    laid_aside = forms.parked(case.db, case.visitor.contact_id)[:1]
    go_on = [Action("resume", base36(row.id), f"resume-{row.form.name}") for row in laid_aside]
    return (*go_on, Action("menu"))


def _inbound(kind: Kind, thread: Thread, external_id: str, about: str) -> Inbound:
    return Inbound(
        channel="office",
        external_id=f"thread-{external_id}",
        address=f"contact:{thread.contact_id}",
        kind=kind,
        data=f"consult|{about}",
    )
