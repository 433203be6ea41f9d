"""The language in which a person is answered from now on."""

from __future__ import annotations

from conversations.chat import Action, Say
from conversations.language import ChooseLanguage, Language
from storage import people
from turns.desk import Case, Desk, Done


class LanguageDesk(Desk[None, Language]):
    """Kept with the chat, and with the person where there is one."""

    conversation = ChooseLanguage()

    def load(self, case: Case) -> None:
        return None

    def record(self, case: Case, result: Language) -> Done:
        people.speak(case.db, case.visitor.contact_id, case.visitor.person_id, result.value)
        return Done([Say("language-done")], actions=(Action("menu"),))
