"""My data: what is kept and who may see it, and asking for its deletion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from conversations.chat import Action, Chat, Conversation
from conversations.question import Label, label_of
from conversations.questions import Choice, Confirm
from rules.consent import Purpose


class DataWish(Enum):
    """What a person wants with the data about them."""

    SEE = "see"
    DELETE = "delete"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """A deletion that was asked for already."""

    reference: str
    by: date


@dataclass(frozen=True, slots=True)
class PrivacyFacts:
    """What is kept, in words and counts, never a number in full. `known` is False for a stranger."""

    office: str
    known: bool = False
    name: str = ""
    business: str = ""
    phone: str = ""  # masked
    nik: bool = False
    applications: int = 0
    checkins: int = 0
    consents: Sequence[Purpose] = ()
    hours: int = 72
    wish: DataWish | None = None  # what the form was opened for, where that was clear
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Deletion:
    """All data of this person is to be deleted."""


class Privacy(Conversation[PrivacyFacts, Deletion]):
    """Seeing is free and at once; deleting is confirmed, with a reference and by when."""

    name = "privacy"
    longest = 1

    what = Choice(DataWish, summed=False)
    send = Confirm()

    def script(self, chat: Chat, facts: PrivacyFacts) -> Deletion:
        if not facts.known:
            chat.end("privacy-stranger", office=facts.office, actions=(Action("consult"), Action("menu")))
        chat.say("privacy-hello", office=facts.office)
        wish = facts.wish or chat.ask(self.what)
        if wish is DataWish.SEE:
            self._show(chat, facts)
        if wish is DataWish.NOTHING:
            chat.end("privacy-nothing", actions=(Action("menu"),))
        if facts.asked is not None:
            chat.end(
                "privacy-asked-already",
                reference=facts.asked.reference,
                by=facts.asked.by,
                actions=(Action("consult"), Action("menu")),
            )
        chat.say("privacy-delete", hours=facts.hours)
        chat.confirm(self.send, name=facts.name)
        return Deletion()

    def _show(self, chat: Chat, facts: PrivacyFacts) -> None:
        chat.say("privacy-kept", name=facts.name, business=facts.business)
        kept = Label("privacy-nik-kept" if facts.nik else "privacy-nik-none")
        chat.say("privacy-numbers", phone=facts.phone or Label("profile-no-phone"), nik=kept)
        chat.say("privacy-counts", applications=facts.applications, checkins=facts.checkins)
        given = tuple(label_of(purpose) for purpose in facts.consents) or Label("none-of-them")
        chat.say("privacy-consents", given=given)
        chat.say("privacy-who", office=facts.office)
        actions = (
            Action("profile"),
            Action("consents"),
            Action("privacy", "delete", "action-delete"),
            Action("menu"),
        )
        chat.end("privacy-next", actions=actions)
