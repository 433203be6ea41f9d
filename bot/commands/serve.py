"""`kabar serve`: everything in one process, or the roles of one machine."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from bot.commands.opened import opened
from bot.commands.words import moment, refuse, say
from bot.demo import ahead, is_demo, seed
from bot.files import media_link
from bot.house import channels
from bot.server import Server
from bot.web import application
from console.login import new_link
from storage import rotation

ROLES = ("web", "clock", "send")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty database with invented people")] = False,
    roles: Annotated[str, typer.Option(help="Which of web, clock, send this process does")] = ",".join(ROLES),
    now: Annotated[str | None, typer.Option(help="ISO time at which the clock starts")] = None,
) -> None:
    """Take messages, keep time and send; print a console login link and the chat's address."""
    wanted = frozenset(role.strip() for role in roles.split(",") if role.strip())
    if not wanted or not wanted <= set(ROLES):
        raise typer.BadParameter(say("cli-bad-roles", roles=roles, known=", ".join(ROLES)))
    with opened(moment(now)) as house:
        if house.database.sealing.older:
            rotation.rotate(house.database)
        near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # every address, so also this
        here = f"http://{near}:{port}"
        public = house.settings.public
        if not public:
            house.settings.public_url = here
        if demo and not seed(house):
            refuse(say("cli-demo-refused"))
        if demo and now is None:
            house.clock.jump(ahead(house.database))
        link = new_link(house.database, house.clock(), demo=is_demo(house.database))
        base = house.settings.public_url

        def started() -> None:
            if "web" not in wanted:
                return
            if not public:
                house.settings.listens(here)
            if link is not None:
                typer.echo(house.texts.say("id", "cli-console", {"link": f"{base}{link}"}))
            typer.echo(house.texts.say("id", "cli-chat", {"link": f"{base}/chat"}))
            sys.stdout.flush()

        wires = channels(house, lambda media: media_link(house, media))
        app, service = application(house, wires, wanted, demo=demo)
        server = Server(app, host, port, started, service.leave)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.run()
        except SystemExit:
            refuse(say("cli-no-address", address=f"{host}:{port}"))
        except KeyboardInterrupt:
            return  # uvicorn has ended in order, and raises the signal that it was sent once more
