"""Completing an application: staff asked for one answer again, and only that one is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.chat import Action, Chat, Conversation
from conversations.question import Arg, Json
from conversations.questions import Choice, Confirm, Defined, Definition, Nik, Pick, Rupiah, Thing, YesNo
from conversations.training import NibPlan
from rules.fund import FundPurpose

FIELDS = frozenset({"nib", "amount", "purpose", "bank", "nik"})
"""Answers that can be asked again, beside those that staff defined."""


@dataclass(frozen=True, slots=True)
class RedoFacts:
    """Which answer of which application; `field` is "" when it is not wanted any more."""

    what: str
    reference: str
    reason: str
    field: str = ""
    definition: Definition | None = None  # of a question that staff defined
    least: int = 0
    limit: int = 0
    banks: Sequence[Thing] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """The answer as it is kept and shown."""

    field: str
    kept: Json
    shown: Arg


class Redo(Conversation[RedoFacts, Again]):
    """A bank that changes needs a new consent to share with it: that is asked too."""

    name = "redo"
    longest = 2

    extra = Defined()
    nib = Choice(NibPlan)
    amount = Rupiah()
    purpose = Choice(FundPurpose)
    bank = Pick[Thing]()
    share = Choice(YesNo, sticky=False)
    nik = Nik()
    send = Confirm()

    def script(self, chat: Chat, facts: RedoFacts) -> Again:
        if facts.definition is None and facts.field not in FIELDS:
            chat.end("redo-over", actions=(Action("status"), Action("menu")))
        chat.say("redo-hello", what=facts.what, reference=facts.reference)
        again = self._ask(chat, facts)
        chat.confirm(self.send, reference=facts.reference)
        return again

    def _ask(self, chat: Chat, facts: RedoFacts) -> Again:
        field = facts.field
        if facts.definition is not None:
            question = self.extra.by(facts.definition)
            reply = chat.ask(question)
            return Again(field, reply.kept, question.show(reply))
        match field:
            case "nib":
                plan = chat.ask(self.nib)
                return Again(field, self.nib.store(plan), self.nib.show(plan))
            case "amount":
                amount = chat.ask(self.amount.between(facts.least, facts.limit))
                return Again(field, self.amount.store(amount), self.amount.show(amount))
            case "purpose":
                purpose = chat.ask(self.purpose)
                return Again(field, self.purpose.store(purpose), self.purpose.show(purpose))
            case "bank":
                bank = chat.ask(self.bank.among(facts.banks))
                if chat.ask(self.share.at(bank.id), bank=bank.title) is YesNo.NO:
                    chat.end("redo-no-share", bank=bank.title, actions=(Action("consult"), Action("menu")))
                return Again(field, bank.id, bank.title)
        nik = chat.ask(self.nik)
        return Again(field, nik, self.nik.show(nik))
