"""A webhook route: read the body within its limit, verify, take, and answer 200 only after the commit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import structlog
from starlette.types import Receive, Scope, Send

from bot.channels.channel import Channel, Forbidden, Request
from bot.intake import Intake, Unavailable
from storage.inbound import Inbound, Receipt

LIMIT = 1 << 20  # bytes of a request body; Telegram and Twilio stay far below
DRAINED = 64 << 20  # bytes over it that are still read: a connection closed on unread bytes loses the answer
log = structlog.get_logger()


class Webhook:
    """An ASGI endpoint for one channel.

    `spare` keeps a raw request where the sender would not repeat it; while `behind` says that some are kept,
    new ones wait behind them. `after` is told what was taken, once it is answered.
    """

    def __init__(
        self,
        channel: Channel,
        intake: Intake,
        spare: Callable[[Request], Awaitable[None]] | None = None,
        behind: Callable[[], bool] = lambda: False,
        after: Callable[[Sequence[Inbound | Receipt]], None] = lambda items: None,
    ) -> None:
        self._channel, self._intake, self._after = channel, intake, after
        self._spare, self._behind = spare, behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _body(scope, receive)
        except Gone:
            return None
        if body is None:
            return await _answer(send, 413)
        request = Request(
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
            headers={k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]},
            body=body,
        )
        try:
            items = self._channel.read(request)
        except Forbidden:
            return await _answer(send, 403)
        try:
            if self._behind():
                raise Unavailable
            await self._intake.take(items)
        except Unavailable:
            return await _answer(send, await self._keep(request))
        await _answer(send, 200)
        return self._after(items)

    async def _keep(self, request: Request) -> int:
        """The status of a request that could not be taken now: 200 where it is kept on disk."""
        if self._spare is None:
            return 503
        try:
            await self._spare(request)
        except OSError as full:
            log.error("request not kept", kind=type(full).__name__, channel=self._channel.name)
            return 503
        return 200


class Gone(Exception):
    """The client went away in the middle of its request."""


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body, or None where it is over the limit, whether its length was declared or not."""
    declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    fits = not declared.isdigit() or int(declared) <= LIMIT
    parts, size, more = [], 0, True
    while more and size <= LIMIT + DRAINED:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        part: bytes = message.get("body", b"")
        size += len(part)
        fits = fits and size <= LIMIT
        if fits:
            parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts) if fits else None


async def _answer(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0")]
    if status == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
