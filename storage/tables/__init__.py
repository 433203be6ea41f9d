"""The tables, one module for each part of the office's memory; times are UTC, kept as milliseconds."""

from __future__ import annotations

from storage.tables.chat import (
    Contact,
    EarlyReceipt,
    Form,
    Halt,
    Inbox,
    Journal,
    Lease,
    Media,
    Note,
    Outbox,
    WebCode,
)
from storage.tables.followup import CheckIn, Due, Outcome, Task
from storage.tables.office import (
    Audit,
    Broadcast,
    LoginLink,
    LoginSession,
    Staff,
    Taught,
    Thread,
    ThreadLine,
    Unheard,
)
from storage.tables.people import Business, Consent, Erasure, Person
from storage.tables.programmes import (
    Application,
    ApplicationAnswer,
    ApplicationEvent,
    Counter,
    FundApplication,
    Programme,
    ProgrammeQuestion,
    ProgrammeQuota,
)
from storage.tables.types import Base, Moment, from_ms, ms

__all__ = [
    "Application",
    "ApplicationAnswer",
    "ApplicationEvent",
    "Audit",
    "Base",
    "Broadcast",
    "Business",
    "CheckIn",
    "Consent",
    "Contact",
    "Counter",
    "Due",
    "EarlyReceipt",
    "Erasure",
    "Form",
    "FundApplication",
    "Halt",
    "Inbox",
    "Journal",
    "Lease",
    "LoginLink",
    "LoginSession",
    "Media",
    "Moment",
    "Note",
    "Outbox",
    "Outcome",
    "Person",
    "Programme",
    "ProgrammeQuestion",
    "ProgrammeQuota",
    "Staff",
    "Task",
    "Taught",
    "Thread",
    "ThreadLine",
    "Unheard",
    "WebCode",
    "from_ms",
    "ms",
]
