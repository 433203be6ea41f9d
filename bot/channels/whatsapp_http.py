"""The HTTP client that the twilio client sends with: it has a timeout, speaks JSON and never posts twice.

Three faults of twilio 9.13's own asynchronous HTTP client are why: its timeout is ignored, JSON bodies go out
as forms (so creating a content fails: github.com/twilio/twilio-python/issues/932), and max_retries posts a
message again after a 5xx, though the first may have gone out. This one retries nothing: the sender does.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import aiohttp
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from yarl import URL

MESSAGES: Final = "https://api.twilio.com"
CONTENT: Final = "https://content.twilio.com"

# Seconds; an answer that has not come by then is lost. A send may take four requests (a content, the message,
# and both again when the content was deleted) and must end before its row's lease does.
TIMEOUT: Final = 9.0
_CONNECT: Final = 4.0  # seconds to a connection, before which nothing was sent


class Unsent(Exception):
    """No connection: the request did not leave."""


class Lost(Exception):
    """The request left, the answer did not come."""


class Busy(Exception):
    """429, with the seconds to leave Twilio alone: the twilio client's exception drops the header."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class HttpClient(AsyncHttpClient):
    """What the twilio client sends with; it also puts the configured addresses for Twilio's own."""

    def __init__(self, api_url: str, content_url: str, auth: str, seconds: float = TIMEOUT) -> None:
        super().__init__(logging.getLogger(__name__), True)
        self._addresses = {MESSAGES: api_url, CONTENT: content_url}
        self._auth = auth
        self._timeout = aiohttp.ClientTimeout(total=seconds, connect=min(_CONNECT, seconds))
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:  # a session belongs to the running loop, so it is not made any earlier
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self._session

    # The twilio client awaits what this returns; its own stubs say so of the subclass only.
    async def request(  # type: ignore[override]
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  the twilio client calls it so
        allow_redirects: bool = False,
    ) -> Response:
        as_json = (headers or {}).get("Content-Type") == "application/json"
        query = {name: str(value) for name, value in (params or {}).items()}
        try:
            async with self.session.request(
                method,
                self._address(uri),
                params=query or None,
                json=data if as_json else None,
                data=None if as_json or not data else aiohttp.FormData(_pairs(data)),
                headers={**(headers or {}), "Authorization": self._auth},
                allow_redirects=False,
            ) as answer:
                if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                    raise Busy(_seconds(answer.headers.get("Retry-After", "")))
                # An error page need not be UTF-8; what it says does not matter.
                return Response(answer.status, await answer.text(errors="replace"), answer.headers)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise Unsent from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Lost from None

    def _address(self, uri: str) -> URL:
        for original, address in self._addresses.items():
            if uri.startswith(original):
                uri = address + uri.removeprefix(original)
        return URL(uri, encoded=True)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def _seconds(retry_after: str) -> float:
    """Of the header Retry-After; where it says nothing, a little."""
    try:
        return min(max(float(retry_after), 1.0), 3600.0)
    except ValueError:
        return 2.0


def _pairs(data: Mapping[str, object]) -> list[tuple[str, str]]:
    """Form fields; a list repeats its name."""
    pairs = []
    for name, value in data.items():
        pairs += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
    return pairs
