"""The form: all that is kept of an open dialogue between two messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from conversations.question import Json
else:
    Json = Any


class Aside(Enum):
    """What we asked last, when it was not simply the open question."""

    NONE = ""
    PARTLY = "partly"  # `pending` is taken so far and more may follow
    ECHO = "echo"  # is `pending` what was meant?
    WHICH = "which"  # which answer to change?


class Form(msgspec.Struct, frozen=True, omit_defaults=True):
    """One open, parked or finished form. Every field but the first two has a default: old forms must load."""

    id: str
    name: str
    about: str = ""
    subject: int | None = None
    answers: Mapping[str, Json] = {}
    said: Sequence[str] = ()  # ids of texts said in this form
    asked: str = ""  # the question that was open when we last spoke
    shown: Sequence[str] = ()  # its option ids in the order shown
    changing: str = ""  # a key reopened; its answer stands until replaced
    home: bool = False  # reopened from the summary: kembali returns there
    pending: Json = None
    aside: Aside = Aside.NONE
    also: Mapping[str, Json] = {}  # answers to later questions that count with `pending`
    misses: int = 0
    half: Mapping[str, Json] = {}  # what was given in part to questions left unanswered for another

    def dump(self) -> bytes:
        """The form as JSON."""
        return _encode(self)

    @staticmethod
    def load(data: bytes | str) -> Form:
        """A form from JSON; fields it does not know are left out."""
        return _decode(data)


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Form).decode
