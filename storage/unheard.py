"""Texts the bot did not understand, kept a while without names and digits, for staff to teach from."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text

from storage.database import Db, Fast

KEPT = timedelta(days=30)  # product rule
_NOTE = Fast(text("INSERT INTO unheard (text, asked, channel, at) VALUES (:said, :asked, :channel, :now)"))
_FORGET = Fast(
    text(
        "DELETE FROM unheard WHERE id IN (SELECT id FROM unheard WHERE at < :before ORDER BY at LIMIT :most)"
    )
)


def note(db: Db, redacted: str, asked: str, channel: str, now: datetime) -> None:
    """Keep a text from which names and digits were removed, with the open question, if any."""
    said = redacted.replace("\0", "")[:300]
    if said.strip(" \n…"):  # of names and digits alone nothing is left
        db.run(_NOTE, said=said, asked=asked[:60], channel=channel, now=now)


def forget(db: Db, now: datetime, most: int = 100) -> int:
    """Delete what has been kept long enough; gives how many."""
    return db.run(_FORGET, before=now - KEPT, most=most)
