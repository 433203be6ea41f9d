"""The check-in: loads the month's facts, keeps what was told, and sees whether somebody should look in."""

from __future__ import annotations

from datetime import datetime

from conversations.chat import Say
from conversations.checkin import Before, CheckIn, CheckInFacts, MonthlyCheckIn, month_label, recorded, trend
from conversations.question import Arg
from conversations.questions.called import title_label
from rules.checkin import Asked, Constraint, Scope
from rules.due import next_checkin
from rules.months import last_full, month_of, shift
from rules.person import title_of
from rules.quiet import WIB
from rules.risk import Month, task_reasons
from storage import checkins, followup, tasks
from storage.checkins import Known
from storage.tables import CheckIn as CheckInRow
from turns.desk import Case, Desk, Done, Opening


class CheckInDesk(Desk[CheckInFacts, CheckIn]):
    """On the hot path: one statement loads the facts."""

    conversation = MonthlyCheckIn()
    registered = True
    listed = True

    def about(self, case: Case) -> str:
        """A check-in that the person begins is about the last full month, in the scope that is due."""
        if case.opening.about:
            return case.opening.about
        month = last_full(case.now.astimezone(WIB).date())
        plan = followup.plan_of(case.db, case.subject, case.office.checkin.served_months)
        planned = next_checkin(plan.followed, case.now) if plan is not None else None
        scope = planned.asked.scope if planned is not None and planned.asked.month == month else Scope.LIGHT
        return Asked(month, Scope.LIGHT if scope is Scope.RESTART else scope).about

    def load(self, case: Case) -> CheckInFacts:
        asked = Asked.read(case.opening.about)
        known = checkins.known(case.db, case.subject, asked.month)
        kept, own = known.kept, False
        if kept is not None:
            own = kept.form_id is not None and kept.form_id == case.form_id
        return CheckInFacts(
            month=asked.month,
            scope=asked.scope,
            title=title_label(title_of(known.title)),
            name=known.name,
            business=known.business,
            office=case.office.short,
            before=_before(known, asked.month),
            assistant=known.assistant,
            visited=kept is not None and not own and kept.via == "visit",
            told=kept is not None and not own and kept.via != "visit",
            closed=kept is not None and own and _month(kept.recorded_at) != _month(case.now),
        )

    def record(self, case: Case, result: CheckIn) -> Done:
        person = case.subject
        self._keep(case, person, result)
        followup.answered(case.db, person, result.month, case.now, case.office.checkin.served_months)
        months = followup.months(case.db, person, result.month)
        reasons = task_reasons(months, percent=case.office.checkin.at_risk_percent)
        if reasons:
            tasks.raise_task(case.db, person, result.month, reasons, case.now)
        else:
            tasks.drop(case.db, person, result.month, case.now)
        called = result.call_me and checkins.known(case.db, person, result.month).assistant
        return Done(self._thanks(result, months, called), changeable=True)

    def _keep(self, case: Case, person: int, told: CheckIn) -> None:
        row = checkins.row_of(case.db, person, told.month)
        if row is None:
            row = CheckInRow(person_id=person, month=told.month)
            case.db.session.add(row)
        if row.form_id != case.form_id:
            row.form_id, row.recorded_at = case.form_id, case.now
        row.via = "chat" if case.opening.subject is None else "visit"  # an assistant answers for somebody
        row.channel, row.complete = case.visitor.channel, True
        row.state = told.state.value
        row.reason = told.reason.value if told.reason else ""
        row.reopen = told.reopen.value if told.reopen else ""
        checkins.omzet(row, told.omzet)
        checkins.profit(row, told.profit)
        row.workers = told.workers
        row.outlets = " ".join(outlet.value for outlet in told.outlets)
        row.constraint = told.constraint.value if told.constraint else ""
        row.call_me, row.unchanged = told.call_me, told.unchanged
        case.db.flush()

    def _thanks(self, told: CheckIn, months: list[Month], called: bool) -> list[Say]:
        """The own trend, one tip for the constraint, and last what was recorded, which can be changed.

        `called`: by the assistant; that else the office calls was told when it was asked.
        """
        says = [Say("checkin-thanks")]
        earlier = [
            one.omzet for one in months if one.month < told.month and one.omzet and one.figure is not None
        ]
        change = trend(told.omzet, earlier)
        if change is not None:
            says.append(change)
        if told.constraint is not None and told.constraint is not Constraint.NONE:
            says.append(Say(f"tip-{told.constraint.value}"))
        if called:
            says.append(Say("checkin-called"))
        return [*says, *recorded(told)]

    def tell(self, case: Case, about: str) -> Done | None:
        """`ask|<about>` opens the check-in; `remind|<about>|<days>` puts its open question again."""
        what, _, rest = about.partition("|")
        asking, _, days = rest.partition("|")
        asked = Asked.read(asking)
        person = case.subject
        known = checkins.known(case.db, person, asked.month)
        if known.kept is not None:
            return None
        once = f"{what}/{person}/{asked.month}/{days}"
        if what == "ask":
            opening = Opening("checkin", asked.about)
            return Done(then=(opening,), kind="checkin", purpose="checkin", once=once)
        last = max(case.office.checkin.reminders, default=0) == int(days)
        args: dict[str, Arg] = {
            "title": title_label(title_of(known.title)),
            "name": known.name,
            "business": known.business,
            "month": month_label(asked.month),
        }
        key = "checkin-remind-last" if last else "checkin-remind"
        then = (Opening("checkin", asked.about),)
        return Done((Say(key, args),), then=then, leads=True, kind="reminder", purpose="checkin", once=once)


def _before(known: Known, month: str) -> Before | None:
    earlier = known.earlier
    if earlier is None:
        return None
    return Before(earlier.state, earlier.reason, earlier.month == shift(month, -1), earlier.unchanged)


def _month(moment: datetime) -> str:
    return month_of(moment.astimezone(WIB).date())
