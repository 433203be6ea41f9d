"""The person's side of the fake Twilio: signed webhook requests as Twilio posts them, and what was shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import md5
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from bot.channels.channel import Request
from tests.fakes.twilio_rules import Option

API_VERSION = "2010-04-01"
Params = Sequence[tuple[str, str]]


@dataclass(slots=True)
class Media:
    """A file at Twilio."""

    sid: str
    mime: str
    data: bytes
    gone: bool = False


@dataclass(slots=True)
class Sent:
    """One message that Twilio took from us."""

    sid: str
    to: str
    text: str
    kind: str = "text"  # or the content's type
    options: tuple[Option, ...] = ()
    content_sid: str = ""
    media_url: str = ""
    picture: bytes | None = None
    callback: str = ""
    status: str = "queued"
    error: int = 0

    @property
    def arrived(self) -> bool:
        return self.status not in ("failed", "undelivered")


@dataclass(slots=True)
class Person:
    """One WhatsApp user. `address` is "whatsapp:+62..." or "whatsapp:<opaque id>"."""

    address: str
    name: str = "Siti"
    seen: list[Sent] = field(default_factory=list)
    opted_out: bool = False
    fate: int = 0  # the code with which messages to this person fail after they were taken, 0 for none

    def params(
        self, account: str, sid: str, to: str, kind: str = "text", text: str = ""
    ) -> list[tuple[str, str]]:
        """What every incoming message carries."""
        wa_id = [("WaId", self.address.removeprefix("whatsapp:+"))] if ":+" in self.address else []
        meta = {"type": "whatsapp", "data": {"context": {"ProfileName": self.name}}}
        return [
            ("SmsMessageSid", sid),
            ("NumMedia", "0"),
            ("ProfileName", self.name),
            ("MessageType", kind),
            ("SmsSid", sid),
            *wa_id,
            ("SmsStatus", "received"),
            ("Body", text),
            ("To", to),
            ("NumSegments", "1"),
            ("ReferralNumMedia", "0"),
            ("MessageSid", sid),
            ("AccountSid", account),
            ("ChannelMetadata", json.dumps(meta, ensure_ascii=False)),
            ("From", self.address),
            ("ApiVersion", API_VERSION),
        ]

    def last(self) -> Sent:
        """The newest message with options."""
        return next(sent for sent in reversed(self.seen) if sent.options)

    def tap(self, sent: Sent, index: int) -> tuple[str, str, list[tuple[str, str]]]:
        """MessageType, Body and further parameters of a tap on option `index` (from 0)."""
        option = sent.options[index]
        if sent.kind == "twilio/list-picker":
            more = [("ListId", option.id), ("ListTitle", option.label), ("ListDescription", option.hint)]
            return "interactive", option.label, [pair for pair in more if pair[1]]
        return "button", option.label, [
            ("ButtonText", option.label),
            ("ButtonPayload", option.id),
            ("OriginalRepliedMessageSid", sent.sid),
            ("OriginalRepliedMessageSender", "whatsapp:+6281100000000"),
        ]  # fmt: skip


def with_params(params: Params, **more: str) -> list[tuple[str, str]]:
    """The same with some set to another value, or added."""
    kept = [(name, more.pop(name, value)) for name, value in params]
    return [*kept, *more.items()]


def sid(prefix: str, *parts: object) -> str:
    """A sid as Twilio's look, the same for the same parts."""
    return prefix + md5(repr(parts).encode(), usedforsecurity=False).hexdigest()


def signature(token: str, url: str, params: Params) -> str:
    """X-Twilio-Signature over the address and every value of every parameter."""
    computed: str = RequestValidator(token).compute_signature(url, _Repeated(params))
    return computed


class _Repeated(dict[str, str]):
    """What the validator takes: names to iterate over, all values of one by getall."""

    def __init__(self, params: Params) -> None:
        super().__init__(params)
        self._params = params

    def getall(self, name: str) -> list[str]:
        return [value for key, value in self._params if key == name]


def signed(token: str, url: str, params: Params) -> Request:
    """The request that Twilio would post to `url`, as the webhook hears it."""
    parts = urlsplit(url)
    headers = {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "user-agent": "TwilioProxy/1.1",
        "i-twilio-idempotency-token": sid("", url, tuple(params)),
        "x-twilio-signature": signature(token, url, params),
    }
    return Request(parts.path, parts.query, headers, urlencode(params).encode())
