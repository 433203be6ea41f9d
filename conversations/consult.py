"""A question to petugas: one message starts it, then a human listens and the bot keeps silent."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.chat import Chat, Conversation
from conversations.questions import Text


@dataclass(frozen=True, slots=True)
class ConsultFacts:
    """`listening` when a human reads along already."""

    office: str
    listening: bool = False


class Consult(Conversation[ConsultFacts, str]):
    """Gives the first message; all further ones go by the relay, not by this form."""

    name = "consult"
    longest = 1

    message = Text(1000, 2)

    def script(self, chat: Chat, facts: ConsultFacts) -> str:
        if facts.listening:
            chat.end("consult-listening")
        return chat.ask(self.message, office=facts.office)
