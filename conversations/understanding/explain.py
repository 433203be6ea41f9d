"""Explains in one JSON object how a text is understood: what `kabar understand` prints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from conversations.heard import Heard, Misunderstood, Partly, Sure, Unsure
from conversations.understanding import amount, count, identity, operating, phone, yesno
from conversations.understanding import date as day
from conversations.understanding.intent import intent
from conversations.understanding.lexicon import Lexicon
from rules.money import Amount
from rules.operating import Operating

INVALID = "invalid"
DOUBTED = ("yesno", "operating")  # of one that is echoed every third means the contrary
KINDS = ("intent", "amount", "yesno", "date", "phone", "nik", "operating", "count")


def explain(kind: str, text: str, today: date, lexicon: Lexicon) -> dict[str, Any]:
    """{"kind", "text", "value", "score", "guesses"} as the contract has it; ValueError for an unknown kind.

    The score is 1 for a sure answer, 0.5 for one that would be echoed, 0 for none; an intent's is its own. A
    yes, a no and a state of business that would be echoed are no answer yet: they stand in the guesses.
    """
    if kind == "intent":
        meant = intent(text, lexicon)
        return _object(kind, text, meant.name, round(meant.score, 3), list(meant.guesses))
    heard: Heard[Any]
    show: Callable[[Any], str | int]
    match kind:
        case "amount":
            heard, show = amount.read(text, lexicon), _amount
        case "yesno":
            heard, show = yesno.read(text, lexicon), _yesno
        case "date":
            heard, show = day.read(text, lexicon, today), date.isoformat
        case "phone":
            heard, show = phone.read(text, lexicon), str
        case "nik":
            heard, show = identity.nik(text, today), _valid
        case "operating":
            heard, show = operating.read(text, lexicon), _operating
        case "count":
            heard, show = count.read(text, lexicon), int
        case _:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    return _heard(kind, text, heard, show)


def _heard(kind: str, text: str, heard: Heard[Any], show: Callable[[Any], str | int]) -> dict[str, Any]:
    match heard:
        case Misunderstood(reason):
            return _object(kind, text, INVALID, 0.0, [reason])
        case Sure(value) | Partly(value):
            return _object(kind, text, show(value), 1.0, [])
        case Unsure(value) if kind in DOUBTED:
            return _object(kind, text, INVALID, 0.5, [str(show(value))])
        case _:
            return _object(kind, text, show(heard.value), 0.5, [])


def _object(kind: str, text: str, value: str | int, score: float, guesses: list[str]) -> dict[str, Any]:
    return {"kind": kind, "text": text, "value": value, "score": score, "guesses": guesses}


def _amount(value: Amount) -> str | int:
    return value.low if value.low == value.high else f"{value.low}-{value.high}"


def _yesno(value: bool) -> str:
    return "ya" if value else "tidak"


def _valid(value: str) -> str:
    return "valid"


def _operating(value: Operating) -> str:
    return Operating.RUNNING.value if value.trading else value.value
