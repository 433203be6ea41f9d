"""Petugas: passes a question on to the office, and the office's answers back."""

from __future__ import annotations

from datetime import timedelta

from conversations.chat import Say
from conversations.consult import Consult, ConsultFacts
from conversations.offer import NIB_HELP
from conversations.questions import Sent
from storage import forms, threads
from storage.tables import Contact
from turns import relay
from turns.desk import Case, Desk, Done

BUSY = timedelta(minutes=10)  # a form touched since is being filled in just now


class ConsultDesk(Desk[ConsultFacts, Sent]):
    """For everybody, registered or not."""

    conversation = Consult()
    listed = True

    def load(self, case: Case) -> ConsultFacts:
        contact = case.db.session.get(Contact, case.visitor.contact_id)
        listening = contact is not None and contact.thread_id is not None
        ready = case.office.nib_help if case.opening.about == NIB_HELP else ""
        return ConsultFacts(case.office.short, listening, ready)

    def record(self, case: Case, result: Sent) -> Done:
        relay.open_thread(case, result.text, result.file)
        away = relay.back_on(case)
        by = relay.answer_by(case).date()
        said = Say("consult-away", {"day": away}) if away is not None else Say("consult-sent", {"day": by})
        return Done((said,), relay.lead(case))

    def tell(self, case: Case, about: str) -> Done | None:
        """`line|<id>`: an answer by staff; `closed|<thread>`: the end; `late|<thread>`: nobody answered."""
        what, _, number = about.partition("|")
        if what == "line":
            return self._answer(case, int(number))
        if what == "closed":
            return Done((Say("consult-closed"),), relay.lead(case), kind="relay")
        return self._late(case, int(number))

    def _answer(self, case: Case, number: int) -> Done | None:
        """The human's words; from here on the relay is on, and a form that lies open waits."""
        line = threads.line(case.db, number)
        if line is None:
            return None
        threads.relay(case.db, case.visitor.contact_id, line.thread_id)
        open_form = forms.open_of(case.db, case.visitor.contact_id)
        if open_form is not None and case.now - open_form.touched_at > BUSY:
            forms.park(case.db, open_form.id, case.now)
        said = Say("consult-answer", {"staff": line.staff, "text": line.text})
        return Done((said,), kind="relay", once=threads.answering(number))

    def _late(self, case: Case, number: int) -> Done | None:
        """No answer within the time that was promised: say so, and let the bot speak again."""
        thread = threads.get(case.db, number)
        if thread is None or thread.state != threads.WAITING or thread.told_at is not None:
            return None
        thread.told_at = case.now
        threads.relay(case.db, case.visitor.contact_id, None)
        return Done(
            (Say("consult-late"),), relay.lead(case), kind="reminder", once=threads.apologising(thread)
        )
