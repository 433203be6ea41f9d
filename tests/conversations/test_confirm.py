"""The words under a summary are understood in either language, whichever the person reads."""

from __future__ import annotations

import pytest

from conversations.heard import Sure
from conversations.question import Ears, Label, Said
from conversations.questions import Confirm
from tests.talk import TODAY, lexicon, regions, texts


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kirim", "send"), ("Send", "send"), ("ubah", "change"), ("change", "change"), ("Batal", "cancel")],
)
def test_send_change_and_cancel_are_understood_in_either_language(
    language: str, typed: str, meant: str
) -> None:
    def word(label: Label) -> str:
        return texts().say(language, label.key) if texts().has(language, label.key) else ""

    assert Confirm().understand(Said(typed), Ears(TODAY, lexicon(), regions(), word), None) == Sure(meant)
