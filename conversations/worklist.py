"""The assistant's worklist in the chat: who should be looked in on, why, and what to do with one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.chat import Action, Chat, Conversation, Say
from conversations.question import Arg, Label, Media, label_of
from conversations.questions import Choice, Confirm, Photos, Pick, Skippable, Text
from rules.outcome import Delay, Found
from rules.risk import Reason


@dataclass(frozen=True, slots=True)
class Card:
    """One task as its assistant sees it; never an amount. `said` is what the last check-in told."""

    id: str
    person: int
    address: Label  # Ibu, Bapak
    name: str
    business: str
    place: str
    reasons: tuple[Reason, ...]
    month: Label | None = None
    said: tuple[Label, ...] = ()
    phone: str | None = None
    greeted: bool = False  # within the last days

    @property
    def title(self) -> str:
        """What the button says."""
        return self.name

    @property
    def hint(self) -> str:
        """What is said below it."""
        return self.business

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done with one tap."""
        others = ("outcome", "answer", "postpone")
        deeds = (Action("greet", self.id), *self.call, *(Action(name, self.id) for name in others))
        return (*deeds, Action("worklist", "", "worklist-others"))

    @property
    def call(self) -> tuple[Action, ...]:
        """WhatsApp with the person, by a link, where there is a number."""
        if self.phone is None:
            return ()
        return (Action("call", label="worklist-call", url=f"https://wa.me/{self.phone.removeprefix('+')}"),)


@dataclass(frozen=True, slots=True)
class WorklistFacts:
    """What was offered to this assistant, neediest first; `one` where a card was asked for by its id."""

    kecamatan: str
    cards: Sequence[Card] = ()
    one: Card | None = None


class Worklist(Conversation[WorklistFacts, Card]):
    """Gives the card that is looked at."""

    name = "worklist"
    longest = 1

    task = Pick[Card]()

    def script(self, chat: Chat, facts: WorklistFacts) -> Card:
        if facts.one is not None:
            return facts.one
        if not facts.cards:
            chat.end("worklist-empty", kecamatan=facts.kecamatan, actions=(Action("menu"),))
        chat.say("worklist-hello", kecamatan=facts.kecamatan, count=len(facts.cards))
        for card in facts.cards:
            chat.say("worklist-line", name=card.name, business=card.business, reasons=_labels(card.reasons))
        return chat.ask(self.task.among(facts.cards))


def shown(card: Card) -> Sequence[Say]:
    """A card in words."""
    who: dict[str, Arg] = {
        "title": card.address,
        "name": card.name,
        "business": card.business,
        "place": card.place,
    }
    says = [Say("worklist-card", who), Say("worklist-why", {"reasons": _labels(card.reasons)})]
    if card.month is not None and card.said:
        says.append(Say("worklist-said", {"month": card.month, "said": card.said}))
    if card.phone is not None:
        says.append(Say("worklist-phone", {"phone": card.phone}))
    else:
        says.append(Say("worklist-no-phone"))
    return says


def _labels(reasons: Sequence[Reason]) -> Arg:
    return tuple(label_of(reason) for reason in reasons)


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """The card that something is done with; None when it is not on this assistant's list (any more)."""

    card: Card | None


def _must(chat: Chat, facts: TaskFacts) -> Card:
    """The card, or the end."""
    if facts.card is None:
        chat.end("worklist-gone", actions=(Action("worklist"), Action("menu")))
    return facts.card


class Greet(Conversation[TaskFacts, Card]):
    """One tap: the bot greets in the assistant's name, not twice within a few days."""

    name = "greet"
    longest = 0

    def script(self, chat: Chat, facts: TaskFacts) -> Card:
        card = _must(chat, facts)
        if card.greeted:
            chat.end("greet-already", name=card.name, actions=card.actions[1:])
        return card


class Answer(Conversation[TaskFacts, Card]):
    """The assistant answers the check-in for somebody, at the door or on the phone."""

    name = "answer"
    longest = 0

    def script(self, chat: Chat, facts: TaskFacts) -> Card:
        return _must(chat, facts)


@dataclass(frozen=True, slots=True)
class Visit:
    """What an assistant found."""

    card: Card
    found: Found
    note: str = ""
    photo: Media | None = None


class Outcome(Conversation[TaskFacts, Visit]):
    """Counts as a check-in by visit once it was sent."""

    name = "outcome"
    longest = 3

    found = Choice(Found)
    note = Skippable(Text(300))
    photo = Skippable(Photos(1))
    send = Confirm()

    def script(self, chat: Chat, facts: TaskFacts) -> Visit:
        card = _must(chat, facts)
        chat.say("outcome-hello", name=card.name, business=card.business)
        found = chat.ask(self.found)
        note = chat.ask(self.note)
        photo = chat.ask(self.photo)
        chat.confirm(self.send)
        return Visit(
            card,
            found,
            note if isinstance(note, str) else "",
            photo[0] if isinstance(photo, tuple) else None,
        )


@dataclass(frozen=True, slots=True)
class Postponed:
    """A task is put off for so long."""

    card: Card
    delay: Delay


class Postpone(Conversation[TaskFacts, Postponed]):
    """One question: for how long."""

    name = "postpone"
    longest = 1

    delay = Choice(Delay)

    def script(self, chat: Chat, facts: TaskFacts) -> Postponed:
        card = _must(chat, facts)
        return Postponed(card, chat.ask(self.delay, name=card.name))
