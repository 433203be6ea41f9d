"""Finds which of a few options a typed answer means: by its words, synonyms, and a margin to the next."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.intent import CLEAR, NONE, intent
from conversations.understanding.lexicon import Lexicon

_SURE = 95.0
_LIKELY = 80.0
_MARGIN = 10.0
_PART = 88.0  # some words of a longer label: asked back
_BESIDE = 0.94  # words beside the wording may turn its meaning (a "not" does): never Sure


def by_number(text: str, shown: Sequence[str]) -> str | None:
    """The option that a bare number means: the n-th as it was shown."""
    digits = text.strip().rstrip(".)")
    if digits.isascii() and digits.isdigit() and len(digits) <= 3 and 1 <= int(digits) <= len(shown):
        return shown[int(digits) - 1]
    return None


def ranked(
    text: str, options: Sequence[Sequence[str]], lexicon: Lexicon, of: str = ""
) -> list[tuple[str, float]]:
    """Each option's id with its likeness 0..100, the likest first; see `choose` for the arguments."""
    said = normal.essence(normal.normalise(text, lexicon), lexicon)
    scores: list[tuple[str, float]] = []
    for option in options:
        wordings = [_wording(label, lexicon) for label in option[1:]]
        wordings += lexicon.synonyms(of, option[0])
        scores.append((option[0], max((_likeness(said, wording) for wording in wordings), default=0.0)))
    return sorted(scores, key=lambda pair: -pair[1])


def _wording(label: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A label's plain words. They are remembered, under a key that no written word has."""
    key = f"\n{label}"
    words = lexicon.remembered.get(key)
    if words is None:
        words = normal.essence(normal.normalise(label, lexicon), lexicon)
        lexicon.remember(key, words)
    return words


def choose(text: str, options: Sequence[Sequence[str]], lexicon: Lexicon, of: str = "") -> Heard[str]:
    """The id of the option that was meant.

    Each option is (id, label, further wordings ...). `of` names the list locales/words/choices/<of>.txt with
    synonyms under [id]. Unsure where the wording is near but not the same; Misunderstood: "choice", or
    "choice-several" when two options are as likely.
    """
    scores = ranked(text, options, lexicon, of)
    if not scores or scores[0][1] < _LIKELY:
        return Misunderstood("choice")
    best, score = scores[0]
    if len(scores) > 1 and score - scores[1][1] < _MARGIN and not (score == 100.0 > scores[1][1]):
        return Misunderstood("choice-several")
    if score >= _SURE:
        return Sure(best)
    near = next(option for option in options if option[0] == best)
    return Misunderstood("choice") if _wants_else(text, near, lexicon, of) else Unsure(best)


def _wants_else(text: str, option: Sequence[str], lexicon: Lexicon, of: str) -> bool:
    """Whether a text has only letters in common with an option, and clearly a wish of its own: "status"."""
    said = set(normal.essence(normal.normalise(text, lexicon), lexicon))
    wordings = [_wording(label, lexicon) for label in option[1:]]
    if any(said.intersection(words) for words in (*wordings, *lexicon.synonyms(of, option[0]))):
        return False
    wanted = intent(text, lexicon)
    return wanted.name != NONE and wanted.score >= CLEAR


def _likeness(said: tuple[str, ...], wording: tuple[str, ...]) -> float:
    if not said or not wording:
        return 0.0
    if said == wording:
        return 100.0
    if set(said) < set(wording):
        return _PART
    a, b = " ".join(said), " ".join(wording)
    return max(fuzz.ratio(a, b), _BESIDE * fuzz.token_set_ratio(a, b) if len(wording) <= len(said) else 0.0)
