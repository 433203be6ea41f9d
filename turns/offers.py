"""What the office offers to the person at hand: programmes and the fund, each with what is still lacking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from conversations.offer import Offer
from rules.business import Sector
from rules.eligibility import Applicant, Requirements, lacks
from rules.programme import ProgrammeKind, Source
from rules.seats import Claim, Room, left, left_for
from storage import people, programmes
from storage.tables import Programme
from turns.desk import Case

FUND = "fund"
"""The fund's id among the programmes, where no programme of that kind is published."""


def applicant(case: Case) -> Applicant:
    """What is known of whom the case is about; of a stranger nothing."""
    person = case.opening.subject or case.visitor.person_id
    found = people.profile(case.db, person) if person is not None else None
    if found is None or not found.registered:
        return Applicant()
    sector = next((one for one in Sector if one.value == found.sector), None)
    return Applicant(True, found.has_nib, sector, found.kecamatan)


def offers(case: Case, kind: ProgrammeKind | None = None) -> Sequence[Offer]:
    """All that is published, the nearest first, the fund last; of one kind where that is given."""
    today, who, taken = case.office.today(case.now), applicant(case), programmes.seated(case.db)
    found = [
        _offer(case, row, who, today, taken.get(row.id, 0)) for row in programmes.published(case.db, today)
    ]
    if not any(offer.kind is ProgrammeKind.FUND for offer in found):
        found.append(_fund(case, who, today))
    return [offer for offer in found if kind is None or offer.kind is kind]


def requirements(row: Programme) -> Requirements:
    """What a programme wants of its applicants."""
    wanted = row.sectors.split()
    sectors = frozenset(sector for sector in Sector if sector.value in wanted)
    return Requirements(row.needs_nib, sectors, row.apply_until)


def _offer(case: Case, row: Programme, who: Applicant, today: date, taken: int) -> Offer:
    seats_left = _left(case, row, who, today, taken)
    starts, ends = _day(case, row.starts_at), _day(case, row.ends_at)
    return Offer(
        id=row.code,
        title=row.title,
        kind=ProgrammeKind(row.kind),
        about=row.about,
        place=row.place,
        starts=case.office.local(row.starts_at) if row.starts_at is not None else None,
        ends=ends if ends != starts else None,
        until=row.apply_until,
        left=seats_left,
        by=row.offered_by,
        cost=row.cost,
        needs_nib=row.needs_nib,
        lacks=lacks(requirements(row), who, today, seats_left),
        hint=tuple(told for told in (starts, row.place) if told),
    )


def _left(case: Case, row: Programme, who: Applicant, today: date, taken: int) -> int | None:
    """Seats left for this person: without those kept for others, where we know whence they come."""
    free = left(Room(row.seats), taken)
    if not free or not who.kecamatan:
        return free
    room = programmes.room(case.db, row)
    if not room.quotas:
        return free
    return left_for(room, programmes.claims(case.db, row.id), Claim(Source.SELF.value, who.kecamatan), today)


def _fund(case: Case, who: Applicant, today: date) -> Offer:
    fund = case.office.fund
    return Offer(
        FUND,
        fund.name,
        ProgrammeKind.FUND,
        limit=fund.tiers[0].limit,
        lacks=lacks(Requirements(), who, today),
    )


def _day(case: Case, moment: datetime | None) -> date | None:
    return case.office.today(moment) if moment is not None else None
