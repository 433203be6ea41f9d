"""The weights of the intent model, and how likely each intent is by them."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SCALE = 16  # a weight is kept as a whole number of sixteenths
_LEAST = 4  # features whose weights are all smaller than this say nothing and are left out
_LIMIT = 127


@dataclass(frozen=True, slots=True)
class Weights:
    """For each feature one weight an intent, in sixteenths; `made_from` names the lists they are from."""

    intents: tuple[str, ...]
    rows: Mapping[str, array[int]]
    made_from: str = ""

    def likely(self, features: Sequence[str]) -> list[tuple[float, str]]:
        """Each intent with its likelihood 0..1, the likest first; all alike where nothing is known."""
        rows = [row for row in map(self.rows.get, features) if row is not None]
        if not rows:
            return [(1 / max(1, len(self.intents)), name) for name in self.intents]
        share = 1 / (SCALE * math.sqrt(len(features)))
        sums = [sum(column) * share for column in zip(*rows, strict=True)]
        top = max(sums)
        powers = [math.exp(value - top) for value in sums]
        total = sum(powers)
        return sorted(
            ((power / total, name) for power, name in zip(powers, self.intents, strict=True)), reverse=True
        )


NOTHING = Weights((), {})


def kept(learnt: Mapping[str, Sequence[float]], intents: Sequence[str], made_from: str) -> Weights:
    """Learnt weights as they are kept: rounded, without features that say nothing."""
    rows: dict[str, array[int]] = {}
    for feature in sorted(learnt):
        row = array("b", (max(-_LIMIT, min(_LIMIT, round(value * SCALE))) for value in learnt[feature]))
        if max(row) >= _LEAST or min(row) <= -_LEAST:
            rows[feature] = row
    return Weights(tuple(intents), rows, made_from)


def written(weights: Weights) -> str:
    """The file that ships: one feature a line, so that a change shows as a change."""
    rows = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(list(row), separators=(',', ':'))}"
        for feature, row in weights.rows.items()
    )
    head = f'"intents":{json.dumps(weights.intents)},\n"made_from":{json.dumps(weights.made_from)}'
    return f'{{{head},\n"rows":{{\n{rows}\n}}}}\n'


def parsed(text: str) -> Weights:
    """The weights in a file that `written` made."""
    found = json.loads(text)
    rows = {feature: array("b", row) for feature, row in found["rows"].items()}
    return Weights(tuple(found["intents"]), rows, found["made_from"])
