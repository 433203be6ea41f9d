"""An announcement as people get it."""

from __future__ import annotations

from bot.channels.whatsapp_layout import numbered, one_line
from conversations.announcement import announcement
from tests.talk import texts


def test_its_button_has_no_number_since_a_number_answers_the_question_that_is_open() -> None:
    message = announcement(texts(), "Pelatihan kemasan dibuka.", programme="KEMASAN")
    assert [button.data for button in message.buttons] == [">programmes|KEMASAN"]
    for shown in (numbered(message), one_line(message)):
        assert "Lihat program" in shown
        assert "1." not in shown
