"""The journal of dialogues' steps, for the view of where people drop out; never a value."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text

from storage.database import Db, Fast

_NOTE = Fast(
    text(
        """
        INSERT INTO journal (form_id, person_id, release, dialogue, event, question, channel, took, at)
        VALUES (:form, :person, :release, :dialogue, :event, :question, :channel, :took, :now)
        """
    )
)
LONGEST = 2**31 - 1  # milliseconds, 24 days: what the column holds


def note(
    db: Db,
    form_id: int | None,
    person_id: int | None,
    release: str,
    dialogue: str,
    event: str,
    question: str,
    channel: str,
    took: int,
    now: datetime,
) -> None:
    """One step: of which form, what happened at which question, after how many milliseconds."""
    db.later(
        _NOTE,
        form=form_id,
        person=person_id,
        release=release,
        dialogue=dialogue,
        event=event,
        question=question[:60],
        channel=channel,
        took=max(0, min(took, LONGEST)),
        now=now,
    )
