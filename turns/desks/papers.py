"""The papers of a loan application: hands out the one-time link, and thanks for what was sent by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from conversations.chat import Action, Say
from conversations.papers import Papers, PapersFacts
from conversations.question import Arg, Label
from rules.application import ApplicationKind, State
from rules.office import Paper
from storage import applications
from storage import papers as links
from storage.tables import Application
from turns import decisions, papers
from turns.desk import Case, Desk, Done
from turns.filing import due, mark


class PapersDesk(Desk[PapersFacts, None]):
    """About the one loan application of this person that is running."""

    conversation = Papers()

    def __init__(self, address: Callable[[str], str]) -> None:
        """`address` is where a phone that chats on this channel reaches our pages, "" where it cannot."""
        self._address = address

    def load(self, case: Case) -> PapersFacts:
        row = _running(case)
        wanted = papers.awaited(case.db, row, case.office) if row is not None else ()
        if row is None or not wanted:
            return PapersFacts()
        return PapersFacts(words(wanted), *_by(case, row), bool(self._address(case.visitor.channel)))

    def record(self, case: Case, result: None) -> Done:
        row = _running(case)
        if row is None:
            raise LookupError("no application waits for papers")
        until = papers.until(case.office, case.now)
        token = links.make_link(case.db, row.id, case.visitor.contact_id, until)
        link = Action("papers", url=f"{self._address(case.visitor.channel)}/berkas/{token}")
        by, sure = _by(case, row)
        args: dict[str, Arg] = {"until": case.office.today(until), "by": by, "mark": sure}
        return Done([Say("papers-link", args, (link,))], actions=(Action("status"), Action("menu")))

    def tell(self, case: Case, about: str) -> Done | None:
        """The papers of application `about` were sent on its page."""
        row = case.db.session.get(Application, int(about), with_for_update=True)
        sent = papers.send(case.db, row, case.office, case.now) if row is not None else ()
        if row is None or not sent or row.person_id != case.visitor.person_id:
            return None
        says = [Say("papers-sent", {"reference": row.reference, "papers": words(sent)})]
        more = papers.awaited(case.db, row, case.office)
        if more:
            says.append(Say("papers-sent-more", {"papers": words(more)}))
        if row.state != State.INCOMPLETE.value and row.due_on is not None:
            stage = case.office.fund.check
            says.append(Say("papers-sent-next", {"by": row.due_on, "mark": mark(stage.confirmed)}))
        elif row.asked_again not in papers.keys(row, case.office):
            args: dict[str, Arg] = {"what": decisions.title(case, row), "reference": row.reference}
            redo = Action("redo", f"{row.id}.{row.asked_again}")
            says.append(Say("decision-again", {**args, "reason": row.reason}, (redo,)))
        again = (Action("papers"),) if more else ()
        return Done(says, actions=(*again, Action("status"), Action("menu")))


def words(wanted: Sequence[Paper]) -> tuple[str, ...]:
    """Papers as people are told them."""
    return tuple(paper.words for paper in wanted)


def _running(case: Case) -> Application | None:
    """The loan application of whoever writes from a proved phone."""
    who = case.visitor
    if who.person_id is None or who.phone is None:
        return None
    rows = applications.running(case.db, who.person_id, ApplicationKind.FUND)
    return rows[0] if rows else None


def _by(case: Case, row: Application) -> tuple[date, Label]:
    """By when the papers are wanted, counted from when they were asked for; and how sure that is."""
    since = row.decided_at if row.state == State.INCOMPLETE.value else row.filed_at
    stage = case.office.fund.complete
    return due(case.office.today(since or row.filed_at), stage), mark(stage.confirmed)
