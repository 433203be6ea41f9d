"""A Bot API that answers every call at once with the same message: for the echo that calls one."""

from __future__ import annotations

import sys

import uvicorn
from starlette.types import Receive, Scope, Send

SENT = (
    b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":5,"type":"private","first_name":"N"},'
    b'"text":"Keripik"}}'
)
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(SENT)).encode())]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": SENT})


if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        log_config=None,
        access_log=False,
    )
