"""Which programme a wish names: "daftar kemasan" is about the one called "Kemasan yang Menjual"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from rules.programme import ProgrammeKind
from storage import programmes
from turns.desk import Case

if TYPE_CHECKING:
    from turns.turn import Turns

SEEKING = frozenset({"training", "programmes"})
"""Dialogues that a wish leads to when it is about programmes at all."""


def programme(house: Turns, case: Case, text: str, name: str) -> str:
    """The code of the one programme that is named in a wish that means the dialogue `name`; "" for none.

    A word of its title is enough beside "pelatihan" and the like, or where nothing else was said but "daftar"
    or "program"; a wish for something else must be the whole title. Words of the menu name no programme.
    """
    lexicon, language = house.lexicon, case.visitor.language

    def buttons(names: Iterable[str]) -> set[str]:
        return _words((house.texts.say(language, f"action-{one}") for one in names), lexicon)

    said, seeking = _words([text], lexicon), buttons(("apply", *SEEKING))
    menu = buttons(name for name, desk in house.desks.items() if desk.listed)
    telling = said - seeking.union(menu, *lexicon.beside.values())
    if not telling:
        return ""
    found = [
        (row.code, title)
        for row in programmes.published(case.db, case.office.today(case.now))
        if row.kind != ProgrammeKind.FUND.value and telling & (title := _words([row.title], lexicon))
    ]
    if len(found) != 1:
        return ""
    code, title = found[0]
    if name in SEEKING or (not name and said & seeking and telling <= title):
        return code
    return code if said == title and len(title) > 1 else ""


def _words(texts: Iterable[str], lexicon: Lexicon) -> set[str]:
    return {word for text in texts for word in normal.essence(normal.normalise(text, lexicon), lexicon)}
