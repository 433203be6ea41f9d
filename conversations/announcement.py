"""An announcement as people get it: the office's words, a button that leads on, and how to stop."""

from __future__ import annotations

from conversations.message import Button, Message
from locales.texts import Texts

LONGEST = 900  # characters of the office's words; with the rest it fits Telegram's 1,024 beside a picture


def announcement(
    texts: Texts, words: str, *, language: str = "id", programme: str = "", picture: int | None = None
) -> Message:
    """`words` as staff wrote them; `programme` is the code that a button shows the card of.

    The button has no number: a number answers what the chat asked last, and an announcement asks nothing.
    """
    text = f"{words}\n\n{texts.say(language, 'announcement-stop')}"
    see = Button(f">programmes|{programme}", texts.say(language, "announcement-see"), numbered=False)
    return Message(text, (see,) if programme else (), picture=picture)
