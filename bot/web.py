"""The web application: webhooks, the chat page, uploads, the console, and what operators look at."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import chatpage, files, uploadpage
from bot.channels.channel import Channel
from bot.channels.webchat import WebChat
from bot.house import House
from bot.intake import Intake
from bot.meters import Meters
from bot.service import Service
from bot.webhook import Webhook
from console import site
from console.room import Room

Roles = frozenset[str]


def application(
    house: House,
    wires: Mapping[str, Channel],
    roles: Roles,
    *,
    demo: bool = False,
) -> tuple[ASGIApp, Service]:
    """The whole program behind one ASGI application, and what runs beside it; `roles` of web, clock, send."""
    service = Service(house, wires, roles)
    routes: list[BaseRoute] = [
        Route("/health", _health(service)),
        Route("/ready", _ready(service)),
        Route("/metrics", Meters(house.database, house.clock).show),
        Route("/", lambda request: RedirectResponse("/chat")),
    ]
    hooks: Mapping[str, ASGIApp] = {}
    if "web" in roles:
        hooks = _webhooks(wires, service.intake, service)
        web = wires["web"]
        if isinstance(web, WebChat):
            routes += chatpage.routes(house, service.intake, web, demo=demo)
        routes += site.routes(_room(house, service, demo))
        routes += files.routes(house)
        routes += uploadpage.routes(house, service.intake)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with service.running():
            yield

    return Front(hooks, Starlette(routes=routes, lifespan=lifespan)), service


class Front:
    """Webhooks by their path; all else goes to the application.

    They need nothing of its middleware, which costs as much as a third of a turn.
    """

    def __init__(self, hooks: Mapping[str, ASGIApp], rest: ASGIApp) -> None:
        self._hooks, self._rest = hooks, rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hook = (
            self._hooks.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        )
        await (hook or self._rest)(scope, receive, send)


def _webhooks(wires: Mapping[str, Channel], intake: Intake, service: Service) -> Mapping[str, ASGIApp]:
    hooks: dict[str, ASGIApp] = {}
    if "telegram" in wires:
        from bot.channels.telegram import Telegram  # its libraries take seconds to import

        telegram = wires["telegram"]
        assert isinstance(telegram, Telegram)
        hooks["/telegram/webhook"] = Webhook(telegram, intake, after=telegram.acknowledge)
    if "whatsapp" in wires:
        # Twilio does not repeat a failed webhook.
        hook = Webhook(wires["whatsapp"], intake, service.keep, service.behind)
        hooks["/whatsapp/webhook"] = hooks["/whatsapp/status"] = hook
    return hooks


def _room(house: House, service: Service, demo: bool) -> Room:
    return Room(
        database=house.database,
        turns=house.turns,
        office=house.office,
        texts=house.texts,
        regions=house.regions,
        quiet=house.quiet,
        clock=house.clock,
        public_url=house.settings.public_url,
        woken=service.wake,
        demo=demo,
        whatsapp=house.settings.twilio_from.removeprefix("whatsapp:"),
    )


def _health(service: Service) -> Callable[[WebRequest], Awaitable[Response]]:
    async def health(request: WebRequest) -> Response:
        """200 only while webhooks are taken."""
        return PlainTextResponse("ok" if service.takes else "closed", 200 if service.takes else 503)

    return health


def _ready(service: Service) -> Callable[[WebRequest], Response]:
    def ready(request: WebRequest) -> Response:  # in a thread: a database that hangs must hold up no webhook
        """Whether the database answers and the roles of this process run."""
        state = service.state()
        return JSONResponse(state, 200 if all(state.values()) else 503)

    return ready
