"""What the program writes about itself: never what people write, who they are, or a key."""

from __future__ import annotations

import re

import httpx
import pytest
from sqlalchemy import text

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_ledger import Trouble
from tests.fakes.telegram_person import Person
from tests.fakes.twilio import Fault
from tests.fakes.twilio import Trouble as Mishap
from tests.system.running import SECRET, Running, Whatsapp, until

pytestmark = pytest.mark.timeout(300)  # the whole program starts, perhaps on a busy machine

PHONE, NIK, WORDS = "+6281298765432", "3204374101850001", "rahasia-dapur"
TOKEN = "0123456789abcdef0123456789abcdef"
NAMES = ("Siti \N{GRINNING FACE}", "\u202eitiS\u202c", "<b>Siti</b>", "{{ 7*7 }} ${x} %s", "Si\0ti & 'Co'")


def says(person: Person, words: str) -> None:
    before = len(person.messages)
    person.writes(words)
    person.wait(before + 1)


def test_logs_hold_no_token_phone_nik_or_text_and_names_are_shown_literally(
    running: Running, telegram: FakeTelegram, whatsapp: Whatsapp
) -> None:
    whatsapp.fake.token = TOKEN
    running.telegram(telegram).whatsapp(whatsapp.fake).start()
    until(lambda: telegram.updates.url)

    # Names as people may have them, from the display name to the summary on the wire.
    for name in NAMES:
        siti = telegram.person(name)
        siti.starts()
        siti.wait(2)
        says(siti, "kenalan dulu")
        says(siti, name)
        for answer in (f"Keripik {name}", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019"):
            says(siti, answer)
        shown = name.replace("\0", "")
        assert shown in siti.messages[-1].text, siti.messages[-1].text

    # Sends that fail in every way, with what must not be told in the message and in the address.
    siti = telegram.person("Siti")
    for trouble in (Trouble.BAD_GATEWAY, Trouble.BROKEN, Trouble.HANG_UP, Trouble.REFUSE):
        siti = telegram.person("Siti")
        telegram.fails(trouble, method="sendMessage", chat=siti.id)
        siti.writes(f"{WORDS} {NIK} {PHONE}")
        siti.wait(1, seconds=20)
    for code in (63016, 21211, 63005, 30001):
        whatsapp.fake.faults.append(Fault(Mishap.CODE, "Messages", code=code))
        whatsapp.writes(PHONE, f"{WORDS} {NIK}", name=WORDS)
    whatsapp.fake.faults.append(Fault(Mishap.HANG_UP, "Messages"))
    whatsapp.writes(PHONE, WORDS)

    # Requests that are refused, cannot be read, or whose turn fails.
    hook = f"{running.url}/telegram/webhook"
    httpx.post(hook, content=f"{WORDS} {NIK}", headers={"x-telegram-bot-api-secret-token": "wrong"})
    httpx.post(hook, content=f"{WORDS} {NIK}", headers={"x-telegram-bot-api-secret-token": SECRET})
    with running.database() as database:
        database.write(lambda db: db.conn.execute(text("ALTER TABLE journal RENAME TO journal_away")))
        siti.writes("kenalan")
        whatsapp.writes(PHONE, f"kenalan {WORDS}")
        until(lambda: "turn failed" in running.written())
        database.write(lambda db: db.conn.execute(text("ALTER TABLE journal_away RENAME TO journal")))
    httpx.get(f"{running.url}/media/{WORDS}")
    running.kabar("chat", "--as", PHONE, typed=f"{WORDS} {NIK}\n")
    running.kabar("tick")
    assert running.stop() == 0

    log = (running.folder / "err").read_text()
    assert "not sent" in log, "the failing sends were told"
    secrets = [telegram.token, telegram.token.partition(":")[2], TOKEN, SECRET, running.key, NIK, WORDS]
    secrets += [PHONE, PHONE[1:], "0" + PHONE[3:], str(siti.id), "Keripik", "Siti"]
    for secret in secrets:
        assert secret not in log, f"{secret} in {re.findall(f'.*{re.escape(secret)}.*', log)[:3]}"
    assert WORDS not in (running.folder / "out").read_text()
