"""Texts that the bot did not understand, and what staff taught it: one tap teaches the likeliest meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, select, update

from console.fields import Fields
from console.listing import listing
from console.page import Answer, Missing, Page, Shown, Turned, Visit
from console.scope import Right
from conversations.understanding.intent import intent
from conversations.understanding.redact import HIDDEN
from storage import phrases
from storage.database import Db
from storage.tables import Staff, Taught, Unheard

PATH = "/console/words"
PARTICULAR = frozenset({"greet", "answer", "outcome", "postpone", "attend", "redo", "papers"})
"""Dialogues about one person or application: a button knows which, a phrase does not."""


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/words", words, Right.TEACH),
        Page("POST", "/words/{unheard}/teach", teach, Right.TEACH),
        Page("POST", "/words/{unheard}/drop", drop, Right.TEACH),
        Page("POST", "/words/taught/{taught}/forget", forget, Right.TEACH),
    )


def words(visit: Visit, db: Db) -> Answer:
    """What was not understood, the most frequent first, and below it what was taught."""
    return _shown(visit, db)


def teach(visit: Visit, db: Db) -> Answer:
    """The phrase means this from now on, in every process; its texts leave the list.

    One that means something else already is first shown with that meaning, and replaced when sent again.
    """
    row = _find(visit, db)
    fields = Fields(visit.typed)
    phrase = fields.line("phrase", phrases.LONGEST, required=True)
    meaning = fields.choice("meaning", list(_meanings(visit)), required=True)
    told = f"{phrase}: {visit.label(f'action-{meaning}')}"
    if (known := phrases.find(db, phrase)) is not None and known.meaning != meaning:
        before = visit.label(f"action-{known.meaning}")
        told = visit.say("audit-phrase-before", told=told, before=before)
        if visit.typed.get("replaces") != known.meaning:
            fields.wrong("meaning", "taught", before=before)
            fields.values["replaces"] = known.meaning
    if not fields.good:
        return _shown(visit, db, row.id, fields)
    taught = phrases.teach(db, phrase, meaning, visit.staff.id, visit.now)
    visit.note(db, "phrase-teach", f"phrase:{taught.id}", told)
    db.conn.execute(update(Unheard).where(Unheard.text == row.text).values(taught_at=visit.now))
    return Turned(PATH, "phrase-taught")


def drop(visit: Visit, db: Db) -> Answer:
    """These texts are nothing to teach from."""
    row = _find(visit, db)
    db.conn.execute(delete(Unheard).where(Unheard.text == row.text))
    return Turned(PATH, "phrase-dropped")


def forget(visit: Visit, db: Db) -> Answer:
    """A taught phrase is taken back."""
    row = phrases.forget(db, visit.number("taught"))
    if row is None:
        raise Missing
    visit.note(db, "phrase-forget", f"phrase:{row.id}", row.phrase)
    return Turned(PATH, "phrase-forgotten")


def _find(visit: Visit, db: Db) -> Unheard:
    row = db.session.get(Unheard, visit.number("unheard"))
    if row is None:
        raise Missing
    return row


def _meanings(visit: Visit) -> Mapping[str, str]:
    """What a phrase may mean: each dialogue that a person can ask for, by the words of its button."""
    names = [*(name for name in visit.room.turns.desks if name not in PARTICULAR), "menu"]
    return {name: label for name in names if (label := visit.label(f"action-{name}")) != f"action-{name}"}


def _likely(visit: Visit, text: str, meanings: Mapping[str, str]) -> str:
    """The meaning that is chosen already: the likeliest guess that is a dialogue here."""
    turns = visit.room.turns
    guesses: Sequence[str] = intent(text, turns.lexicon).guesses
    names = (turns.intents.get(guess, guess) for guess in guesses)
    return next((name for name in names if name in meanings), "")


def _shown(visit: Visit, db: Db, wrong: int = 0, fields: Fields | None = None) -> Answer:
    query = (
        select(
            func.max(Unheard.id).label("id"),
            Unheard.text,
            func.max(Unheard.asked).label("asked"),
            func.count(Unheard.id).label("times"),
            func.max(Unheard.at).label("at"),
        )
        .where(Unheard.taught_at.is_(None))
        .group_by(Unheard.text)
        .order_by(func.count(Unheard.id).desc(), func.max(Unheard.id).desc())
    )
    meanings = _meanings(visit)
    found = listing(visit, db, query, PATH)
    values = {
        "list": found,
        "meanings": meanings,
        "phrase": {row.id: " ".join(row.text.replace(HIDDEN, " ").split()) for row in found.rows},
        "likely": {row.id: _likely(visit, row.text, meanings) for row in found.rows},
        "taught": db.conn.execute(
            select(Taught.id, Taught.phrase, Taught.meaning, Taught.at, Staff.name)
            .outerjoin(Staff, Staff.id == Taught.staff_id)
            .order_by(Taught.id.desc())
        ).all(),
        "wrong": wrong,
        "typed": fields.values if fields else {},
        "faults": fields.faults if fields else {},
    }
    return Shown("words.html", values, 422 if wrong else 200)
