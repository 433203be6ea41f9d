"""Registration: keeps a new person and business, or joins the chat to one known by phone and business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from conversations.chat import Need, Say
from conversations.questions.called import Called, title_label
from conversations.questions.place import coded
from conversations.register import Known, Register, RegisterFacts, Registration, SameBusiness
from rules.business import same_name
from rules.person import title_of
from rules.regions import Kecamatan
from storage import contacts, people
from storage.people import Registered
from turns.desk import Case, Desk, Done, Opening


class RegisterDesk(Desk[RegisterFacts, Registration | Known]):
    """A phone that the channel proves is kept with the person; on the others it can be proved later."""

    conversation = Register()
    listed = True
    stranger = True

    def __init__(self, kecamatan: Sequence[Kecamatan]) -> None:
        self.kecamatan = kecamatan

    def load(self, case: Case) -> RegisterFacts:
        who = case.visitor
        if who.registered and who.person_id is not None:
            found = people.profile(case.db, who.person_id)
            if found is not None:
                called = Called(found.name, title_of(found.title))
                return RegisterFacts(
                    self.kecamatan, case.office.centres, Known(found.person_id, called, found.business)
                )
        shared = who.phone is not None and bool(people.sharing(case.db, who.phone, but=who.person_id))
        suggested = coded(self.kecamatan, who.came_from)
        return RegisterFacts(self.kecamatan, case.office.centres, shared=shared, suggested=suggested)

    def need(self, case: Case, need: Need[Any]) -> object:
        if not isinstance(need, SameBusiness):
            return super().need(case, need)
        for other in people.sharing(case.db, case.visitor.phone or "", but=case.visitor.person_id):
            if same_name(other.business, need.business):
                return Known(other.person_id, Called(other.name, title_of(other.title)), other.business)
        return None

    def record(self, case: Case, result: Registration | Known) -> Done:
        if isinstance(result, Known):
            contacts.link(case.db, case.visitor.contact_id, result.person)
            return _done("register-welcome-back", result.called, result.business)
        person = self._person(case, result)
        contacts.link(case.db, case.visitor.contact_id, person)
        done = _done("register-welcome", result.called, result.business)
        if not result.nib:
            done = replace(done, says=(*done.says, Say("register-nib-later")))
        return replace(done, then=(Opening("consents"),))

    def _person(self, case: Case, result: Registration) -> int:
        """A new row, or the unregistered one this chat belongs to already."""
        who = case.visitor
        told = Registered(
            name=result.called.name,
            title=result.called.title.value if result.called.title else "",
            business=result.business,
            sector=result.sector.value,
            kecamatan=result.kecamatan,
            desa=result.desa,
            has_nib=result.nib,
            since=result.since,
            language=who.language,
            phone=who.phone,
        )
        return people.register(case.db, who.person_id, told, case.now)


def _done(key: str, called: Called, business: str) -> Done:
    return Done([Say(key, {"title": title_label(called.title), "name": called.name, "business": business})])
