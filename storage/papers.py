"""Papers of an application that come by a one-time link: the link itself, and files that are not sent yet."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.database import Db
from storage.documents import Stored
from storage.tables import Application, ApplicationAnswer, Media, UploadLink

TOKEN = 24  # bytes of chance
CHANNEL = "upload"  # where such files came from


def make_link(db: Db, application: int, contact: int, until: datetime) -> str:
    """The token of a new link; an earlier one of this application is worth nothing any more."""
    db.session.execute(delete(UploadLink).where(UploadLink.application_id == application))
    token = secrets.token_urlsafe(TOKEN)
    db.session.add(
        UploadLink(hash=db.sealing.digest(token), application_id=application, contact_id=contact, until=until)
    )
    db.flush()
    return token


def link(db: Db, token: str, *, lock: bool = False) -> UploadLink | None:
    """The link with this token, whichever of our keys it was made under."""
    query = select(UploadLink).where(UploadLink.hash.in_(db.sealing.digests(token)))
    found: UploadLink | None = db.session.scalar(query.with_for_update() if lock else query)
    return found


def link_of(db: Db, application: int) -> UploadLink | None:
    """The application's latest link, kept from others until this transaction ends."""
    query = select(UploadLink).where(UploadLink.application_id == application)
    found: UploadLink | None = db.session.scalar(query.with_for_update())
    return found


def given(db: Db, application: int) -> frozenset[str]:
    """The keys of all that this application holds an answer to."""
    query = select(ApplicationAnswer.key).where(ApplicationAnswer.application_id == application)
    return frozenset(db.session.scalars(query))


def unsent(db: Db, form: int | None) -> Mapping[str, int]:
    """What has come by the link and was not sent yet: paper -> media row."""
    query = select(Media).where(Media.form_id == form, Media.state == "unsent").order_by(Media.id)
    return {row.paper or "": row.id for row in db.session.scalars(query)}


def keep(db: Db, row: Application, contact: int, paper: str, file: Stored, now: datetime) -> Sequence[str]:
    """Note a file that has come, in place of an earlier one.

    Gives the paths of what it replaces, which the caller erases once this is committed.
    """
    before = select(Media).where(Media.form_id == row.form_id, Media.state == "unsent", Media.paper == paper)
    paths = []
    for old in db.session.scalars(before):
        paths.append(old.path)
        old.state = "replaced"  # should the caller die now, the daily look for what is over erases it
    db.session.add(
        Media(
            contact_id=contact,
            person_id=row.person_id,
            form_id=row.form_id,
            channel=CHANNEL,
            kind="document",
            mime=file.mime,
            size=file.size,
            path=file.path,
            paper=paper,
            state="unsent",
            not_before=now,
            created_at=now,
        )
    )
    db.flush()
    return paths


def send(db: Db, media: Iterable[int], replaced: Iterable[int]) -> None:
    """From now on staff see these; what they take the place of is erased some days later."""
    db.session.execute(update(Media).where(Media.id.in_(list(media))).values(state="stored"))
    db.session.execute(
        update(Media).where(Media.id.in_(list(replaced)), Media.state == "stored").values(state="replaced")
    )
    db.flush()
