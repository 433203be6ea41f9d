"""What a poster's link says: which programme, and in which kecamatan it hangs.

`p_KEMASAN-01_320429`, or `p_KEMASAN-01` where it hangs anywhere: what Telegram's links take (at most 64
letters, digits, - and _) and a person can type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = re.compile("([0-9]{2})([0-9]{2})([0-9]{2})")
_TYPED = re.compile(r"\bp_[a-z0-9-]{3,20}(?:_\S{0,40})?(?=\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Poster:
    """A programme's code, and the dotted code of a kecamatan or ""."""

    programme: str
    kecamatan: str = ""

    @property
    def payload(self) -> str:
        """As its links carry it."""
        return "_".join(part for part in ("p", self.programme, self.kecamatan.replace(".", "")) if part)


def read(payload: str) -> Poster | None:
    """The poster that a link came from, if from any; what is no kecamatan's code is left out."""
    kind, _, rest = payload.strip().partition("_")
    if kind.lower() != "p" or not rest:
        return None
    programme, _, place = rest.partition("_")
    found = _PLACE.fullmatch(place)
    return Poster(programme, ".".join(found.groups()) if found else "")


def typed(text: str) -> str:
    """The payload with which a text ends, "" where it has none: WhatsApp's links carry a text."""
    found = _TYPED.search(text)
    return found[0] if found else ""
