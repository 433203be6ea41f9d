"""Reads what Twilio posts: whether it is really from there, and what the person wrote, tapped or sent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from bot.channels.channel import Forbidden, Remedy, Request
from bot.channels.whatsapp_errors import remedy_for
from storage.inbound import Attachment, Inbound, Kind, Receipt

CHANNEL: Final = "whatsapp"

# What a form encoder writes; anything else is a body that was touched on its way.
# An encoder writes its escapes in one case; mixed, one was changed.
_FORM = re.compile(rb"(?:[A-Za-z0-9*._~+=&-]|%[0-9A-F]{2})*|(?:[A-Za-z0-9*._~+=&-]|%[0-9a-f]{2})*")
_KNOWN: Final = ("AccountSid", "Body", "From", "MessageSid", "MessageStatus", "MessageType", "NumMedia", "To")
_COUNT = re.compile(r"[0-9]{1,2}")
_PHONE = re.compile(r"whatsapp:(\+[1-9]\d{6,14})")

# MessageStatus of a callback: what is not here (accepted, queued, sending) tells nothing new.
_STATES: Final = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
}


class Params:
    """The parameters of one request; the values of a repeated one are all kept, for they are all signed."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            self._values[name].append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __bool__(self) -> bool:
        return bool(self._values)

    def getlist(self, name: str) -> list[str]:  # the name that the validator asks for
        return self._values.get(name, [])

    def get(self, name: str) -> str:
        """The first value, or nothing; a NUL never comes in."""
        return self._values[name][0].replace("\0", "") if name in self._values else ""


def verify(request: Request, public_url: str, validator: RequestValidator) -> Params:
    """The parameters of a request that Twilio signed for this address. Raises Forbidden."""
    url = public_url + request.path + (f"?{request.query}" if request.query else "")
    signature = request.headers.get("x-twilio-signature", "")
    try:
        if not _FORM.fullmatch(request.body):
            raise Forbidden("not a form")
        pairs = parse_qsl(
            request.body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict"
        )
    except ValueError:
        raise Forbidden("not a form") from None
    params = Params(pairs)
    if not signature or not validator.validate(url, params, signature):
        raise Forbidden("wrong signature")
    return params


def hear(params: Params, request: Request) -> list[Inbound | Receipt]:
    """What one authentic request says. What cannot be used comes back as UNUSABLE, without its values."""
    sid, status = params.get("MessageSid") or params.get("SmsSid"), params.get("MessageStatus")
    if sid and status and status != "received":
        return _receipt(sid, status, params)
    address, count = address_of(params.get("From")), params.get("NumMedia") or "0"
    if not sid or not address or not _COUNT.fullmatch(count) or request.path.endswith("/status"):
        names = " ".join(name for name in _KNOWN if params.get(name))
        return [Inbound(CHANNEL, _unusable_id(request.body), address, Kind.UNUSABLE, text=names)]
    if media := _media(params, min(int(count), 10)):
        return list(with_media(sid, address, params.get("Body"), params.get("ProfileName"), media))
    return [_message(sid, address, params)]


def address_of(sender: str) -> str:
    """The phone "+62..." of "whatsapp:+62...", else the opaque id just as it is."""
    found = _PHONE.fullmatch(sender)
    return found[1] if found else sender


def recipient(address: str) -> str:
    """The other way round: what stands in To."""
    return f"whatsapp:{address}" if address.startswith("+") else address


def with_media(sid: str, address: str, text: str, name: str, media: list[tuple[str, str]]) -> list[Inbound]:
    """One Inbound for each file (address, MIME type); the text goes with the first, an album ties them."""
    heard = []
    for index, (url, mime) in enumerate(media):
        kind = _kind_of(mime)
        heard.append(
            Inbound(
                CHANNEL,
                sid if index == 0 else f"{sid}:{index}",
                address,
                kind,
                text=text if index == 0 else "",
                attachment=None if kind is Kind.OTHER else Attachment(url, kind.value, mime=mime),
                name=name,
                phone=proved(address),
                album=sid if len(media) > 1 else "",
            )
        )
    return heard


def _unusable_id(body: bytes) -> str:
    return f"unusable-{sha256(body).hexdigest()[:32]}"


def _receipt(sid: str, status: str, params: Params) -> list[Inbound | Receipt]:
    state, code = _STATES.get(status), params.get("ErrorCode")
    if state is None:
        return []
    remedy = remedy_for(code)
    lost = remedy.value if state == "failed" and remedy in (Remedy.GONE, Remedy.OPTED_OUT) else ""
    return [Receipt(CHANNEL, sid, state, code, lost)]


def _media(params: Params, count: int) -> list[tuple[str, str]]:
    pairs = ((params.get(f"MediaUrl{n}"), params.get(f"MediaContentType{n}")) for n in range(count))
    return [pair for pair in pairs if pair[0]]


def _kind_of(mime: str) -> Kind:
    if mime == "image/webp" or mime.endswith("vcard"):
        return Kind.OTHER  # a sticker, a contact card
    if mime.startswith("image/"):
        return Kind.PHOTO
    return Kind.VOICE if mime.startswith("audio/") else Kind.DOCUMENT


def _message(sid: str, address: str, params: Params) -> Inbound:
    name, text, phone = params.get("ProfileName"), params.get("Body"), proved(address)
    for payload, shown in (("ButtonPayload", "ButtonText"), ("ListId", "ListTitle")):
        if params.get(payload):
            words = params.get(shown) or text
            data = params.get(payload)
            return Inbound(CHANNEL, sid, address, Kind.TAP, text=words, data=data, name=name, phone=phone)
    latitude, longitude = _degrees(params.get("Latitude"), 90), _degrees(params.get("Longitude"), 180)
    if latitude is not None and longitude is not None:
        return Inbound(
            CHANNEL,
            sid,
            address,
            Kind.LOCATION,
            text=text,
            latitude=latitude,
            longitude=longitude,
            name=name,
            phone=phone,
        )
    kind = Kind.TEXT if text else Kind.OTHER
    return Inbound(CHANNEL, sid, address, kind, text=text, name=name, phone=phone)


def proved(address: str) -> str:
    """WhatsApp itself vouches for the number that somebody writes from; an opaque id has none."""
    return address if address.startswith("+") else ""


def _degrees(said: str, most: float) -> float | None:
    try:
        degrees = float(said)
    except ValueError:
        return None
    return degrees if -most <= degrees <= most else None
