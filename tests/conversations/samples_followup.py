"""Facts to walk the dialogues about follow-up with: tips, stop, petugas, trainings, assistants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from conversations.about import AboutFacts, Answer, Topic
from conversations.attend import AttendFacts, Coming
from conversations.consult import ConsultFacts
from conversations.question import Label
from conversations.stop import StartFacts, StopFacts
from conversations.tips import TipsFacts
from conversations.worklist import Card, TaskFacts, WorklistFacts
from rules.business import Sector
from rules.checkin import Constraint
from rules.consent import Purpose
from rules.risk import Reason

CARD = Card(
    id="1234567",
    person=7,
    address=Label("title-ibu"),
    name="Nunung Nuraeni Kartikasari",
    business="Keripik Nunung",
    place="Sagaracipta",
    reasons=tuple(Reason),
    month=Label("month-10"),
    said=(Label("operating-paused"), Label("stop-reason-capital")),
    phone="+6281200001111",
)
NEAR = AttendFacts("Kue kering", date(2026, 12, 8), "Soreang", seat=True)
ALL = tuple(Purpose)


def followup() -> Mapping[str, Sequence[Any]]:
    """Facts by the dialogue's name."""
    tasks = (TaskFacts(CARD), TaskFacts(None))
    return {
        "answer": tasks,
        "attend": (NEAR, replace(NEAR, answer=Coming.YES), replace(NEAR, answer=Coming.NO), AttendFacts()),
        "consult": (
            ConsultFacts("Diskop UKM"),
            ConsultFacts("Diskop UKM", listening=True),
            ConsultFacts("Diskop UKM", ready="Mohon dibantu."),
        ),
        "greet": (*tasks, TaskFacts(replace(CARD, greeted=True))),
        "outcome": tasks,
        "postpone": tasks,
        "start": (
            StartFacts(taken=ALL),
            StartFacts(),
            StartFacts(one=Purpose.CHECKIN),
            StartFacts(registered=False),
        ),
        "stop": (StopFacts(), StopFacts(ALL), StopFacts(ALL, Purpose.CHECKIN)),
        "about": (
            AboutFacts("Diskop UKM"),
            AboutFacts("Diskop UKM", {topic: Answer("Senin-Jumat", topic is Topic.HOURS) for topic in Topic}),
        ),
        "tips": (TipsFacts(), TipsFacts(Sector.FOOD, Constraint.DEBT)),
        "worklist": (
            WorklistFacts("Ciparay"),
            WorklistFacts("Ciparay", (CARD, replace(CARD, id="8", phone=None))),
            WorklistFacts("Ciparay", (), CARD),
        ),
    }
