"""Programmes: the list of what is offered, and a card that says what this person still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from conversations.chat import Action, Chat, Conversation
from conversations.offer import Offer, show, ways
from conversations.questions import Pick


@dataclass(frozen=True, slots=True)
class ProgrammesFacts:
    """What is published today. `about` is the code of a poster or a button, "" for the whole list."""

    offers: Sequence[Offer]
    about: str = ""


class Programmes(Conversation[ProgrammesFacts, NoReturn]):
    """Looking around needs no registration and records nothing."""

    name = "programmes"
    browsing = True
    longest = 1

    programme = Pick[Offer]()

    def script(self, chat: Chat, facts: ProgrammesFacts) -> NoReturn:
        offer = next((offer for offer in facts.offers if offer.id == facts.about), None)
        if offer is None:
            if facts.about:
                chat.say("programmes-gone")
            if not facts.offers:
                chat.end("programmes-none", actions=(Action("consult"), Action("menu")))
            offer = chat.ask(self.programme.among(facts.offers))
        show(chat, offer)
        chat.end("programmes-next", actions=ways(offer))
