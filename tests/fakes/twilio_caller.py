"""Calls the fake Twilio as anybody with the account's credentials may, without a client in between."""

from __future__ import annotations

from typing import Any

import aiohttp

from tests.fakes.twilio import SENDER, FakeTwilio

PERSON = "whatsapp:+6281234567890"
Json = dict[str, Any]


class Caller:
    """`post` sends a message, `content` makes one, `get` reads; each gives status and JSON."""

    def __init__(self, twilio: FakeTwilio, session: aiohttp.ClientSession) -> None:
        self.twilio, self.session = twilio, session
        self.auth = {"Authorization": aiohttp.encode_basic_auth(twilio.account, twilio.token)}
        self.messages = f"{twilio.url}/2010-04-01/Accounts/{twilio.account}/Messages.json"

    async def post(self, **fields: str) -> tuple[int, Json]:
        form = {"To": PERSON, "From": SENDER, **fields}
        async with self.session.post(self.messages, data=form, headers=self.auth) as answer:
            return answer.status, await answer.json()

    async def content(self, types: Json, path: str = "", **more: Any) -> tuple[int, Json]:
        definition = {"language": "id", "types": types, **more}
        url = f"{self.twilio.url}/v1/Content{path}"
        async with self.session.post(url, json=definition, headers=self.auth) as answer:
            return answer.status, await answer.json()

    async def get(self, url: str) -> tuple[int, Any]:
        url = url if url.startswith("http") else self.twilio.url + url
        async with self.session.get(url, headers=self.auth) as answer:
            return answer.status, await answer.json()
