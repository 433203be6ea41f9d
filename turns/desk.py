"""A desk is where a conversation meets the office's memory: facts in, result recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from conversations.chat import Action, Conversation, Need, Say
from conversations.question import Ears
from rules.office import Office
from storage.contacts import Visitor
from storage.database import Db
from storage.forms import Opening

__all__ = ["Case", "Desk", "Done", "Opening", "Visitor"]

F = TypeVar("F")
R = TypeVar("R")


class Case(msgspec.Struct, frozen=True):
    """All a desk is given, within one transaction. `form_id` is unique to the form, for results to keep."""

    db: Db
    now: datetime
    office: Office
    opening: Opening
    visitor: Visitor
    form_id: int = 0

    @property
    def subject(self) -> int:
        """The person the form is about. A desk that can do without one asks `visitor` itself."""
        person = self.opening.subject or self.visitor.person_id
        if person is None:
            raise LookupError(f"{self.opening.name} needs a person")
        return person


class Done(msgspec.Struct, frozen=True):
    """What follows a recorded result: what is said, buttons to go on with, and dialogues that open next."""

    says: Sequence[Say] = ()
    actions: Sequence[Action] = ()
    then: Sequence[Opening] = ()
    leads: bool = False  # what is said stands above the first question of `then`, in the same message
    changeable: bool = False  # a button "Ubah" reopens this form (the check-in, until its month ends)
    kind: str = (
        "reply"  # what the messages are: reply, relay, checkin, reminder, decision, nudge (a template's name)
    )
    purpose: str = ""  # the consent that is checked once more when they are sent
    once: str = ""  # never write the messages twice with the same word
    not_after: datetime | None = None  # of no use later


class Desk(Generic[F, R]):
    """One for each conversation. What a person must be before it opens stands in the class attributes."""

    conversation: Conversation[F, R]
    registered: ClassVar[bool] = False  # opens registration first, then this
    verified: ClassVar[bool] = False  # opens the phone's verification first, then this
    roles: ClassVar[frozenset[str]] = frozenset()  # for staff with one of these roles only
    intents: ClassVar[tuple[str, ...]] = ()  # what people want when they mean this dialogue; the name is one
    listed: ClassVar[bool] = False  # stands in the menu, in the order of the desks
    stranger: ClassVar[bool] = False  # is in the menu only for people who are not registered yet

    def about(self, case: Case) -> str:
        """What an opening form is about, fixed from then on: as its opening says, or as the desk knows."""
        return case.opening.about

    def load(self, case: Case) -> F:
        """The facts, anew at each turn."""
        raise NotImplementedError

    def meant(self, text: str, ears: Ears) -> str:
        """What a wish in free words is about, where it says so already ("hapus data saya")."""
        return ""

    def need(self, case: Case, need: Need[Any]) -> object:
        """A fact that depends on an answer."""
        raise LookupError(f"{self.conversation.name} has no {type(need).__name__}")

    def tell(self, case: Case, about: str) -> Done | None:
        """What the office starts: something came due, a decision, an answer by staff, a greeting.

        It enters as an inbox row of its own kind whose data is `<desk>|<about>` ("checkin|reminder|2026-11"),
        addressed to "person:<id>" or "contact:<id>". None: there is nothing to say any more.
        """
        raise LookupError(f"{self.conversation.name} tells nothing")

    def record(self, case: Case, result: R) -> Done:
        """Keep a finished result, in the same transaction, and say what follows."""
        raise NotImplementedError
