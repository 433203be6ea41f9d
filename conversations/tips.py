"""Tips: one for what is hardest, one for the kind of business."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.chat import Chat, Conversation
from conversations.questions import Choice
from rules.business import Sector
from rules.checkin import Constraint

TOPICS = tuple(constraint for constraint in Constraint if constraint is not Constraint.NONE)


@dataclass(frozen=True, slots=True)
class TipsFacts:
    """What is known of the business; `constraint` from the last check-in, None to ask."""

    sector: Sector | None = None
    constraint: Constraint | None = None


@dataclass(frozen=True, slots=True)
class Tip:
    """What the tips are about."""

    constraint: Constraint
    sector: Sector | None


class Tips(Conversation[TipsFacts, Tip]):
    """Asks what is hardest only where no check-in has told it."""

    name = "tips"
    browsing = True
    longest = 1

    about = Choice(Constraint)

    def script(self, chat: Chat, facts: TipsFacts) -> Tip:
        if facts.constraint is not None and facts.constraint is not Constraint.NONE:
            return Tip(facts.constraint, facts.sector)
        return Tip(chat.ask(self.about.among(TOPICS)), facts.sector)
