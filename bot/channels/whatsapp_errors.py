"""What is to be done about what goes wrong with Twilio and WhatsApp, by error code.

Codes and meanings: https://www.twilio.com/docs/api/errors (the number ends the address).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from bot.channels.channel import Remedy, SendError
from bot.channels.whatsapp_http import Busy, Lost, Unsent

_CODES: Final[dict[Remedy, frozenset[int]]] = {
    Remedy.GONE: frozenset({
        21211,  # not a valid number
        21614,  # not a mobile number
        63003,  # nobody has this address
        63014,  # the person blocked us
        63024,  # not a WhatsApp user, or did not accept the newest terms
        63033,  # blocked, the older name of 63014
    }),
    Remedy.OPTED_OUT: frozenset({21610}),
    Remedy.TEMPLATE: frozenset({63016}),  # free text outside the 24-hour window
    Remedy.DROP: frozenset({63032}),  # the person is in an experiment of Meta: no marketing, ever so long
    Remedy.RETRY: frozenset({
        20429,  # too many requests of this account
        30001,  # Twilio's queue is full
        63010,  # an internal error of the channel
        63012,  # the channel failed to answer
        63017,  # too many messages to this person, or too many at all
        63018,  # the sender's rate or daily limit is used up
        63038,  # the account's daily limit is used up
        63049,  # Meta spares this person more marketing for a while
    }),
    Remedy.OURS: frozenset({
        20003,  # wrong account or token
        21617,  # text too long
        21658,  # a variable too long
        63005,  # the channel did not accept the message
        63007,  # no such sender
        63008,  # the sender is not set up
        63013,  # against the channel's policy
        63021,  # the channel found the content invalid
    }),
}  # fmt: skip

_REMEDIES: Final = {code: remedy for remedy, codes in _CODES.items() for code in codes}

REFUSED: Final = frozenset({20003, HTTPStatus.UNAUTHORIZED})  # no message of this account would go

# How long to leave be. 63049 asks for growing pauses, 63018 for the end of a rolling day; Twilio names no
# figures, so these are cautious ones. Codes that are not here follow the sender's ordinary backoff.
_PAUSES: Final = {
    20429: timedelta(seconds=2),
    63017: timedelta(minutes=1),
    63018: timedelta(minutes=10),
    63038: timedelta(hours=1),
    63049: timedelta(hours=12),
}


def remedy_for(code: int | str) -> Remedy:
    """The remedy for an error code, as in a refusal or as in a failed status (there it is a string).

    A code that is not listed is ours: failed and visible, never tried again in the dark.
    """
    try:
        return _REMEDIES.get(int(code), Remedy.OURS)
    except ValueError:
        return Remedy.OURS


def pause_for(code: int | str) -> timedelta | None:
    """How long to wait before the next try, where the code itself asks for more than the usual backoff."""
    try:
        return _PAUSES.get(int(code))
    except ValueError:
        return None


class Remedies:
    """Turns what goes wrong within it into a SendError; `lost` is the remedy when the answer did not come."""

    def __init__(self, clock: Callable[[], datetime], lost: Remedy) -> None:
        self._clock, self._lost = clock, lost

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case None | SendError():
                return
            case Unsent():
                raise SendError(Remedy.RETRY, "no connection") from None
            case Busy():
                pause = timedelta(seconds=error.seconds)
                raise SendError(
                    Remedy.RETRY, "twilio 20429", retry_at=self._clock() + pause, whole_bot=True
                ) from None
            case Lost() | json.JSONDecodeError():  # a 2xx that is no JSON was an answer to something
                raise SendError(self._lost, "answer lost") from None
            case TwilioRestException() | TwilioServiceException():
                raise self._named(error.status, error.code) from None
            case TwilioException():  # a page that could not be fetched carries its response
                raise self._named(getattr(error.args[-1], "status_code", 0), 0) from None
            case _:
                return

    def _named(self, status: int, code: int | None) -> SendError:
        code = code or status
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return SendError(Remedy.RETRY, f"http {status}")
        pause = pause_for(code)
        return SendError(
            remedy_for(code),
            f"twilio {code}",
            retry_at=self._clock() + pause if pause else None,
            whole_bot=code in REFUSED,
        )
