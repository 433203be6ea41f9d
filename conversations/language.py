"""Language: Indonesian or English."""

from __future__ import annotations

from enum import Enum

from conversations.chat import Chat, Conversation
from conversations.questions import Choice


class Language(Enum):
    """A language that has all texts. The value is stored and names its folder in locales/."""

    INDONESIAN = "id"
    ENGLISH = "en"


class ChooseLanguage(Conversation[None, Language]):
    """One question. Sundanese is understood, but not spoken."""

    name = "language"
    longest = 1

    language = Choice(Language)

    def script(self, chat: Chat, facts: None) -> Language:
        chat.say("language-hello")
        return chat.ask(self.language)
