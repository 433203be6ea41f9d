"""The office as its TOML file describes it: names, fund, deadlines, settings; some of it unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

from rules.entries import Entries, Fault, OfficeError

__all__ = [
    "Bank",
    "CheckInRules",
    "Fault",
    "Fund",
    "Office",
    "OfficeError",
    "Paper",
    "Rules",
    "Stage",
    "Tier",
    "Told",
    "parse",
]

ZONES = {
    name: timezone(timedelta(hours=hours), name) for name, hours in (("WIB", 7), ("WITA", 8), ("WIT", 9))
}
"""Indonesia's time zones; none of them has summer time."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something the office says of itself. Not confirmed: shown with a visible mark, never as a fact."""

    words: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """How long a step takes, in working days."""

    days: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank that decides on and pays out loans. `id` is kept in applications for good."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of the loan ladder. `instalments` is None where it is not public."""

    number: int
    limit: int  # rupiah
    instalments: int | None = None


@dataclass(frozen=True, slots=True)
class Paper(Told):
    """A document that completes an application for a loan. `id` is kept in applications for good."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Fund:
    """The revolving fund: a loan without interest or collateral, which the bank decides on."""

    name: str
    least: int  # rupiah, the smallest amount that may be asked for
    tiers: tuple[Tier, ...]
    banks: tuple[Bank, ...]
    documents: tuple[Paper, ...]
    upload_days: int  # how long a link to send them by is good for
    check: Stage  # from filing to the office's answer
    complete: Stage  # for the person to bring the documents
    forward: Stage  # from complete papers to the bank


@dataclass(frozen=True, slots=True)
class CheckInRules:
    """Whom to ask, and what follows silence."""

    reminders: tuple[int, ...]  # days after the question
    task_after: int  # days after the question: then the assistant gets a task
    tasks_a_week: int
    at_risk_percent: int  # of the own three-month median
    escalate_after: int  # days a task was offered before the head sees it
    served_months: int  # monthly for so long after the last service, then quarterly


@dataclass(frozen=True, slots=True)
class Rules:
    """Other numbers the office may set."""

    answer: Stage  # an application to a programme is answered within
    human_days: int  # a message to petugas, working days
    data_hours: int  # requests about one's own data: UU 27/2022 says 3 x 24
    approval_above: int  # recipients above which a broadcast needs a second approval
    erase_documents_after: int  # days after a refusal or cancellation


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that another regency would change."""

    name: str
    short: str
    regency: str
    code: str  # Kemendagri code of the regency: 32.04
    kecamatan: tuple[str, ...]  # those served; empty for all of the regency
    address: Told
    hours: Told
    phone: Told
    zone: timezone  # the office's clock: WIB, WITA or WIT
    notice_version: str  # of the privacy notice
    fund: Fund
    checkin: CheckInRules
    rules: Rules
    nib_help: str  # the ready message to petugas of somebody without a NIB
    centres: Mapping[str, tuple[float, float]]  # kecamatan -> about its middle, latitude and longitude

    def today(self, now: datetime) -> date:
        """The date at the office at the moment `now`."""
        return now.astimezone(self.zone).date()

    def local(self, moment: datetime) -> datetime:
        """A moment as the office's clock shows it."""
        return moment.astimezone(self.zone)

    def bank(self, bank_id: str) -> Bank | None:
        """The bank with this id, if the office still has it."""
        return next((bank for bank in self.fund.banks if bank.id == bank_id), None)


def parse(data: Mapping[str, Any]) -> Office:
    """The office from its TOML, which whoever wires the program reads; OfficeError names a wrong entry."""
    top = Entries(data)
    code = top.text("code")
    if not re.fullmatch(r"\d\d\.\d\d", code):
        raise OfficeError("code", Fault.KIND, "32.04")
    kecamatan = tuple(str(one) for one in top.take("kecamatan", list, "list of codes"))
    for one in kecamatan:
        if not re.fullmatch(re.escape(code) + r"\.\d\d", one):
            raise OfficeError("kecamatan", Fault.KIND, f"{code}.37")
    office = Office(
        name=top.text("name"),
        short=top.text("short"),
        regency=top.text("regency"),
        code=code,
        kecamatan=kecamatan,
        address=_told(top, "address"),
        hours=_told(top, "hours"),
        phone=_told(top, "phone"),
        zone=_zone(top),
        notice_version=top.text("notice_version"),
        fund=_fund(top.table("fund")),
        checkin=_checkin(top.table("checkin")),
        rules=_rules(top.table("rules")),
        nib_help=top.text("nib_help"),
        centres=_centres(top.table("centres"), code),
    )
    return top.done(office)


def _told(top: Entries, key: str) -> Told:
    inner = top.table(key)
    return inner.done(Told(inner.text("words", ""), inner.truth("confirmed")))


def _stage(top: Entries, key: str) -> Stage:
    inner = top.table(key)
    return inner.done(Stage(inner.number("days", 1, 365), inner.truth("confirmed")))


def _centres(top: Entries, code: str) -> Mapping[str, tuple[float, float]]:
    found = {}
    for kecamatan in top.data:
        match top.take(kecamatan, list, "[latitude, longitude]"):
            case [float(latitude), float(longitude)] if kecamatan.startswith(f"{code}."):
                found[kecamatan] = (latitude, longitude)
            case _:
                raise OfficeError(top.at(kecamatan), Fault.KIND, "[latitude, longitude]")
    return top.done(found)


def _zone(top: Entries) -> timezone:
    name = top.text("zone", "WIB")
    if name not in ZONES:
        raise OfficeError(top.at("zone"), Fault.KIND, ", ".join(ZONES))
    return ZONES[name]


def _fund(top: Entries) -> Fund:
    tiers = []
    for number, row in enumerate(top.tables("tiers"), 1):
        instalments = row.number("instalments", 1, 120) if "instalments" in row.data else None
        tiers.append(row.done(Tier(number, row.number("limit", 1, 1_000_000_000), instalments)))
    if not tiers:
        raise OfficeError(top.at("tiers"), Fault.MISSING)
    for before, after in pairwise(tiers):
        if after.limit <= before.limit:
            raise OfficeError(f"{top.at('tiers')}.{after.number}.limit", Fault.RANGE, f"> {before.limit}")
    banks = [row.done(Bank(row.text("id"), row.text("name"))) for row in top.tables("banks")]
    if not banks:
        raise OfficeError(top.at("banks"), Fault.MISSING)
    if len({bank.id for bank in banks}) < len(banks):
        raise OfficeError(top.at("banks"), Fault.TWICE)
    for bank in banks:
        if not re.fullmatch(r"[a-z0-9-]{1,12}", bank.id):
            raise OfficeError(top.at("banks"), Fault.KIND, "id: a-z 0-9 -, <= 12")
        if len(bank.name) > 20:
            raise OfficeError(top.at("banks"), Fault.RANGE, "name: <= 20")
    documents = tuple(
        row.done(Paper(row.text("words"), row.truth("confirmed"), row.text("id")))
        for row in top.tables("documents")
    )
    if len({paper.id for paper in documents}) < len(documents):
        raise OfficeError(top.at("documents"), Fault.TWICE)
    for paper in documents:
        if not re.fullmatch(r"[a-z0-9-]{1,12}", paper.id):
            raise OfficeError(top.at("documents"), Fault.KIND, "id: a-z 0-9 -, <= 12")
    return top.done(
        Fund(
            name=top.text("name"),
            least=top.number("least", 1, tiers[0].limit),
            tiers=tuple(tiers),
            banks=tuple(banks),
            documents=documents,
            upload_days=top.number("upload_days", 1, 60) if "upload_days" in top.data else 7,
            check=_stage(top, "check"),
            complete=_stage(top, "complete"),
            forward=_stage(top, "forward"),
        )
    )


def _checkin(top: Entries) -> CheckInRules:
    reminders = tuple(top.take("reminders", list, "list of days"))
    if not all(isinstance(day, int) and 1 <= day <= 28 for day in reminders):
        raise OfficeError(top.at("reminders"), Fault.RANGE, "1-28")
    return top.done(
        CheckInRules(
            reminders=reminders,
            task_after=top.number("task_after", 1, 31),
            tasks_a_week=top.number("tasks_a_week", 1, 1000),
            at_risk_percent=top.number("at_risk_percent", 1, 100),
            escalate_after=top.number("escalate_after", 1, 90),
            served_months=top.number("served_months", 1, 60),
        )
    )


def _rules(top: Entries) -> Rules:
    return top.done(
        Rules(
            answer=_stage(top, "answer"),
            human_days=top.number("human_days", 1, 30),
            data_hours=top.number("data_hours", 1, 72),
            approval_above=top.number("approval_above", 0, 10_000_000),
            erase_documents_after=top.number("erase_documents_after", 0, 3650),
        )
    )
