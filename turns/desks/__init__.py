"""One desk for each dialogue, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.regions import Regions
from turns.desk import Desk
from turns.desks.about import AboutDesk
from turns.desks.attend import AttendDesk
from turns.desks.checkin import CheckInDesk
from turns.desks.consents import ConsentsDesk
from turns.desks.consult import ConsultDesk
from turns.desks.fund import FundDesk
from turns.desks.language import LanguageDesk
from turns.desks.papers import PapersDesk
from turns.desks.privacy import PrivacyDesk
from turns.desks.profile import ProfileDesk
from turns.desks.programmes import ProgrammesDesk
from turns.desks.redo import RedoDesk
from turns.desks.register import RegisterDesk
from turns.desks.status import StatusDesk
from turns.desks.stop import StartDesk, StopDesk
from turns.desks.tips import TipsDesk
from turns.desks.training import TrainingDesk
from turns.desks.verify import VerifyDesk, WebCodeDesk
from turns.desks.worklist import AnswerDesk, GreetDesk, OutcomeDesk, PostponeDesk, WorklistDesk


def desks(regions: Regions, address: Callable[[str], str] = lambda channel: "") -> tuple[Desk[Any, Any], ...]:
    """All desks; a dialogue whose desk is listed here can be opened.

    `address` is where a phone that chats on a channel reaches our pages, "" where it cannot.
    """
    return (
        WorklistDesk(regions),
        RegisterDesk(regions.kecamatan),
        ProgrammesDesk(),
        TrainingDesk(),
        FundDesk(),
        CheckInDesk(),
        StatusDesk(),
        TipsDesk(),
        ConsultDesk(),
        ProfileDesk(regions),
        AboutDesk(),
        ConsentsDesk(),
        VerifyDesk(),
        WebCodeDesk(),
        PrivacyDesk(),
        LanguageDesk(),
        AttendDesk(),
        GreetDesk(regions),
        AnswerDesk(regions),
        OutcomeDesk(regions),
        PostponeDesk(regions),
        StopDesk(),
        StartDesk(),
        RedoDesk(),
        PapersDesk(address),
    )
