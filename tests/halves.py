"""Half-finished forms as this version leaves them, kept so that every later version resumes them.

`python -m tests.halves RELEASE` writes tests/forms/RELEASE.json; those of earlier ones are not touched.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conversations.form import Form
from tests.conversations.samples import samples
from tests.dialogues import dialogues
from tests.walk import usual_forms

FOLDER = Path(__file__).with_name("forms")


@dataclass(frozen=True, slots=True)
class Half:
    """A form that was left, and with which of its dialogue's samples it goes on."""

    release: str
    sample: int
    form: Form


def halves() -> Iterator[Half]:
    """All that were ever kept."""
    for file in sorted(FOLDER.glob("*.json")):
        for entry in json.loads(file.read_text(encoding="utf-8")):
            yield Half(file.stem, entry["sample"], Form.load(json.dumps(entry["form"])))


def left_now() -> Iterator[dict[str, Any]]:
    for talk in dialogues():
        for n, sample in enumerate(samples().get(talk.name, ())):
            for form in usual_forms(talk, sample.facts, sample.load):
                yield {"sample": n, "form": json.loads(form.dump())}


def write(release: str) -> None:
    """FileExistsError when that release has its file already."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{release}.json").open("x", encoding="utf-8") as file:
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in left_now())
        file.write(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    write(sys.argv[1])
