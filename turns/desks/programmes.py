"""Programmes: what is published today, for anybody who looks."""

from __future__ import annotations

from typing import NoReturn

from conversations.programmes import Programmes, ProgrammesFacts
from turns.desk import Case, Desk
from turns.offers import offers


class ProgrammesDesk(Desk[ProgrammesFacts, NoReturn]):
    """Needs no registration; the code of a poster is what the form is about."""

    conversation = Programmes()
    listed = True
    intents = ("programs",)

    def load(self, case: Case) -> ProgrammesFacts:
        found = offers(case)
        about = next(
            (one.id for one in found if one.id.lower() == case.opening.about.lower()), case.opening.about
        )
        return ProgrammesFacts(found, about)
