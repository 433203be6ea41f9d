"""Several processes of one office: one takes messages, one sends, ticks come in between, all end in order."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from storage.lane import Lane
from tests.bot.office import Office
from tests.fakes.twilio import Window
from tests.system.running import ROOT, Running, Whatsapp, free_port, until

pytestmark = pytest.mark.timeout(300)  # the whole program starts, perhaps on a busy machine
EUIS = "+6281234567890"


def texts(whatsapp: Whatsapp) -> list[str]:
    return [sent.text for sent in whatsapp.seen(EUIS)]


def test_one_takes_messages_and_another_sends(running_on: Running, whatsapp: Whatsapp) -> None:
    web = replace(running_on.whatsapp(whatsapp.fake), roles="web").start()
    assert f"{web.url}/chat" in web.written().split()
    assert whatsapp.writes(EUIS, "halo") == 200
    time.sleep(1.5)
    assert texts(whatsapp) == [], "it sends nothing itself"
    with replace(running_on, roles="send", port=free_port()).start() as sender:
        assert httpx.get(f"{sender.url}/health").status_code == 503, "no webhook is taken there"
        assert f"{sender.url}/chat" not in sender.written(), "nor is there a page"
        until(lambda: texts(whatsapp))
        began, before = time.monotonic(), len(texts(whatsapp))
        assert whatsapp.writes(EUIS, "menu") == 200
        until(lambda: len(texts(whatsapp)) > before, every=0.01)
        assert time.monotonic() - began < 5, "it looks at least twice a second"
        assert sender.stop() == 0
    assert web.stop() == 0


def test_ticks_empty_the_outbox_beside_a_server_which_goes_on_afterwards(
    running_on: Running, whatsapp: Whatsapp
) -> None:
    whatsapp.fake.window = Window.OPEN
    running = running_on.whatsapp(whatsapp.fake).start()
    with running.database() as database:
        office = Office(database, running.folder / "data")
        office.clock.at = datetime.now(UTC)
        euis = office.person(EUIS, "whatsapp")
        later = office.clock() + timedelta(hours=20)
        for number in range(5):
            office.queue(euis, f"nanti {number}", Lane.REMINDER, channel="whatsapp", not_before=later)
        office.queue(euis, "sekarang", channel="whatsapp")
        until(lambda: texts(whatsapp) == ["sekarang"])

        printed: list[str] = []
        ticks = [
            threading.Thread(
                target=lambda: printed.append(running.kabar("tick", "--at", later.isoformat(), seconds=200))
            )
            for _ in range(2)
        ]
        for tick in ticks:
            tick.start()
        for tick in ticks:
            tick.join()
        assert texts(whatsapp) == ["sekarang", *(f"nanti {number}" for number in range(5))]
        done = [json.loads(lines.splitlines()[-1]) for lines in printed]
        assert sum(one["sent"] for one in done) == 5

        office.queue(euis, "lagi", channel="whatsapp")
        until(lambda: texts(whatsapp)[-1] == "lagi")
    assert running.stop() == 0


def test_a_server_answers_what_is_too_big_and_ends_although_pages_are_open(
    running: Running, whatsapp: Whatsapp
) -> None:
    running.whatsapp(whatsapp.fake).start()
    for body, chunked in ((parts(), True), (b" " * (2 << 20), False), (b" " * (60 << 20), False)):
        wire = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
        wire.request("POST", "/whatsapp/webhook", body, encode_chunked=chunked)
        assert wire.getresponse().status == 413
        wire.close()

    page = httpx.Client(base_url=running.url)
    page.get("/chat")
    with page.stream("GET", "/chat/stream", timeout=None) as stream, keeping_alive(running):
        assert stream.status_code == 200
        began = time.monotonic()
        assert running.stop() == 0
    assert time.monotonic() - began < 10
    page.close()


def test_a_login_link_leads_to_where_the_server_listens(running: Running) -> None:
    running.start()
    printed = running.kabar("staff", "add", "--name", "Dewi", "--phone", "081211112222", "--role", "admin")
    assert f"{running.url}/console/masuk/" in printed
    assert running.stop() == 0


def parts() -> Iterator[bytes]:
    for _ in range(32):
        yield b" " * 65_536


def keeping_alive(running: Running) -> socket.socket:
    """A client that holds its connection open and asks nothing."""
    wire = socket.create_connection(("127.0.0.1", running.port))
    wire.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
    return wire


def test_an_address_that_is_taken_is_said_in_words(running: Running) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", running.port))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", "serve", "--port", str(running.port)],
            cwd=ROOT,
            env=running.environment(),
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
    assert done.returncode == 2
    assert f"127.0.0.1:{running.port}" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "", "no address is named at which nobody listens"
