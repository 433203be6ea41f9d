"""Asked before a training: coming, or not; who cannot come frees the seat for somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from conversations.chat import Action, Chat, Conversation
from conversations.question import Arg
from conversations.questions import Choice, YesNo


class Coming(Enum):
    """Whether the person comes."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class AttendFacts:
    """The training, by its title; `seat` while the person has one and it has not begun.

    `answer` where the reminder's own button said it already.
    """

    programme: str = ""
    starts: date | None = None
    place: Arg = ""
    seat: bool = False
    answer: Coming | None = None


class Attend(Conversation[AttendFacts, Coming]):
    """A seat is given up only after asking once more."""

    name = "attend"
    longest = 2

    coming = Choice(Coming)
    sure = Choice(YesNo, usual=YesNo.YES)

    def script(self, chat: Chat, facts: AttendFacts) -> Coming:
        if not facts.seat or facts.starts is None:
            chat.end("attend-over", actions=(Action("status"), Action("menu")))
        answer = facts.answer
        if answer is None:
            chat.say("attend-hello", programme=facts.programme, starts=facts.starts, place=facts.place)
            answer = chat.ask(self.coming)
        if answer is Coming.YES:
            return Coming.YES
        if chat.ask(self.sure, programme=facts.programme) is YesNo.NO:
            chat.end("attend-kept", programme=facts.programme, actions=(Action("menu"),))
        return Coming.NO
