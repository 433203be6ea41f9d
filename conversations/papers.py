"""The link for the papers of a loan application: handed out at once, and where to bring them instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.chat import Action, Chat, Conversation
from conversations.question import Label


@dataclass(frozen=True, slots=True)
class PapersFacts:
    """What the running application still waits for; `link` is whether a page of ours can be reached."""

    papers: Sequence[str] = ()
    by: date | None = None
    mark: Label | None = None
    link: bool = True


class Papers(Conversation[PapersFacts, None]):
    """Asks nothing: its end makes the link."""

    name = "papers"
    longest = 0

    def script(self, chat: Chat, facts: PapersFacts) -> None:
        if not facts.papers or facts.by is None or facts.mark is None:
            chat.end("papers-none", actions=(Action("status"), Action("menu")))
        if not facts.link:
            chat.end(
                "papers-office", by=facts.by, mark=facts.mark, actions=(Action("status"), Action("menu"))
            )
