"""The office's side: staff, logins, threads with people, broadcasts, the audit, what was not understood."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.types import Base, BigId, Moment


class Staff(Base):
    """Staff and assistants. Role: admin, head, staff, assistant; an assistant has a kecamatan."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(20), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    kecamatan: Mapped[str] = mapped_column(String(8), default="")
    area: Mapped[str] = mapped_column(String(10), default="")  # training, fund, licence, plut; "" is all
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class LoginLink(Base):
    """A one-time login link: GET shows a button, POST uses it up."""

    __tablename__ = "login_link"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    until: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class LoginSession(Base):
    """A logged-in browser; ended by "Keluar", by time, or when the staff member leaves."""

    __tablename__ = "login_session"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Thread(Base):
    """A question to petugas and its answers. State: waiting (for the office), answered, closed."""

    __tablename__ = "thread"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(BigId)
    kecamatan: Mapped[str] = mapped_column(String(8), default="")
    state: Mapped[str] = mapped_column(String(10))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)  # one working day: then the person is told
    told_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (Index("ix_thread_state", "state", "due_at"),)


class ThreadLine(Base):
    """One message of a thread, sealed; `staff_id` is None for the person's own."""

    __tablename__ = "thread_line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    media_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(Moment)


class Broadcast(Base):
    """An announcement: text stored once, audience as chosen, recipients frozen as outbox rows in chunks.

    States: draft, waiting (second approval), scheduled, freezing, sending, paused, done, cancelled.
    """

    __tablename__ = "broadcast"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes] = mapped_column(LargeBinary)  # JSON Message, shared by its outbox rows
    picture_id: Mapped[int | None] = mapped_column(BigId)
    audience: Mapped[str] = mapped_column(Text)  # JSON of rules.audience.Audience
    state: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Moment)
    recipients: Mapped[int | None]  # fixed when frozen
    left_out: Mapped[str] = mapped_column(Text, default="{}")  # JSON: reason -> count
    cursor: Mapped[int] = mapped_column(BigId, default=0)  # last person id frozen
    minutes: Mapped[int | None]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Audit(Base):
    """Who did or saw what: decisions, a look at a NIK, a broadcast, a change of staff."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(40), default="")  # "person:12", "application:PEL-2611-0007"
    detail: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment, index=True)


class Unheard(Base):
    """A text the bot did not understand, without names and digits, kept 30 days for staff to teach from."""

    __tablename__ = "unheard"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    text: Mapped[str] = mapped_column(String(300))
    asked: Mapped[str] = mapped_column(String(60), default="")  # the open question, or "" for an intent
    channel: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    taught_at: Mapped[datetime | None] = mapped_column(Moment)


class Taught(Base):
    """A phrase that staff taught: it means `meaning` from then on."""

    __tablename__ = "taught"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    phrase: Mapped[str] = mapped_column(String(200), unique=True)
    meaning: Mapped[str] = mapped_column(String(30))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(Moment)
