"""Follow-up: what is due for whom, check-ins, and the assistants' tasks with their outcomes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.types import Base, BigId, Moment


class Due(Base):
    """One thing that is due for one person once: ticking twice does nothing twice.

    `kind` is checkin, checkin-reminder, checkin-task, training-reminder, ...; `period` makes it unique
    ("2026-11", "2026-11/3d", "P12/1d"); `about` is what the turn needs.
    State: waiting, done, skipped, cancelled.
    """

    __tablename__ = "due"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(30))
    about: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[datetime] = mapped_column(Moment)
    last_at: Mapped[datetime | None] = mapped_column(Moment)  # after it there is no point any more
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    why: Mapped[str] = mapped_column(String(40), default="")  # why it was skipped, merged or late
    done_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("person_id", "kind", "period", name="uq_due_period"),
        Index(
            "ix_due_waiting",
            "at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )


class CheckIn(Base):
    """One month of one business: by chat, or by an assistant's visit. Amounts as stated, never multiplied."""

    __tablename__ = "checkin"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    month: Mapped[str] = mapped_column(String(7))  # the month that was asked about: 2026-11
    form_id: Mapped[int | None] = mapped_column(BigId, unique=True)
    via: Mapped[str] = mapped_column(String(8))  # chat, visit
    channel: Mapped[str] = mapped_column(String(10), default="")
    state: Mapped[str] = mapped_column(String(8))  # rules.operating.Operating values
    reason: Mapped[str] = mapped_column(String(12), default="")
    reopen: Mapped[str] = mapped_column(String(12), default="")
    omzet_low: Mapped[int | None]
    omzet_high: Mapped[int | None]
    omzet_per: Mapped[str] = mapped_column(String(8), default="")
    profit_low: Mapped[int | None]
    profit_high: Mapped[int | None]
    profit_per: Mapped[str] = mapped_column(String(8), default="")
    workers: Mapped[int | None]
    outlets: Mapped[str] = mapped_column(
        String(80), default=""
    )  # space-separated rules.checkin.Outlet values
    constraint: Mapped[str] = mapped_column("hardest", String(12), default="")
    call_me: Mapped[bool] = mapped_column(default=False)
    unchanged: Mapped[bool] = mapped_column(default=False)
    complete: Mapped[bool] = mapped_column(default=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment, index=True)

    __table_args__ = (UniqueConstraint("person_id", "month", name="uq_checkin_month"),)


class Task(Base):
    """A business on an assistant's worklist, with why. State: new, offered, postponed, done, escalated."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kecamatan: Mapped[str] = mapped_column(String(8))
    period: Mapped[str] = mapped_column(String(10))  # one task for a person and month
    reasons: Mapped[str] = mapped_column(Text)  # JSON list of rules.risk.Reason values
    need: Mapped[int] = mapped_column(default=0)  # higher is more urgent
    state: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Moment)
    offered_at: Mapped[datetime | None] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)  # postponed to
    greeted_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("person_id", "period", name="uq_task_period"),
        Index("ix_task_worklist", "kecamatan", "state", "need"),
        Index("ix_task_offered", "kecamatan", "offered_at"),
        Index("ix_task_state", "state", "offered_at"),
    )


class Outcome(Base):
    """What an assistant found: running, paused, closed, moved, not_found, needs_help."""

    __tablename__ = "outcome"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    form_id: Mapped[int | None] = mapped_column(BigId, unique=True)
    outcome: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(Text, default="")
    media_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(Moment)
