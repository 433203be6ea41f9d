"""The HTTP server of one process: says when it listens, and when it was told to end."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

FINISHING = 5  # seconds for requests under way after SIGTERM; event streams end by themselves


class Server(uvicorn.Server):
    """`started` is called once requests are taken, `leaving` as soon as the process is to end."""

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        port: int,
        started: Callable[[], None],
        leaving: Callable[[], None],
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                loop="uvloop",
                http="httptools",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=FINISHING,
            )
        )
        self._when_started, self._when_leaving = started, leaving

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Raises SystemExit where the address is taken."""
        await super().startup(sockets)
        if self.started:
            self._when_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._when_leaving()
        await super().shutdown(sockets)
