"""Understands an amount of rupiah with its period, as stated: nothing is ever multiplied or added."""

from __future__ import annotations

import re

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold
from rules.money import Amount, rupiah


def read(text: str, lexicon: Lexicon) -> Heard[Amount]:
    """The amount; Sure for a plain number, Unsure (echoed) for anything in words, units, ranges or periods."""
    said = re.sub(r"^rp\.?\s*|,-$|\s", "", fold(text).strip())
    if re.fullmatch(r"[0-9]{1,10}|[0-9]{1,3}(\.[0-9]{3})+", said):
        return Sure(rupiah(int(said.replace(".", ""))))
    if m := re.fullmatch(r"([0-9]+)(?:[.,]([0-9]))?(jt|juta|rb|ribu)", said):
        unit = 1_000_000 if m[3].startswith("j") else 1_000
        return Unsure(rupiah(int(m[1]) * unit + int(m[2] or 0) * unit // 10))
    return Misunderstood("amount")
