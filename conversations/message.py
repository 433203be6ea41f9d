"""The neutral message: what is said to a person, before any channel lays it out."""

from __future__ import annotations

import msgspec


class Button(msgspec.Struct, frozen=True, omit_defaults=True):
    """One option. `data` comes back with a tap: `form|key|option`, or `>name|about` to start a dialogue.

    `label` is at most 24 characters where a channel lists it (20 for up to three); `hint` at most 72.
    A button with `url` opens a page instead of answering. One that is not `numbered` stands beside a question
    whose answers are numbers themselves: it is shown without a number, by its label.
    """

    data: str
    label: str
    hint: str = ""
    url: str = ""
    numbered: bool = True
    ticked: bool | None = None  # one of several choices: ticked, not ticked; None for an ordinary option


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text in the person's language, options in their order (option n answers to the number n), media.

    `wants` is "contact" or "location" where the channel may offer to share one with a tap.
    `picture` is the id of a stored media row. `columns` is a wish for narrow options side by side.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    picture: int | None = None
    wants: str = ""
    columns: int = 1


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Message).decode
