"""Requests that come while the database is down are kept, whatever happens, and played in order."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.channel import Forbidden, Request
from bot.spool import Spool


def seal(data: bytes) -> bytes:
    return b"sealed:" + data[::-1]


def unseal(data: bytes) -> bytes:
    if not data.startswith(b"sealed:"):
        raise ValueError("not ours")
    return data.removeprefix(b"sealed:")[::-1]


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool", seal, unseal)


def request(text: str) -> Request:
    return Request("/whatsapp/webhook", "", {"x-twilio-signature": "s"}, text.encode())


class Desk:
    """Takes requests until it is told to fail."""

    def __init__(self, fails_at: str = "", error: Exception | None = None) -> None:
        self.taken: list[str] = []
        self._fails_at, self._error = fails_at, error or OSError("database is down")

    async def take(self, request: Request) -> None:
        text = request.body.decode()
        if text == self._fails_at:
            raise self._error
        self.taken.append(text)


async def test_what_was_kept_is_played_in_order_and_once(spool: Spool) -> None:
    for number in range(50):
        spool.keep(request(f"pesan {number}"))
    desk = Desk()

    assert spool.waiting() == 50
    assert await spool.play(desk.take) == 50
    assert desk.taken == [f"pesan {number}" for number in range(50)]
    assert spool.waiting() == 0
    assert await spool.play(desk.take) == 0


async def test_a_request_comes_back_as_it_was(spool: Spool) -> None:
    kept = Request("/whatsapp/webhook", "a=b", {"x-twilio-signature": "é="}, b"\x00\xffBody=\xf0\x9f")
    spool.keep(kept)
    got: list[Request] = []

    async def take(request: Request) -> None:
        got.append(request)

    await spool.play(take)

    assert got == [kept]


def test_nothing_lies_open_on_the_disk(spool: Spool, tmp_path: Path) -> None:
    spool.keep(request("omzet saya dua juta"))

    [file] = (tmp_path / "spool").glob("*.request")
    assert b"omzet" not in file.read_bytes()
    assert file.read_bytes().startswith(b"sealed:")


async def test_a_new_process_plays_what_an_earlier_one_kept(spool: Spool, tmp_path: Path) -> None:
    spool.keep(request("satu"))
    desk = Desk()

    assert await Spool(tmp_path / "spool", seal, unseal).play(desk.take) == 1
    assert desk.taken == ["satu"]


async def test_a_database_that_goes_down_again_loses_nothing(spool: Spool) -> None:
    for text in ("satu", "dua", "tiga"):
        spool.keep(request(text))

    with pytest.raises(OSError, match="down"):
        await spool.play(Desk("dua").take)
    desk = Desk()
    await spool.play(desk.take)

    assert desk.taken == ["dua", "tiga"]


async def test_one_that_is_forbidden_by_now_blocks_nobody(spool: Spool) -> None:
    for text in ("satu", "dua", "tiga"):
        spool.keep(request(text))
    desk = Desk("dua", Forbidden())

    assert await spool.play(desk.take) == 2
    assert (desk.taken, spool.broken(), spool.waiting()) == (["satu", "tiga"], 1, 0)


async def test_a_damaged_file_is_set_aside(spool: Spool, tmp_path: Path) -> None:
    for text in ("satu", "dua"):
        spool.keep(request(text))
    first, _ = sorted((tmp_path / "spool").glob("*.request"))
    first.write_bytes(first.read_bytes()[:-4])
    desk = Desk()

    assert await spool.play(desk.take) == 1
    assert (desk.taken, spool.broken()) == (["dua"], 1)


async def test_what_comes_while_it_plays_is_played_behind(spool: Spool) -> None:
    spool.keep(request("satu"))
    taken: list[str] = []

    async def take(one: Request) -> None:
        taken.append(one.body.decode())
        if len(taken) == 1:
            spool.keep(request("dua"))

    assert await spool.play(take) == 2
    assert taken == ["satu", "dua"]


async def test_two_that_play_at_once_play_nothing_twice(spool: Spool, tmp_path: Path) -> None:
    for number in range(10):
        spool.keep(request(str(number)))
    taken: list[bytes] = []

    async def take(one: Request) -> None:
        await asyncio.sleep(0)
        taken.append(one.body)

    other = Spool(tmp_path / "spool", seal, unseal)
    counts = await asyncio.gather(spool.play(take), other.play(take))

    assert sorted(counts) == [0, 10]
    assert len(set(taken)) == len(taken) == 10


def test_a_process_killed_in_the_middle_of_writing_leaves_whole_requests_only(
    spool: Spool, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from bot.channels.channel import Request; from bot.spool import Spool\n"
        "spool = Spool(Path(sys.argv[1]), lambda data: b'sealed:' + data[::-1], bytes)\n"
        "for n in range(100000):\n"
        "    spool.keep(Request('/w', '', {}, b'%d ' % n + b'x' * 200000)); print(n, flush=True)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "spool")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(5)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().split()]
    writer.stdout.close()
    writer.wait()
    desk = Desk()

    asyncio.run(spool.play(desk.take))

    numbers = [int(text.split()[0]) for text in desk.taken]
    assert numbers == list(range(len(numbers)))
    assert set(acknowledged) <= set(numbers)
    assert all(len(text) > 200000 for text in desk.taken)
    assert spool.broken() == 0


def test_a_request_is_on_the_disk_before_it_is_there_to_be_played(
    spool: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[set[str]] = []
    sync = os.fsync

    def watched(file: int) -> None:
        sync(file)
        synced.append({path.suffix for path in (tmp_path / "spool").iterdir()})

    monkeypatch.setattr(os, "fsync", watched)
    spool.keep(request("satu"))

    assert synced == [{".part"}, {".request"}]


async def test_half_a_file_of_a_killed_process_is_not_played(spool: Spool, tmp_path: Path) -> None:
    spool.keep(request("satu"))
    [file] = (tmp_path / "spool").glob("*.request")
    file.rename(file.with_suffix(".part"))

    assert spool.waiting() == 0
    assert await spool.play(Desk().take) == 0
