"""One thing at a time: whether the office may begin something with a person now, or an hour later."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from scheduler.moment import Moment
from storage import due, followup, forms
from storage.database import Db

FRESH: Final = timedelta(minutes=30)  # a form touched since is being filled in
LATER: Final = timedelta(hours=1)  # then what the office would begin waits so long
ANSWER: Final = timedelta(hours=20)  # for which a question of ours may lie there before the next is put


def busy(db: Db, moment: Moment, person: int, contact: int) -> bool:
    """A human listens, a form is being filled in, or another question of ours is not answered yet.

    Of two lists that both begin with 1 nobody could say which an answer "1" means.
    """
    return (
        followup.talking(db, contact)
        or _filling_in(db, moment, contact)
        or due.asked(db, person, contact, moment.now - ANSWER, moment.now, ahead=True)
    )


def interrupts(db: Db, moment: Moment, person: int, contact: int) -> bool:
    """The same for what has its date and waits only a little."""
    return _filling_in(db, moment, contact) or due.asked(db, person, contact, moment.now - LATER, moment.now)


def _filling_in(db: Db, moment: Moment, contact: int) -> bool:
    opened = forms.open_of(db, contact)
    return opened is not None and moment.now - opened.touched_at < FRESH
