"""What a sender does with the outbox, also when the channel, the database or another sender fails it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot import sender as senders
from bot.channels.channel import Outbound, Remedy
from bot.sender import Sender
from storage.database import Db
from storage.lane import Lane
from storage.tables import Contact, Halt
from tests.bot.office import Office, Wire, fails, sending, until


async def test_what_waits_is_sent_once_and_in_order(here: Office) -> None:
    wire, euis = Wire(), here.person("1")
    for text in ("satu", "dua", "tiga"):
        here.queue(euis, text)
    async with sending(here, wire):
        await until(lambda: len(wire.sent) == 3)
    assert wire.texts == ["satu", "dua", "tiga"]
    assert here.states() == ["sent"] * 3


async def test_what_another_process_queued_goes_within_a_second(here: Office) -> None:
    wire, euis = Wire(), here.person("1")
    async with sending(here, wire):
        await asyncio.sleep(0.2)
        here.queue(euis, "halo")
        await until(lambda: wire.texts == ["halo"], 1.5)


async def test_a_database_that_fails_for_a_while_ends_no_sender(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, euis, true = Wire(), here.person("1"), here.database.submit
    down = True

    async def submit(work: Callable[[Db], object]) -> object:
        if down:
            raise OperationalError("SELECT", None, Exception("gone"))
        return await true(work)

    here.queue(euis, "halo")
    monkeypatch.setattr(here.database, "submit", submit)
    async with sending(here, wire):
        await asyncio.sleep(0.7)
        assert wire.sent == []
        down = False
        await until(lambda: wire.texts == ["halo"])


async def test_a_send_is_noted_although_the_database_is_down_just_then(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, euis, true = Wire(), here.person("1"), here.database.submit
    downs = 0

    async def submit(work: Callable[[Db], object]) -> object:
        nonlocal downs
        if wire.sent and downs < 3:
            downs += 1
            raise OperationalError("UPDATE", None, Exception("gone"))
        return await true(work)

    row = here.queue(euis, "halo")
    monkeypatch.setattr(here.database, "submit", submit)
    async with sending(here, wire):
        await until(lambda: here.row(row).state == "sent")
    assert wire.texts == ["halo"]


async def test_one_that_blocked_the_bot_is_tried_once_and_left_alone(here: Office) -> None:
    wire, euis = Wire(troubles=[fails(Remedy.GONE)]), here.person("1")
    here.queue(euis, "satu")
    here.queue(euis, "dua")
    here.broadcast("kabar", [euis])
    async with sending(here, wire):
        await until(lambda: here.states() == ["failed", "cancelled", "cancelled"])
    assert wire.sent == []
    with here.database.read() as db:
        assert db.session.get_one(Contact, euis).blocked_at is not None


async def test_a_flood_wait_holds_everybody_across_a_restart_and_costs_no_try(here: Office) -> None:
    until_then = here.clock() + timedelta(seconds=2)
    wire = Wire(troubles=[fails(Remedy.RETRY, retry_at=until_then, whole_bot=True)])
    euis, asep = here.person("1"), here.person("2")
    row = here.queue(euis, "halo")
    async with sending(here, wire):
        await until(lambda: here.held() == ["retry"])
        halted = time.monotonic()
    here.queue(asep, "kabar")
    here.clock.jump(timedelta(days=30))  # no jump of ours ends it
    async with sending(here, wire):
        await until(lambda: len(wire.sent) == 2)
    assert time.monotonic() - halted > 1.7
    assert here.row(row).tries == 0


async def test_a_broken_server_is_tried_again_within_ten_seconds(here: Office) -> None:
    wire, euis = Wire(troubles=[fails(Remedy.RETRY)]), here.person("1")
    row = here.queue(euis, "halo")
    async with sending(here, wire):
        await until(lambda: here.held() == ["retry"])
        assert here.row(row).not_before <= here.clock() + timedelta(seconds=8)
        here.clock.jump(timedelta(seconds=9))
        await until(lambda: wire.texts == ["halo"])


async def test_what_is_perhaps_sent_is_sent_once_more_but_no_announcement(here: Office) -> None:
    wire = Wire(troubles=[fails(Remedy.UNKNOWN)] * 3)
    euis, asep, dadan = here.person("1"), here.person("2"), here.person("3")
    here.queue(euis, "halo")
    here.queue(asep, "diterima", Lane.REMINDER, "decision")
    here.broadcast("kabar", [dadan])
    async with sending(here, wire):
        await until(lambda: here.states() == ["queued", "uncertain", "uncertain"])
        here.clock.jump(timedelta(seconds=9))
        await until(lambda: here.states() == ["sent", "uncertain", "uncertain"])
    assert wire.texts == ["halo"]


async def test_a_message_of_ours_that_never_goes_holds_back_nothing(here: Office) -> None:
    wire, euis = Wire(troubles=[fails(Remedy.OURS)]), here.person("1")
    here.queue(euis, "terlalu panjang")
    here.queue(euis, "halo")
    async with sending(here, wire):
        await until(lambda: here.states() == ["failed", "sent"])


async def test_a_refused_token_loses_no_message(here: Office) -> None:
    wire, euis = Wire(troubles=[fails(Remedy.OURS, whole_bot=True)]), here.person("1")
    row = here.queue(euis, "halo")
    async with sending(here, wire):
        await until(lambda: here.held() == ["retry"])
    assert (here.row(row).state, here.row(row).tries) == ("queued", 0)
    with here.database.read() as db:
        assert db.session.get(Halt, "telegram") is not None


async def test_a_fault_in_laying_out_one_message_stops_no_other(here: Office) -> None:
    def breaks(out: Outbound) -> None:
        raise KeyError("a fault")

    wire, euis, asep = Wire(troubles=[breaks]), here.person("1"), here.person("2")
    here.queue(euis, "satu")
    here.queue(asep, "dua")
    async with sending(here, wire):
        await until(lambda: here.states() == ["failed", "sent"])


async def test_in_quiet_hours_only_replies_go(here: Office) -> None:
    wire, euis, asep, dadan = Wire(), here.person("1"), here.person("2"), here.person("3")
    here.clock.jump(timedelta(hours=12))  # ten in the evening
    here.queue(euis, "halo")
    here.queue(asep, "cek usaha", Lane.REMINDER, "checkin")
    here.queue(
        euis, "besok pelatihan", Lane.REMINDER, "reminder", not_after=here.clock() + timedelta(hours=9)
    )
    here.broadcast("kabar", [dadan])
    async with sending(here, wire):
        await until(lambda: wire.texts == ["halo"])
        await asyncio.sleep(1.0)
        assert wire.texts == ["halo"]
        here.clock.jump(timedelta(hours=10))
        await until(lambda: len(wire.sent) == 3)
    assert here.states() == ["sent", "sent", "cancelled", "sent"]  # the appointment is over by then


async def test_a_sender_that_is_stopped_hands_on_at_once(here: Office) -> None:
    wire, euis = Wire(takes=0.5), here.person("1")
    here.queue(euis, "halo")
    async with sending(here, wire) as sender:
        await until(lambda: bool(sender._flying))
    assert here.states() == ["sent"]
    here.queue(euis, "kabar")
    wire.takes = 0
    async with sending(here, wire):
        await until(lambda: wire.texts == ["halo", "kabar"], 4)


async def test_a_sender_that_is_stopped_while_it_claims_hands_back(here: Office) -> None:
    wire, euis = Wire(), here.person("1")
    here.broadcast("kabar", [euis])
    task = asyncio.create_task(Sender(here.house, wire).run())
    while here.states() == ["queued"]:  # noqa: ASYNC110  claimed in the writer, while our loop stands still
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert here.states() in (["queued"], ["sent"])


async def test_what_a_dead_sender_left_is_settled_when_its_lease_is_over(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(senders, "LEASE", 1.0)
    monkeypatch.setattr(senders, "ROW_LEASE", timedelta(seconds=1))
    euis, asep = here.person("1"), here.person("2")
    here.queue(euis, "halo")
    here.broadcast("kabar", [asep])
    dead = Sender(here.house, Wire(takes=60))
    task = asyncio.create_task(dead.run())
    await until(lambda: here.states() == ["sending"] * 2)
    wire = Wire()
    monkeypatch.setattr(dead, "_tried", lambda: asyncio.sleep(60))  # as a machine that lost its power
    async with sending(here, wire):
        await until(lambda: here.states() == ["sent", "uncertain"])
    assert wire.texts == ["halo"]
    monkeypatch.setattr(senders, "LEAVING", 0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_replies_do_not_wait_behind_an_announcement_that_crawls(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire(takes=5.0)
    here.broadcast("kabar", [here.person(str(number)) for number in range(40)])
    euis = here.person("euis")
    async with sending(here, wire) as sender:
        await until(lambda: here.states().count("sending") == senders.OFFICE_AT_ONCE)
        await asyncio.sleep(0.6)
        wire.takes = 0
        here.queue(euis, "halo")
        sender.wake()
        await until(lambda: "halo" in wire.texts, 2)
        assert "kabar" not in wire.texts
        monkeypatch.setattr(senders, "LEAVING", 0.1)


async def test_whatsapps_window_counts_from_the_last_message(here: Office) -> None:
    wire = Wire("whatsapp")
    euis, asep = here.person("1", "whatsapp"), here.person("2", "whatsapp", heard=False)
    here.queue(euis, "halo", channel="whatsapp")
    async with sending(here, wire):
        await until(lambda: len(wire.sent) == 1)
        here.clock.jump(timedelta(hours=24))
        here.queue(euis, "halo", channel="whatsapp")
        here.queue(asep, "halo", channel="whatsapp")
        await until(lambda: len(wire.sent) == 3)
    assert wire.windows == [True, False, False]


async def test_a_template_that_was_set_lets_go_what_waited_for_it(here: Office) -> None:
    euis = here.person("1", "whatsapp", heard=False)
    here.queue(euis, "cek usaha", Lane.REMINDER, "checkin", channel="whatsapp")
    here.queue(euis, "besok pelatihan", Lane.REMINDER, "reminder", channel="whatsapp")
    lack = fails(Remedy.TEMPLATE)
    async with sending(here, Wire("whatsapp", troubles=[lack, lack])):
        await until(lambda: here.held() == ["template"] * 2)
    wire = Wire("whatsapp", lacks=("reminder",))
    async with sending(here, wire):
        await until(lambda: wire.texts == ["cek usaha"])
    assert here.held() == ["", "template"]
