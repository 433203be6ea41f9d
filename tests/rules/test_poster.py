"""What a poster's link says: written by the console, read from every channel, typed by people."""

from __future__ import annotations

import re

import pytest

from rules.poster import Poster, read, typed

CIPARAY = "32.04.29"


@pytest.mark.parametrize(
    ("poster", "payload"),
    [
        (Poster("KEMASAN-01"), "p_KEMASAN-01"),
        (Poster("KEMASAN-01", CIPARAY), "p_KEMASAN-01_320429"),
        (Poster("K" * 20, CIPARAY), f"p_{'K' * 20}_320429"),
    ],
)
def test_what_is_written_is_read_back_and_travels_in_every_link(poster: Poster, payload: str) -> None:
    assert poster.payload == payload
    assert read(payload) == poster
    assert typed(f"Halo, saya mau tahu tentang Kemasan. {payload}") == payload
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)  # what Telegram takes


@pytest.mark.parametrize(
    "more",
    ["", "x", "3204", "32.04.29", "3204290", "320429_1", "'; DROP TABLE contact", "\u0663" * 6, "9" * 60],
)
def test_what_is_no_kecamatan_leaves_the_programme(more: str) -> None:
    assert read(f"p_KEMASAN_{more}") == Poster("KEMASAN")


@pytest.mark.parametrize("payload", ["", "KEMASAN", "x_KEMASAN", "p"])
def test_another_payload_is_no_posters(payload: str) -> None:
    assert read(payload) is None


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("p_KEMASAN", "p_KEMASAN"),
        ("P_kemasan_320429 ", "P_kemasan_320429"),  # a phone begins with a capital
        ("mau ikut p_KEMASAN_../..", "p_KEMASAN_../.."),
        ("mau ikut p_KEMASAN dong", ""),
        ("sp_KEMASAN", ""),
        ("p_KE", ""),
    ],
)
def test_a_code_at_the_end_of_a_text_is_a_posters(text: str, payload: str) -> None:
    assert typed(text) == payload
