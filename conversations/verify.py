"""Proving one's phone, by a tap or a code from another chat, so that one person on two channels is one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from conversations.chat import Action, Chat, Conversation, Need
from conversations.question import Skipped
from conversations.questions import Skippable, Text
from conversations.questions.own_phone import OwnPhone

TRIES = 2  # how often the business may be named


class Way(Enum):
    """How this channel can prove a phone."""

    SHARE = "share"
    CODE = "code"


@dataclass(frozen=True)
class Sharers(Need[bool]):
    """Whether somebody else is registered with this phone."""

    phone: str

    def likely(self) -> bool:
        return False


@dataclass(frozen=True)
class Owner(Need[int | None]):
    """Who is registered with this phone and a business of this name."""

    phone: str
    business: str

    def likely(self) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class VerifyFacts:
    """`business` is that of who writes, "" for a stranger; `barred` that too many codes were tried."""

    way: Way
    verified: bool = False
    business: str = ""
    barred: bool = False
    codes: bool = False  # this chat can hand out a code for the web


@dataclass(frozen=True, slots=True)
class Proof:
    """A phone that is the sender's, and the person it belongs to already, if that was proved too."""

    phone: str
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was typed: digits alone. Whether it is right shows when it is used up."""

    digits: str


class Verify(Conversation[VerifyFacts, Proof | Code]):
    """May be put off. A number is recycled and shared: it reveals nobody who does not name the business."""

    name = "verify"
    longest = 1 + TRIES

    phone = OwnPhone()
    business = Text(60)
    code = Text(20)

    def script(self, chat: Chat, facts: VerifyFacts) -> Proof | Code:
        if facts.verified:
            code = (Action("webcode"),) if facts.codes else ()
            chat.end("verify-already", actions=(*code, Action("menu")))
        if facts.way is Way.CODE:
            return self._code(chat, facts)
        chat.say("verify-hello")
        phone = chat.ask(Skippable(self.phone))
        if isinstance(phone, Skipped):
            chat.end("verify-later", actions=(Action("menu"),))
        return Proof(phone, self._owner(chat, phone, facts.business))

    def _owner(self, chat: Chat, phone: str, own: str) -> int | None:
        """The person with this phone whose business is the one that was named here or is named now."""
        if not chat.need(Sharers(phone)):
            return None
        found = chat.need(Owner(phone, own)) if own else None
        if found is not None:
            return found
        for n in range(1, TRIES + 1):
            named = chat.ask(Skippable(self.business.at(n)))
            if isinstance(named, Skipped):
                return None
            found = chat.need(Owner(phone, named))
            if found is not None:
                return found
        return None

    def _code(self, chat: Chat, facts: VerifyFacts) -> Code:
        if facts.barred:
            chat.end("verify-barred", actions=(Action("consult"), Action("menu")))
        typed = chat.ask(Skippable(self.code))
        if isinstance(typed, Skipped):
            chat.end("verify-later", actions=(Action("menu"),))
        return Code("".join(sign for sign in typed if sign.isdecimal()))
