"""The console's menu: which pages stand in it, for whoever may open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.scope import Right, Who


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; its text is `console-menu-<name>`. The first four are tabs on a phone."""

    name: str
    path: str
    right: Right


ENTRIES = (
    Entry("home", "/console", Right.HOME),
    Entry("people", "/console/people", Right.PEOPLE),
    Entry("reviews", "/console/reviews", Right.REVIEWS),
    Entry("programmes", "/console/programmes", Right.PROGRAMMES),
    Entry("messages", "/console/messages", Right.MESSAGES),
    Entry("at-risk", "/console/at-risk", Right.AT_RISK),
    Entry("checkins", "/console/checkins", Right.CHECKINS),
    Entry("broadcasts", "/console/broadcasts", Right.BROADCASTS),
    Entry("posters", "/console/posters", Right.POSTERS),
    Entry("words", "/console/words", Right.TEACH),
    Entry("deliveries", "/console/deliveries", Right.DELIVERIES),
    Entry("audit", "/console/audit", Right.AUDIT),
    Entry("staff", "/console/staff", Right.STAFF),
    Entry("settings", "/console/settings", Right.SETTINGS),
)
TABS = 4


def menu(who: Who) -> Sequence[Entry]:
    """What `who` may open, in order."""
    return [entry for entry in ENTRIES if who.may(entry.right)]
