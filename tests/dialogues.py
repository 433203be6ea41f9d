"""The dialogues as the desks list them, for the tests that hold all of them to the same rules."""

from __future__ import annotations

from typing import Any

from conversations.chat import Conversation
from tests.talk import regions
from turns.desks import desks


def dialogues() -> tuple[Conversation[Any, Any], ...]:
    """Every dialogue that can be opened."""
    return tuple(desk.conversation for desk in desks(regions()))
