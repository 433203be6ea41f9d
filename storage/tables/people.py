"""People, their business, what they consented to, and what they asked to have erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.types import Base, BigId, Moment


class Person(Base):
    """A micro-entrepreneur. `kecamatan` and `desa` (Kemendagri codes) are where the business is."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(String(8), default="")  # bapak, ibu, kang, teh; "" is Bapak/Ibu
    phone: Mapped[str | None] = mapped_column(String(20), index=True)  # +62..., verified by a channel
    phone_verified_at: Mapped[datetime | None] = mapped_column(Moment)
    birth_year: Mapped[int | None]
    nik_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nik_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    kecamatan: Mapped[str] = mapped_column(String(8), default="")
    desa: Mapped[str] = mapped_column(String(13), default="")
    language: Mapped[str] = mapped_column(String(2), default="id")
    origin: Mapped[str] = mapped_column(String(10), default="chat")  # chat, import, assistant, demo
    created_at: Mapped[datetime] = mapped_column(Moment)
    registered_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    served_at: Mapped[datetime | None] = mapped_column(Moment)  # registered, admitted or paid out: the latest
    independent_at: Mapped[datetime | None] = mapped_column(Moment)  # "mandiri" by the office's rule
    erased_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (Index("ix_person_kecamatan", "kecamatan", "id"),)


class Business(Base):
    """The business of a person."""

    __tablename__ = "business"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    sector: Mapped[str] = mapped_column(String(12), default="")  # rules.business.Sector values
    has_nib: Mapped[bool | None]
    nib_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nib_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    since_year: Mapped[int | None]


class Consent(Base):
    """One consent as given: which text version, when, on which channel; and when it was withdrawn.

    The current consent to a purpose is the row without `withdrawn_at`. `withdrawn_by` is "stop" where the
    word stop ended all of them at once, so that "mulai" can offer the same again.
    """

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(String(16))  # rules.consent.Purpose values
    version: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str] = mapped_column(String(10), default="")

    __table_args__ = (Index("ix_consent_person", "person_id", "purpose"),)


class Erasure(Base):
    """A request for access to or deletion of one's own data, with its legal deadline (3 x 24 hours)."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    form_id: Mapped[int | None] = mapped_column(BigId, unique=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("person_id", "asked_at", name="uq_erasure_person"),)
