"""A strict Bot API over real HTTP: refuses what the original refuses, keeps a ledger, fails on demand."""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import sys
import threading
import time
from concurrent.futures import Future
from itertools import count
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes import telegram_rules as rules
from tests.fakes.telegram_ledger import HTML_502, SLACK, Call, Fault, Rates, Trouble
from tests.fakes.telegram_methods import Methods
from tests.fakes.telegram_person import Person, Update
from tests.fakes.telegram_rules import Refused
from tests.fakes.telegram_updates import Updates

NOTHING_DONE = (Trouble.BAD_GATEWAY, Trouble.BROKEN, Trouble.REFUSE, Trouble.FLOOD)


class FakeTelegram:
    """The server, in a thread of its own: `with FakeTelegram() as fake: ...`.

    fake.url, fake.token   for the bot's settings
    fake.person("Siti")    someone who writes and sees
    fake.fails(...)        troubles to come
    fake.calls             the ledger
    fake.updates           the webhook's address and secret, what was pushed
    fake.methods           people, files, commands, menu button
    """

    def __init__(self, *, token: str = "", port: int = 0, rates: Rates | None = None) -> None:
        self.token = token or f"{secrets.randbelow(10**9) + 10**8}:{secrets.token_urlsafe(26)}"
        self.url = ""
        self.rates = rates or Rates()
        self.calls: list[Call] = []
        self._faults: list[Fault] = []
        self._numbers, self._update_ids = count(1), count(secrets.randbelow(10**8) + 1)
        self.updates = Updates()
        self.methods = Methods(self.token, self.rates, self.updates, self._numbers)
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._ready: Future[None] = Future()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="fake-telegram", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def person(self, name: str = "Siti", id: int | None = None, *, started: bool = True) -> Person:  # noqa: A002
        """Someone with a private chat; unless `started`, the bot cannot write to them yet."""
        person = Person(
            id=id if id is not None else 5_000_000_000 + next(self._numbers),
            name=name,
            push=self.push,
            store=self.store,
            ask=self._ask,
            heard=self.rates.hear,
            number=lambda: next(self._numbers),
            started=started,
        )
        self.methods.people[person.id] = person
        return person

    def fails(
        self,
        trouble: Trouble,
        *,
        method: str = "",
        chat: int | None = None,
        times: int = 1,
        seconds: float = 0,
    ) -> None:
        """The next `times` requests meet this trouble. `seconds`: retry_after of a FLOOD, delay of SLOW."""
        self._faults.append(Fault(trouble, method, chat, times, seconds))

    def sends(self, chat: int | None = None) -> list[Call]:
        """The sendMessage and sendPhoto of the ledger, to one chat or to all."""
        return [
            call
            for call in self.calls
            if call.method in ("sendMessage", "sendPhoto") and (chat is None or call.chat == str(chat))
        ]

    def store(self, data: bytes) -> str:
        """Keep a file and give its id."""
        file_id = rules.new_file_id()
        self.methods.files[file_id] = data
        return file_id

    def push(self, kind: str, content: dict[str, Any]) -> Update:
        """Any update, as it would come from Telegram; `content` names its sender in "from"."""
        update: Update = {"update_id": next(self._update_ids), kind: content}
        self._loop.call_soon_threadsafe(self.updates.push, update)
        return update

    def _ask(self, chat: int, message: int) -> str:
        query = str(secrets.randbits(60))
        self.methods.queries[query] = time.monotonic()
        return query

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._port).start()
        self._port = runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._ready.set_result(None)
        await self._stop.wait()
        await self.updates.close()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method, handle = self.methods.named(request.match_info["method"])
        fields, files = await _fields(request)
        chat = int(fields["chat_id"]) if fields.get("chat_id", "").lstrip("-").isdigit() else None
        early = method.startswith("send") and chat is not None and self.rates.wait_left(chat) > SLACK
        fault = self._fault(method, chat)
        trouble = fault.trouble if fault else None
        if fault and trouble is Trouble.SLOW:
            await asyncio.sleep(fault.seconds)
        result: Any = None
        refused = Refused(200, "")
        try:
            if fault and trouble in NOTHING_DONE:
                raise fault.refusal()
            self._admit(request.match_info["token"])
            if handle is None:
                raise Refused(404, "Not Found")
            result = handle(fields, files)
            if asyncio.iscoroutine(result):
                result = await result
        except Refused as error:
            refused = error
        hung_up = trouble in (Trouble.HANG_UP, Trouble.REFUSE)
        status = 0 if hung_up else refused.code
        number = result.get("message_id") if isinstance(result, dict) else None
        self.calls.append(
            Call(time.monotonic(), method, fields, files, status, refused.description, number, early)
        )
        if hung_up:
            assert request.transport is not None
            request.transport.abort()
        if trouble is Trouble.BAD_GATEWAY:
            return web.Response(status=502, text=HTML_502, content_type="text/html")
        return _json(refused, result)

    def _admit(self, token: str) -> None:
        if token != self.token:
            raise Refused(401, "Unauthorized") if ":" in token else Refused(404, "Not Found")

    def _fault(self, method: str, chat: int | None) -> Fault | None:
        for fault in self._faults:
            if fault.times and fault.method in ("", method) and fault.chat in (None, chat):
                fault.times -= 1
                if fault.trouble is Trouble.FLOOD:
                    self.rates.halt(fault.chat or 0, fault.seconds)
                return fault
        return None

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["path"].rpartition("/")[2].partition(".")[0]
        data = self.methods.files.get(file_id)
        fault = self._fault("file", None)
        status = 502 if fault else 404 if data is None or request.match_info["token"] != self.token else 200
        self.calls.append(Call(time.monotonic(), "file", {}, {}, status))
        if fault:
            return web.Response(status=502, text=HTML_502, content_type="text/html")
        if data is None or status == 404:
            return _json(Refused(404, "Not Found"), None)
        answer = web.StreamResponse()  # chunked, so that nobody can trust a length
        await answer.prepare(request)
        for start in range(0, len(data), 16384):
            await answer.write(data[start : start + 16384])
        await answer.write_eof()
        return answer


async def _fields(request: web.Request) -> tuple[dict[str, str], dict[str, bytes]]:
    fields: dict[str, str] = dict(request.query)
    files: dict[str, bytes] = {}
    if request.content_type == "application/json":
        for key, value in (await request.json()).items():
            fields[key] = value if isinstance(value, str) else json.dumps(value)
        return fields, files
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[key] = value.file.read()
            value.file.close()
        else:
            fields[key] = value if isinstance(value, str) else bytes(value).decode()
    return fields, files


def _json(refused: Refused, result: Any) -> web.Response:
    if refused.code == 200:
        return web.json_response({"ok": True, "result": result})
    answer: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        answer["parameters"] = refused.parameters
    return web.json_response(answer, status=refused.code)


def main() -> None:
    """Be one person in the terminal: a line is a message, `/tap LABEL` taps, `/phone +62...` shares it."""
    options = argparse.ArgumentParser(description=main.__doc__)
    options.add_argument("--port", type=int, default=8081)
    options.add_argument("--token", default="1000000:by-hand")
    options.add_argument("--webhook", default="", help="post updates there, without waiting for setWebhook")
    options.add_argument("--secret", default="")
    options.add_argument("--name", default="Siti")
    given = options.parse_args()
    with FakeTelegram(token=given.token, port=given.port) as fake:
        fake.updates.url, fake.updates.secret = given.webhook, given.secret
        person = fake.person(given.name, id=1_000_001)
        print(f"KABAR_TELEGRAM_API_URL={fake.url} KABAR_TELEGRAM_TOKEN={fake.token}", flush=True)
        threading.Thread(target=_show, args=(person,), daemon=True).start()
        for line in sys.stdin:
            words = line.strip()
            if words.startswith("/tap "):
                person.taps(words[5:])
            elif words.startswith("/phone "):
                person.shares_contact(words[7:])
            elif words:
                person.writes(words)
        time.sleep(2)


def _show(person: Person) -> None:
    shown = 0
    while True:
        for sent in person.messages[shown:]:
            print(f"\n  {sent.text}", *[f"  [{label}]" for label in sent.labels], sep="\n", flush=True)
            shown += 1
        time.sleep(0.1)


if __name__ == "__main__":
    main()
