"""The check-in as chats."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.chat import Say
from conversations.checkin import Before, CheckIn, CheckInFacts, MonthlyCheckIn, month_label, recorded, trend
from conversations.engine import Outcome, close
from conversations.form import Form
from conversations.question import Label
from rules.checkin import Constraint, Outlet, Reopen, Scope, StopReason
from rules.money import Amount, Period, rupiah
from rules.operating import Operating
from tests.talk import Talk

BASELINE = CheckInFacts(
    "2026-10", Scope.LIGHT, Label("title-ibu"), "Nunung", "Keripik Nunung", "Diskop UKM", assistant=True
)
BEFORE = Before(Operating.RUNNING)
LIGHT = replace(BASELINE, before=BEFORE)
FULL = replace(LIGHT, scope=Scope.FULL)


def checkin(facts: CheckInFacts = LIGHT) -> Talk[CheckInFacts, CheckIn]:
    return Talk(MonthlyCheckIn(), facts)


def closing(talk: Talk[CheckInFacts, CheckIn]) -> CheckIn | None:
    assert talk.form is not None
    return close(MonthlyCheckIn(), talk.form, talk.facts, lambda need: None)


def test_a_light_month_is_four_short_questions() -> None:
    talk = checkin().sees("checkin-hello", asks="state")
    talk.says("jalan").sees(asks="omzet").says("2500000").sees(asks="constraint")
    talk.says("sepi pembeli").sees(asks="call_me").says("tidak")
    talk.ends(CheckIn("2026-10", Operating.RUNNING, omzet=rupiah(2_500_000), constraint=Constraint.BUYERS))


def test_a_full_quarter_asks_profit_people_and_outlets_too() -> None:
    talk = checkin(FULL).says("jalan").says("2500000").says("sepi pembeli").says("tidak").sees(asks="profit")
    talk.says("800000").sees(asks="workers").says("2").sees(asks="outlets").says("pasar").says("selesai")
    result = talk.ends()
    assert (result.profit, result.workers, result.outlets) == (rupiah(800_000), 2, (Outlet.MARKET,))


def test_the_baseline_says_who_asks_and_why() -> None:
    checkin(BASELINE).sees("checkin-first", asks="state")


def test_same_as_last_month_is_one_tap_and_copies_nothing() -> None:
    talk = checkin().says("sama seperti bulan lalu")
    talk.ends(CheckIn("2026-10", Operating.RUNNING, unchanged=True))


@pytest.mark.parametrize(
    "facts",
    [
        BASELINE,
        FULL,
        replace(LIGHT, before=replace(BEFORE, unchanged=True)),
        replace(LIGHT, before=replace(BEFORE, consecutive=False)),
    ],
)
def test_same_as_last_month_is_not_offered_first_twice_running_after_a_gap_or_in_the_quarter(
    facts: CheckInFacts,
) -> None:
    assert "same" in [option.id for option in checkin().ask().options]
    assert "same" not in [option.id for option in checkin(facts).ask().options]


def test_a_stop_asks_why_and_whether_it_will_open_again() -> None:
    talk = checkin().says("libur dulu").sees("checkin-sorry", asks="reason")
    talk.says("kerja di pabrik").sees(asks="reopen").says("belum tahu").sees(asks="call_me").says("ya")
    talk.ends(CheckIn("2026-10", Operating.PAUSED, StopReason.JOB, Reopen.UNSURE, call_me=True))


def test_everything_but_the_first_question_can_be_left_out() -> None:
    talk = checkin(FULL).says("lewati").sees(asks="state").says("jalan")
    for _ in range(6):
        talk.says("lewati")
    talk.ends(CheckIn("2026-10", Operating.RUNNING))


def test_a_figure_for_a_day_is_asked_back_once_and_kept_as_stated() -> None:
    talk = checkin().says("jalan").says("150rb per hari").sees(asks="omzet", hint="amount-per-month")
    talk.says("150rb per hari").sees(asks="constraint").says("lewati").says("lewati")
    assert talk.ends().omzet == Amount(150_000, 150_000, Period.DAY)


def test_an_omzet_that_is_hardly_possible_is_confirmed_not_refused() -> None:
    for said, kept in (("5000", 5_000), ("300000000", 300_000_000)):
        talk = (
            checkin()
            .says("jalan")
            .says(said)
            .sees(asks="omzet", hint="echo")
            .says("ya")
            .sees(asks="constraint")
        )
        assert talk.says("lewati").says("lewati").ends().omzet == rupiah(kept)


def test_a_changed_branch_asks_only_what_is_new() -> None:
    talk = checkin().says("jalan").says("2500000").says("sepi pembeli").sees(asks="call_me")
    talk.says("kembali").says("kembali").says("kembali").sees(asks="state")
    talk.says("libur dulu").sees("checkin-sorry", asks="reason").says("keluarga").says("lewati")
    result = talk.sees(asks="call_me").says("tidak").ends()
    assert result == CheckIn("2026-10", Operating.PAUSED, StopReason.FAMILY)


def test_answers_of_a_branch_left_behind_wake_when_it_returns() -> None:
    talk = checkin().says("jalan").says("2500000").says("kembali").says("kembali").says("libur dulu")
    talk.says("kembali").sees(asks="state").says("jalan").sees(asks="constraint")


def test_what_was_answered_is_kept_when_the_rest_never_comes() -> None:
    assert closing(checkin()) is None
    talk = checkin(FULL).says("jalan").says("2500000")
    assert closing(talk) == CheckIn("2026-10", Operating.RUNNING, omzet=rupiah(2_500_000))


def test_a_late_answer_counts_for_the_month_that_was_asked() -> None:
    assert (
        checkin(replace(LIGHT, month="2026-08"))
        .says("tutup")
        .says("lewati")
        .says("lewati")
        .says("lewati")
        .ends()
        .month
        == "2026-08"
    )


def test_a_visit_recorded_meanwhile_ends_it() -> None:
    talk = checkin().says("jalan").meanwhile(replace(LIGHT, visited=True)).says("2500000")
    talk.sees("checkin-visited")
    assert talk.turn.outcome is Outcome.ENDED


def test_a_month_told_already_is_asked_again_only_on_wish() -> None:
    told = replace(LIGHT, told=True)
    talk = checkin(told).sees("checkin-told", asks="redo").says("tidak").sees("checkin-kept")
    assert talk.turn.outcome is Outcome.ENDED
    checkin(told).says("ya").sees(asks="state")


def test_a_recorded_check_in_can_be_corrected_until_its_month_ends() -> None:
    talk = checkin().says("jalan").says("2500000").says("lewati").says("tidak")
    talk.ends()
    talk.reopens().sees(asks="?").says("omzet").sees(asks="omzet").says("3000000")
    assert talk.ends().omzet == rupiah(3_000_000)
    talk.meanwhile(replace(LIGHT, closed=True)).reopens().sees("checkin-closed")


def test_after_an_end_only_one_question_is_asked() -> None:
    ended = replace(
        LIGHT, scope=Scope.RESTART, before=Before(Operating.PAUSED, StopReason.JOB, consecutive=False)
    )
    checkin(ended).sees("checkin-restart", asks="again").says("belum").ends(
        CheckIn("2026-10", Operating.PAUSED, StopReason.JOB)
    )
    talk = checkin(ended).says("sudah").sees("checkin-glad", asks="omzet")
    assert talk.says("lewati").says("lewati").says("lewati").ends().state is Operating.RUNNING


def test_who_did_not_let_the_assistant_in_is_called_by_the_office_and_told_so() -> None:
    talk = checkin(replace(FULL, assistant=False)).says("jalan").says("lewati").says("lewati").says("ya")
    talk.sees("checkin-call-by-office", asks="profit")


def test_a_question_that_a_newer_version_adds_is_asked_and_nothing_else() -> None:
    form = Form("1", "checkin", answers={"state": "running", "constraint": "buyers"}, asked="call_me")
    talk = Talk(MonthlyCheckIn(), LIGHT, form=form).sees("checkin-hello", asks="omzet")
    talk.says("2500000").sees(asks="call_me")


def test_facts_that_take_an_answer_away_ask_again() -> None:
    form = Form("1", "checkin", answers={"state": "same"}, asked="state")
    Talk(MonthlyCheckIn(), BASELINE, form=form).sees("answer-gone", "checkin-first", asks="state")


def test_the_thanks_repeat_what_was_recorded() -> None:
    told = CheckIn(
        "2026-10",
        Operating.REDUCED,
        omzet=Amount(150_000, 150_000, Period.DAY),
        constraint=Constraint.DEBT,
        call_me=True,
    )
    head, *lines = recorded(told)
    assert head.args == {"month": Label("month-10"), "state": Label("operating-reduced")}
    assert [(line.args["what"], line.args["value"]) for line in lines] == [
        (Label("checkin-omzet.short"), Amount(150_000, 150_000, Period.DAY)),
        (Label("checkin-constraint.short"), Label("constraint-debt")),
    ]
    full = replace(told, profit=rupiah(800_000), workers=2, outlets=(Outlet.MARKET,))
    assert [line.key for line in recorded(full)] == [
        "checkin-recorded",
        "checkin-omzet-profit",
        "checkin-line",
        "checkin-workers-outlets",
    ]
    unchanged = recorded(CheckIn("2026-10", Operating.RUNNING, unchanged=True))
    assert [line.args["state"] for line in unchanged] == [Label("same-as-before")]


@pytest.mark.parametrize(
    ("now", "earlier", "wanted"),
    [
        (rupiah(3_000_000), [2_000_000], "checkin-trend-up"),
        (rupiah(1_000_000), [2_000_000], "checkin-trend-down"),
        (rupiah(2_050_000), [1_000_000, 2_000_000], "checkin-trend-steady"),
        (None, [2_000_000], None),
        (rupiah(2_000_000), [], None),
        (Amount(150_000, 150_000, Period.DAY), [2_000_000], None),
    ],
)
def test_the_own_trend_is_given_back(now: Amount | None, earlier: list[int], wanted: str | None) -> None:
    found = trend(now, [rupiah(one) for one in earlier])
    assert (found.key if isinstance(found, Say) else None) == wanted


def test_months_have_names() -> None:
    assert month_label("2026-01") == Label("month-1")
    assert month_label("2026-12") == Label("month-12")


def at_outlets() -> Talk[CheckInFacts, CheckIn]:
    """A full quarter with two ticks set and "selesai" not yet said."""
    talk = checkin(FULL).says("jalan").says("2500000").says("sepi pembeli").says("tidak")
    return talk.says("800000").says("2").sees(asks="outlets").says("pasar, rumah")


def test_ticks_stay_while_an_earlier_answer_is_changed() -> None:
    both = {Outlet.MARKET, Outlet.HOME}
    talk = at_outlets().says("ubah").says("yang bekerja").sees(asks="workers").says("3").sees(asks="outlets")
    result = talk.says("selesai").ends()
    assert (set(result.outlets), result.workers) == (both, 3)
    assert set(at_outlets().says("ubah").says("selesai").says("selesai").ends().outlets) == both
    assert set(at_outlets().says("kembali").says("4").says("selesai").ends().outlets) == both
    last = closing(at_outlets().says("ubah").says("yang bekerja"))
    assert last is not None
    assert set(last.outlets) == both


def test_ticks_that_were_kept_can_be_taken_away_again() -> None:
    talk = at_outlets().says("ubah").says("yang bekerja").says("3").presses("market-").says("selesai")
    assert talk.ends().outlets == (Outlet.HOME,)


def test_selesai_with_nothing_ticked_says_that_something_must_be_chosen() -> None:
    talk = checkin(FULL).says("jalan").says("2500000").says("sepi pembeli").says("tidak").says("0").says("ya")
    talk.says("2").says("selesai").sees(asks="outlets", hint="miss-none-ticked")
