"""The command line: `kabar COMMAND`. Only the command that is called is imported: all take seconds."""

from __future__ import annotations

import sys
from collections.abc import Collection
from importlib import import_module

import typer

COMMANDS = {  # each with its module in bot.commands, and what `kabar --help` says
    "serve": (
        "serve",
        "Take messages, keep time and send; print a console link and the chat's address.",
    ),
    "chat": ("chat", "Talk to the assistant here. A piped text is one message a line."),
    "understand": ("understand", "What the assistant makes of a text: one JSON object a line."),
    "tick": ("tick", "Do all that is due once, send what may go out, and print a JSON summary."),
    "demo": ("demo", "Fill an empty database with believable data."),
    "broadcast": ("broadcast", "Send an announcement, or report on one."),
    "staff": ("staff", "Staff and assistants of the office."),
    "backup": ("care", "Write the whole database and the documents to one file."),
    "restore": ("care", "Read a backup into an empty database; the outbox is on hold until it is released."),
    "doctor": ("care", "Check settings, database, tokens, webhooks and templates, and say what to do."),
}


def assembled(wanted: Collection[str] = COMMANDS) -> typer.Typer:
    """The command line with the commands that are wanted; of the others it has only the names."""
    app = typer.Typer(
        name="kabar",
        help="Kabar Usaha: the chat assistant of a Cooperatives and SMEs Office.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name, (module, told) in COMMANDS.items():
        if name not in wanted:
            app.command(name, help=told)(_not_imported)
            continue
        found = import_module(f"bot.commands.{module}")
        if hasattr(found, "app"):
            app.add_typer(found.app, name=name)
        else:
            app.command(name)(getattr(found, name))
    return app


def _not_imported() -> None:
    """Stands for a command that is only listed."""


def main() -> None:
    """Where the `kabar` script starts."""
    called = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    assembled({called})()


if __name__ == "__main__":
    main()
