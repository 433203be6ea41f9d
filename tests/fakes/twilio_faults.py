"""The troubles that the fake Twilio can be told to make, and its ledger."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from aiohttp import web

from tests.fakes.twilio_rules import Refused

HTML_502 = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>awselb/2.0</body>\r\n</html>\r\n"


class Trouble(Enum):
    """What the server can be told to do with requests to come."""

    BAD_GATEWAY = "a 502 with an HTML page; nothing is delivered"
    BROKEN = "a 500 in JSON; nothing is delivered"
    UNAVAILABLE = "a 503 without a body; nothing is delivered"
    FLOOD = "a 429; nothing is delivered"
    HANG_UP = "done, then the connection is dropped without an answer"
    REFUSE = "the connection is dropped before anything is done"
    SLOW = "done and answered after some seconds"
    CODE = "a 400 with an error code"


@dataclass(slots=True)
class Fault:
    """A trouble for the next `times` requests whose path holds `path`, to one address or any."""

    trouble: Trouble
    path: str = ""
    to: str = ""
    times: int = 1
    seconds: float = 0  # of SLOW; of FLOOD the Retry-After
    code: int = 0  # of CODE


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the ledger."""

    at: float  # time.monotonic()
    method: str
    path: str
    fields: dict[str, list[str]]
    status: int  # HTTP status; 0 where the connection was dropped
    code: int = 0


def due(faults: list[Fault], path: str, fields: dict[str, list[str]]) -> Fault | None:
    """The first fault that is meant for a request; it is used up."""
    for fault in faults:
        if fault.path in path and fault.to in ("", *fields.get("To", ())):
            fault.times -= 1
            if fault.times <= 0:
                faults.remove(fault)
            return fault
    return None


def answer_to(fault: Fault) -> web.Response | None:
    """The answer of a fault that keeps the request from being done."""
    match fault.trouble:
        case Trouble.BAD_GATEWAY:
            return web.Response(text=HTML_502, status=502, content_type="text/html")
        case Trouble.BROKEN:
            return web.json_response(Refused(20500, "Internal Server Error", 500).body(), status=500)
        case Trouble.UNAVAILABLE:
            return web.Response(status=503)
        case Trouble.FLOOD:
            headers = {"Retry-After": str(int(fault.seconds))} if fault.seconds else {}
            return web.json_response(
                Refused(20429, "Too Many Requests", 429).body(), status=429, headers=headers
            )
        case Trouble.CODE:
            return web.json_response(Refused(fault.code, "Refused on demand").body(), status=400)
        case Trouble.REFUSE:
            return web.Response(status=500)
        case _:
            return None
