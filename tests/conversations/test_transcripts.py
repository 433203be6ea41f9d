"""Whole dialogues go as they are written down for staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts import files, play


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_a_dialogue_goes_as_it_is_written_down(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert play(written) == written, "if it is meant, run python -m tests.transcripts and read the difference"


def test_some_dialogues_are_written_down() -> None:
    assert files()
