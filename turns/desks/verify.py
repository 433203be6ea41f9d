"""Proving a phone, and making one person of two channels; the code for the web chat."""

from __future__ import annotations

from typing import Any

from conversations.chat import Action, Need, Say
from conversations.verify import Code, Owner, Proof, Sharers, Verify, VerifyFacts, Way
from conversations.webcode import WebCode, WebCodeFacts
from rules.business import same_name
from storage import contacts, merging, people, webcodes
from turns.desk import Case, Desk, Done, Opening

AFTER = frozenset({"fund"})
"""Dialogues that may have led here, and go on afterwards."""


class VerifyDesk(Desk[VerifyFacts, Proof | Code]):
    """On Telegram the contact card, elsewhere a code from a chat that has proved the phone."""

    conversation = Verify()

    def load(self, case: Case) -> VerifyFacts:
        who = case.visitor
        own = people.profile(case.db, who.person_id) if who.person_id is not None else None
        way = Way.SHARE if who.channel == "telegram" else Way.CODE
        return VerifyFacts(
            way=way,
            verified=who.phone is not None,
            business=own.business if own is not None and own.registered else "",
            codes=who.channel != "web",
            barred=way is Way.CODE and webcodes.barred(case.db, who.contact_id, case.now),
        )

    def need(self, case: Case, need: Need[Any]) -> object:
        if isinstance(need, Sharers):
            return bool(people.sharing(case.db, need.phone, but=case.visitor.person_id))
        if isinstance(need, Owner):
            others = people.sharing(case.db, need.phone, but=case.visitor.person_id)
            return next((one.person_id for one in others if same_name(one.business, need.business)), None)
        return super().need(case, need)

    def record(self, case: Case, result: Proof | Code) -> Done:
        owner = self._code(case, result) if isinstance(result, Code) else result.owner
        if isinstance(result, Code) and owner is None:
            return Done([Say("verify-wrong")], then=(Opening("verify", case.opening.about),))
        who = case.visitor
        if isinstance(result, Proof):
            contacts.prove(case.db, who.contact_id, result.phone)
            if owner is None and who.person_id is not None:
                people.verify(case.db, who.person_id, result.phone, case.now)
        if owner is not None and owner != who.person_id:
            if who.person_id is not None:
                merging.merge(case.db, who.person_id, owner, case.now)
            contacts.link(case.db, who.contact_id, owner)
        then = (Opening(case.opening.about),) if case.opening.about in AFTER else ()
        return Done([Say("verify-done" if owner is None else "verify-joined")], self._ways(then), then)

    def _code(self, case: Case, code: Code) -> int | None:
        return webcodes.use(case.db, code.digits, case.visitor.contact_id, case.now)

    def _ways(self, then: tuple[Opening, ...]) -> tuple[Action, ...]:
        return () if then else (Action("status"), Action("menu"))


class WebCodeDesk(Desk[WebCodeFacts, None]):
    """A code is worth the person: only where the phone is proved, and never from the web itself."""

    conversation = WebCode()
    registered = True

    def load(self, case: Case) -> WebCodeFacts:
        return WebCodeFacts(case.visitor.phone is not None and case.visitor.channel != "web")

    def record(self, case: Case, result: None) -> Done:
        code = webcodes.make(case.db, case.subject, case.now)
        return Done([Say("webcode-here", {"code": code, "minutes": webcodes.MINUTES})])
