"""What the tests of announcements share: people to write to, a draft, a launch, and the ledger read back."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from console import site
from storage import leases, sending
from storage.database import Database, Db
from storage.tables import Broadcast, Consent, Contact
from tests.console import seed
from tests.console.conftest import ELSEWHERE, HOME, NOW, Browser, Console, bandung

NEW = "/console/broadcasts/new"


@pytest.fixture
def people(database: Database) -> list[int]:
    """Four who take announcements: one of another kecamatan, one on WhatsApp; and one who stopped."""
    made = [
        seed.person(database, NOW, name, kecamatan, phone=f"+62812345678{number:02}")
        for number, (name, kecamatan) in enumerate(
            (("Rina", HOME), ("Euis", HOME), ("Asep", HOME), ("Dadang", ELSEWHERE), ("Berhenti", HOME))
        )
    ]

    def work(db: Db) -> None:
        db.session.query(Contact).filter_by(person_id=made[2]).update({"channel": "whatsapp"})
        db.session.query(Consent).filter_by(person_id=made[4], purpose="announcements").update(
            {"withdrawn_at": NOW}
        )

    database.write(work)
    return made


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def write(browser: Browser, **fields: Any) -> str:
    """A draft; gives its page."""
    answer = browser.post(NEW, {"words": "Pelatihan kemasan dibuka.", **fields})
    assert answer.status_code == 303, plain(answer.text)
    return answer.headers["location"].partition("?")[0]


def launch(browser: Browser, page: str) -> None:
    assert browser.post(f"{page}/move", {"to": "launch"}).headers["location"].endswith("broadcast-launch")


def row(database: Database) -> Broadcast:
    with database.read() as db:
        return db.session.query(Broadcast).one()


def claim(database: Database) -> list[sending.Claimed]:
    def work(db: Db) -> list[sending.Claimed]:
        epoch = leases.lease(db, "telegram", "us", 60, take=True)
        assert epoch is not None
        return sending.claim(db, "telegram", NOW, epoch, timedelta(seconds=30), 100)

    return database.write(work)


def limited(console: Console, limit: int) -> None:
    """The office asks for a second approval above this many."""
    office = bandung()
    changed = replace(office, rules=replace(office.rules, approval_above=limit))
    room = replace(console.room, office=changed)
    console._app = Starlette(routes=list(site.routes(room)))


def ledger(page: str) -> dict[str, int]:
    found = re.findall(r'<tr[^>]*><th scope="row">(.*?)</th><td>(\d+)</td></tr>', page)
    return {name: int(number) for name, number in found}
