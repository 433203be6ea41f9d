"""A programme's poster: what, when, where, and codes that lead a phone's camera into the right dialogue."""

from __future__ import annotations

import io
from collections.abc import Mapping
from urllib.parse import quote, urlencode

import segno
from sqlalchemy import select

from console.page import Answer, Missing, Page, Sent, Shown, Visit
from console.programmes import find
from console.scope import Right
from rules.poster import Poster
from rules.programme import ProgrammeState
from storage.database import Db
from storage.tables import Note, Programme

BOT = "telegram-name"  # the note that holds the bot's name, as the channel learned it


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/posters", posters, Right.POSTERS),
        Page("GET", "/posters/{programme}", poster, Right.POSTERS),
        Page("GET", "/posters/{programme}/{channel}.svg", code, Right.POSTERS),
    )


def posters(visit: Visit, db: Db) -> Answer:
    """The programmes that are published, for whoever puts posters up."""
    rows = db.session.scalars(
        select(Programme)
        .where(Programme.state == ProgrammeState.PUBLISHED.value)
        .order_by(Programme.starts_at.is_(None), Programme.starts_at, Programme.id)
    ).all()
    return Shown("posters.html", {"rows": rows})


def poster(visit: Visit, db: Db) -> Answer:
    """One sheet to print for the kecamatan that was chosen, at first an assistant's own."""
    found, place = _published(visit, db), _kecamatan(visit, visit.staff.kecamatan)
    return Shown(
        "poster.html",
        {
            "programme": found,
            "kecamatan": place,
            "places": visit.room.regions.kecamatan,
            "start": Poster(found.code, place).payload,
            "links": links(visit, db, found, place),
        },
    )


def code(visit: Visit, db: Db) -> Answer:
    """The QR code of one channel as a drawing."""
    link = links(visit, db, _published(visit, db), _kecamatan(visit)).get(visit.path["channel"])
    if link is None:
        raise Missing
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", scale=8, border=2)
    return Sent(drawn.getvalue(), "image/svg+xml")


def links(visit: Visit, db: Db, programme: Programme, kecamatan: str) -> Mapping[str, str]:
    """By channel in use, the address that opens this programme in the chat."""
    start = Poster(programme.code, kecamatan).payload
    bot = visit.room.telegram or db.session.scalar(select(Note.value).where(Note.name == BOT)) or ""
    found: dict[str, str] = {}
    if bot:
        found["telegram"] = f"https://t.me/{quote(bot)}?{urlencode({'start': start})}"
    if visit.room.whatsapp:
        digits = visit.room.whatsapp.removeprefix("+")
        hello = visit.say("poster-hello", title=programme.title, start=start)
        found["whatsapp"] = f"https://wa.me/{digits}?text={quote(hello)}"
    found["web"] = f"{visit.room.public_url}/chat?{urlencode({'start': start})}"
    return found


def name_bot(db: Db, name: str) -> None:
    """Keep the bot's name, for posters."""
    db.session.merge(Note(name=BOT, value=name))


def _kecamatan(visit: Visit, usual: str = "") -> str:
    """The code of the kecamatan that the address names, "" for the whole regency."""
    asked = visit.query.get("kecamatan", usual)
    return asked if any(place.code == asked for place in visit.room.regions.kecamatan) else ""


def _published(visit: Visit, db: Db) -> Programme:
    """Drafts have posters for those who write them; an assistant sees what is published."""
    found = find(visit, db)
    if found.state != ProgrammeState.PUBLISHED.value and not visit.staff.may(Right.PROGRAMMES):
        raise Missing
    return found
