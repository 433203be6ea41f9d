"""How a person is addressed."""

from __future__ import annotations

from enum import Enum


class Title(Enum):
    """The word before a name. The value is stored; without one it is Bapak/Ibu."""

    BAPAK = "bapak"
    IBU = "ibu"
    KANG = "kang"
    TEH = "teh"


_TITLES = {title.value: title for title in Title}


def title_of(value: str) -> Title | None:
    """The title that was stored, None for none."""
    return _TITLES.get(value)
