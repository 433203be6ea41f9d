"""Applying for the revolving fund's first tier: a loan that a bank decides; the form ends there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.chat import Action, Chat, Conversation
from conversations.question import label_of
from conversations.questions import Choice, Confirm, Nik, Pick, Rupiah, Thing, YesNo
from conversations.training import Applied
from rules.fund import FundPurpose
from rules.money import Amount, rupiah


@dataclass(frozen=True, slots=True)
class FundFacts:
    """The fund as the office describes it, and what this person has going."""

    name: str
    fund: str
    least: int  # rupiah
    limit: int  # rupiah, of the first tier
    instalments: int  # monthly, of principal
    banks: Sequence[Thing]
    verified: bool = False
    running: Applied | None = None


@dataclass(frozen=True, slots=True)
class FundWish:
    """An application for a loan. Consent to share it with `bank` was given in this very form."""

    amount: Amount
    purpose: FundPurpose
    bank: Thing
    nik: str


class Fund(Conversation[FundFacts, FundWish]):
    """Nothing is promised: the office checks the papers, the bank decides and pays out."""

    name = "fund"
    longest = 6

    amount = Rupiah()
    purpose = Choice(FundPurpose)
    bank = Pick[Thing]()
    nik = Nik()
    statement = Choice(YesNo, sticky=False)
    share = Choice(YesNo, sticky=False)
    send = Confirm()

    def script(self, chat: Chat, facts: FundFacts) -> FundWish:
        if facts.running is not None:
            chat.end(
                "fund-running",
                fund=facts.fund,
                reference=facts.running.reference,
                state=label_of(facts.running.state),
                actions=(Action("status"), Action("consult")),
            )
        if not facts.verified:
            chat.end("fund-needs-phone", actions=(Action("verify", self.name), Action("menu")))
        chat.say("fund-hello", fund=facts.fund, limit=rupiah(facts.limit), instalments=facts.instalments)
        amount = chat.ask(self.amount.between(facts.least, facts.limit), limit=rupiah(facts.limit))
        purpose = chat.ask(self.purpose)
        bank = chat.ask(self.bank.among(facts.banks))
        nik = chat.ask(self.nik)
        if chat.ask(self.statement) is YesNo.NO:
            chat.end("fund-no-statement", actions=(Action("consult"), Action("menu")), changeable=True)
        if chat.ask(self.share.at(bank.id), bank=bank.title) is YesNo.NO:
            chat.end(
                "fund-no-share",
                bank=bank.title,
                actions=(Action("consult"), Action("menu")),
                changeable=True,
            )
        chat.confirm(self.send, name=facts.name)
        return FundWish(amount, purpose, bank, nik)
