"""Learns the weights of the intent model from the phrases in locales/words/intents, reproducibly."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar
from zlib import crc32

from conversations.understanding import normal
from conversations.understanding.features import features
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.weights import Weights, kept
from locales import wordlists

T = TypeVar("T")
Sample: TypeAlias = tuple[list[str], int]

ROUNDS = 12
RATE = 0.3
DECAY = 2e-5
DROPPED = 2  # copies of each longer phrase from which a word was left out


def phrases() -> list[tuple[str, str]]:
    """All (phrase, intent) of the lists."""
    return [
        (phrase, name)
        for name in wordlists.names("intents")
        for phrase in wordlists.lines(wordlists.read(f"intents/{name}.txt"))
    ]


def fingerprint() -> str:
    """What names the state of all lists that bear on the weights."""
    lists = [f"intents/{name}" for name in wordlists.names("intents")]
    lists += ["ejaan", "sunda", "jawa", "partikel", "konsep", "bilangan"]
    text = "\0".join(wordlists.read(f"{name}.txt") for name in lists)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def build(lexicon: Lexicon) -> Weights:
    """The weights as they ship, learnt from the lists."""
    names = wordlists.names("intents")
    return kept(learn(phrases(), names, lexicon), names, fingerprint())


def learn(
    taught: Iterable[tuple[str, str]], intents: Sequence[str], lexicon: Lexicon, rounds: int = ROUNDS
) -> Mapping[str, list[float]]:
    """Weights of each feature, one for each intent, from (phrase, intent): softmax regression by AdaGrad."""
    number = {name: at for at, name in enumerate(intents)}
    samples = list(_samples(taught, number, lexicon))
    size = len(intents)
    weights: dict[str, list[float]] = {}
    squares: dict[str, list[float]] = {}
    counts = Counter(label for _, label in samples)
    mean = len(samples) / size
    worth = [min(2.0, max(0.6, (mean / counts[at]) ** 0.5)) if counts[at] else 1.0 for at in range(size)]
    for sample, _ in samples:
        for feature in sample:
            if feature not in weights:
                weights[feature] = [0.0] * size
                squares[feature] = [1e-3] * size
    for turn in range(rounds):
        for sample, label in _shuffled(samples, str(turn)):
            rows = [weights[feature] for feature in sample]
            scale = 1.0 / math.sqrt(len(sample))
            scores = [sum(column) * scale for column in zip(*rows, strict=True)]
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            total = sum(powers)
            steps = [
                (at, slope)
                for at, power in enumerate(powers)
                if abs(slope := (power / total - (at == label)) * worth[label] * scale) > 1e-4
            ]
            for feature in sample:
                row, square = weights[feature], squares[feature]
                for at, slope in steps:
                    slope_ = slope + DECAY * row[at]
                    square[at] += slope_ * slope_
                    row[at] -= RATE * slope_ / math.sqrt(square[at])
    return weights


def _samples(
    taught: Iterable[tuple[str, str]], number: Mapping[str, int], lexicon: Lexicon
) -> Iterable[Sample]:
    said = [(words, number[intent]) for phrase, intent in taught if (words := normal.bare(phrase, lexicon))]
    met = Counter(word for words, _ in said for word in set(words))
    common = {word for word, times in met.items() if times > 1}
    for words, label in said:
        yield features(words, lexicon), label
        if not common.issuperset(words):
            yield features(words, lexicon, common), label
        if len(words) > 3:
            for left_out in _shuffled(range(len(words)), " ".join(words))[: min(DROPPED, len(words) - 3)]:
                yield features(words[:left_out] + words[left_out + 1 :], lexicon), label


def _shuffled(things: Sequence[T], name: str) -> list[T]:
    """The things in an order that looks like chance and is always the same for one name."""
    return [things[at] for at in sorted(range(len(things)), key=lambda at: crc32(f"{name} {at}".encode()))]
