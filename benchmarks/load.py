"""A load of Telegram updates over keep-alive connections: people who register, one turn after another."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import msgspec

SECRET = "bench-secret"
PATH = "/telegram/webhook"
# one person's way through registration, as people type; the numbers are options as shown
REGISTRATION = (
    "/start",
    "1",
    "Ibu Nunung",
    "Keripik Nunung",
    "kuliner",
    "Ciparay",
    "Sagaracipta",
    "belum",
    "2019",
    "ubah nama usaha",
    "Keripik Teh Nunung",
    "kirim",
    "1 dan 2",
    "selesai",
    "menu",
)


@dataclass(slots=True)
class Measured:
    """One round: the updates answered with 200, each with its milliseconds, in how many seconds."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    failed: int = 0
    busy: float = 0.0  # seconds of processor time that the server used

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the updates was answered."""
        return sorted(self.waits)[int(len(self.waits) * share)] if self.waits else 0.0


_updates = count(1)
_people = count(700_000_000)


def requests(port: int) -> Iterator[bytes]:
    """The requests of one connection: person after person registers, without end."""
    encode = msgspec.json.encode
    while True:
        person = next(_people)
        who = {"id": person, "is_bot": False, "first_name": "Nunung"}
        for text in REGISTRATION:
            number = next(_updates)
            message = {
                "message_id": number,
                "date": int(time.time()),
                "chat": {"id": person, "type": "private", "first_name": "Nunung"},
                "from": who,
                "text": text,
            }
            body = encode({"update_id": number, "message": message})
            head = (
                f"POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n"
                f"x-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: {len(body)}\r\n\r\n"
            )
            yield head.encode() + body


async def load(port: int, seconds: float, connections: int) -> Measured:
    """Keeps `connections` busy for so long; each sends its next update when the last was answered."""
    measured = Measured()
    ends = time.perf_counter() + seconds
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, ends, measured) for _ in range(connections)))
    measured.seconds = time.perf_counter() - began
    return measured


async def _connection(port: int, ends: float, measured: Measured) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for request in requests(port):
            before = time.perf_counter()
            if before >= ends:
                return
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _length(head)
            if length:
                await reader.readexactly(length)
            if head.startswith(b"HTTP/1.1 200"):
                measured.waits.append((time.perf_counter() - before) * 1000)
            else:
                measured.failed += 1
    finally:
        writer.close()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
