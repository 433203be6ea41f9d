"""Which papers a loan application still waits for, whether a link is good, and what sending them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import Enum

from conversations.question import Label
from rules.application import ApplicationKind, State
from rules.office import Office, Paper
from storage import applications, papers
from storage.applications import Given
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.tables import Application, UploadLink
from turns.filing import due

PREFIX = "paper:"
"""Begins the key of an application's answer that is a paper."""
OPEN = frozenset({State.FILED, State.CHECKING, State.INCOMPLETE})
"""While an application stands so, papers may still come by a link."""


class Standing(Enum):
    """What a link is worth. The value is part of the keys of the page's texts."""

    GOOD = "good"
    SENT = "sent"
    OVER = "over"  # too late, or the application was decided meanwhile
    UNKNOWN = "unknown"  # never ours, or another one took its place


@dataclass(frozen=True, slots=True)
class Link:
    """A link as its page shows it. `arrived` are the media rows by paper; `row` is the application."""

    standing: Standing
    until: datetime | None = None
    contact: int | None = None
    row: Application | None = None
    wanted: Sequence[Paper] = ()
    arrived: Mapping[str, int] = field(default_factory=dict)


def key(paper: Paper) -> str:
    """How an application names its answer to a paper."""
    return f"{PREFIX}{paper.id}"


def keys(row: Application, office: Office) -> frozenset[str]:
    """What may be asked for by a link."""
    return (
        frozenset(map(key, office.fund.documents)) if row.kind == ApplicationKind.FUND.value else frozenset()
    )


def missing(db: Db, row: Application, office: Office) -> Sequence[Paper]:
    """The papers that did not come by a link."""
    have = papers.given(db, row.id)
    wanted = keys(row, office)
    return [paper for paper in office.fund.documents if key(paper) in wanted and key(paper) not in have]


def awaited(db: Db, row: Application, office: Office) -> Sequence[Paper]:
    """The papers that a link may bring now: those missing, and one that staff asked for again."""
    if State(row.state) not in OPEN or row.form_id is None:
        return ()
    lacking = missing(db, row, office)
    wanted = keys(row, office)
    return [
        paper
        for paper in office.fund.documents
        if paper in lacking or (key(paper) in wanted and key(paper) == row.asked_again)
    ]


def until(office: Office, now: datetime) -> datetime:
    """When a link that is handed out now ends: with the last of its days."""
    last = office.today(now) + timedelta(days=office.fund.upload_days)
    return datetime.combine(last, time(23, 59, 59), office.zone)


def look(db: Db, token: str, office: Office, now: datetime, *, lock: bool = False) -> Link:
    """What this token stands for."""
    found = papers.link(db, token, lock=lock)
    if found is None:
        return Link(Standing.UNKNOWN)
    return _standing(db, found, office, now)


def _standing(db: Db, found: UploadLink, office: Office, now: datetime) -> Link:
    row = db.session.get_one(Application, found.application_id)
    standing = Standing.GOOD
    wanted = awaited(db, row, office)
    if found.sent_at is not None:
        standing = Standing.SENT
    elif now > found.until or not wanted:
        standing = Standing.OVER
    arrived = papers.unsent(db, row.form_id) if standing is Standing.GOOD else {}
    return Link(standing, found.until, found.contact_id, row, wanted, arrived)


def inbound(db: Db, token: str) -> Inbound | None:
    """The inbox row by which the papers of a link are sent; whatever it is worth by then."""
    found = papers.link(db, token)
    if found is None:
        return None
    return Inbound(
        channel="office",
        external_id=f"upload:{found.hash}",
        address=f"contact:{found.contact_id}",
        kind=Kind.UPLOAD,
        data=f"papers|{found.application_id}",
    )


def send(db: Db, row: Application, office: Office, now: datetime) -> Sequence[Paper]:
    """Gives staff what has come by the application's link, which is used up; no papers where it was dead."""
    found = papers.link_of(db, row.id)
    link = _standing(db, found, office, now) if found is not None else Link(Standing.UNKNOWN)
    sent = [paper for paper in link.wanted if paper.id in link.arrived]
    if found is None or not sent:
        return ()
    found.sent_at = now
    before = {given.key: given.media for given in applications.answers(db, row.id)}
    papers.send(
        db,
        [link.arrived[paper.id] for paper in sent],
        [media for paper in sent for media in before.get(key(paper), ())],
    )
    for paper in sent:
        number = link.arrived[paper.id]
        given = Given(key(paper), paper.words, [number], Label("photos", n=1), (number,))
        applications.answer(db, row.id, given, now)
    if row.asked_again in map(key, sent):
        row.state, row.asked_again, row.reason = State.CHECKING.value, "", ""
    if row.state != State.INCOMPLETE.value:
        row.due_on = due(office.today(now), office.fund.check)
    applications.note(db, row, None, now, ", ".join(paper.words for paper in sent))
    return sent
