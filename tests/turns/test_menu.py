"""The menu: no longer than a WhatsApp list, and nothing of it falls off its end."""

from __future__ import annotations

import pytest

from conversations.form import Form
from storage.contacts import Visitor
from storage.forms import FormRow
from tests.turns.phone import START, turns
from turns.menu import ROWS, menu

STRANGER = Visitor(1, "whatsapp", "+6281200000001", "Euis", "id")
ASSISTANT = Visitor(2, "whatsapp", "+6281200000002", "Dadan", "id", 1, registered=True, role="assistant")
PARKED = [
    FormRow(n, "parked", Form(str(n), name), (), START) for n, name in ((1, "training"), (2, "consult"))
]


@pytest.mark.parametrize("visitor", [STRANGER, ASSISTANT], ids=["a stranger", "an assistant"])
@pytest.mark.parametrize("parked", [0, 1, 2])
def test_every_dialogue_stands_in_the_menu_however_many_forms_were_laid_aside(
    visitor: Visitor, parked: int
) -> None:
    house = turns()
    without = [action.name for action in menu(house, visitor, [], "menu").actions]
    shown = [action.name for action in menu(house, visitor, PARKED[:parked], "menu").actions]
    assert [name for name in shown if name != "resume"] == without
    assert len(shown) <= ROWS
    assert shown[0] == ("resume" if parked else without[0])
