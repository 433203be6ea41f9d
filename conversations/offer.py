"""A programme as a person sees it: the card, and what this person still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.chat import Action, Chat
from conversations.question import Arg, Label
from rules.eligibility import BARS, Lack
from rules.money import rupiah
from rules.programme import ProgrammeKind

NIB_HELP = "nib"
"""What a message to petugas is about when it asks for help with the NIB."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A published programme. `id` is its code; `left` is None where seats have no limit."""

    id: str
    title: str
    kind: ProgrammeKind
    about: str = ""
    place: str = ""
    starts: date | None = None
    ends: date | None = None
    until: date | None = None  # last day to apply
    left: int | None = None
    by: str = ""
    cost: int = 0
    limit: int = 0  # rupiah, of a loan
    needs_nib: bool = False
    lacks: Sequence[Lack] = ()
    hint: Arg = ""  # below its title in a list

    @property
    def barred(self) -> Lack | None:
        """What keeps this person from applying at all."""
        return next((lack for lack in self.lacks if lack in BARS), None)


def show(chat: Chat, offer: Offer) -> None:
    """Says the card: what, when and where, seats and cost, who offers it, and each lack with its step."""
    if offer.kind is ProgrammeKind.FUND:
        chat.say("card-fund", title=offer.title, limit=rupiah(offer.limit))
    else:
        _training(chat, offer)
    tell_lacks(chat, offer.lacks)


def _training(chat: Chat, offer: Offer) -> None:
    if offer.about:
        chat.say("card-title", title=offer.title, about=offer.about)
    else:
        chat.say("card-title-only", title=offer.title)
    place = offer.place or Label("card-place-later")
    if offer.starts is not None and offer.ends in (None, offer.starts):
        chat.say("card-day", starts=offer.starts, place=place)
    elif offer.starts is not None and offer.ends is not None:
        chat.say("card-days", starts=offer.starts, ends=offer.ends, place=place)
    if offer.left is not None:
        chat.say("card-seats", left=offer.left)
    if offer.until is not None:
        chat.say("card-until", until=offer.until)
    cost = rupiah(offer.cost) if offer.cost else Label("card-free")
    chat.say("card-terms", cost=cost, by=offer.by or Label("card-by-office"))
    if offer.needs_nib:
        chat.say("card-needs-nib")


def tell_lacks(chat: Chat, lacks: Sequence[Lack]) -> None:
    """Each lack with the step that fixes it."""
    for lack in lacks:
        chat.say(f"lack-{lack.value}")
    if not lacks:
        chat.say("lack-nothing")


def ways(offer: Offer) -> Sequence[Action]:
    """Where the card leads: to the application, to help with what is lacking, to the others."""
    apply = "fund" if offer.kind is ProgrammeKind.FUND else "training"
    about = "" if offer.kind is ProgrammeKind.FUND else offer.id
    actions = [] if offer.barred else [Action(apply, about, "action-apply")]
    if Lack.NIB in offer.lacks:
        actions.append(Action("consult", NIB_HELP, "action-nib-help"))
    return (*actions, Action("programmes", "", "action-other-programmes"), Action("consult"))
