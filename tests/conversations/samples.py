"""Facts to walk each dialogue with: every branch that facts open should have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from conversations.chat import Need
from conversations.checkin import Before, CheckInFacts
from conversations.consents import ConsentsFacts
from conversations.fund import FundFacts
from conversations.offer import Offer
from conversations.programmes import ProgrammesFacts
from conversations.question import Label, Location
from conversations.questions import Thing
from conversations.questions.called import Called
from conversations.redo import FIELDS, RedoFacts
from conversations.register import Known, RegisterFacts, SameBusiness
from conversations.training import Applied, Extras, TrainingFacts
from rules.application import State
from rules.checkin import Scope
from rules.consent import Purpose
from rules.eligibility import Lack
from rules.operating import Operating
from rules.person import Title
from rules.programme import ProgrammeKind
from tests.talk import regions


@dataclass(frozen=True, slots=True)
class Sample:
    """Facts, and what its desk would load."""

    facts: Any
    needs: Mapping[Need[Any], object] = field(default_factory=dict)

    def load(self, need: Need[Any]) -> object:
        return self.needs.get(need)


@dataclass(frozen=True, slots=True)
class Extra:
    id: str
    kind: str
    words: str
    choices: Sequence[Thing] = ()
    required: bool = True


EXTRAS = (
    Extra("1", "text", "Ukuran kaos?", required=False),
    Extra("2", "choice", "Hari apa yang bisa?", (Thing("a", "Senin"), Thing("b", "Kamis"))),
    Extra("3", "count", "Berapa karyawan?"),
    Extra("4", "photo", "Foto produknya, ya."),
    Extra("5", "amount", "Modal awalnya berapa?"),
    Extra("6", "date", "Mulai kapan?"),
    Extra("7", "yesno", "Pernah ikut sebelumnya?"),
)
OPEN = Offer("KUE-02", "Kue kering untuk pemula di kampung", ProgrammeKind.TRAINING, "Belajar.", left=3)
NIB = Offer("EKSPOR", "Siap ekspor", ProgrammeKind.TRAINING, needs_nib=True, lacks=(Lack.NIB,))
DATED = replace(OPEN, id="KEMASAN-01", starts=date(2026, 12, 8), ends=date(2026, 12, 9), cost=50_000)
FUND = Offer("fund", "Dagulir Bedas", ProgrammeKind.FUND, limit=2_000_000)
NUNUNG = Known(7, Called("Nunung", Title.IBU), "Keripik Nunung")
CENTRES = {"32.04.29": Location(-7.0339, 107.7153)}
REGISTER = RegisterFacts(regions().kecamatan[:2], CENTRES)
TRAINING = TrainingFacts("Nunung", (OPEN, NIB), {})
NO_EXTRAS: Mapping[Need[Any], object] = {Extras("KUE-02"): (), Extras("EKSPOR"): ()}
BANKS = (Thing("bjb", "bank bjb"), Thing("bpr-kr", "BPR Kerta Raharja"))
LOAN = FundFacts("Nunung", "Dagulir Bedas", 500_000, 2_000_000, 10, BANKS, verified=True)
REDO = RedoFacts("Kue kering", "PEL-2611-0007", "Fotonya buram.", least=500_000, limit=2_000_000, banks=BANKS)
CHECKIN = CheckInFacts("2026-10", Scope.LIGHT, Label("title-ibu"), "Nunung", "Keripik", "Diskop UKM")
BEFORE = Before(Operating.RUNNING)


def samples() -> Mapping[str, Sequence[Sample]]:
    """By the dialogue's name, at least one each."""
    return {
        "checkin": (
            Sample(CHECKIN),
            Sample(replace(CHECKIN, before=BEFORE, assistant=True)),
            Sample(replace(CHECKIN, before=BEFORE, scope=Scope.FULL)),
            Sample(replace(CHECKIN, before=Before(Operating.CLOSED), scope=Scope.RESTART)),
            Sample(replace(CHECKIN, before=BEFORE, told=True)),
            Sample(replace(CHECKIN, visited=True)),
            Sample(replace(CHECKIN, closed=True)),
        ),
        "consents": (Sample(ConsentsFacts()), Sample(ConsentsFacts((Purpose.CHECKIN,)))),
        "fund": (
            Sample(LOAN),
            Sample(replace(LOAN, verified=False)),
            Sample(replace(LOAN, running=Applied("DAG-2611-0002", State.CHECKING))),
        ),
        "programmes": (
            Sample(ProgrammesFacts((OPEN, NIB, DATED, FUND))),
            Sample(ProgrammesFacts((OPEN,), about="KUE-02")),
            Sample(ProgrammesFacts((OPEN,), about="LAMA")),
            Sample(ProgrammesFacts(())),
        ),
        "redo": (
            *(Sample(replace(REDO, field=field)) for field in ("", *sorted(FIELDS))),
            Sample(replace(REDO, field="extra:4", definition=EXTRAS[3])),
        ),
        "register": (
            Sample(REGISTER),
            Sample(replace(REGISTER, shared=True), {SameBusiness("-"): NUNUNG}),
            Sample(replace(REGISTER, known=NUNUNG)),
        ),
        "training": (
            Sample(TRAINING, NO_EXTRAS),
            Sample(replace(TRAINING, offers=(OPEN,)), {Extras("KUE-02"): EXTRAS}),
            Sample(replace(TRAINING, about="LAMA"), NO_EXTRAS),
            Sample(replace(TRAINING, offers=())),
            Sample(replace(TRAINING, applied={"KUE-02": Applied("PEL-2611-0007", State.FILED)}), NO_EXTRAS),
        ),
    }
