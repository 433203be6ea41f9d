"""The chat's memory: contacts, open forms, inbox, outbox, journal, media, and the sender's leases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.types import Base, BigId, Moment

_QUEUED = "state = 'queued'"
_RECIPIENT = f"{_QUEUED} AND broadcast_id IS NOT NULL"


def _index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of few rows among many, on both databases. Queries must repeat `where` word for word."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


class Contact(Base):
    """An address on a channel; it may belong to a person, and forms belong to it, not to the person."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    phone: Mapped[str | None] = mapped_column(String(20))  # the channel's own proof of a phone number
    name: Mapped[str] = mapped_column(String(100), default="")
    language: Mapped[str] = mapped_column(String(2), default="id")
    came_from: Mapped[str | None] = mapped_column(String(8))  # the poster's kecamatan, until registered
    noticed: Mapped[str] = mapped_column(String(16), default="")  # version of the privacy notice shown
    heard_at: Mapped[datetime | None] = mapped_column(
        Moment
    )  # last message; WhatsApp's window counts from it
    hour: Mapped[int | None]  # the person's usual hour of writing, WIB
    blocked_at: Mapped[datetime | None] = mapped_column(Moment)
    thread_id: Mapped[int | None] = mapped_column(BigId)  # the open relay to a human, if any
    shown: Mapped[str] = mapped_column(
        Text, default=""
    )  # JSON: data of the options last shown without a form
    misses: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("channel", "address", name="uq_contact_address"),)


class Form(Base):
    """An open, parked or closed form, sealed whole. A contact has at most one open form."""

    __tablename__ = "form"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    person_id: Mapped[int | None] = mapped_column(BigId)  # whom it is about
    name: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(10))  # open, parked, done, cancelled, expired, ended
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    follows: Mapped[str] = mapped_column(Text, default="")  # JSON: openings that follow when it ends
    opened_at: Mapped[datetime] = mapped_column(Moment)
    touched_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        Index("ix_form_contact", "contact_id", "state"),
        Index("ix_form_person", "person_id", "name"),
        _index("uq_form_open", "contact_id", where="state = 'open'", unique=True),
        _index("ix_form_stale", "touched_at", where="state IN ('open', 'parked')"),
    )


class Inbox(Base):
    """Everything that came in, once. `body` is emptied when its turn is committed."""

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))
    external_id: Mapped[str] = mapped_column(String(120))
    contact_id: Mapped[int | None] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(String(12))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed JSON, only while not done
    state: Mapped[str] = mapped_column(
        String(12)
    )  # done, waiting (a failed turn to retry), quarantined, dismissed
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(200), default="")  # class and place, never a text of the person
    received_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("channel", "external_id", name="uq_inbox_external"),
        _index("ix_inbox_undone", "state", "id", where="state <> 'done'"),
    )


class Outbox(Base):
    """A message to go out. States: queued, sending, sent, delivered, read, failed, cancelled, uncertain."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    person_id: Mapped[int | None] = mapped_column(BigId)
    channel: Mapped[str] = mapped_column(String(10))
    lane: Mapped[int]
    kind: Mapped[str] = mapped_column(
        String(20)
    )  # reply, checkin, reminder, broadcast, decision, relay, nudge
    purpose: Mapped[str] = mapped_column(String(16), default="")  # the consent it needs when it is sent
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  # JSON Message; None: the broadcast's own text
    form_id: Mapped[int | None] = mapped_column(BigId)  # the form whose question it asks
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcast.id"))
    once: Mapped[str | None] = mapped_column(String(80))  # a second row with it is not written
    state: Mapped[str] = mapped_column(String(10))
    held: Mapped[str] = mapped_column(String(12), default="")  # why it is not sent now: storage.sending.Held
    not_before: Mapped[datetime] = mapped_column(Moment)
    not_after: Mapped[datetime | None] = mapped_column(Moment)  # an appointment's reminder is useless later
    tries: Mapped[int] = mapped_column(default=0)
    unsure: Mapped[bool] = mapped_column(default=False)  # sent once more after an answer was lost
    epoch: Mapped[int] = mapped_column(default=0)  # of the sender that claimed it
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    external_id: Mapped[str | None] = mapped_column(String(120))
    error: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    first_try_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        # What a sender claims, in its order; what blocks it; a broadcast's own rows; rows whose sender died.
        _index(
            "ix_outbox_queued",
            "channel",
            "lane",
            "not_before",
            "id",
            where=f"{_QUEUED} AND broadcast_id IS NULL",
        ),
        _index("ix_outbox_unsent", "contact_id", "lane", "id", where="state IN ('queued', 'sending')"),
        _index("ix_outbox_recipients", "broadcast_id", "channel", "not_before", "id", where=_RECIPIENT),
        _index("ix_outbox_sending", "leased_until", where="state = 'sending'"),
        _index("ix_outbox_page", "contact_id", "id", where="channel = 'web'"),
        _index("ix_outbox_broadcast", "broadcast_id", "state", where="broadcast_id IS NOT NULL"),
        _index("ix_outbox_external", "external_id", where="external_id IS NOT NULL"),
        _index("uq_outbox_once", "once", where="once IS NOT NULL", unique=True),
    )


class EarlyReceipt(Base):
    """What a channel reports of a message before we have noted that it was sent; kept for a day."""

    __tablename__ = "early_receipt"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))
    external_id: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12))
    error: Mapped[str] = mapped_column(String(200), default="")
    lost: Mapped[str] = mapped_column(String(12), default="")  # as Receipt.lost
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("external_id", "channel", "state", name="uq_early_receipt"),
        Index("ix_early_receipt_at", "at"),
    )


class Journal(Base):
    """Steps of dialogues for the drop-off view: which question, when, how long; never a value."""

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    form_id: Mapped[int | None] = mapped_column(BigId)
    person_id: Mapped[int | None] = mapped_column(BigId)
    release: Mapped[str] = mapped_column(String(12))
    dialogue: Mapped[str] = mapped_column(String(20))
    event: Mapped[str] = mapped_column(String(12))  # opened, answered, missed, parked, cancelled, done, ...
    question: Mapped[str] = mapped_column(String(60), default="")
    channel: Mapped[str] = mapped_column(String(10))
    took: Mapped[int] = mapped_column(default=0)  # milliseconds the person took
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (_index("ix_journal_person_id", "person_id", where="person_id IS NOT NULL"),)


class Media(Base):
    """A picture or other file of a person; fetched from its channel after the commit, sealed in a file."""

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    contact_id: Mapped[int | None] = mapped_column(BigId)
    person_id: Mapped[int | None] = mapped_column(BigId, index=True)
    form_id: Mapped[int | None] = mapped_column(BigId)
    channel: Mapped[str] = mapped_column(String(10))
    ref: Mapped[str] = mapped_column(String(400), default="")
    kind: Mapped[str] = mapped_column(String(10))
    mime: Mapped[str] = mapped_column(String(40), default="")
    size: Mapped[int | None]
    path: Mapped[str] = mapped_column(String(200), default="")  # under the data folder's documents
    paper: Mapped[str | None] = mapped_column(String(12))  # which document of an application, sent by a link
    state: Mapped[str] = mapped_column(
        String(10)
    )  # waiting, stored, lost, erased; of papers also unsent, replaced
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        _index("ix_media_waiting", "not_before", "id", where="state = 'waiting'"),
        _index("ix_media_unsent", "form_id", "id", where="state = 'unsent'"),
        _index("ix_media_unasked", "contact_id", "id", where="form_id IS NULL"),
    )


class Lease(Base):
    """Who may do what only one process may: sending for a bot. The epoch grows with each new holder."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(60))
    epoch: Mapped[int]
    until: Mapped[datetime] = mapped_column(Moment)


class Halt(Base):
    """A flood wait that outlives a restart: nothing is sent for `name` (a bot or a chat) before `until`."""

    __tablename__ = "halt"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment)


class Note(Base):
    """A fact about the database itself: whether a demo seeded it, whether the outbox is on hold."""

    __tablename__ = "note"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class WebCode(Base):
    """A short code a verified chat hands out, by which a web visitor proves to be the same person."""

    __tablename__ = "web_code"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
