"""The words that always work (kembali, batal, menu, petugas ...), where they are the whole message."""

from __future__ import annotations

from enum import Enum

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon

_LONGEST = 70  # signs; a longer message is never just a command


class Command(Enum):
    """What a command asks for. The values are the sections of locales/words/perintah.txt."""

    BACK = "back"
    CANCEL = "cancel"
    MENU = "menu"
    HUMAN = "human"
    STOP = "stop"
    START = "start"
    SKIP = "skip"
    CHANGE = "change"
    DONE = "done"


def command(text: str, lexicon: Lexicon) -> Command | None:
    """The command that this message is, particles, politeness and signs aside; None for anything longer.

    "menu dong" is one, "menu ayam geprek" is an answer. Costs microseconds, so it can stand before every answer.
    """
    bare = text.strip().lstrip("/")
    if not bare or len(bare) > _LONGEST:
        return None
    phrases = lexicon.cues["perintah"]
    words = normal.normalise(bare, lexicon)
    label = phrases.whole(words) or phrases.whole(normal.essence(words, lexicon))
    return Command(label) if label else None
