"""What the console is given: the office's memory and rules, its texts and its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from locales.texts import Texts
from rules.office import Office
from rules.quiet import QuietHours
from rules.regions import Regions
from storage.database import Database
from turns.turn import Turns


@dataclass(frozen=True, slots=True)
class Room:
    """Built once and passed to `console.site.routes`.

    `woken` is called after a commit that may have put something in the outbox. `telegram` (the bot's name)
    and `whatsapp` (+62...) are for posters; "" where that channel is not in use.
    """

    database: Database
    turns: Turns
    office: Office
    texts: Texts
    regions: Regions
    quiet: QuietHours
    clock: Callable[[], datetime]
    public_url: str
    woken: Callable[[], None]
    demo: bool = False
    telegram: str = ""
    whatsapp: str = ""
