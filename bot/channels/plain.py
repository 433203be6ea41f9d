"""A message as plain text: options as numbered lines, ticks before what is chosen."""

from __future__ import annotations

from conversations.message import Message

TICKS = {True: "✅ ", False: "⬜ ", None: ""}


def plain(message: Message) -> str:
    """The text, then a line for each option: its number chooses it, or its words where it has none.

    A page is opened, not chosen.
    """
    lines, number = [message.text], 0
    for button in message.buttons:
        counts = button.numbered and not button.url
        number += counts
        mark = f"{number}." if counts else "•"
        hint = f" ({button.hint})" if button.hint else ""
        link = f" {button.url}" if button.url else ""
        lines.append(f"{mark} {TICKS[button.ticked]}{button.label}{hint}{link}")
    return "\n".join(lines)
