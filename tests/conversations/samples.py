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
from conversations.papers import PapersFacts
from conversations.privacy import Asked, DataWish, PrivacyFacts
from conversations.profile import ProfileFacts
from conversations.programmes import ProgrammesFacts
from conversations.question import Label
from conversations.questions import Thing
from conversations.questions.called import Called
from conversations.redo import FIELDS, RedoFacts
from conversations.register import Known, RegisterFacts, SameBusiness
from conversations.status import Going, Parked, StatusFacts
from conversations.training import Applied, Extras, TrainingFacts
from conversations.verify import Owner, Sharers, VerifyFacts, Way
from conversations.webcode import WebCodeFacts
from rules.application import State
from rules.business import Sector
from rules.checkin import Scope
from rules.consent import Purpose
from rules.eligibility import Lack
from rules.operating import Operating
from rules.person import Title
from rules.programme import ProgrammeKind
from tests.conversations.samples_followup import followup
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
CENTRES = {"32.04.29": (-7.0339, 107.7153)}
REGISTER = RegisterFacts(regions().kecamatan, CENTRES)
BY_POSTER = replace(REGISTER, suggested=regions().kecamatan_of("32.04.29"))
TRAINING = TrainingFacts("Nunung", (OPEN, NIB), {})
NO_EXTRAS: Mapping[Need[Any], object] = {Extras("KUE-02"): (), Extras("EKSPOR"): ()}
BANKS = (Thing("bjb", "bank bjb"), Thing("bpr-kr", "BPR Kerta Raharja"))
LOAN = FundFacts("Nunung", "Dagulir Bedas", 500_000, 2_000_000, 10, BANKS, verified=True)
REDO = RedoFacts("Kue kering", "PEL-2611-0007", "Fotonya buram.", least=500_000, limit=2_000_000, banks=BANKS)
PROFILE = ProfileFacts(
    NUNUNG.called,
    "Keripik",
    Sector.FOOD,
    "Ciparay",
    "Sagaracipta",
    Label("profile-nib-no"),
    "",
    REGISTER.kecamatan,
    CENTRES,
)
PRIVACY = PrivacyFacts("Diskop UKM", True, "Nunung", "Keripik", consents=(Purpose.CHECKIN,))
FILED = Going("Kue kering", "PEL-2611-0007", State.FILED, date(2026, 12, 3), Label("mark-unconfirmed"))
UNTOLD = replace(FILED, state=State.INCOMPLETE, reason="Fotonya buram.", redo="7.extra:4", papers=("KTP",))
PAPERS = PapersFacts(("KTP", "Kartu Keluarga (KK)"), date(2026, 12, 8), Label("mark-unconfirmed"))
VERIFY = VerifyFacts(Way.SHARE, business="Keripik")
PHONE = "+6281200001111"
CHECKIN = CheckInFacts("2026-10", Scope.LIGHT, Label("title-ibu"), "Nunung", "Keripik", "Diskop UKM")
BEFORE = Before(Operating.RUNNING)


def samples() -> Mapping[str, Sequence[Sample]]:
    """By the dialogue's name, at least one each."""
    return {
        **{name: tuple(Sample(facts) for facts in each) for name, each in followup().items()},
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
        "language": (Sample(None),),
        "papers": (
            Sample(PapersFacts()),
            Sample(PAPERS),
            Sample(replace(PAPERS, link=False)),
        ),
        "privacy": (
            Sample(PRIVACY),
            Sample(PrivacyFacts("Diskop UKM")),
            Sample(replace(PRIVACY, wish=DataWish.DELETE)),
            Sample(replace(PRIVACY, wish=DataWish.DELETE, asked=Asked("HPS-2611-0001", date(2026, 11, 27)))),
        ),
        "profile": (Sample(PROFILE),),
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
            Sample(BY_POSTER),
        ),
        "status": (
            Sample(StatusFacts()),
            Sample(StatusFacts((FILED, UNTOLD), (Parked("1a", "training"),), True, True, Label("month-10"))),
            Sample(
                StatusFacts(
                    (replace(FILED, state=State.WAITING, position=3),) * 8, checkins=True, unverified=True
                )
            ),
        ),
        "training": (
            Sample(TRAINING, NO_EXTRAS),
            Sample(replace(TRAINING, offers=(OPEN,)), {Extras("KUE-02"): EXTRAS}),
            Sample(replace(TRAINING, about="LAMA"), NO_EXTRAS),
            Sample(replace(TRAINING, offers=())),
            Sample(replace(TRAINING, applied={"KUE-02": Applied("PEL-2611-0007", State.FILED)}), NO_EXTRAS),
        ),
        "verify": (
            Sample(VERIFY, {Sharers(PHONE): False}),
            Sample(VERIFY, {Sharers(PHONE): True, Owner(PHONE, "Keripik"): None}),
            Sample(replace(VERIFY, verified=True)),
            Sample(replace(VERIFY, way=Way.CODE)),
            Sample(replace(VERIFY, way=Way.CODE, barred=True)),
        ),
        "webcode": (Sample(WebCodeFacts(True)), Sample(WebCodeFacts(False))),
    }
