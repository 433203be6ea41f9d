"""What kinds of business there are, and when two names mean the same one."""

from __future__ import annotations

import re
from enum import Enum

from rapidfuzz import fuzz


class Sector(Enum):
    """The kind of business. The value is stored and used in audiences."""

    FOOD = "food"
    FASHION = "fashion"
    CRAFT = "craft"
    SERVICES = "services"
    TRADE = "trade"
    FARM = "farm"
    TOURISM = "tourism"
    OTHER = "other"


def same_name(one: str, other: str) -> bool:
    """Whether two business names are the same but for case, signs, blanks and a slip of the thumb."""
    plain = [re.sub(r"[\W_]+", "", name.casefold()) for name in (one, other)]
    if not all(plain):
        return False
    return plain[0] == plain[1] or fuzz.ratio(*plain) >= SAME


SAME = 90.0
"""How alike, of 100: one wrong letter in a name of ten or more."""
