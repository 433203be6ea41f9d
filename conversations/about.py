"""About the office: where it is, when it is open, its official number; what it has not told is said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn

from conversations.chat import Action, Chat, Conversation
from conversations.question import Label
from conversations.questions import Choice


class Topic(Enum):
    """What people ask about the office."""

    ADDRESS = "address"
    HOURS = "hours"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Answer:
    """The office's own words, and whether it has confirmed them."""

    words: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """The office's name and what it tells of itself; a topic without words is not told."""

    office: str
    told: Mapping[Topic, Answer] = field(default_factory=dict)


class About(Conversation[AboutFacts, NoReturn]):
    """For everybody, registered or not."""

    name = "about"
    browsing = True
    longest = 1

    topic = Choice(Topic)

    def script(self, chat: Chat, facts: AboutFacts) -> NoReturn:
        topic = chat.ask(self.topic, office=facts.office)
        lead = (Action("about", "", "about-more"), Action("consult"), Action("menu"))
        answer = facts.told.get(topic)
        if answer is None or not answer.words:
            chat.end("about-unknown", actions=lead, office=facts.office)
        mark = Label("mark-confirmed" if answer.confirmed else "mark-unconfirmed")
        chat.end(f"about-tell-{topic.value}", actions=lead, words=answer.words, mark=mark)
