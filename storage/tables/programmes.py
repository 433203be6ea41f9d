"""Programmes with their seats and extra questions, and applications to them and to the revolving fund."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.types import Base, BigId, Moment


class Programme(Base):
    """What the office or a partner offers. State: draft, published, closed."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(14))  # rules.programme.ProgrammeKind values
    title: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    starts_at: Mapped[datetime | None] = mapped_column(Moment)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)
    apply_until: Mapped[date | None] = mapped_column(Date)
    release_on: Mapped[date | None] = mapped_column(Date)  # from then on quotas no longer hold seats back
    seats: Mapped[int | None]
    offered_by: Mapped[str] = mapped_column(String(100), default="")
    cost: Mapped[int] = mapped_column(default=0)  # rupiah to the person
    needs_nib: Mapped[bool] = mapped_column(default=False)
    sectors: Mapped[str] = mapped_column(String(120), default="")  # space-separated; "" is all
    state: Mapped[str] = mapped_column(String(10), default="draft")
    created_at: Mapped[datetime] = mapped_column(Moment)


class ProgrammeQuota(Base):
    """Seats kept for a source and/or a kecamatan until the release date; "" is any."""

    __tablename__ = "programme_quota"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    source: Mapped[str] = mapped_column(String(12), default="")  # musrenbang, pokir, agency, topdown, self
    kecamatan: Mapped[str] = mapped_column(String(8), default="")
    seats: Mapped[int]


class ProgrammeQuestion(Base):
    """An extra question that staff defined. Its id is its key in forms, for good; retired, never deleted."""

    __tablename__ = "programme_question"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))  # text, choice, count, amount, date, yesno, photo
    words: Mapped[str] = mapped_column(String(200))
    choices: Mapped[str] = mapped_column(Text, default="")  # JSON: [{"id", "title"}]
    required: Mapped[bool] = mapped_column(default=True)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)


class Application(Base):
    """An application with its reference. States are rules.application.State values."""

    __tablename__ = "application"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(10))  # training, fund
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(BigId)  # where it was filed
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    form_id: Mapped[int | None] = mapped_column(BigId, unique=True)
    kecamatan: Mapped[str] = mapped_column(String(8), default="")
    source: Mapped[str] = mapped_column(String(12), default="self")
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text, default="")  # why not, in words the person is told
    asked_again: Mapped[str] = mapped_column(String(60), default="")  # the field staff asked for again
    filed_at: Mapped[datetime] = mapped_column(Moment)
    due_on: Mapped[date | None] = mapped_column(Date)  # by when the office answers, as the person was told
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    __table_args__ = (Index("ix_application_queue", "state", "kind", "filed_at"),)


class ApplicationAnswer(Base):
    """One answer of an application: the key, the value as kept (sealed) and its label at that time."""

    __tablename__ = "application_answer"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    key: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # JSON: {"kept": ..., "shown": text, "media": [ids]}
    changed_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("application_id", "key", name="uq_application_answer_key"),)


class ApplicationEvent(Base):
    """Each step of an application: who, when, from which state to which, and the note."""

    __tablename__ = "application_event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)


class FundApplication(Base):
    """What a fund application adds. The bank decides and disburses; the office pays the interest."""

    __tablename__ = "fund_application"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    tier: Mapped[int]
    amount: Mapped[int]  # rupiah
    bank: Mapped[str] = mapped_column(String(12))  # id of a bank in the office's TOML
    purpose: Mapped[str] = mapped_column(String(20))
    bank_consent_version: Mapped[str] = mapped_column(String(16))
    bank_consent_at: Mapped[datetime] = mapped_column(Moment)
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # first of the four eyes


class UploadLink(Base):
    """The one-time link by which the papers of an application are sent; a new one takes its place."""

    __tablename__ = "upload_link"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)  # keyed digest of the token
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    contact_id: Mapped[int] = mapped_column(BigId)  # the chat it was given to, where the thanks go
    until: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)


class Counter(Base):
    """The last number given for a prefix and month: `PEL-2611` -> 7."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int]
