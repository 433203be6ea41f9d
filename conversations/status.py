"""Status: everything the person has going, told at once, with a way to whatever waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from conversations.chat import Action, Chat, Conversation
from conversations.privacy import Asked
from conversations.question import Label, label_of
from rules.application import State

CONFIRMED = Label("mark-confirmed")
MOST = 6  # applications told; older ones are at the office
WAYS = 9  # buttons a list has room for, beside the menu


@dataclass(frozen=True, slots=True)
class Going:
    """One application. `redo` is what a button needs to complete it, `position` that on a waiting list.

    `papers` are those that may still come by a link.
    """

    title: str
    reference: str
    state: State
    by: date | None = None
    mark: Label = CONFIRMED
    position: int = 0
    reason: str = ""
    redo: str = ""
    papers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Parked:
    """A form laid aside: its number as buttons carry it, and its dialogue."""

    form: str
    name: str


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """`checkins` is whether the person is asked how business is; `month` the last one told ("2026-10")."""

    going: Sequence[Going] = ()
    parked: Sequence[Parked] = ()
    registered: bool = False
    checkins: bool = False
    month: Label | None = None
    deletion: Asked | None = None  # of the person's data, asked for and not done yet
    unverified: bool = False  # only what was done in this very chat is shown


class Status(Conversation[StatusFacts, NoReturn]):
    """Asks nothing."""

    name = "status"
    longest = 0

    def script(self, chat: Chat, facts: StatusFacts) -> NoReturn:
        for going in facts.going[:MOST]:
            self._tell(chat, going)
        if len(facts.going) > MOST:
            chat.say("status-more", n=len(facts.going) - MOST)
        if facts.month is not None:
            chat.say("status-checkin-month", month=facts.month)
        elif facts.checkins:
            chat.say("status-checkin")
        for parked in facts.parked:
            chat.say("status-parked", form=Label(f"form-{parked.name}"))
        if facts.deletion is not None:
            chat.say("privacy-asked-already", reference=facts.deletion.reference, by=facts.deletion.by)
        if facts.unverified:
            chat.say("status-this-chat-only")
        redo = [Action("redo", going.redo) for going in facts.going if going.redo]
        papers = [Action("papers")] if any(going.papers for going in facts.going) else []
        resume = [Action("resume", parked.form, f"resume-{parked.name}") for parked in facts.parked]
        prove = [Action("verify")] if facts.unverified else []
        actions = (*redo, *papers, *resume, *prove)[:WAYS]
        nothing = not facts.going and not facts.parked and facts.deletion is None
        if nothing:
            start = Action("programmes") if facts.registered else Action("register")
            chat.end("status-nothing", actions=(*actions, start, Action("menu")))
        chat.end("status-next", actions=(*actions, Action("consult"), Action("menu")))

    def _tell(self, chat: Chat, going: Going) -> None:
        chat.say("status-going", what=going.title, reference=going.reference, state=label_of(going.state))
        if going.state in (State.FILED, State.CHECKING) and going.by is not None:
            chat.say("status-by", reference=going.reference, by=going.by, mark=going.mark)
        elif going.position:
            chat.say("status-position", reference=going.reference, position=going.position)
        elif going.reason:
            chat.say("status-reason", reference=going.reference, reason=going.reason)
        if going.papers:
            chat.say("status-papers", reference=going.reference, papers=tuple(going.papers))
