"""The menu: what this person can do here, an unfinished form first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from conversations.chat import Action, Say
from storage.forms import FormRow
from turns.desk import Visitor
from turns.reply import base36

if TYPE_CHECKING:
    from turns.turn import Turns

ROWS = 10  # a WhatsApp list holds no more
LAID_ASIDE = 2  # of them for unfinished forms, the newest first, where there is room


def menu(house: Turns, visitor: Visitor, parked: Sequence[FormRow], key: str) -> Say:
    """The text `key` with a button for each dialogue that is listed for this visitor."""
    begun = {row.form.name for row in parked}
    listed = []
    for name, desk in house.desks.items():
        mine = not desk.roles or visitor.role in desk.roles
        new = not (desk.stranger and (visitor.registered or name in begun))
        if desk.listed and mine and new:
            listed.append(Action(name))
    room = min(LAID_ASIDE, max(1, ROWS - len(listed)))
    go_on = [Action("resume", base36(row.id), f"resume-{row.form.name}") for row in parked[:room]]
    return Say(key, {"office": house.office.short}, (*go_on, *listed))
