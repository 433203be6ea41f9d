"""Profile: what is kept of person and business, and correcting one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from conversations.chat import Action, Chat, Conversation
from conversations.question import Label, label_of
from conversations.questions import Choice, Confirm, Desa, Kecamatan, Nib, Text
from conversations.questions.called import Called, Name, title_label
from conversations.questions.place import Middle
from rules import regions
from rules.business import Sector


class Field(Enum):
    """What can be corrected."""

    NAME = "name"
    BUSINESS = "business"
    SECTOR = "sector"
    PLACE = "place"
    NIB = "nib"
    PHONE = "phone"
    LANGUAGE = "language"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What is kept now; `phone` masked, "" where none is proved."""

    called: Called
    business: str
    sector: Sector | None
    kecamatan_name: str
    desa_name: str
    nib: Label
    phone: str
    kecamatan: Sequence[regions.Kecamatan]
    centres: Mapping[str, Middle]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the business is now, by codes."""

    kecamatan: str
    desa: str


@dataclass(frozen=True, slots=True)
class BusinessName:
    """What the business is called now."""

    name: str


@dataclass(frozen=True, slots=True)
class NibNumber:
    """Thirteen digits."""

    number: str


Change: TypeAlias = Called | BusinessName | Sector | Place | NibNumber


class Profile(Conversation[ProfileFacts, Change]):
    """Shows all, then corrects what is chosen; the phone and the language have dialogues of their own."""

    name = "profile"
    longest = 3

    what = Choice(Field, summed=False)
    called = Name()
    business = Text(60, name=True)
    sector = Choice(Sector)
    kecamatan = Kecamatan()
    desa = Desa()
    nib = Nib()
    send = Confirm()

    def script(self, chat: Chat, facts: ProfileFacts) -> Change:
        self._show(chat, facts)
        field = chat.ask(self.what)
        if field is Field.NOTHING:
            chat.end("profile-unchanged", actions=(Action("privacy"), Action("menu")))
        if field is Field.LANGUAGE:
            chat.end("profile-language", actions=(Action("language"), Action("menu")))
        if field is Field.PHONE:
            chat.end("profile-phone", actions=(Action("verify"), Action("consult")))
        change = self._change(chat, facts, field)
        chat.confirm(self.send)
        return change

    def _show(self, chat: Chat, facts: ProfileFacts) -> None:
        chat.say("profile-shows-person", title=title_label(facts.called.title), name=facts.called.name)
        sector = label_of(facts.sector) if facts.sector is not None else Label("sector-other")
        chat.say("profile-shows-business", business=facts.business, sector=sector)
        chat.say("profile-shows-place", desa=facts.desa_name, kecamatan=facts.kecamatan_name)
        chat.say("profile-shows-numbers", nib=facts.nib, phone=facts.phone or Label("profile-no-phone"))

    def _change(self, chat: Chat, facts: ProfileFacts, field: Field) -> Change:
        match field:
            case Field.NAME:
                return chat.ask(self.called)
            case Field.BUSINESS:
                return BusinessName(chat.ask(self.business))
            case Field.SECTOR:
                return chat.ask(self.sector)
            case Field.PLACE:
                kecamatan = chat.ask(self.kecamatan.among(facts.kecamatan, facts.centres))
                return Place(kecamatan.code, chat.ask(self.desa.of(kecamatan)).code)
            case _:
                return NibNumber(chat.ask(self.nib))
