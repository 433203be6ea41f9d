"""What an answer of the Bot API means for a message, and what a failed request does."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import aiohttp
import msgspec

from bot.channels.channel import Remedy, SendError

# 400 with one of these: nobody is there, or not any more.
NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: float | None = None


class _Answer(msgspec.Struct, frozen=True):
    ok: bool
    result: msgspec.Raw = msgspec.Raw()
    description: str = ""
    parameters: _Parameters | None = None


_decode = msgspec.json.Decoder(_Answer).decode


def judge(status: int, body: bytes, now: datetime) -> bytes:
    """The result's JSON, or the SendError that a refusal amounts to. `now` is when it came.

    A 429 does not say whether the bot or one chat has sent too much, and going on while the bot is meant
    makes the wait longer: it always halts the whole bot. Our own rates make it rare.
    """
    try:
        answer = _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise _unreadable(status) from None
    if answer.ok and status < 300:
        return bytes(answer.result)
    reason = f"{status} {_plain(answer.description)}"
    if answer.parameters is not None and answer.parameters.retry_after is not None:
        wait = timedelta(seconds=answer.parameters.retry_after)
        raise SendError(Remedy.RETRY, reason, retry_at=now + wait, whole_bot=True)
    remedy = _remedy(status, answer.description.lower())
    raise SendError(remedy, reason, whole_bot=remedy is Remedy.OURS)


def _remedy(status: int, description: str) -> Remedy:
    if status == 403 or (status == 400 and any(words in description for words in NOBODY)):
        return Remedy.GONE
    if status in (401, 404):  # the token
        return Remedy.OURS
    if status in (409, 429) or status >= 500:
        return Remedy.RETRY
    return Remedy.DROP


def _unreadable(status: int) -> SendError:
    """A page of some server on the way. After a 2xx the message may have gone through."""
    if status < 300:
        return SendError(Remedy.UNKNOWN, f"{status} without JSON")
    if status == 429 or status >= 500:
        return SendError(Remedy.RETRY, f"{status} without JSON")
    return SendError(Remedy.DROP if status == 413 else Remedy.OURS, f"{status} without JSON")


def _plain(description: str) -> str:
    """Telegram's own words, without what they quote of ours: names, links."""
    return re.sub(r"""'[^']*'|"[^"]*\"""", "'…'", description)[:200]


def broken(error: Exception) -> SendError:
    """A request without an answer: RETRY where it was never sent, else UNKNOWN. Never names the URL."""
    unsent = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
    remedy = Remedy.RETRY if isinstance(error, unsent) else Remedy.UNKNOWN
    return SendError(remedy, f"no answer: {type(error).__name__}")
