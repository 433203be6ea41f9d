"""What stored forms rely on: the keys of all questions, their kinds and the values of their options.

`python -m tests.keys` writes tests/keys.json anew. A key that was renamed states its old name (`formerly`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from conversations.question import Json, every_question
from tests.dialogues import dialogues

FILE = Path(__file__).with_name("keys.json")


def keys() -> Mapping[str, Mapping[str, Json]]:
    """By dialogue and key: the question's kind and option values, and what the key was before."""
    found: dict[str, Mapping[str, Json]] = {}
    for talk in sorted(dialogues(), key=lambda talk: talk.name):
        found[talk.name] = {
            key: {**question.shape(), **({"was": question.was} if question.was else {})}
            for key, question in every_question(type(talk))
        }
    return found


def locked() -> Mapping[str, Mapping[str, Json]]:
    kept: Mapping[str, Mapping[str, Json]] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept


def write() -> None:
    FILE.write_text(json.dumps(keys(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
