"""Updates of every kind, as Telegram sends them, are read into what was meant; nothing is an error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins

from bot.channels.telegram_updates import Tap, clean, read_update, update_number
from storage.inbound import Kind

PAYLOADS = Path(__file__).parent.parent / "payloads" / "telegram.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in PAYLOADS.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_an_update_is_read(row: dict[str, Any]) -> None:
    read = read_update(json.dumps(row["update"]).encode())

    if row["read"] is None:
        assert list(read) == []
        return
    [message] = read
    seen = {**to_builtins(message), "at": message.at and message.at.isoformat()}
    assert {key: seen[key] for key in row["read"]} == row["read"]
    assert (message.channel, message.external_id) == ("telegram", f"update:{row['update']['update_id']}")
    assert "+6281999999999" not in str(seen)


def spoiled(value: Any) -> Iterator[Any]:
    """The value with each of its parts replaced by something of another type, one at a time."""
    yield from (None, 7, -1.5, "x", [], {}, 10**30)
    if isinstance(value, dict):
        for key in value:
            yield from ({**value, key: part} for part in spoiled(value[key]))
            yield {other: value[other] for other in value if other != key}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from ([*value[:index], part, *value[index + 1 :]] for part in spoiled(value[index]))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_whatever_is_wrong_with_an_update_it_is_no_error(row: dict[str, Any]) -> None:
    for update in spoiled(row["update"]):
        body = json.dumps(update).encode()
        read = read_update(body)

        assert len(read) <= 1
        assert read == read_update(body)
        assert all(message.external_id for message in read)
        assert all(message.address or message.kind is Kind.UNUSABLE for message in read)


def test_a_tap_can_be_answered() -> None:
    row = next(row for row in ROWS if row["name"] == "a tap")

    [tap] = read_update(json.dumps(row["update"]).encode())

    assert isinstance(tap, Tap)
    assert (tap.query, tap.message) == ("4382bfdwdsb323b2d9", 77)


def test_half_characters_are_left_out_and_the_rest_is_kept() -> None:
    body = b'{"update_id": 5, "message": {"chat": {"id": 1, "type": "private"}, "text": "Si\\ud83dti"}}'

    [message] = read_update(body)

    assert (message.kind, message.text) == (Kind.TEXT, "Siti")


def test_bytes_that_are_no_utf8_are_left_out() -> None:
    body = b'{"update_id": 5, "message": {"chat": {"id": 1, "type": "private"}, "text": "Si\xffti"}}'

    assert read_update(body)[0].text == "Siti"


def test_staff_see_what_could_not_be_used_and_its_number() -> None:
    [message] = read_update(b'{"update_id": 7, "message": {"chat": 1, "text": "hal\\u0000o"}}')

    assert (message.kind, message.external_id, message.address) == (Kind.UNUSABLE, "update:7", "")
    assert "hal\\u0000o" in message.text


def test_the_number_of_an_update_is_found_wherever_it_stands() -> None:
    assert update_number(b'{"message": {"update_id": 3}, "update_id": 8}') == 8
    assert update_number(b'{"message": {"update_id": 3}}') == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siti\n2", "Siti\n2"),
        ("Si\0ti", "Siti"),
        ("\u202eNur\u200f", "\u202eNur\u200f"),
        ("a\ud800b\n", "ab\n"),
    ],
)
def test_only_nul_and_half_characters_are_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept
