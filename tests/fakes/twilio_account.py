"""One account at the fake Twilio: its messages, contents and persons, without the HTTP around them."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import Enum
from itertools import count
from typing import Any

from bot.channels.channel import Request
from tests.fakes import twilio_rules as rules
from tests.fakes.twilio_person import API_VERSION, Media, Params, Person, Sent, sid, signed, with_params
from tests.fakes.twilio_rules import Refused

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "f" * 32
SENDER = "whatsapp:+6281100000000"


class Window(Enum):
    """What becomes of free text to somebody who has not written for 24 hours."""

    LATER = "taken, then the status says failed with 63016, as the original does"
    AT_ONCE = "refused with 63016"
    OPEN = "delivered"


class Account:
    """What Twilio holds of us. Webhooks are signed for `public_url`; `url` is set while it is served."""

    def __init__(
        self,
        *,
        account: str = ACCOUNT,
        token: str = TOKEN,
        sender: str = SENDER,
        public_url: str = "https://kabar.example.id",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.account, self.token, self.sender = account, token, sender
        self.public_url, self.now = public_url.rstrip("/"), now
        self.url = ""
        self.persons: dict[str, Person] = {}
        self.sent: dict[str, Sent] = {}
        self.contents: dict[str, dict[str, Any]] = {}
        self.approvals: dict[str, dict[str, Any]] = {}
        self.received: list[dict[str, Any]] = []  # as the API lists them, oldest first
        self.files: dict[str, list[Media]] = defaultdict(list)  # by message
        self.window = Window.LATER
        self.most_a_second = 0  # 429 above it; 0 for no limit
        self._heard: dict[str, datetime] = {}
        self._times: deque[float] = deque()
        self._numbers = count(1)

    # What we send

    def take(self, fields: dict[str, list[str]]) -> Sent:
        """POST Messages.json: check it and take it. Raises Refused."""
        rules.check_message(fields, self.sender, self.contents)
        one = {name: values[-1] for name, values in fields.items()}
        person = self.person(one["To"])
        if person.opted_out:
            raise Refused(21610, "Attempt to send to unsubscribed recipient")
        if self._too_fast():
            raise Refused(20429, "Too Many Requests", 429)
        values = rules.read_variables(one.get("ContentVariables"))
        content = self.contents.get(one.get("ContentSid", ""))
        error = person.fate or self._window_problem(person.address, one.get("ContentSid", ""))
        if error == 63016 and self.window is Window.AT_ONCE:
            raise Refused(63016, "Failed to send freeform message: you are outside the allowed window.")
        message = Sent(
            sid("SM", "out", next(self._numbers)),
            person.address,
            one.get("Body", ""),
            content_sid=one.get("ContentSid", ""),
            media_url=one.get("MediaUrl", ""),
            callback=one.get("StatusCallback", ""),
        )
        if content is not None:
            shown = rules.show(content, values)
            message.text, message.kind, message.options = shown.text, shown.kind, shown.options
            if not self._approved(message.content_sid):
                error = error or rules.problem_in_session(content, values)
        message.error = error
        self.sent[message.sid] = message
        if error == 0:
            person.seen.append(message)
        return message

    def _window_problem(self, address: str, content_sid: str) -> int:
        if self.window is Window.OPEN or self._approved(content_sid):
            return 0
        heard = self._heard.get(address)
        return 0 if heard is not None and self.now() - heard < timedelta(hours=24) else 63016

    def _approved(self, content_sid: str) -> bool:
        return self.approvals.get(content_sid, {}).get("status") == "approved"

    def _too_fast(self) -> bool:
        now = time.monotonic()
        while self._times and now - self._times[0] >= 1:
            self._times.popleft()
        self._times.append(now)
        return 0 < self.most_a_second < len(self._times)

    def status(self, message_sid: str, state: str, error: int = 0) -> Request:
        """The signed status request."""
        message = self.sent[message_sid]
        params = [
            ("ChannelPrefix", "whatsapp"),
            ("ApiVersion", API_VERSION),
            ("MessageStatus", state),
            ("SmsSid", message_sid),
            ("SmsStatus", state),
            ("ChannelInstallSid", sid("XE", "install")),
            ("To", message.to),
            ("From", self.sender),
            ("MessageSid", message_sid),
            ("StructuredMessage", "false"),
            ("AccountSid", self.account),
        ]
        if error:
            params += [("ErrorCode", str(error)), ("ErrorMessage", "")]
        return signed(self.token, message.callback or f"{self.public_url}/whatsapp/status", params)

    # The persons

    def person(self, address: str) -> Person:
        return self.persons.setdefault(address, Person(address))

    def seen(self, address: str) -> list[Sent]:
        """What arrived at a person, oldest first."""
        return [message for message in self.person(address).seen if message.arrived]

    def writes(self, address: str, text: str, *, name: str = "", **more: str) -> Request:
        """A person writes. The request is signed and on record; `deliver` posts it."""
        person = self.person(address)
        person.name = name or person.name
        return self._comes(person, text, more)

    def taps(self, address: str, index: int = 0, *, message: Sent | None = None) -> Request:
        """A person taps an option, of the newest message that has some unless told which."""
        person = self.person(address)
        kind, text, more = person.tap(message or person.last(), index)
        return self._comes(person, text, dict(more), kind)

    def sends_file(self, address: str, data: bytes, mime: str = "image/jpeg", text: str = "") -> Request:
        """A photo, a voice note, a document."""
        return self.sends_files(address, [(data, mime)], text)

    def sends_files(self, address: str, files: list[tuple[bytes, str]], text: str = "") -> Request:
        """Several in one message: MediaUrl0, MediaUrl1 ..."""
        message_sid = sid("MM", "in", next(self._numbers))
        more = {"NumMedia": str(len(files))}
        for index, (data, mime) in enumerate(files):
            media = Media(sid("ME", message_sid, index), mime, data)
            self.files[message_sid].append(media)
            more[f"MediaContentType{index}"] = mime
            more[f"MediaUrl{index}"] = f"{self.url}{self.media_path(message_sid, media)}"
        kind = files[0][1].partition("/")[0]
        return self._comes(self.person(address), text, more, kind, message_sid)

    def sends_location(self, address: str, latitude: float, longitude: float, **more: str) -> Request:
        place = {"Latitude": str(latitude), "Longitude": str(longitude), **more}
        return self._comes(self.person(address), "", place, "location")

    def media_path(self, message_sid: str, media: Media) -> str:
        return f"/{API_VERSION}/Accounts/{self.account}/Messages/{message_sid}/Media/{media.sid}"

    def request(self, params: Params, path: str = "/whatsapp/webhook") -> Request:
        """Any parameters at all, rightly signed."""
        return signed(self.token, self.public_url + path, params)

    def _comes(
        self, person: Person, text: str, more: dict[str, str], kind: str = "text", message_sid: str = ""
    ) -> Request:
        message_sid = message_sid or sid("SM", "in", next(self._numbers))
        now = self.now()
        self._heard[person.address] = now
        person.opted_out = False
        self.received.append(
            {
                "sid": message_sid,
                "from": person.address,
                "to": self.sender,
                "body": text,
                "direction": "inbound",
                "status": "received",
                "num_media": more.get("NumMedia", "0"),
                "date_sent": format_datetime(now),
                "date_created": format_datetime(now),
            }
        )
        params = person.params(self.account, message_sid, self.sender, kind, text)
        return self.request(with_params(params, **more))

    # Contents

    def make_content(self, definition: Any) -> str:
        """POST /v1/Content. Raises Refused."""
        rules.check_content(definition)
        content_sid = sid("HX", "content", next(self._numbers))
        self.contents[content_sid] = {"friendly_name": "", "variables": {}, **definition}
        return content_sid

    def approved(self, body: str, **samples: str) -> str:
        """A text template that WhatsApp has approved already; its sid."""
        content_sid = self.make_content(
            {
                "language": "id",
                "variables": samples or {"1": "sample"},
                "types": {"twilio/text": {"body": body}},
            }
        )
        self.approvals[content_sid] = {"status": "approved"}
        return content_sid

    def review(self, content_sid: str) -> str:
        """WhatsApp's reviewers decide on a content that was handed in; the state after it."""
        reason = rules.rejection(self.contents[content_sid])
        state = "rejected" if reason else "approved"
        self.approvals[content_sid] |= {"status": state, "rejection_reason": reason}
        return state
