"""Small dialogues that the engine's rules are shown with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import assert_type

from conversations.chat import Action, Chat, Conversation, Need
from conversations.question import Media, Questions, Skipped
from conversations.questions import (
    Choice,
    Confirm,
    Count,
    Defined,
    Photos,
    Pick,
    Reply,
    Rupiah,
    Several,
    Skippable,
    Text,
    Thing,
    YesNo,
)
from rules.money import Amount, Period
from rules.operating import Operating
from tests.talk import Talk


class Reason(Enum):
    JOB = "job"
    CAPITAL = "capital"
    OTHER = "other"


class Constraint(Enum):
    BUYERS = "buyers"
    CAPITAL = "capital"
    DEBT = "debt"


class Outlet(Enum):
    HOME = "home"
    MARKET = "market"
    ONLINE = "online"


STOPPED = frozenset({Operating.PAUSED, Operating.CLOSED})


# ---- no summary, partial: how is business
@dataclass(frozen=True, slots=True)
class Told:
    month: str
    state: Operating
    omzet: Amount | Skipped | None = None
    reason: Reason | Skipped | None = None
    constraint: Constraint | Skipped | None = None
    workers: int | Skipped | None = None
    call_me: bool = False
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class MonthFacts:
    month: str = "2026-10"
    business: str = "Keripik Nunung"
    last: Told | None = None
    recorded: bool = False  # a visit has been recorded for this month meanwhile
    full: bool = False


class Month(Conversation[MonthFacts, Told]):
    name = "month"
    partial = True

    same = Choice(YesNo, usual=YesNo.NO)
    state = Choice(Operating)
    reason = Skippable(Choice(Reason))
    omzet = Skippable(Rupiah(Period.MONTH, usual=(10_000, 200_000_000)))
    workers = Skippable(Count(1, 100))
    constraint = Skippable(Choice(Constraint))
    call_me = Skippable(Choice(YesNo))

    def script(self, chat: Chat, facts: MonthFacts) -> Told:
        if facts.recorded:
            chat.end("month-done-by-visit", month=facts.month, actions=[Action("menu")])
        chat.say("month-hello", month=facts.month, business=facts.business)
        last = facts.last
        if last is not None and not last.unchanged and chat.ask(self.same) is YesNo.YES:
            return Told(facts.month, last.state, unchanged=True)
        state = chat.ask(self.state)
        if state in STOPPED:
            chat.say("month-sorry")
            reason = chat.ask(self.reason)
            return Told(facts.month, state, reason=reason, call_me=chat.ask(self.call_me) is YesNo.YES)
        omzet = chat.ask(self.omzet, month=facts.month)
        assert_type(omzet, Amount | Skipped)
        workers = chat.ask(self.workers) if facts.full else None
        constraint = chat.ask(self.constraint)
        assert_type(constraint, Constraint | Skipped)
        call_me = chat.ask(self.call_me) is YesNo.YES
        return Told(facts.month, state, omzet, constraint=constraint, workers=workers, call_me=call_me)


# ---- a summary, options and questions from facts, a need
@dataclass(frozen=True, slots=True)
class Programme:
    id: str
    title: str
    needs_nib: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    id: str
    kind: str
    words: str
    choices: Sequence[Thing] = ()
    required: bool = True


@dataclass(frozen=True)
class Extras(Need[tuple[Extra, ...]]):
    programme: str


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    programmes: Sequence[Programme]
    has_nib: bool = True


@dataclass(frozen=True, slots=True)
class Application:
    programme: str
    replies: tuple[Reply, ...] = ()
    help_with_nib: bool = False


class Training(Conversation[TrainingFacts, Application]):
    name = "training-example"

    programme = Pick[Programme]()
    nib_help = Choice(YesNo)
    extra = Defined()
    send = Confirm()

    def script(self, chat: Chat, facts: TrainingFacts) -> Application:
        if not facts.programmes:
            chat.end("none-open")
        programme = chat.ask(self.programme.among(facts.programmes))
        assert_type(programme, Programme)
        help_with_nib = False
        if programme.needs_nib and not facts.has_nib:
            chat.say("needs-nib", programme=programme.title)
            help_with_nib = chat.ask(self.nib_help) is YesNo.YES
        replies = tuple(chat.ask(self.extra.by(extra)) for extra in chat.need(Extras(programme.id)))
        assert_type(replies, tuple[Reply, ...])
        chat.confirm(self.send)
        return Application(programme.id, replies, help_with_nib)


# ---- a loop of groups, pictures, several ticks
@dataclass(frozen=True, slots=True)
class Product:
    name: str
    price: Amount | Skipped
    photos: tuple[Media, ...]


class ProductQuestions(Questions):
    name = Text(60)
    price = Skippable(Rupiah())
    photos = Photos(5)
    more = Choice(YesNo, usual=YesNo.NO, summed=False)


@dataclass(frozen=True, slots=True)
class Shelf:
    products: tuple[Product, ...]
    outlets: tuple[Outlet, ...]


class Curate(Conversation[None, Shelf]):
    name = "curate"
    longest = 25

    product = ProductQuestions()
    outlets = Several(Outlet, none=True)
    send = Confirm()

    def script(self, chat: Chat, facts: None) -> Shelf:
        products: list[Product] = []
        for n in range(1, 6):
            ask = self.product.at(n)
            products.append(Product(chat.ask(ask.name), chat.ask(ask.price), chat.ask(ask.photos)))
            if n == 5 or chat.ask(ask.more) is YesNo.NO:
                break
        outlets = chat.ask(self.outlets)
        chat.confirm(self.send)
        return Shelf(tuple(products), outlets)


# ---- a consent on one branch
@dataclass(frozen=True, slots=True)
class Loan:
    wanted: bool
    purpose: str = ""
    share: bool = False


class Lend(Conversation[None, Loan]):
    name = "lend"

    wanted = Choice(YesNo)
    purpose = Text(100)
    share = Choice(YesNo, sticky=False)
    why_not = Text(100)
    send = Confirm()

    def script(self, chat: Chat, facts: None) -> Loan:
        if chat.ask(self.wanted) is YesNo.NO:
            chat.ask(self.why_not)
            chat.confirm(self.send)
            return Loan(False)
        purpose, share = chat.ask(self.purpose), chat.ask(self.share) is YesNo.YES
        chat.confirm(self.send)
        return Loan(True, purpose, share)


def month(facts: MonthFacts | None = None) -> Talk[MonthFacts, Told]:
    """A chat about last month, just opened."""
    return Talk(Month(), facts or MonthFacts())


def training(*programmes: Programme) -> Talk[TrainingFacts, Application]:
    """A chat about these programmes, none of which has questions of its own."""
    return Talk(Training(), TrainingFacts(programmes), {Extras(f"p{n}"): () for n in range(1, 5)})
