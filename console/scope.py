"""Who may open what, and whose rows they see: the one place where the console decides it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from rules.consent import Purpose
from storage.tables import Application, CheckIn, Consent, Contact, Outcome, Person, Task, Thread
from storage.tasks import NEW

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class Right(Enum):
    """What a page or an action asks of whoever opens it."""

    HOME = "home"
    DASHBOARD = "dashboard"
    PEOPLE = "people"
    NUMBERS = "numbers"  # NIK and NIB in full, each look in the audit
    PROGRAMMES = "programmes"
    POSTERS = "posters"
    REVIEWS = "reviews"  # whoever reviews anything: the next two say what
    REVIEW_TRAINING = "review-training"
    REVIEW_FUND = "review-fund"
    CHECKINS = "checkins"
    AMOUNTS = "amounts"  # omzet and profit; never for assistants (PRODUCT, The assistant)
    AT_RISK = "at-risk"
    MESSAGES = "messages"
    BROADCASTS = "broadcasts"
    APPROVE_BROADCASTS = "approve-broadcasts"
    DELIVERIES = "deliveries"
    RELEASE = "release"  # let the outbox go after a restore
    TEACH = "teach"
    AUDIT = "audit"
    SETTINGS = "settings"
    STAFF = "staff"


class Role(Enum):
    """What somebody is. The value is stored."""

    ADMIN = "admin"
    HEAD = "head"
    STAFF = "staff"
    ASSISTANT = "assistant"


class Area(Enum):
    """What part of the office's work a staff member does. The value is stored; "" is all of it."""

    ALL = ""
    TRAINING = "training"
    FUND = "fund"
    LICENCE = "licence"
    PLUT = "plut"


_FIELD = frozenset({Right.HOME, Right.PEOPLE, Right.POSTERS, Right.CHECKINS, Right.AT_RISK, Right.MESSAGES})
_OFFICE = _FIELD | {
    Right.AMOUNTS,
    Right.PROGRAMMES,
    Right.BROADCASTS,
    Right.DELIVERIES,
    Right.TEACH,
}
_REVIEWS = frozenset({Right.REVIEWS, Right.REVIEW_TRAINING, Right.REVIEW_FUND})
_FOLLOW_UP = frozenset({Right.CHECKINS, Right.AMOUNTS, Right.AT_RISK})

ROLES: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.ADMIN: frozenset(Right),
        Role.HEAD: frozenset(Right) - {Right.STAFF, Right.RELEASE},
        Role.STAFF: _OFFICE | _REVIEWS | {Right.NUMBERS},
        Role.ASSISTANT: _FIELD,
    }
)
AREAS: Mapping[Area, frozenset[Right]] = MappingProxyType(
    {
        Area.ALL: frozenset(Right),
        Area.TRAINING: frozenset(Right) - {Right.REVIEW_FUND},
        # Who decides on loans does not see how the business is doing (PRODUCT, Revolving fund).
        Area.FUND: frozenset(Right) - {Right.REVIEW_TRAINING} - _FOLLOW_UP,
        Area.LICENCE: frozenset(Right) - _REVIEWS,
        Area.PLUT: frozenset(Right) - _REVIEWS - {Right.NUMBERS},
    }
)
KINDS: Mapping[str, Right] = MappingProxyType({"training": Right.REVIEW_TRAINING, "fund": Right.REVIEW_FUND})
"""The right that the review of each kind of application asks for."""


@dataclass(frozen=True, slots=True)
class Who:
    """A logged-in member of staff, or an assistant with a kecamatan."""

    id: int
    name: str
    role: Role
    area: Area = Area.ALL
    kecamatan: str = ""

    @property
    def rights(self) -> frozenset[Right]:
        rights = ROLES[self.role]
        return rights & AREAS[self.area] if self.role is Role.STAFF else rights

    def may(self, right: Right) -> bool:
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Scope:
    """Narrows every query to the rows that `who` may see: `scope.people(select(Person))`.

    An assistant, who is employed by another institution, sees the people of one kecamatan who consented to
    that, and of their applications those to trainings. Erased people are seen by nobody.
    """

    who: Who

    def people(self, query: S) -> S:
        return query.where(self._seen(Person))

    def contacts(self, query: S) -> S:
        """Chats; only an assistant's are bound to people that are seen."""
        return query.where(self._theirs(Contact.person_id))

    def applications(self, query: S) -> S:
        """Those that may be seen at all, beside the person they belong to."""
        kinds = ["training"] if self._assists else list(KINDS)
        return query.where(Application.kind.in_(kinds), Application.person_id.in_(self._ids()))

    def reviews(self, query: S) -> S:
        """Those that may be decided on."""
        kinds = [kind for kind, right in KINDS.items() if self.who.may(right)]
        return query.where(Application.kind.in_(kinds), Application.person_id.in_(self._ids()))

    def checkins(self, query: S) -> S:
        return query.where(self._with(Right.CHECKINS), CheckIn.person_id.in_(self._ids()))

    def tasks(self, query: S) -> S:
        """An assistant's are those that were offered: a few new ones a week."""
        offered = Task.state != NEW if self._assists else true()
        return query.where(self._with(Right.AT_RISK), offered, Task.person_id.in_(self._ids()))

    def outcomes(self, query: S) -> S:
        return query.where(self._with(Right.AT_RISK), Outcome.person_id.in_(self._ids()))

    def threads(self, query: S) -> S:
        """Messages to the office; the writer may be nobody that is known."""
        return query.where(self._with(Right.MESSAGES), self._theirs(Thread.person_id))

    @property
    def _assists(self) -> bool:
        return self.who.role is Role.ASSISTANT

    def _with(self, right: Right) -> ColumnElement[bool]:
        return true() if self.who.may(right) else false()

    def _seen(self, person: Any) -> ColumnElement[bool]:
        seen: ColumnElement[bool] = person.erased_at.is_(None)
        if not self._assists:
            return seen
        consents = select(Consent.person_id).where(
            Consent.purpose == Purpose.ASSISTANT.value, Consent.withdrawn_at.is_(None)
        )
        return and_(seen, person.kecamatan == (self.who.kecamatan or "-"), person.id.in_(consents))

    def _ids(self) -> Select[int]:
        person = aliased(Person)
        return select(person.id).where(self._seen(person))

    def _theirs(self, person: Any) -> ColumnElement[bool]:
        known: ColumnElement[bool] = person.in_(self._ids())
        return known if self._assists else or_(person.is_(None), known)
