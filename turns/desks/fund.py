"""The revolving fund: files a loan application with its reference; then its papers are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.chat import Say
from conversations.fund import Fund, FundFacts, FundWish
from conversations.question import Arg
from conversations.questions import Thing
from conversations.training import Applied
from rules.application import ApplicationKind, State
from rules.consent import BANK_VERSION
from rules.identity import masked
from storage import applications, people, references
from storage.applications import Given, New
from storage.tables import FundApplication
from turns import decisions
from turns.desk import Case, Desk, Done, Opening
from turns.filing import due, mark

LETTERS = "DAG"
"""Begins the reference of an application for a loan."""


class FundDesk(Desk[FundFacts, FundWish]):
    """Reads and writes nothing of what people told in check-ins: a loan must not depend on that."""

    conversation = Fund()
    registered = True
    listed = True

    def load(self, case: Case) -> FundFacts:
        fund, who = case.office.fund, people.profile(case.db, case.subject)
        rows = applications.running(case.db, case.subject, ApplicationKind.FUND)
        return FundFacts(
            name=who.name if who else "",
            fund=fund.name,
            least=fund.least,
            limit=fund.tiers[0].limit,
            instalments=fund.tiers[0].instalments or 0,
            banks=banks(case),
            verified=case.visitor.phone is not None,
            running=Applied(rows[0].reference, State(rows[0].state)) if rows else None,
        )

    def record(self, case: Case, result: FundWish) -> Done:
        fund, today = case.office.fund, case.office.today(case.now)
        who = people.profile(case.db, case.subject)
        filed = applications.file(
            case.db,
            New(
                reference=references.next_reference(case.db, LETTERS, today),
                kind=ApplicationKind.FUND,
                person=case.subject,
                contact=case.visitor.contact_id,
                form=case.form_id,
                kecamatan=who.kecamatan if who else "",
                due_on=due(today, fund.check),
                answers=self._given(result),
            ),
            case.now,
        )
        people.keep_nik(case.db, case.subject, result.nik)
        case.db.session.add(
            FundApplication(
                application_id=filed.id,
                tier=fund.tiers[0].number,
                amount=result.amount.middle,
                bank=result.bank.id,
                purpose=result.purpose.value,
                bank_consent_version=BANK_VERSION,
                bank_consent_at=case.now,
            )
        )
        case.db.flush()
        args: dict[str, Arg] = {"fund": fund.name, "reference": filed.reference, "bank": result.bank.title}
        answer: dict[str, Arg] = {"by": due(today, fund.check), "mark": mark(fund.check.confirmed)}
        says = [
            Say("fund-filed", args),
            *self._papers(case),
            Say("fund-filed-next", answer),
        ]
        return Done(says, then=(Opening("papers"),))

    def _papers(self, case: Case) -> Sequence[Say]:
        papers = case.office.fund.documents
        says = []
        for confirmed in (True, False):
            words = tuple(paper.words for paper in papers if paper.confirmed is confirmed)
            if words:
                says.append(Say("fund-documents", {"documents": words, "mark": mark(confirmed)}))
        return says

    def _given(self, wish: FundWish) -> Sequence[Given]:
        """The NIK is kept with the person alone, sealed; here only how it was shown."""
        nik = masked(wish.nik)
        return [
            Given("amount", "fund-amount.short", Fund.amount.store(wish.amount), wish.amount),
            Given("purpose", "fund-purpose.short", wish.purpose.value, Fund.purpose.show(wish.purpose)),
            Given("bank", "fund-bank.short", wish.bank.id, wish.bank.title),
            Given("nik", "fund-nik.short", nik, nik),
        ]

    def tell(self, case: Case, about: str) -> Done | None:
        return decisions.tell(case, about)


def banks(case: Case) -> Sequence[Thing]:
    """The banks that decide on loans, as the office lists them."""
    return tuple(Thing(bank.id, bank.name) for bank in case.office.fund.banks)
