"""Everything that is going on, told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NoReturn

from conversations.chat import Action
from conversations.engine import Outcome
from conversations.privacy import Asked
from conversations.status import Going, Parked, Status, StatusFacts
from rules.application import State
from tests.talk import Talk

FILED = Going("Kue kering", "PEL-2611-0007", State.FILED, date(2026, 12, 3))


def status(facts: StatusFacts) -> Talk[StatusFacts, NoReturn]:
    return Talk(Status(), facts).is_over(Outcome.ENDED)


def ways(talk: Talk[StatusFacts, NoReturn]) -> list[Action]:
    return list(talk.said()[-1].actions)


def test_nothing_yet_leads_on() -> None:
    assert ways(status(StatusFacts()).sees("status-nothing"))[0] == Action("register")
    assert ways(status(StatusFacts(registered=True)))[0] == Action("programmes")


def test_an_application_with_by_when() -> None:
    status(StatusFacts((FILED,))).sees("status-going", "status-by", "status-next")


def test_a_place_on_the_waiting_list() -> None:
    waits = replace(FILED, state=State.WAITING, position=3)
    status(StatusFacts((waits,))).sees("status-going", "status-position", "status-next")


def test_what_must_be_completed_has_a_button() -> None:
    again = replace(FILED, state=State.INCOMPLETE, reason="Fotonya buram.", redo="7.extra:4")
    talk = status(StatusFacts((again,))).sees("status-going", "status-reason", "status-next")
    assert ways(talk)[0] == Action("redo", "7.extra:4")


def test_a_parked_form_has_a_button() -> None:
    talk = status(StatusFacts(parked=(Parked("1a", "training"),))).sees("status-parked", "status-next")
    assert ways(talk)[0] == Action("resume", "1a", "resume-training")


def test_many_applications_stay_readable() -> None:
    talk = status(StatusFacts(tuple(replace(FILED, reference=f"PEL-2611-000{n}") for n in range(9))))
    assert [say.key for say in talk.said()].count("status-going") == 6
    assert "status-more" in [say.key for say in talk.said()]


def test_a_request_to_delete_ones_data_is_named() -> None:
    asked = Asked("HPS-2611-0001", date(2026, 11, 27))
    status(StatusFacts(registered=True, deletion=asked)).sees("privacy-asked-already", "status-next")
    status(StatusFacts((FILED,), deletion=asked)).sees(
        "status-going", "status-by", "privacy-asked-already", "status-next"
    )
