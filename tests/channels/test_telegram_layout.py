"""How a neutral message becomes texts and keyboards that Telegram takes and a thumb can use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_layout import Part, lay_out, split, units
from conversations.message import Button, Message

OFFERS = {"contact": "Share", "location": "Here"}


def one(message: Message, *, pictured: bool = False) -> Part:
    [part] = lay_out(message, pictured=pictured, offers=OFFERS)
    return part


def options(many: int, label: str = "Opt") -> tuple[Button, ...]:
    return tuple(Button(f"f|k|{n}", f"{label} {n}") for n in range(1, many + 1))


def shape(part: Part) -> list[list[str]]:
    assert part.markup is not None
    rows = part.markup.get("inline_keyboard") or part.markup["keyboard"]
    return [[key["text"] for key in row] for row in rows]


def test_options_stand_below_one_another() -> None:
    assert shape(one(Message("?", options(3)))) == [["Opt 1"], ["Opt 2"], ["Opt 3"]]


def test_options_stand_side_by_side_as_wished() -> None:
    assert shape(one(Message("?", options(4), columns=2))) == [["Opt 1", "Opt 2"], ["Opt 3", "Opt 4"]]


def test_long_labels_get_a_row_of_their_own_whatever_is_wished() -> None:
    assert shape(one(Message("?", options(2, "A label of many letters"), columns=2))) == [
        ["A label of many letters 1"],
        ["A label of many letters 2"],
    ]


def test_a_long_list_takes_two_columns() -> None:
    assert [len(row) for row in shape(one(Message("?", options(31))))] == [2] * 15 + [1]


def test_ticks_stand_before_the_labels_of_several_choices() -> None:
    buttons = (Button("1", "A", ticked=True), Button("2", "B", ticked=False), Button("3", "Done"))

    assert shape(one(Message("?", buttons))) == [["✅ A"], ["⬜ B"], ["Done"]]


def test_a_few_descriptions_are_told_in_the_text() -> None:
    part = one(Message("Which?", (Button("1", "A", "first"), Button("2", "B"))))

    assert part.text == "Which?\n\nA: first"


def test_many_descriptions_would_bury_the_question() -> None:
    part = one(Message("Which?", tuple(Button(str(n), f"A{n}", "about it") for n in range(4))))

    assert part.text == "Which?"


def test_a_text_without_options_takes_an_open_keyboard_away() -> None:
    assert one(Message("Thanks")).markup == {"remove_keyboard": True}


def test_sharing_a_number_is_offered_with_the_other_options_below() -> None:
    part = one(Message("Number?", (Button("f|k|later", "Later"),), wants="contact"))

    assert part.markup == {
        "keyboard": [[{"text": "Share", "request_contact": True}], [{"text": "Later"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_sharing_a_place_is_offered_above_all_kecamatan() -> None:
    rows = shape(one(Message("Where?", options(31), wants="location")))

    assert rows[0] == ["Here"]
    assert sum(map(len, rows)) == 32


def test_what_nobody_can_share_here_is_not_offered() -> None:
    assert one(Message("?", options(1), wants="blood")).markup == {
        "inline_keyboard": [[{"text": "Opt 1", "callback_data": "f|k|1"}]]
    }


@pytest.mark.parametrize(
    "buttons",
    [
        options(101),
        (Button("x" * 65, "A"), Button("y", "B")),
        (Button("", "A"),),
        tuple(Button("k" * 60, "long " * 8) for _ in range(75)),
    ],
    ids=["too many", "data too long", "no data", "too much"],
)
def test_options_that_no_keyboard_holds_become_numbered_lines(buttons: tuple[Button, ...]) -> None:
    part = one(Message("Which?", buttons[:101]))

    assert part.markup == {"remove_keyboard": True}
    assert part.text.startswith(f"Which?\n\n1. {buttons[0].label.strip()}")


def test_only_what_a_number_answers_is_numbered() -> None:
    buttons = (
        Button("", "Page", url="https://a.id/x"),
        Button("x" * 65, "A"),
        Button("y", "Skip", numbered=False),
        Button("z", "B"),
    )

    assert one(Message("?", buttons)).text == "?\n\nPage: https://a.id/x\n1. A\nSkip\n2. B"


def test_a_page_that_telegram_does_not_open_is_told_in_the_text() -> None:
    part = one(Message("Upload", (Button("", "Open", url="http://localhost:8000/u/1"),)))

    assert part == Part("Upload\n\nhttp://localhost:8000/u/1", {"remove_keyboard": True})


def test_a_picture_has_its_text_below_or_before_it_when_long() -> None:
    assert one(Message("a" * 1024), pictured=True).pictured
    long = lay_out(Message("a" * 1025, options(1)), pictured=True, offers=OFFERS)
    assert [(part.pictured, len(part.text)) for part in long] == [(True, 0), (False, 1025)]
    assert [part.markup is None for part in long] == [True, False]


def test_a_label_of_nothing_is_still_a_button() -> None:
    assert shape(one(Message("?", (Button("1", " \0"),)))) == [["…"]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("short", ["short"]),
        ("one two three", ["one two", "three"]),
        ("para\n\nnext one", ["para", "next one"]),
        ("line one\nxy", ["line one", "xy"]),
        ("abcdefghijklmnop", ["abcdefghij", "klmnop"]),
        ("🌶🌶🌶🌶🌶🌶", ["🌶🌶🌶🌶🌶", "🌶"]),
        ("", [""]),
    ],
)
def test_a_long_text_is_cut_where_it_hurts_least(text: str, pieces: list[str]) -> None:
    assert split(text, 10) == pieces
    assert all(units(piece) <= 10 for piece in pieces)


@given(st.text(st.sampled_from("ab🌶 \n"), max_size=60), st.integers(2, 20))
def test_nothing_but_space_is_lost_where_a_text_is_cut(text: str, most: int) -> None:
    pieces = split(text, most)

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(units(piece) <= most for piece in pieces)
