"""Stop and start: ending what the office sends of its own accord, at once, and having it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.chat import Action, Chat, Conversation
from conversations.question import label_of
from conversations.questions import Choice, YesNo
from rules.consent import Purpose


@dataclass(frozen=True, slots=True)
class StopFacts:
    """What is consented to now; `one` where only that purpose is to stop."""

    given: Sequence[Purpose] = ()
    one: Purpose | None = None


class Stop(Conversation[StopFacts, tuple[Purpose, ...]]):
    """Asks nothing: who says stop has said it. Gives the purposes that end."""

    name = "stop"
    longest = 0

    def script(self, chat: Chat, facts: StopFacts) -> tuple[Purpose, ...]:
        if facts.one is not None:
            return (facts.one,)
        return tuple(facts.given)


@dataclass(frozen=True, slots=True)
class StartFacts:
    """`taken` is what the last stop ended; `one` where a button names a single purpose."""

    given: Sequence[Purpose] = ()
    taken: Sequence[Purpose] = ()
    one: Purpose | None = None
    registered: bool = True


class Start(Conversation[StartFacts, tuple[Purpose, ...]]):
    """Gives the purposes to begin again; none: they are to be asked for one by one."""

    name = "start"
    longest = 1

    back = Choice(YesNo, sticky=False)

    def script(self, chat: Chat, facts: StartFacts) -> tuple[Purpose, ...]:
        if not facts.registered:
            chat.end("start-stranger", actions=(Action("register"), Action("programmes"), Action("menu")))
        if facts.one is not None:
            return (facts.one,)
        if not facts.taken:
            return ()
        taken = tuple(label_of(purpose) for purpose in facts.taken)
        if chat.ask(self.back, purposes=taken) is YesNo.NO:
            chat.end("start-kept", actions=(Action("consents"), Action("menu")))
        return tuple(facts.taken)
