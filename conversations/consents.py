"""Consents: what the office may do, each purpose ticked apart, none of them needed for a service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.chat import Chat, Conversation
from conversations.questions import Several
from rules.consent import Purpose


@dataclass(frozen=True, slots=True)
class ConsentsFacts:
    """What stands already, in the order of `Purpose`. Nothing at the first asking: no tick is ever ours."""

    given: Sequence[Purpose] = ()


class Consents(Conversation[ConsentsFacts, tuple[Purpose, ...]]):
    """Gives all purposes that are consented to from now on; the others are refused or withdrawn."""

    name = "consents"
    longest = 1

    purposes = Several(Purpose, none=True, sticky=False)

    def script(self, chat: Chat, facts: ConsentsFacts) -> tuple[Purpose, ...]:
        chat.say("consents-hello")
        return chat.ask(self.purposes.starting(facts.given))
