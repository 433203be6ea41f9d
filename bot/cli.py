"""The command line: `kabar COMMAND`."""

from __future__ import annotations

import typer

from bot.commands import broadcast, care, chat, demo, serve, staff, tick, understand

app = typer.Typer(
    name="kabar",
    help="Kabar Usaha: the chat assistant of a Cooperatives and SMEs Office.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("chat")(chat.chat)
app.command("understand")(understand.understand)
app.command("tick")(tick.tick)
app.command("demo")(demo.demo)
app.add_typer(broadcast.app, name="broadcast")
app.add_typer(staff.app, name="staff")
app.command("backup")(care.backup)
app.command("restore")(care.restore)
app.command("doctor")(care.doctor)


def main() -> None:
    """Where the `kabar` script starts."""
    app()


if __name__ == "__main__":
    main()
