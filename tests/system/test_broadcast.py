"""An announcement by the command line beside a running server: each gets it once, and the sum is right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storage import broadcasts
from storage.database import Database, Db
from storage.tables import Contact
from tests.console import seed
from tests.console.conftest import ELSEWHERE, HOME, NOW
from tests.fakes.telegram import FakeTelegram
from tests.system.running import Running, until

PEOPLE = 45


def told(running: Running, *words: str) -> Any:
    return json.loads(running.kabar("broadcast", *words).splitlines()[-1])


def settled(database: Database, number: int) -> bool:
    """Nothing of it waits; at every look its states add up."""
    with database.read() as db:
        report = broadcasts.report(db, number)
    assert report is not None
    assert sum(report.states.values()) == report.recipients == 40
    return not {"queued", "sending"} & report.states.keys()


def reported(running: Running, number: int) -> Any:
    report = told(running, "report", str(number))
    assert sum(report["states"].values()) == report["recipients"]
    return report


@pytest.mark.timeout(240)  # three commands beside a server
def test_each_of_the_audience_gets_it_once_and_who_blocked_us_is_left_out_next_time(
    running: Running, telegram: FakeTelegram
) -> None:
    running.telegram(telegram).start()
    chats = [telegram.person(f"Nama{number}") for number in range(PEOPLE)]
    with running.database() as database:
        for number, chat in enumerate(chats):
            place = ELSEWHERE if number % 9 == 0 else HOME
            person = seed.person(database, NOW, chat.name, place, phone=None)

            def meet(db: Db, person: int = person, address: str = str(chat.id)) -> None:
                db.session.query(Contact).filter_by(person_id=person).update({"address": address})

            database.write(meet)
    chats[1].blocked = True
    text = running.folder / "siaran.txt"
    text.write_text("Pelatihan kemasan dibuka.", encoding="utf-8")
    wanted = ("--text-file", str(text), "--audience", f"kecamatan={HOME}")

    made = told(running, *wanted)
    assert (made["recipients"], made["left_out"]) == (40, {})
    with running.database() as database:
        until(lambda: settled(database, made["id"]), 60)
    states = reported(running, made["id"])["states"]
    assert states["sent"] == 39
    assert sum(states.values()) == 40

    got = [call.chat for call in telegram.sends() if call.status == 200]
    far = {str(chat.id) for number, chat in enumerate(chats) if number % 9 == 0}
    assert len(got) == len(set(got)) == 39
    assert not far & set(got)
    again = told(running, *wanted, "--dry-run")
    assert (again["recipients"], again["left_out"]) == (39, {"blocked": 1})
