"""About the office: reads what its file tells."""

from __future__ import annotations

from typing import NoReturn

from conversations.about import About, AboutFacts, Answer, Topic
from rules.office import Told
from turns.desk import Case, Desk


class AboutDesk(Desk[AboutFacts, NoReturn]):
    """For everybody; nothing is recorded."""

    conversation = About()

    def load(self, case: Case) -> AboutFacts:
        office = case.office
        told = {Topic.ADDRESS: office.address, Topic.HOURS: office.hours, Topic.PHONE: office.phone}
        return AboutFacts(office.short, {topic: _answer(words) for topic, words in told.items()})


def _answer(told: Told) -> Answer:
    return Answer(told.words, told.confirmed)
