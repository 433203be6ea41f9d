"""Looking at programmes, as chats."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

from conversations.chat import Action, Say
from conversations.engine import Outcome
from conversations.offer import Offer
from conversations.programmes import Programmes, ProgrammesFacts
from rules.eligibility import Lack
from rules.programme import ProgrammeKind
from tests.talk import Talk

KEMASAN = Offer(
    "KEMASAN-01",
    "Kemasan yang menjual",
    ProgrammeKind.TRAINING,
    about="Belajar membuat kemasan.",
    place="PLUT Soreang",
    starts=date(2026, 12, 8),
    ends=date(2026, 12, 9),
    until=date(2026, 12, 1),
    left=12,
    lacks=(Lack.REGISTRATION,),
)
EKSPOR = Offer(
    "EKSPOR", "Siap ekspor", ProgrammeKind.TRAINING, needs_nib=True, cost=50_000, lacks=(Lack.NIB,)
)
FUND = Offer("fund", "Dagulir Bedas", ProgrammeKind.FUND, limit=2_000_000)
FACTS = ProgrammesFacts((KEMASAN, EKSPOR, FUND))


def programmes(facts: ProgrammesFacts = FACTS) -> Talk[ProgrammesFacts, NoReturn]:
    return Talk(Programmes(), facts)


def ways(talk: Talk[ProgrammesFacts, NoReturn]) -> list[Action]:
    last = talk.is_over(Outcome.ENDED).turn.out[-1]
    assert isinstance(last, Say)
    return list(last.actions)


def test_a_card_says_all_and_leads_to_the_application() -> None:
    talk = programmes().sees(asks="programme").says("kemasan yang menjual")
    talk.sees(
        "card-title",
        "card-days",
        "card-seats",
        "card-until",
        "card-terms",
        "lack-registration",
        "programmes-next",
    )
    assert ways(talk)[0] == Action("training", "KEMASAN-01", "action-apply")


def test_a_missing_nib_comes_with_the_step_that_fixes_it() -> None:
    talk = (
        programmes()
        .says("2")
        .sees("card-title-only", "card-terms", "card-needs-nib", "lack-nib", "programmes-next")
    )
    assert Action("consult", "nib", "action-nib-help") in ways(talk)


def test_the_fund_is_a_loan_of_the_bank() -> None:
    talk = programmes().says("dagulir").sees("card-fund", "lack-nothing", "programmes-next")
    assert ways(talk)[0] == Action("fund", "", "action-apply")


def test_a_poster_leads_straight_to_its_card() -> None:
    talk = programmes(ProgrammesFacts(FACTS.offers, "EKSPOR"))
    assert talk.said()[0].key == "card-title-only"
    talk.is_over(Outcome.ENDED)


def test_an_old_poster_leads_to_the_list() -> None:
    programmes(ProgrammesFacts(FACTS.offers, "TAHUN-LALU")).sees("programmes-gone", asks="programme")


def test_nothing_open_is_no_dead_end() -> None:
    talk = programmes(ProgrammesFacts(())).sees("programmes-none")
    assert ways(talk) == [Action("consult"), Action("menu")]


def test_no_application_where_one_is_barred() -> None:
    closed = Offer("LALU", "Sudah lewat", ProgrammeKind.TRAINING, lacks=(Lack.CLOSED,))
    talk = programmes(ProgrammesFacts((closed,), "LALU"))
    assert [action.name for action in ways(talk)] == ["programmes", "consult"]


def test_a_programme_that_is_gone_when_it_is_picked() -> None:
    talk = programmes().meanwhile(ProgrammesFacts((EKSPOR, FUND))).says("1")
    talk.sees(asks="programme", hint="option-gone")
