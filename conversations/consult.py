"""A question to petugas: one message starts it, then a human listens and the bot keeps silent."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.chat import Chat, Conversation
from conversations.questions import Choice, Sent, TextOrFile, YesNo


@dataclass(frozen=True, slots=True)
class ConsultFacts:
    """`listening` when a human reads along already."""

    office: str
    listening: bool = False
    ready: str = ""  # a message that only needs a yes: what a button promised to ask for


class Consult(Conversation[ConsultFacts, Sent]):
    """Gives the first message; all further ones go by the relay, not by this form."""

    name = "consult"
    longest = 2

    ready = Choice(YesNo, summed=False)
    message = TextOrFile(1000, 2)

    def script(self, chat: Chat, facts: ConsultFacts) -> Sent:
        if facts.listening:
            chat.end("consult-listening")
        if facts.ready and chat.ask(self.ready, message=facts.ready) is YesNo.YES:
            return Sent(facts.ready)
        return chat.ask(self.message, office=facts.office)
