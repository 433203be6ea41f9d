"""Web chat: the office's own page as a channel. It is pulled: the page reads the outbox by itself."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Callable, Sequence
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

import msgspec

from bot.channels.channel import Forbidden, Outbound, Remedy, Request, SendError
from bot.channels.web_layout import clean
from storage.inbound import Attachment, Inbound, Kind

COOKIE = "kabar_chat"
PROOF = "x-kabar-chat"  # a header of our own page's script: another site's form cannot set it
TOKEN = re.compile(r"[A-Za-z0-9_-]{30,60}")
REF = re.compile(r"[0-9a-f]{40}")
KINDS = frozenset({"text", "tap", "start", "location", "photo"})
KEPT = 86_400.0  # seconds for which an upload lies here: long after the last try to fetch it


class _Sent(msgspec.Struct, frozen=True):
    """What the page's script posts. `id` is its own: the same one twice is the same message."""

    id: str
    kind: str
    text: str = ""
    data: str = ""
    latitude: float | None = None
    longitude: float | None = None
    size: int = 0

    @property
    def usable(self) -> bool:
        if self.kind not in KINDS or not 0 < len(self.id) <= 60:
            return False
        if self.kind == "location":
            return _within(self.latitude, 90) and _within(self.longitude, 180)
        return self.kind != "photo" or self.size > 0


def _within(degrees: float | None, most: int) -> bool:
    return degrees is not None and -most <= degrees <= most


_decode = msgspec.json.Decoder(_Sent).decode


def address_of(token: str) -> str:
    """The address of a visitor: what is stored does not let anybody speak as them."""
    return hashlib.sha256(token.encode()).hexdigest()[:40]


def visitor_of(cookies: str) -> str | None:
    """The visitor's token in a Cookie header, if there is a sound one."""
    try:
        morsel = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel is not None and TOKEN.fullmatch(morsel.value) else None


class WebChat:
    """The channel "web". Pictures lie sealed in `folder` until the fetcher takes them into the documents."""

    name = "web"

    def __init__(
        self, folder: Path, seal: Callable[[bytes], bytes], unseal: Callable[[bytes], bytes]
    ) -> None:
        self._folder, self._seal, self._unseal = folder, seal, unseal

    def read(self, request: Request) -> Sequence[Inbound]:
        """One message of the page. Raises Forbidden without a visitor's cookie or our own script's header."""
        address = self.address(request)
        try:
            sent = _decode(request.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            sent = None
        if sent is None or not sent.usable:
            number = hashlib.sha256(request.body).hexdigest()[:32]
            return [Inbound(self.name, f"{address}:{number}", address, Kind.UNUSABLE)]
        photo = Attachment(_ref(address, sent.id), "photo", sent.size) if sent.kind == "photo" else None
        return [
            Inbound(
                self.name,
                f"{address}:{clean(sent.id)}",
                address,
                Kind(sent.kind),
                text=clean(sent.text)[:4096],
                data=clean(sent.data)[:200],
                attachment=photo,
                latitude=sent.latitude,
                longitude=sent.longitude,
            )
        ]

    def address(self, request: Request) -> str:
        """Whose request it is. Raises Forbidden."""
        token = visitor_of(request.headers.get("cookie", ""))
        if token is None or PROOF not in request.headers:
            raise Forbidden
        return address_of(token)

    def keep(self, address: str, sent_id: str, data: bytes) -> None:
        """Lay a picture down under its message's id; the message itself follows as a "photo"."""
        self._sweep()
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self._folder / _ref(address, sent_id)).write_bytes(self._seal(data))

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        """The page shows it when it looks: there is nothing to send."""
        return f"web:{out.id}"

    async def fetch(self, ref: str, most: int) -> bytes:
        """The kept picture."""
        if not REF.fullmatch(ref):
            raise SendError(Remedy.DROP, "no such upload")
        data = await asyncio.to_thread(self._take, self._folder / ref)
        if len(data) > most:
            raise SendError(Remedy.DROP, "too large")
        return data

    def _take(self, file: Path) -> bytes:
        self._sweep()
        try:
            return self._unseal(file.read_bytes())
        except FileNotFoundError:
            raise SendError(Remedy.DROP, "upload is gone") from None

    def _sweep(self) -> None:
        """Uploads that were fetched, or will never be, do not stay."""
        if not self._folder.is_dir():
            return
        for file in self._folder.iterdir():
            if file.stat().st_mtime < time.time() - KEPT:
                file.unlink(missing_ok=True)

    def lacking(self) -> Sequence[str]:
        """The page shows whatever waits."""
        return ()

    async def close(self) -> None:
        """Nothing is held open."""


def _ref(address: str, sent_id: str) -> str:
    """An upload's name: the same message sent again lies in the same place."""
    return hashlib.sha256(f"{address}:{sent_id}".encode("utf-8", "replace")).hexdigest()[:40]
