"""A webhook route: read the body within its limit, verify, take, and answer 200 only after the commit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import structlog
from starlette.types import Receive, Scope, Send

from bot.channels.channel import Channel, Forbidden, Request
from bot.intake import Intake, Unavailable
from storage.inbound import Inbound, Receipt

LIMIT = 1 << 20  # bytes of a request body; Telegram and Twilio stay far below
log = structlog.get_logger()


class Webhook:
    """An ASGI endpoint for one channel.

    `spare` keeps a raw request where the sender would not repeat it. `after` is told what was taken, once it
    is answered.
    """

    def __init__(
        self,
        channel: Channel,
        intake: Intake,
        spare: Callable[[Request], Awaitable[None]] | None = None,
        after: Callable[[Sequence[Inbound | Receipt]], None] = lambda items: None,
    ) -> None:
        self._channel, self._intake, self._spare, self._after = channel, intake, spare, after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(scope, receive)
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
            await self._intake.take(items)
        except Unavailable:
            if self._spare is None:
                return await _answer(send, 503)
            await self._spare(request)
            return await _answer(send, 200)
        await _answer(send, 200)
        return self._after(items)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body, or None where it is over the limit, whether its length was declared or not."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and int(value) > LIMIT:
            return None
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body if len(body) <= LIMIT else None
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > LIMIT:
            return None
        parts.append(part)
    return b"".join(parts)


async def _answer(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0")]
    if status == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
