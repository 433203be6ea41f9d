"""The web chat for the contract: the page's posts, and what it would show of what lies in the outbox."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

from bot.channels.channel import Outbound, Request
from bot.channels.web_layout import WebLayout
from bot.channels.webchat import COOKIE, PROOF, WebChat, address_of
from storage.sealing import Sealing
from tests.channels.contract import Fault, Seen, Shown
from tests.conftest import KEYS
from tests.talk import texts

TOKEN = "a-visitor-of-tests_0123456789-abcdefghijk"


@dataclass
class _Page(HTMLParser):
    """Reads one message's HTML as the browser does: text, keys, picture; what a word says is never a tag."""

    text: str = ""
    options: list[Shown] = field(default_factory=list)
    picture: str = ""
    place: bool = False
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        kinds = told.get("class", "").split()
        assert tag in {"div", "p", "ol", "li", "span", "bdi", "button", "a", "small", "img"}, tag
        assert not any(name.startswith("on") or name == "style" for name in told), told
        if tag == "img":
            self.picture = told["src"]
            return
        self.inside.append("text" if tag == "p" and "text" in kinds else tag)
        if tag == "a" or "data-tap" in told:
            self.options.append(Shown("", told.get("data-tap", ""), told.get("href", "")))
            self.inside[-1] = "option"
        self.place = self.place or "place" in kinds

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] == "text":
            self.text += data
        elif self.inside[-2:] == ["option", "bdi"]:
            last = self.options[-1]
            self.options[-1] = Shown(last.label + data, last.data, last.url)


class _Pulled(WebChat):
    """Keeps what it was given to send, as the outbox does until the page looks."""

    def __init__(self, folder: Path, sealing: Sealing) -> None:
        super().__init__(folder, sealing.seal, sealing.open)
        self.waiting: list[Outbound] = []

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        self.waiting.append(out)
        return await super().send(out, window_open=window_open)


class WebWire:
    """A Wire, see contract.py. There is no network that could fail: the page asks again by itself."""

    faults: frozenset[Fault] = frozenset()

    def __init__(self, folder: Path) -> None:
        self.channel = _Pulled(folder, Sealing(KEYS))
        self.address = address_of(TOKEN)
        self.layout = WebLayout(lambda key: texts().say("id", key))
        self._numbers = count(1)

    def posts(self, **told: object) -> Request:
        body = json.dumps({"id": f"n{next(self._numbers)}", **told}).encode()
        return self.posted(body)

    def posted(self, body: bytes, **headers: str) -> Request:
        return Request("/chat/say", "", {"cookie": f"{COOKIE}={TOKEN}", PROOF: "1"} | headers, body)

    def writes(self, text: str, *, name: str = "Siti") -> Request:
        return self.posts(kind="text", text=text)

    def picks(self, seen: Seen, index: int) -> Request:
        option = seen.options[index]
        return self.posts(kind="tap", data=option.data)

    def sends_photo(self, picture: bytes, caption: str = "") -> Request:
        number = f"photo-{next(self._numbers)}"
        self.channel.keep(self.address, number, picture)
        return self.posts(id=number, kind="photo", size=len(picture), text=caption)

    def forgeries(self) -> list[Request]:
        real = self.writes("halo").body
        return [
            Request("/chat/say", "", {}, real),
            Request("/chat/say", "", {"cookie": f"{COOKIE}={TOKEN}"}, real),
            Request("/chat/say", "", {PROOF: "1"}, real),
            self.posted(real, cookie=f"{COOKIE}=short"),
            self.posted(real, cookie=f'{COOKIE}="{"x" * 20}; {"y" * 20}"'),
            self.posted(real, cookie=f"{COOKIE}={self.address[:10]}/../x"),
            self.posted(real, cookie=f"other={TOKEN}"),
        ]

    def nonsense(self) -> list[Request]:
        bodies = [
            b"",
            b"not JSON",
            b"\xff\xfe\x00",
            b"[]",
            b"null",
            b'{"id": 5, "kind": "text"}',
            b'{"id": "", "kind": "text", "text": "halo"}',
            b'{"id": "a", "kind": "due", "data": "checkin|1"}',
            b'{"id": "a", "kind": "contact", "data": "+628123456789"}',
            b'{"id": "a", "kind": "location"}',
            b'{"id": "a", "kind": "location", "latitude": 900, "longitude": 1}',
            b'{"id": "a", "kind": "photo"}',
            b'{"id": "a", "kind": "text", "text": ["a"]}',
            b'{"id": ' + b"[" * 10_000,
        ]
        return [self.posted(body) for body in bodies]

    def breaks(self, fault: Fault) -> float | None:
        raise NotImplementedError(fault)

    async def seen(self) -> list[Seen]:
        return [self._seen(out) for out in self.channel.waiting]

    def _seen(self, out: Outbound) -> Seen:
        link = f"/media/{sha256(out.picture).hexdigest()}" if out.picture else ""
        page = _Page()
        page.feed(self.layout.html(out.message, link))
        page.close()
        assert not page.inside, page.inside
        picture = out.picture if page.picture == link else None
        return Seen(page.text, tuple(page.options), picture, "location" if page.place else "")


@asynccontextmanager
async def open_wire() -> AsyncIterator[WebWire]:
    """A visitor with the page open."""
    with tempfile.TemporaryDirectory() as folder:
        yield WebWire(Path(folder) / "uploads")
