"""What all applications have in common when they are filed: by when, how sure that is, and what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from conversations.chat import Action
from conversations.question import Json, Label
from conversations.training import NibPlan
from rules.office import Stage
from rules.regions import is_holiday
from rules.workdays import add_workdays
from storage.tables import Business
from turns.desk import Case


def due(today: date, stage: Stage) -> date:
    """The working day by which a stage is over."""
    return add_workdays(today, stage.days, is_holiday)


def mark(confirmed: bool) -> Label:
    """Said behind what the office has not confirmed."""
    return Label("mark-confirmed" if confirmed else "mark-unconfirmed")


def offer_proof(case: Case) -> tuple[Action, ...]:
    """A button to prove the phone, for who has not yet and can do it with a tap."""
    who = case.visitor
    return (Action("verify"),) if who.phone is None and who.channel == "telegram" else ()


def pictures(kept: Json, shown: object) -> tuple[int, ...]:
    """The media rows of an answer that is made of pictures."""
    if not (isinstance(shown, Label) and shown.key == "photos") or not isinstance(kept, Sequence):
        return ()
    return tuple(ref for ref in kept if isinstance(ref, int))


def keep_nib_plan(case: Case, plan: NibPlan | None) -> None:
    """Someone who has a NIB by now has one in the profile too."""
    if plan is NibPlan.HAVE:
        business = case.db.session.scalar(select(Business).where(Business.person_id == case.subject))
        if business is not None:
            business.has_nib = True
            case.db.flush()
