"""The code for the web chat: handed out at once where the phone is proved."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.chat import Action, Chat, Conversation


@dataclass(frozen=True, slots=True)
class WebCodeFacts:
    """Whether the phone of who writes is proved on this channel."""

    verified: bool


class WebCode(Conversation[WebCodeFacts, None]):
    """Asks nothing: its end makes the code."""

    name = "webcode"
    longest = 0

    def script(self, chat: Chat, facts: WebCodeFacts) -> None:
        if not facts.verified:
            chat.end("webcode-needs-phone", actions=(Action("verify"), Action("menu")))
