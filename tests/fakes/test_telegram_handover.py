"""The fake Bot API hands out updates as the original does: pushed or asked for, in order, until taken."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.fakes.telegram import FakeTelegram

SECRET = "s"


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.updates.first_retry = 0.01
        yield fake


def ask(fake: FakeTelegram, method: str, **fields: Any) -> tuple[int, dict[str, Any]]:
    answer = httpx.post(f"{fake.url}/bot{fake.token}/{method}", json=fields, timeout=10)
    return answer.status_code, answer.json()


class Bot:
    """A webhook that answers with the given statuses in turn, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.taken: list[str] = []
        self.secrets: list[str] = []

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token", ""))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            self.taken.append((await request.json())["message"]["text"])
        return web.Response(status=status)

    async def serve(self) -> TestServer:
        app = web.Application()
        app.router.add_post("/hook", self.take)
        server = TestServer(app)
        await server.start_server()
        return server


async def until(done: list[str], many: int) -> None:
    end = time.monotonic() + 5
    while len(done) < many and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_a_push_is_repeated_until_it_is_taken_and_keeps_its_order(fake: FakeTelegram) -> None:
    bot = Bot(503, 403)
    server = await bot.serve()
    fake.updates.url, fake.updates.secret = str(server.make_url("/hook")), SECRET
    siti = fake.person("Siti")

    siti.writes("satu")
    siti.writes("dua")
    await until(bot.taken, 2)

    assert bot.taken == ["satu", "dua"]
    assert bot.secrets == [SECRET] * 4
    assert [status for _, status in fake.updates.pushes] == [503, 403, 200, 200]
    await server.close()


async def test_what_waited_is_pushed_once_there_is_a_webhook(fake: FakeTelegram) -> None:
    bot = Bot()
    server = await bot.serve()
    siti = fake.person("Siti")
    siti.writes("satu")

    async with httpx.AsyncClient() as http:
        url = f"{fake.url}/bot{fake.token}/setWebhook"
        await http.post(url, data={"url": str(server.make_url("/hook")), "secret_token": SECRET})
    await until(bot.taken, 1)

    assert bot.taken == ["satu"]
    await server.close()


def test_updates_are_given_again_until_the_offset_passes_them(fake: FakeTelegram) -> None:
    siti = fake.person("Siti")
    first, second = siti.writes("satu"), siti.writes("dua")

    assert ask(fake, "getUpdates")[1]["result"] == [first, second]
    assert ask(fake, "getUpdates", limit=1)[1]["result"] == [first]
    assert ask(fake, "getUpdates", offset=second["update_id"])[1]["result"] == [second]
    assert ask(fake, "getUpdates", offset=second["update_id"] + 1)[1]["result"] == []


def test_updates_are_refused_while_there_is_a_webhook(fake: FakeTelegram) -> None:
    ask(fake, "setWebhook", url="http://127.0.0.1:9/x")

    assert ask(fake, "getUpdates")[0] == 409


def test_a_second_poller_ends_the_first(fake: FakeTelegram) -> None:
    with ThreadPoolExecutor() as threads:
        first = threads.submit(ask, fake, "getUpdates", timeout=5)
        while not fake.updates.polled:
            time.sleep(0.01)
        second = threads.submit(ask, fake, "getUpdates", timeout=1)

    assert first.result()[0] == 409
    assert second.result()[1] == {"ok": True, "result": []}


def test_only_wanted_kinds_of_updates_come(fake: FakeTelegram) -> None:
    ask(fake, "getUpdates", allowed_updates=["message"])
    siti = fake.person("Siti")
    siti.edits("salah tulis")
    update = siti.writes("halo")

    assert ask(fake, "getUpdates")[1]["result"] == [update]
