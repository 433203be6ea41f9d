"""Understands how many there are: people working, things; the owner counts."""

from __future__ import annotations

import re

from conversations.heard import Heard, Misunderstood, Sure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold


def read(text: str, lexicon: Lexicon) -> Heard[int]:
    """A whole number. Misunderstood: "count"."""
    found = re.findall(r"[0-9]+", fold(text))
    return Sure(int(found[0])) if len(found) == 1 and len(found[0]) < 7 else Misunderstood("count")
