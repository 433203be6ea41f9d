"""Twilio's REST API as we use it; every failure is a SendError that names its remedy."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from twilio.base.exceptions import TwilioRestException
from twilio.http.response import Response
from twilio.rest import Client
from yarl import URL

from bot.channels.channel import Remedy, SendError
from bot.channels.whatsapp_errors import Remedies
from bot.channels.whatsapp_http import CONTENT, MESSAGES, TIMEOUT, HttpClient, Lost

# Where Twilio's media addresses redirect to (https://www.twilio.com/docs/messaging/api/media-resource).
MEDIA_HOSTS: Final = (".twilio.com", ".twiliocdn.com", ".amazonaws.com")

# Seconds.
_DOWNLOAD: Final = aiohttp.ClientTimeout(total=60, connect=5, sock_read=20)
_MOST_REDIRECTS: Final = 3


class Api:
    """The calls we make. Each raises SendError whose reason is a code, never a text, number or token."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        api_url: str = MESSAGES,
        content_url: str = CONTENT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: float = TIMEOUT,
    ) -> None:
        self._base = URL(api_url.rstrip("/"))
        self._clock = clock
        self._auth = aiohttp.encode_basic_auth(account_sid, auth_token)
        self._http = HttpClient(api_url.rstrip("/"), content_url.rstrip("/"), self._auth, seconds)
        # An environment of our own: the client would else pick a region or edge up from the process's.
        self._client = Client(
            account_sid, auth_token, http_client=self._http, environment={"TWILIO_REGION": ""}
        )

    async def post(self, **fields: Any) -> str:
        """Send one message (the fields as the twilio client names them); its sid."""
        with Remedies(self._clock, Remedy.UNKNOWN):
            message = await self._client.messages.create_async(**fields)
            if not message.sid:
                raise Lost
            return message.sid

    async def create_content(self, name: str, types: Mapping[str, Any], samples: Mapping[str, str]) -> str:
        """Make a content; its sid. Nobody gets anything by that, so a lost answer is a plain retry."""
        definition = {
            "friendly_name": name,
            "language": "id",
            "variables": {**samples},
            "types": {**types},
        }
        answer = await self._json("POST", f"{CONTENT}/v1/Content", definition)
        return str(answer["sid"])

    async def submit(self, sid: str, name: str, category: str) -> str:
        """Hand a content in to WhatsApp for approval; the state it is in then."""
        wish = {"name": name, "category": category, "allow_category_change": True}
        answer = await self._json("POST", f"{CONTENT}/v1/Content/{sid}/ApprovalRequests/whatsapp", wish)
        return str(answer.get("status", ""))

    async def approval(self, sid: str) -> str:
        """The state of a content at WhatsApp: "approved", "pending", "rejected", "unsubmitted" ..."""
        answer = await self._json("GET", f"{CONTENT}/v1/Content/{sid}/ApprovalRequests")
        return str((answer.get("whatsapp") or {}).get("status", "unsubmitted"))

    async def received(self, sender: str, since: datetime) -> list[Any]:
        """What came in for `sender` since then, oldest first, of all pages."""
        # The filter may know days only: ask for the day and look at the time ourselves.
        found = []
        with Remedies(self._clock, Remedy.RETRY):
            stream = await self._client.messages.stream_async(
                to=sender, date_sent_after=since.astimezone(UTC).date().isoformat(), page_size=100
            )
            async for message in stream:
                sent = message.date_sent or message.date_created
                if str(message.direction) == "inbound" and (sent is None or sent >= since):
                    found.append(message)
        return found[::-1]

    async def media(self, sid: str) -> list[tuple[str, str]]:
        """(address, MIME type) of the files of one message."""
        with Remedies(self._clock, Remedy.RETRY):
            files = [file async for file in await self._client.messages(sid).media.stream_async()]
        return [
            (f"{self._base}".rstrip("/") + str(file.uri).removesuffix(".json"), str(file.content_type))
            for file in files
        ]

    async def download(self, address: str, most: int) -> bytes:
        """At most `most` bytes from one of the API's media addresses, by its redirect."""
        url, auth = self._own(address), {"Authorization": self._auth}
        for _ in range(_MOST_REDIRECTS):
            with Remedies(self._clock, Remedy.RETRY):
                try:
                    async with self._http.session.get(
                        url,
                        headers=auth if self._is_own(url) else {},
                        allow_redirects=False,
                        timeout=_DOWNLOAD,
                    ) as answer:
                        if answer.status in (301, 302, 303, 307, 308):
                            url = self._allowed(url.join(URL(answer.headers.get("Location", ""))))
                            continue
                        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
                            raise SendError(Remedy.DROP, "media gone")
                        if answer.status != HTTPStatus.OK:
                            raise TwilioRestException(answer.status, "", "media", answer.status)
                        return await _capped(answer, most)
                except (aiohttp.ClientError, TimeoutError, OSError):
                    raise Lost from None
        raise SendError(Remedy.DROP, "media redirects without end")

    async def close(self) -> None:
        await self._http.close()

    async def _json(self, method: str, url: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        # Not by the client's bindings: they name the types twilio_text where the API wants twilio/text.
        with Remedies(self._clock, Remedy.RETRY):
            answer = await self._client.request_async(
                method, url, data=data, headers={"Content-Type": "application/json"} if data else None
            )
            if not 200 <= answer.status_code < 300:
                raise _refusal(answer)
            told = json.loads(answer.text)
            if not isinstance(told, dict):
                raise Lost
            return told

    def _own(self, address: str) -> URL:
        """An address under the API's, whichever name Twilio wrote there. Raises SendError (DROP)."""
        if address.startswith(f"{MESSAGES}/"):
            address = f"{self._base}".rstrip("/") + address.removeprefix(MESSAGES)
        try:
            url = URL(address)
        except ValueError:
            url = URL()
        if not self._is_own(url):
            raise SendError(Remedy.DROP, "media elsewhere")
        return url

    def _is_own(self, url: URL) -> bool:
        return (
            url.absolute
            and url.origin() == self._base.origin()
            and url.path.startswith(self._base.path.rstrip("/") + "/2010-04-01/")
        )

    def _allowed(self, url: URL) -> URL:
        if url.origin() == self._base.origin():
            return url
        if url.scheme != "https" or not f".{url.host}".endswith(MEDIA_HOSTS):
            raise SendError(Remedy.DROP, "media redirects elsewhere")
        return url


def _refusal(answer: Response) -> TwilioRestException:
    try:
        code = int(json.loads(answer.text)["code"])
    except (ValueError, KeyError, TypeError):
        code = answer.status_code
    return TwilioRestException(answer.status_code, "", "refused", code)


async def _capped(answer: aiohttp.ClientResponse, most: int) -> bytes:
    if (answer.content_length or 0) > most:
        raise SendError(Remedy.DROP, "media too big")
    got = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        got += chunk
        if len(got) > most:
            raise SendError(Remedy.DROP, "media too big")
    return bytes(got)
