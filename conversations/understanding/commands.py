"""The words that always work (kembali, batal, menu, petugas ...), where they are the whole message."""

from __future__ import annotations

from enum import Enum

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import covered

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


_THANKS = "terima_kasih"
_NOT = "bukan"  # phrases that only look like commands
_WEAKEST_FIRST = (Command.DONE, Command.CHANGE, Command.BACK, Command.CANCEL)


def command(text: str, lexicon: Lexicon) -> Command | None:
    """The command that this message is, particles, politeness and signs aside; None for anything longer.

    "menu dong" is one, "menu ayam geprek" is an answer: a command is a head word with nothing beside it but
    words that go with it. Slips of the finger are not guessed at here (a shop may be called Mulya). Costs
    microseconds.
    """
    bare = text.strip().lstrip("/")
    if not bare or len(bare) > _LONGEST or "?" in bare:
        return None
    words = normal.normalise(bare, lexicon, slips=False)
    heads = lexicon.cues["perintah"]
    if not any(word in heads.starting for word in words):
        return None
    if any(hit.label == _NOT for hit in heads.find(words)):
        return None
    if words[0] == _THANKS:
        return None  # "makasih bu petugas"
    found = _said(words, lexicon) or _said(normal.essence(words, lexicon), lexicon)
    if len(found) > 1:
        found = [one for one in found if one not in _WEAKEST_FIRST] or found[-1:]
    return found[0] if len(found) == 1 else None


def _said(words: tuple[str, ...], lexicon: Lexicon) -> list[Command]:
    """The commands whose head words occur with nothing foreign beside them."""
    hits = lexicon.cues["perintah"].find(words)
    if any(hit.label == _NOT for hit in hits):
        return []
    found = []
    for label in dict.fromkeys(hit.label for hit in hits):
        told = covered(hit for hit in hits if hit.label == label)
        beside = lexicon.beside[label]
        if all(at in told or word in beside or word in lexicon.particles for at, word in enumerate(words)):
            found.append(Command(label))
    return found
