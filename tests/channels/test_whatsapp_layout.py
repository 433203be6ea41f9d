"""A message looks on WhatsApp as WhatsApp allows, and plain numbers always answer it."""

from __future__ import annotations

import json

import pytest

from bot.channels.plain import plain
from bot.channels.whatsapp_layout import interactive, length, numbered, one_line, split
from conversations.message import Button, Message
from tests.fakes import twilio_rules as rules


def ask(text: str, *labels: str) -> Message:
    return Message(text, tuple(Button(f"f1|key|{n}", label) for n, label in enumerate(labels, 1)))


def shown(message: Message) -> rules.Shown | None:
    """What WhatsApp makes of it, after the original's checks."""
    layout = interactive(message, "Pilih")
    if layout is None:
        return None
    definition = {"language": "id", "variables": layout.samples, "types": layout.types}
    rules.check_content(definition)
    values = rules.read_variables(json.dumps(layout.variables))
    assert set(values) == rules.placeholders(layout.types)
    assert rules.problem_in_session(definition, values) == 0
    return rules.show(definition, values)


def test_three_short_options_are_quick_replies() -> None:
    seen = shown(ask("Benar begitu?", "Ya", "Tidak", "Lewati"))

    assert seen is not None
    assert seen.kind == "twilio/quick-reply"
    assert seen.text == "Benar begitu?\n\n1. Ya\n2. Tidak\n3. Lewati"
    assert [option.id for option in seen.options] == ["f1|key|1", "f1|key|2", "f1|key|3"]


def test_a_page_has_no_number_for_it_is_opened_and_not_chosen() -> None:
    page = Button("", "Hubungi", url="https://wa.me/62812")
    message = Message("Siapa?", (Button(">a", "Sapa"), page, Button(">b", "Catat hasil")))
    for text in (numbered(message), plain(message)):
        assert "1. Sapa" in text
        assert "2. Catat hasil" in text
        assert "• Hubungi" in text


@pytest.mark.parametrize("labels", [["Ya", "Lewati pertanyaan ini"], list("abcd"), list("abcdefghij")])
def test_more_or_longer_ones_are_a_list(labels: list[str]) -> None:
    seen = shown(ask("Yang mana?", *labels))

    assert seen is not None
    assert seen.kind == "twilio/list-picker"
    assert [option.label for option in seen.options] == labels


def test_more_than_ten_are_text() -> None:
    message = ask("Kecamatan?", *[f"Kecamatan {n}" for n in range(1, 12)])

    assert shown(message) is None
    assert numbered(message).endswith("\n10. Kecamatan 10\n11. Kecamatan 11")


def test_what_does_not_fit_into_a_body_is_text() -> None:
    assert shown(ask("x" * 1015, "Ya")) is not None
    assert shown(ask("x" * 1020, "Ya")) is None


def test_a_row_shows_its_hint_and_quick_replies_say_it_in_the_text() -> None:
    button = Button("f|k|1", "Kuliner", hint="makanan dan minuman")
    others = tuple(Button(f"f|k|{n}", f"Jenis {n}") for n in range(2, 6))

    few, many = shown(Message("Jenis usaha?", (button,))), shown(Message("Jenis usaha?", (button, *others)))

    assert few is not None
    assert few.text == "Jenis usaha?\n\n1. Kuliner – makanan dan minuman"
    assert many is not None
    assert many.options[0].hint == "makanan dan minuman"
    assert "makanan" not in many.text


def test_a_ticked_label_that_grew_too_long_is_shortened_in_the_row_only() -> None:
    label = "Toko daring dan medsos ya"[:24]
    message = Message("Jual di mana?", (Button("f|k|1", label, ticked=True), Button("f|k|2", "Selesai")))

    seen = shown(message)

    assert seen is not None
    assert length(seen.options[0].label) <= 24
    assert seen.options[0].hint == f"☑ {label}"
    assert f"1. ☑ {label}" in seen.text


@pytest.mark.parametrize("labels", [("Ya", "Ya"), ("Ya", "")])
def test_labels_that_whatsapp_would_refuse_are_text(labels: tuple[str, str]) -> None:
    assert shown(ask("Yang mana?", *labels)) is None


def test_an_option_whose_number_would_be_an_answer_has_none() -> None:
    message = Message("Berapa orang yang bekerja?", (Button("f|k|skip", "Lewati", numbered=False),))

    seen = shown(message)

    assert seen is not None
    assert seen.text == "Berapa orang yang bekerja?\n\n• Lewati"


def test_a_page_is_a_link_in_the_text() -> None:
    message = Message("Unggah di sini.", (Button("", "Buka", url="https://kabar.example.id/u/a"),))

    assert shown(message) is None
    assert numbered(message) == "Unggah di sini.\n\n• Buka: https://kabar.example.id/u/a"


def test_lines_tabs_and_gaps_of_a_text_survive_as_variables_allow() -> None:
    seen = shown(ask("Nama:\tSari\n\nAlamat:        Ciparay", "Ya"))

    assert seen is not None
    assert seen.text.startswith("Nama: Sari\n\nAlamat:    Ciparay\n")


def test_one_layout_serves_all_messages_of_its_shape() -> None:
    one, other = (
        interactive(ask("Apa kabar?", "Baik", "Kurang"), "P"),
        interactive(ask("Hadir?", "Ya", "Tidak"), "P"),
    )

    assert one is not None
    assert other is not None
    assert one.types == other.types
    assert one.variables != other.variables


def test_what_people_call_themselves_is_no_template() -> None:
    seen = shown(ask("Halo {{1}} {{2}} {{nama}}!", "{{3}}", "Ya"))

    assert seen is not None
    assert seen.text.startswith("Halo {{1}} {{2}} {{nama}}!")
    assert seen.options[0].label == "{{3}}"


def test_a_template_takes_text_and_options_in_one_line() -> None:
    message = ask("Apa kabar usahanya?\n\nBulan Oktober.", "Jalan", "Tutup")

    assert one_line(message) == "Apa kabar usahanya? Bulan Oktober. • 1. Jalan • 2. Tutup"


@pytest.mark.parametrize("text", ["a " * 3000, "kata\n" * 1500, "🌾" * 2500, "x" * 4000, "", "pendek"])
def test_pieces_fit_and_nothing_is_lost(text: str) -> None:
    pieces = split(text)

    assert all(length(piece) <= 1600 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
