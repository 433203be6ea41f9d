"""The check-in: how is business, about a minute a month, every third month a little more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from conversations.chat import Action, Chat, Conversation, Say
from conversations.question import Arg, Label, Skipped, label_of
from conversations.questions import Choice, Count, Rupiah, Several, Skippable, YesNo
from conversations.questions.or_same import OrSame, Same
from rules.checkin import LARGE, SMALL, STOPPED, Constraint, Outlet, Reopen, Scope, StopReason
from rules.money import Amount, Period
from rules.operating import Operating

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What was told of one month. None: not asked, or left out. Amounts as stated."""

    month: str
    state: Operating
    reason: StopReason | None = None
    reopen: Reopen | None = None
    omzet: Amount | None = None
    constraint: Constraint | None = None
    profit: Amount | None = None
    workers: int | None = None
    outlets: tuple[Outlet, ...] = ()
    call_me: bool = False
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """The last check-in before this one, as far as this one needs it."""

    state: Operating
    reason: StopReason | None = None
    consecutive: bool = True  # it was about the month before
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class CheckInFacts:
    """`month` and `scope` come from what the form is about, never from a clock."""

    month: str
    scope: Scope
    title: Label
    name: str
    business: str
    office: str
    before: Before | None = None  # None: this is the baseline
    assistant: bool = False  # the kecamatan's assistant may see and call
    visited: bool = False  # an assistant's visit was recorded for this month meanwhile
    told: bool = False  # another form has recorded this month already
    closed: bool = False  # this one was recorded, and its month has ended


def month_label(month: str) -> Label:
    """The name of a month: `month-10` is Oktober."""
    return Label(f"month-{int(month[5:])}")


class MonthlyCheckIn(Conversation[CheckInFacts, CheckIn]):
    """No summary: the last answer records it, and the thanks repeat it."""

    name = "checkin"
    partial = True
    longest = 9

    redo = Choice(YesNo, usual=YesNo.YES, summed=False)
    again = Choice(YesNo, usual=YesNo.NO)
    state = OrSame(Choice(Operating))
    reason = Skippable(Choice(StopReason))
    reopen = Skippable(Choice(Reopen))
    omzet = Skippable(Rupiah(Period.MONTH, usual=(SMALL, LARGE)))
    constraint = Skippable(Choice(Constraint))
    call_me = Skippable(Choice(YesNo, usual=YesNo.NO))
    profit = Skippable(Rupiah(Period.MONTH, usual=(0, LARGE)))
    workers = Skippable(Count(1, 200, usual=2))
    outlets = Skippable(Several(Outlet))

    def script(self, chat: Chat, facts: CheckInFacts) -> CheckIn:
        self._greet(chat, facts)
        if facts.scope is Scope.RESTART:
            return self._restart(chat, facts)
        state = chat.ask(self.state.offered(self._may_be_same(facts)), month=month_label(facts.month))
        if isinstance(state, Same):
            before = facts.before
            return CheckIn(facts.month, before.state if before else Operating.RUNNING, unchanged=True)
        if state in STOPPED:
            return self._stopped(chat, facts, state)
        return self._trading(chat, facts, state)

    def _greet(self, chat: Chat, facts: CheckInFacts) -> None:
        month = month_label(facts.month)
        if facts.closed:
            chat.end("checkin-closed", month=month, actions=(Action("menu"),))
        if facts.visited:
            chat.end("checkin-visited", month=month, actions=(Action("menu"),))
        if facts.told:
            chat.say("checkin-told", month=month)
            if chat.ask(self.redo) is YesNo.NO:
                chat.end("checkin-kept", actions=(Action("menu"),))
            return
        key = "checkin-restart" if facts.scope is Scope.RESTART else "checkin-hello"
        if facts.before is None:
            key = "checkin-first"
        chat.say(key, title=facts.title, name=facts.name, business=facts.business, office=facts.office)

    def _may_be_same(self, facts: CheckInFacts) -> bool:
        """Not twice running, not after a gap, not where the quarter's figures are wanted."""
        before = facts.before
        if before is None or facts.scope is not Scope.LIGHT:
            return False
        return before.consecutive and not before.unchanged

    def _restart(self, chat: Chat, facts: CheckInFacts) -> CheckIn:
        """After an end there is only one question, unless the business has begun again."""
        if chat.ask(self.again) is YesNo.YES:
            chat.say("checkin-glad")
            return self._trading(chat, facts, Operating.RUNNING)
        before = facts.before
        if before is None or before.state not in STOPPED:
            return CheckIn(facts.month, Operating.PAUSED)
        return CheckIn(facts.month, before.state, reason=before.reason)

    def _stopped(self, chat: Chat, facts: CheckInFacts, state: Operating) -> CheckIn:
        chat.say("checkin-sorry")
        return CheckIn(
            facts.month,
            state,
            reason=given(chat.ask(self.reason)),
            reopen=given(chat.ask(self.reopen)),
            call_me=self._call_me(chat, facts),
        )

    def _trading(self, chat: Chat, facts: CheckInFacts, state: Operating) -> CheckIn:
        month = month_label(facts.month)
        omzet = given(chat.ask(self.omzet, month=month))
        constraint = given(chat.ask(self.constraint))
        call_me = self._call_me(chat, facts)
        if facts.scope is not Scope.FULL:
            return CheckIn(facts.month, state, omzet=omzet, constraint=constraint, call_me=call_me)
        return CheckIn(
            facts.month,
            state,
            omzet=omzet,
            constraint=constraint,
            call_me=call_me,
            profit=given(chat.ask(self.profit, month=month)),
            workers=given(chat.ask(self.workers)),
            outlets=given(chat.ask(self.outlets)) or (),
        )

    def _call_me(self, chat: Chat, facts: CheckInFacts) -> bool:
        """Without consent to the assistant the office's own staff call, and the person is told so."""
        if chat.ask(self.call_me) is not YesNo.YES:
            return False
        if not facts.assistant:
            chat.say("checkin-call-by-office", office=facts.office)
        return True


def given(answer: T | Skipped) -> T | None:
    """The answer, None where it was left out."""
    return None if isinstance(answer, Skipped) else answer


def recorded(told: CheckIn) -> Sequence[Say]:
    """What the thanks repeat: the month and how business is, then one line for each thing that was told."""
    state = Label("same-as-before") if told.unchanged else label_of(told.state)
    lines: list[tuple[str, Arg]] = []
    if told.reason is not None:
        lines.append(("reason", label_of(told.reason)))
    if told.reopen is not None:
        lines.append(("reopen", label_of(told.reopen)))
    for name, amount in (("omzet", told.omzet), ("profit", told.profit)):
        if amount is not None:
            lines.append((name, Rupiah(Period.MONTH).show(amount)))
    if told.constraint is not None:
        lines.append(("constraint", label_of(told.constraint)))
    if told.workers is not None:
        lines.append(("workers", told.workers))
    if told.outlets:
        lines.append(("outlets", tuple(label_of(outlet) for outlet in told.outlets)))
    head = Say("checkin-recorded", {"month": month_label(told.month), "state": state}, apart=True)
    return [head, *_lines(dict(lines))]


PAIRS = {"omzet": "profit", "workers": "outlets"}  # said on one line where both were told


def _lines(told: Mapping[str, Arg]) -> Iterator[Say]:
    """The lines, two short facts on one, so that a full quarter still fits a small screen."""
    for name, value in told.items():
        other = PAIRS.get(name, "")
        if other in told:
            yield Say(f"checkin-{name}-{other}", {name: value, other: told[other]})
        elif not any(name == second and first in told for first, second in PAIRS.items()):
            yield _line(name, value)


def _line(name: str, value: Arg) -> Say:
    return Say("checkin-line", {"what": Label(f"checkin-{name}.short"), "value": value})


def trend(now: Amount | None, earlier: Sequence[Amount]) -> Say | None:
    """What the person gets back: this month's figure against the last before it; None without two figures.

    `earlier` are the monthly figures before, oldest first.
    """
    if now is None or not now.monthly or not earlier:
        return None
    last = earlier[-1]
    if now.middle * 100 >= last.middle * 105:
        key = "checkin-trend-up"
    elif now.middle * 100 <= last.middle * 95:
        key = "checkin-trend-down"
    else:
        key = "checkin-trend-steady"
    return Say(key, {"last": last, "now": now})
