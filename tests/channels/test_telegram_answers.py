"""Every answer of the Bot API has one remedy, and none of them tells the token or the text."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.channel import Remedy, SendError
from bot.channels.telegram_answers import judge

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def answer(code: int, description: str, **parameters: int) -> bytes:
    body: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    return json.dumps({**body, "parameters": parameters} if parameters else body).encode()


def verdict(status: int, body: bytes) -> SendError:
    with pytest.raises(SendError) as caught:
        judge(status, body, NOW)
    return caught.value


@pytest.mark.parametrize(
    ("status", "description", "remedy"),
    [
        (403, "Forbidden: bot was blocked by the user", Remedy.GONE),
        (403, "Forbidden: user is deactivated", Remedy.GONE),
        (403, "Forbidden: bot can't initiate conversation with a user", Remedy.GONE),
        (400, "Bad Request: chat not found", Remedy.GONE),
        (400, "Bad Request: PEER_ID_INVALID", Remedy.GONE),
        (400, "Bad Request: message is too long", Remedy.DROP),
        (400, "Bad Request: BUTTON_DATA_INVALID", Remedy.DROP),
        (400, "", Remedy.DROP),
        (413, "Request Entity Too Large", Remedy.DROP),
        (401, "Unauthorized", Remedy.OURS),
        (404, "Not Found", Remedy.OURS),
        (409, "Conflict: terminated by other getUpdates request", Remedy.RETRY),
        (500, "Internal Server Error", Remedy.RETRY),
        (502, "Bad Gateway", Remedy.RETRY),
        (503, "Service Unavailable: restart", Remedy.RETRY),
    ],
)
def test_a_refusal_has_its_remedy(status: int, description: str, remedy: Remedy) -> None:
    error = verdict(status, answer(status, description))

    refused = remedy is Remedy.OURS  # the token: no message of this bot would go
    assert (error.remedy, error.retry_at, error.whole_bot) == (remedy, None, refused)
    assert error.counts


def test_a_flood_wait_halts_the_whole_bot_and_is_no_try() -> None:
    error = verdict(429, answer(429, "Too Many Requests: retry after 35", retry_after=35))

    assert (error.remedy, error.retry_at) == (Remedy.RETRY, NOW + timedelta(seconds=35))
    assert error.whole_bot
    assert not error.counts


@pytest.mark.parametrize(
    ("status", "body", "remedy"),
    [
        (502, b"<html>502 Bad Gateway</html>", Remedy.RETRY),
        (503, b"", Remedy.RETRY),
        (429, b"slow down", Remedy.RETRY),
        (404, b"<html>nginx</html>", Remedy.OURS),
        (413, b"<html>nginx</html>", Remedy.DROP),
        (200, b"<html>log in to this network</html>", Remedy.UNKNOWN),
        (200, b"\xff", Remedy.UNKNOWN),
        (200, b'{"result": 1}', Remedy.UNKNOWN),
    ],
)
def test_a_page_instead_of_an_answer_has_its_remedy(status: int, body: bytes, remedy: Remedy) -> None:
    assert verdict(status, body).remedy is remedy


def test_a_refusal_quotes_nothing_of_ours() -> None:
    error = verdict(400, answer(400, "Bad Request: button URL 'https://a.id/u/SECRET' is \"Siti\" invalid"))

    assert error.reason == "400 Bad Request: button URL '…' is '…' invalid"


def test_an_ok_gives_its_result() -> None:
    assert json.loads(judge(200, b'{"ok": true, "result": {"message_id": 5}}', NOW)) == {"message_id": 5}
