"""Consents: keeps each purpose apart with its wording, time and channel, and offers to prove the phone."""

from __future__ import annotations

from conversations.chat import Action, Say
from conversations.consents import Consents, ConsentsFacts
from conversations.question import label_of
from rules.consent import Purpose
from storage import consents
from turns.desk import Case, Desk, Done
from turns.filing import offer_proof


class ConsentsDesk(Desk[ConsentsFacts, tuple[Purpose, ...]]):
    """Refusing all of it changes nothing else."""

    conversation = Consents()
    registered = True

    def load(self, case: Case) -> ConsentsFacts:
        given = consents.given(case.db, case.subject)
        return ConsentsFacts(tuple(purpose for purpose in Purpose if purpose in given))

    def record(self, case: Case, result: tuple[Purpose, ...]) -> Done:
        refused = [purpose for purpose in Purpose if purpose not in result]
        consents.withdraw(case.db, case.subject, refused, case.now)
        consents.give(case.db, case.subject, result, case.visitor.channel, case.now)
        if not result:
            say = Say("consents-none")
        else:
            say = Say("consents-kept", {"given": tuple(label_of(purpose) for purpose in result)})
        return Done([say], actions=(*offer_proof(case), Action("programmes"), Action("menu")))
