"""A person registers, from wire to wire, on each channel of the running program."""

from __future__ import annotations

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_person import Person
from tests.system.running import Running, Whatsapp, until

pytestmark = pytest.mark.timeout(300)  # the whole program starts, perhaps on a busy machine

ANSWERS = ("Ibu Nunung", "Keripik Nunung", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019")


def test_one_registers_by_telegrams_webhook_and_one_by_whatsapp(
    running: Running, telegram: FakeTelegram, whatsapp: Whatsapp
) -> None:
    running.telegram(telegram).whatsapp(whatsapp.fake).start()
    until(lambda: telegram.updates.url == f"{running.url}/telegram/webhook")
    siti = telegram.person("Siti")
    siti.starts()
    registers(siti)

    address = "+6281234567890"
    for text in ("halo", "kenalan dulu", *ANSWERS, "kirim", "selesai", "ajukan dana bergulir"):
        before = len(whatsapp.seen(address))
        assert whatsapp.writes(address, text, name="Nunung") == 200
        until(lambda before=before: len(whatsapp.seen(address)) > before)  # type: ignore[misc]
    until(lambda: any("Keripik Nunung" in sent.text for sent in whatsapp.seen(address)))
    until(lambda: "Berapa yang ingin dipinjam?" in whatsapp.seen(address)[-1].text)  # the number is proved
    assert running.stop() == 0
    assert all(call.status == 200 for call in telegram.sends()), telegram.sends()


def test_one_registers_by_polling(running_on_postgresql: Running, telegram: FakeTelegram) -> None:
    running_on_postgresql.telegram(telegram, mode="polling").start()
    siti = telegram.person("Siti")
    siti.starts()
    registers(siti)
    assert running_on_postgresql.stop() == 0


def registers(person: Person) -> None:
    """From the first message to the end, waiting for each answer as people do."""
    person.wait(2)
    for text in ("kenalan dulu", *ANSWERS):
        says(person, text)
    assert any(label.startswith("Kirim") for label in person.messages[-1].labels), person.messages[-1]
    assert "Keripik Nunung" in person.messages[-1].text
    before = len(person.messages)
    person.taps("Kirim")
    person.wait(before + 1)


def says(person: Person, text: str) -> None:
    before = len(person.messages)
    person.writes(text)
    person.wait(before + 1)
    until(
        lambda: (
            person.messages[-1].buttons or "?" in person.messages[-1].text or len(person.messages) > before
        )
    )
