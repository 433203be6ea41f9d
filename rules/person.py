"""How a person is addressed."""

from __future__ import annotations

from enum import Enum


class Title(Enum):
    """The word before a name. The value is stored; without one it is Bapak/Ibu."""

    BAPAK = "bapak"
    IBU = "ibu"
    KANG = "kang"
    TEH = "teh"


def title_of(value: str) -> Title | None:
    """The title that was stored, None for none."""
    return Title(value) if value in {title.value for title in Title} else None
