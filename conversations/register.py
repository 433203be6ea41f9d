"""Registration: at most seven questions about a person and the business, then consents follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.chat import Action, Chat, Conversation, Need
from conversations.questions import Already, Choice, Confirm, Desa, Kecamatan, Text
from conversations.questions.called import Called, Name, title_label
from conversations.questions.place import Middle
from conversations.questions.since import Since
from rules import regions
from rules.business import Sector


@dataclass(frozen=True, slots=True)
class Known:
    """Someone who is registered: how to address them, and the business."""

    person: int
    called: Called
    business: str


@dataclass(frozen=True)
class SameBusiness(Need[Known | None]):
    """The person with this verified phone and a business of this name, if there is one.

    A phone is recycled and shared: whoever else has it is revealed to nobody who does not name the business.
    """

    business: str

    def likely(self) -> Known | None:
        return None


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """`known` is who writes, if registered; `shared` that somebody else has this verified phone.

    `suggested` is where the poster hung by whose link they came.
    """

    kecamatan: Sequence[regions.Kecamatan]
    centres: Mapping[str, Middle]
    known: Known | None = None
    shared: bool = False
    suggested: regions.Kecamatan | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """A new person and business. Kecamatan and desa by their Kemendagri codes."""

    called: Called
    business: str
    sector: Sector
    kecamatan: str
    desa: str
    nib: bool
    since: int


class Register(Conversation[RegisterFacts, Registration | Known]):
    """Seven questions; three when the phone and the business show that we know the person already."""

    name = "register"
    longest = 7

    called = Name()
    business = Text(60, name=True)
    sector = Choice(Sector)
    kecamatan = Kecamatan()
    desa = Desa()
    nib = Choice(Already)
    since = Since()
    send = Confirm()

    def script(self, chat: Chat, facts: RegisterFacts) -> Registration | Known:
        if facts.known is not None:
            chat.end(
                "register-already",
                title=title_label(facts.known.called.title),
                name=facts.known.called.name,
                business=facts.known.business,
                actions=(Action("programmes"), Action("profile"), Action("menu")),
            )
        chat.say("register-hello")
        called = chat.ask(self.called)
        business = chat.ask(self.business)
        known = chat.need(SameBusiness(business)) if facts.shared else None
        if known is not None:
            chat.confirm(self.send)
            return known
        sector = chat.ask(self.sector)
        near = facts.suggested
        kecamatan = chat.ask(
            self.kecamatan.among(facts.kecamatan, facts.centres, near),
            suggested=near.name if near else "none",
        )
        desa = chat.ask(self.desa.of(kecamatan))
        nib = chat.ask(self.nib) is Already.YES
        since = chat.ask(self.since)
        chat.confirm(self.send)
        return Registration(called, business, sector, kecamatan.code, desa.code, nib, since)
