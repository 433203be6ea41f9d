"""My data: what is kept of this person, and a request to delete it with its reference and deadline."""

from __future__ import annotations

from sqlalchemy import func, select

from conversations.chat import Action, Say
from conversations.heard import Sure, Unsure
from conversations.privacy import Asked, DataWish, Deletion, Privacy, PrivacyFacts
from conversations.question import Ears, Said
from rules.consent import Purpose
from rules.identity import masked_phone
from storage import consents, erasure, people, references
from storage.tables import Application, CheckIn, Person
from turns.desk import Case, Desk, Done

LETTERS = "HPS"
"""Begins the reference of a request for deletion."""


class PrivacyDesk(Desk[PrivacyFacts, Deletion]):
    """An unproved web visitor sees and deletes the person of that very chat, never an existing one."""

    conversation: Privacy = Privacy()

    def load(self, case: Case) -> PrivacyFacts:
        person, office = case.visitor.person_id, case.office
        found = people.profile(case.db, person) if person is not None else None
        if found is None or not found.registered:
            return PrivacyFacts(office.short)
        session = case.db.session
        given = consents.given(case.db, found.person_id)
        count = select(func.count())
        return PrivacyFacts(
            office=office.short,
            known=True,
            name=found.name,
            business=found.business,
            phone=masked_phone(found.phone) if found.phone else "",
            nik=session.get_one(Person, found.person_id).nik_hash is not None,
            applications=session.scalar(count.where(Application.person_id == found.person_id)) or 0,
            checkins=session.scalar(count.where(CheckIn.person_id == found.person_id)) or 0,
            consents=tuple(purpose for purpose in Purpose if purpose in given),
            hours=office.rules.data_hours,
            wish=next((one for one in DataWish if one.value == case.opening.about), None),
            asked=asked(case, found.person_id),
        )

    def meant(self, text: str, ears: Ears) -> str:
        match self.conversation.what.understand(Said(text), ears, None):
            case Sure(wish) | Unsure(wish):
                return str(wish.value)
        return ""

    def record(self, case: Case, result: Deletion) -> Done:
        today = case.office.today(case.now)
        row = erasure.ask(
            case.db,
            case.subject,
            case.form_id,
            references.next_reference(case.db, LETTERS, today),
            case.now,
            case.office.rules.data_hours,
        )
        say = Say("privacy-deleted", {"reference": row.reference, "by": case.office.today(row.due_at)})
        return Done([say], actions=(Action("menu"),))


def asked(case: Case, person: int) -> Asked | None:
    """A request to delete this person's data that is not done yet."""
    found = erasure.standing(case.db, person)
    return Asked(found.reference, case.office.today(found.due_at)) if found else None
