"""All dialogues, one line for each."""

from __future__ import annotations

from typing import Any

from conversations.chat import Conversation


def dialogues() -> tuple[Conversation[Any, Any], ...]:
    """Every dialogue that can be opened, in no order that matters."""
    return ()
