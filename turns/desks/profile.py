"""The profile: what is kept of person and business, and one correction at a time."""

from __future__ import annotations

from sqlalchemy import select

from conversations.chat import Action, Say
from conversations.profile import BusinessName, Change, NibNumber, Place, Profile, ProfileFacts
from conversations.question import Label
from conversations.questions.called import Called
from rules.business import Sector
from rules.identity import masked_phone
from rules.person import title_of
from rules.regions import Regions
from storage import people
from storage.tables import Business, Person
from turns.desk import Case, Desk, Done


class ProfileDesk(Desk[ProfileFacts, Change]):
    """An unproved web visitor sees the person of that very chat, never an existing one."""

    conversation = Profile()
    registered = True
    listed = True

    def __init__(self, regions: Regions) -> None:
        self.regions = regions

    def load(self, case: Case) -> ProfileFacts:
        found = people.profile(case.db, case.subject)
        if found is None:
            raise LookupError(f"person {case.subject}")
        kecamatan, desa = self.regions.kecamatan_of(found.kecamatan), self.regions.desa_of(found.desa)
        nib = "kept" if found.nib_kept else "yes" if found.has_nib else "no"
        return ProfileFacts(
            called=Called(found.name, title_of(found.title)),
            business=found.business,
            sector=next((one for one in Sector if one.value == found.sector), None),
            kecamatan_name=kecamatan.name if kecamatan else "-",
            desa_name=desa.name if desa else "-",
            nib=Label(f"profile-nib-{nib}"),
            phone=masked_phone(found.phone) if found.phone else "",
            kecamatan=self.regions.kecamatan,
            centres=case.office.centres,
        )

    def record(self, case: Case, result: Change) -> Done:
        db = case.db
        person = db.session.get_one(Person, case.subject)
        business = db.session.scalars(select(Business).where(Business.person_id == person.id)).one()
        match result:
            case Called(name, title):
                person.name, person.title = name, title.value if title else person.title
            case BusinessName(name):
                business.name = name
            case Sector():
                business.sector = result.value
            case Place(kecamatan, desa):
                person.kecamatan, person.desa = kecamatan, desa
            case NibNumber(number):
                business.has_nib = True
                business.nib_sealed = db.sealing.seal(number.encode())
                business.nib_hash = db.sealing.digest(number)
        db.flush()
        return Done([Say("profile-changed")], actions=(Action("profile"), Action("menu")))
