"""Web chat: the office's own page as a channel. It is pulled: the page reads the outbox by itself."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

import msgspec

from bot.channels.channel import Forbidden, Outbound, Remedy, Request, SendError
from storage.inbound import Attachment, Inbound, Kind

COOKIE = "kabar_chat"
PROOF = "x-kabar-chat"  # a header of our own page's script: another site's form cannot set it
TOKEN = re.compile(r"[A-Za-z0-9_-]{30,60}")
KINDS = frozenset({"text", "tap", "start", "location"})


class _Sent(msgspec.Struct, frozen=True):
    """What the page's script posts. `id` is its own: the same one twice is the same message."""

    id: str
    kind: str
    text: str = ""
    data: str = ""
    latitude: float | None = None
    longitude: float | None = None


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
        except (msgspec.DecodeError, UnicodeDecodeError):
            sent = None
        if sent is None or sent.kind not in KINDS or not sent.id or len(sent.id) > 60:
            number = hashlib.sha256(request.body).hexdigest()[:32]
            return [Inbound(self.name, f"{address}:{number}", address, Kind.UNUSABLE)]
        return [
            Inbound(
                self.name,
                f"{address}:{sent.id}",
                address,
                Kind(sent.kind),
                text=sent.text[:4096],
                data=sent.data[:200],
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

    async def photo(self, address: str, sent_id: str, data: bytes) -> Inbound:
        """A picture from the page, kept until it is fetched."""
        ref = secrets.token_urlsafe(24)
        await asyncio.to_thread(self._keep, ref, data)
        attachment = Attachment(ref, "photo", len(data))
        return Inbound(self.name, f"{address}:{sent_id[:60]}", address, Kind.PHOTO, attachment=attachment)

    def _keep(self, ref: str, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / ref).write_bytes(self._seal(data))

    async def send(self, out: Outbound, *, window_open: bool) -> str:
        """The page shows it when it looks: there is nothing to send."""
        return f"web:{out.id}"

    async def fetch(self, ref: str, most: int) -> bytes:
        """The kept picture, which is given once."""
        if not TOKEN.fullmatch(ref):
            raise SendError(Remedy.DROP, "no such upload")
        data = await asyncio.to_thread(self._take, self._folder / ref)
        if len(data) > most:
            raise SendError(Remedy.DROP, "too large")
        return data

    def _take(self, file: Path) -> bytes:
        try:
            return self._unseal(file.read_bytes())
        except FileNotFoundError:
            raise SendError(Remedy.DROP, "upload is gone") from None

    async def close(self) -> None:
        """Nothing is held open."""
