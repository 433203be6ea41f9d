"""Which programme a wish names, and which seat: "daftar kemasan", "saya tidak bisa hadir pelatihan"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from conversations.attend import Attend, Coming
from conversations.heard import Sure
from conversations.question import Said, label_of
from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from rules.due import APPOINTMENT_DAYS
from rules.programme import ProgrammeKind
from storage import applications, programmes
from turns.desk import Case

if TYPE_CHECKING:
    from turns.turn import Turns

SOON: Final = timedelta(days=max(APPOINTMENT_DAYS) + 1)
SEEKING = frozenset({"training", "programmes"})
"""Dialogues that a wish leads to when it is about programmes at all."""


def programme(house: Turns, case: Case, text: str, name: str) -> str:
    """The code of the one programme that is named in a wish that means the dialogue `name`; "" for none.

    A word of its title is enough beside "pelatihan" and the like, or where nothing else was said but "daftar"
    or "program"; a wish for something else must be the whole title. Words of the menu name no programme.
    """
    said = _words([text], house.lexicon)
    titles = {
        row.code: _words([row.title], house.lexicon)
        for row in programmes.published(case.db, case.office.today(case.now))
        if row.kind != ProgrammeKind.FUND.value
    }
    if not any(said & title for title in titles.values()):
        return ""
    seeking = _buttons(house, case, ("apply", *SEEKING))
    menu = _buttons(house, case, (one for one, desk in house.desks.items() if desk.listed))
    telling = said - seeking.union(menu, *house.lexicon.beside.values())
    found = [code for code, title in titles.items() if telling & title]
    if len(found) != 1:
        return ""
    code, title = found[0], titles[found[0]]
    if name in SEEKING or (not name and said & seeking and telling <= title):
        return code
    return code if said == title and len(title) > 1 else ""


def seat(house: Turns, case: Case, text: str) -> str:
    """What an answer to a training's reminder is about, where something else was said since; "" for no such.

    It has the word on the reminder's button, and a training with a seat of the person's begins within days.
    """
    ears = house.ears(case.visitor.language, case.now)
    if ears.word(label_of(Coming.YES)).casefold() not in text.casefold() or case.visitor.person_id is None:
        return ""
    heard = Attend.coming.understand(Said(text), ears, None)
    if not isinstance(heard, Sure):
        return ""
    found = applications.soon(case.db, case.visitor.person_id, case.now, case.now + SOON)
    return f"{found}.{heard.value.value}" if found is not None else ""


def _buttons(house: Turns, case: Case, names: Iterable[str]) -> set[str]:
    """The words on the buttons of these dialogues."""
    labels = (house.texts.say(case.visitor.language, f"action-{one}") for one in names)
    return _words(labels, house.lexicon)


def _words(texts: Iterable[str], lexicon: Lexicon) -> set[str]:
    return {word for text in texts for word in normal.essence(normal.normalise(text, lexicon), lexicon)}
