"""What may follow what, and what someone still lacks."""

from __future__ import annotations

from datetime import date

from rules.application import QUEUE, RUNNING, ApplicationKind, State, may_follow
from rules.business import Sector
from rules.eligibility import BARS, Applicant, Lack, Requirements, lacks

DAY = date(2026, 11, 24)
TRAINING, FUND = ApplicationKind.TRAINING, ApplicationKind.FUND


def test_nothing_follows_the_end() -> None:
    for kind in ApplicationKind:
        assert not may_follow(kind, State.REFUSED)
        assert not may_follow(kind, State.CANCELLED)
    assert not may_follow(FUND, State.FORWARDED)


def test_the_bank_decides_a_loan_and_the_office_a_training() -> None:
    assert not any(State.ACCEPTED in may_follow(FUND, state) for state in State)
    assert not any(State.FORWARDED in may_follow(TRAINING, state) for state in State)


def test_a_loan_file_goes_to_the_bank_only_when_complete() -> None:
    assert [state for state in State if State.FORWARDED in may_follow(FUND, state)] == [State.COMPLETE]


def test_an_answered_field_goes_back_to_the_queue() -> None:
    for kind in ApplicationKind:
        assert State.CHECKING in may_follow(kind, State.INCOMPLETE)
    assert State.CHECKING in QUEUE
    assert State.INCOMPLETE not in QUEUE


def test_every_state_but_the_ends_is_running() -> None:
    assert set(State) - RUNNING == {State.REFUSED, State.CANCELLED}


def test_a_stranger_lacks_registration_and_no_more_is_said_of_what_is_not_known() -> None:
    assert lacks(Requirements(needs_nib=True), Applicant(), DAY) == (Lack.REGISTRATION,)


def test_what_a_registered_person_lacks() -> None:
    wants = Requirements(needs_nib=True, sectors=frozenset({Sector.FOOD}), apply_until=DAY)
    assert lacks(wants, Applicant(True, True, Sector.FOOD), DAY) == ()
    assert lacks(wants, Applicant(True, False, Sector.FOOD), DAY) == (Lack.NIB,)
    assert lacks(wants, Applicant(True, None, Sector.CRAFT), DAY) == (Lack.SECTOR, Lack.NIB)
    assert lacks(wants, Applicant(True, True), date(2026, 11, 25)) == (Lack.CLOSED,)


def test_a_full_training_still_takes_applications() -> None:
    found = lacks(Requirements(), Applicant(True, True), DAY, seats_left=0)
    assert found == (Lack.FULL,)
    assert not BARS & set(found)
