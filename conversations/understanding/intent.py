"""Understands what a person wants when no form is open: one of the intents, or none with three guesses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from conversations.understanding import normal
from conversations.understanding.commands import Command, command
from conversations.understanding.features import features
from conversations.understanding.lexicon import Lexicon

NONE = "none"
CUT = 0.75  # of the likelihood; below it the guesses are offered instead
CLEAR = 0.85  # so sure that it counts against an answer to an open question
_COMMANDS = {
    Command.BACK: "back",
    Command.CANCEL: "cancel",
    Command.MENU: "menu",
    Command.HUMAN: "consult",
    Command.STOP: "stop",
    Command.START: "start",
}
_USUAL = ("menu", "programs", "consult")  # offered where nothing at all was recognised
_FAINT = 0.01
_NEAR = 90.0  # likeness to a taught phrase, 0..100
_FEWEST_ASKING = 3  # words
_MOST_BESIDE = 2  # words beside a taught phrase
_MOST_NEAR = 40  # taught phrases that are compared letter by letter


@dataclass(frozen=True, slots=True)
class Intent:
    """`name` is an intent or "none"; `score` is 0..1; `guesses` are three names, the likest first.

    `taught` when it is known from staff, who may have changed their mind meanwhile.
    """

    name: str
    score: float
    guesses: tuple[str, ...]
    taught: bool = False


def intent(text: str, lexicon: Lexicon) -> Intent:
    """What this message asks for; below the cut-off it is "none", and the guesses may be offered."""
    said = command(text, lexicon)
    words = normal.bare(text, lexicon)
    likely = lexicon.weights.likely(features(words, lexicon, lexicon.weights.rows)) if words else []
    if said in _COMMANDS:
        return _meant(_COMMANDS[said], 1.0, likely)
    taught = _taught(words, lexicon)
    if taught is not None:
        return replace(_meant(*taught, likely), taught=True)
    if not likely:
        return Intent(NONE, 0.0, _USUAL)
    score, name = likely[0]
    return _meant(name if score >= CUT else NONE, score, likely)


def thanks(text: str, lexicon: Lexicon) -> bool:
    """Whether it only thanks, or takes note of what was told: "makasih ya bu", "oke siap"."""
    return "?" not in text and _only(text, lexicon.roles.courtesy, lexicon.roles.thanked_for, lexicon)


def nameless(text: str, lexicon: Lexicon) -> bool:
    """Whether it says that there is no name: "belum ada namanya bu"."""
    return _only(text, lexicon.roles.nameless, lexicon.roles.of_names, lexicon)


def _only(text: str, some: frozenset[str], beside: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether there is one of these words, and nothing else but those that go with it."""
    words = normal.normalise(text, lexicon)
    return not some.isdisjoint(words) and some.union(beside).issuperset(normal.essence(words, lexicon))


def asks(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence clearly asks for something, so that it is hardly a name: "gmn cara pinjam dagulir".

    "Jasa Urus NIB" asks for nothing and may be one.
    """
    if len(text.split()) < _FEWEST_ASKING:
        return False
    words = normal.normalise(text, lexicon)
    asking = "?" in text or not lexicon.roles.asking.isdisjoint(words)
    if not asking and "ask" not in lexicon.cues["yatidak"].labels(words):
        return False
    wanted = intent(text, lexicon)
    return wanted.name != NONE and wanted.score >= CLEAR


def _meant(name: str, score: float, likely: list[tuple[float, str]]) -> Intent:
    names = [name] if name != NONE else []
    names += [other for chance, other in likely if chance >= _FAINT and other not in (NONE, name)]
    names += [usual for usual in _USUAL if usual not in names]
    return Intent(name, score, tuple(names[:3]))


def _taught(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, float] | None:
    """The intent of the taught phrase that this is, or nearly is."""
    if not lexicon.taught or not words:
        return None
    shared: dict[int, int] = {}
    for word in words:
        for at in lexicon.taught_by_word.get(word, ()):
            shared[at] = shared.get(at, 0) + 1
    best, found = 0.0, None
    said = " ".join(words)
    for at in sorted(shared, key=lambda one: -shared[one])[:_MOST_NEAR]:
        phrase = lexicon.taught[at]
        likeness = _likeness(words, said, phrase.words)
        if likeness > best:
            best, found = likeness, phrase.intent
    return (found, best / 100) if found is not None and best >= _NEAR else None


def _likeness(words: tuple[str, ...], said: str, phrase: tuple[str, ...]) -> float:
    """0..100: the same words, the phrase with a word or two beside it, or nearly the same letters."""
    if phrase == words:
        return 100.0
    beside = len(words) - len(phrase)
    if len(phrase) > 1 and beside <= _MOST_BESIDE and set(phrase).issubset(words):
        return 100.0 - 3 * beside
    return fuzz.token_sort_ratio(said, " ".join(phrase))
