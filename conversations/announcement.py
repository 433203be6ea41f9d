"""An announcement as people get it: the office's words, a button that leads on, and how to stop."""

from __future__ import annotations

from conversations.message import Button, Message
from locales.texts import Texts

LONGEST = 900  # characters of the office's words; with the rest it fits Telegram's 1,024 beside a picture


def announcement(
    texts: Texts, words: str, *, language: str = "id", programme: str = "", picture: int | None = None
) -> Message:
    """`words` as staff wrote them; `programme` is the code that a button shows the card of."""
    text = f"{words}\n\n{texts.say(language, 'announcement-stop')}"
    buttons = (
        (Button(f">programmes|{programme}", texts.say(language, "announcement-see")),) if programme else ()
    )
    return Message(text, buttons, picture=picture)
