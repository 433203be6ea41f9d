"""Drives the fake Twilio from another process: play a person, add a fault, read what was asked and seen."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from aiohttp import web

from bot.channels.channel import Request
from tests.fakes.twilio_account import Account
from tests.fakes.twilio_api import Face
from tests.fakes.twilio_faults import Fault, Trouble


class Control:
    """Paths that the original lacks, under /-/."""

    def __init__(self, account: Account, face: Face, deliver: Callable[[Request], Awaitable[int]]) -> None:
        self._account, self._face, self._deliver = account, face, deliver

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/-/ledger", self.show_ledger),
            web.get("/-/seen", self.show_seen),
            web.post("/-/person", self.play_person),
            web.post("/-/fault", self.add_fault),
        ]

    async def show_ledger(self, request: web.Request) -> web.Response:
        return web.json_response([asdict(call) for call in self._face.ledger])

    async def show_seen(self, request: web.Request) -> web.Response:
        """GET /-/seen?address=whatsapp:+62..."""
        return web.json_response(
            [
                {
                    "sid": sent.sid,
                    "text": sent.text,
                    "options": [option.label for option in sent.options],
                    "status": sent.status,
                }
                for sent in self._account.seen(request.query["address"])
            ]
        )

    async def play_person(self, request: web.Request) -> web.Response:
        """POST /-/person {"address", "text" | "tap": index | "latitude", "longitude" | "photo": base64}."""
        act = await request.json()
        address = act["address"]
        if "tap" in act:
            asked = self._account.taps(address, act["tap"])
        elif "latitude" in act:
            asked = self._account.sends_location(address, act["latitude"], act["longitude"])
        elif "photo" in act:
            asked = self._account.sends_file(address, b64decode(act["photo"]), text=act.get("text", ""))
        else:
            asked = self._account.writes(address, act["text"], name=act.get("name", ""))
        return web.json_response({"status": await self._deliver(asked)})

    async def add_fault(self, request: web.Request) -> web.Response:
        """POST /-/fault {"trouble": "HANG_UP", "path", "to", "times", "seconds", "code"}."""
        said = await request.json()
        self._face.faults.append(Fault(Trouble[said.pop("trouble")], **said))
        return web.json_response({"faults": len(self._face.faults)})
