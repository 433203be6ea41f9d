"""One contract for every channel: what is sent is read, what is said arrives, failures are named."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from bot.channels.channel import Forbidden, Remedy, SendError
from conversations.message import Button
from storage.inbound import Inbound, Kind
from storage.lane import Lane
from tests.channels.contract import Fault, Open, Seen, Wire, heard, say, told

# A channel joins by tests/channels/<name>_wire.py, with `open_wire() -> async context manager of a Wire`.
CHANNELS = ("telegram", "whatsapp", "web")

NAMES = {
    "emoji": "Warung 🌶️ Bu Siti 👩🏽‍🍳",
    "right to left": "\u202eمخبز\u202c \u200fNur\u200f",
    "HTML": "<b>Siti</b> & <script>alert(1)</script> &amp;",
    "markdown": "*Siti* _usaha_ [x](http://x) `kode` \\_",
    "templates": "{name} {{ 7*7 }} ${x} %s { $person }",
    "quotes": 'Siti "D\'Sari" 100% \\n',
}


@pytest.fixture(params=CHANNELS)
async def wire(request: pytest.FixtureRequest) -> AsyncIterator[Wire]:
    open_wire: Callable[[], Open] = import_module(f"tests.channels.{request.param}_wire").open_wire
    async with open_wire() as wire:
        yield wire
        await wire.channel.close()


async def arrives(wire: Wire, *args: object, **more: object) -> list[Seen]:
    """Send one message and give what the person sees of it."""
    before = len(await wire.seen())
    external = await wire.channel.send(say(wire, *args, **more), window_open=True)  # type: ignore[arg-type]
    assert external
    return (await wire.seen())[before:]


def fails_on(wire: Wire, fault: Fault) -> float | None:
    if fault not in wire.faults:
        pytest.skip(f"{wire.channel.name} has no such fault: {fault.value}")
    return wire.breaks(fault)


# What people send


def test_a_plain_text_is_read(wire: Wire) -> None:
    message = heard(wire, wire.writes("halo bu, mau daftar", name="Siti Aminah"))

    assert (message.kind, message.text, message.address) == (Kind.TEXT, "halo bu, mau daftar", wire.address)
    assert message.channel == wire.channel.name


def test_a_number_is_a_text(wire: Wire) -> None:
    message = heard(wire, wire.writes("3"))

    assert (message.kind, message.text) == (Kind.TEXT, "3")


def test_lines_stay_lines(wire: Wire) -> None:
    assert heard(wire, wire.writes("Sari Roti\nJl. Kopo 12")).text == "Sari Roti\nJl. Kopo 12"


def test_a_repeated_request_has_the_same_id_and_the_next_message_another(wire: Wire) -> None:
    first, second = wire.writes("ya"), wire.writes("ya")

    assert heard(wire, first).external_id == heard(wire, first).external_id
    assert heard(wire, first).external_id != heard(wire, second).external_id


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_text_is_read_as_it_was_typed(wire: Wire, name: str) -> None:
    assert heard(wire, wire.writes(name)).text == name


def test_nul_never_comes_in(wire: Wire) -> None:
    message = heard(wire, wire.writes("Si\0ti", name="Si\0ti"))

    assert message.text == "Siti"
    assert "\0" not in message.name


async def test_a_photo_is_read_with_its_caption_and_can_be_fetched(wire: Wire) -> None:
    message = heard(wire, wire.sends_photo(PICTURE, "produk saya"))

    assert (message.kind, message.text) == (Kind.PHOTO, "produk saya")
    assert message.attachment is not None
    assert message.attachment.kind == "photo"
    assert await wire.channel.fetch(message.attachment.ref, len(PICTURE)) == PICTURE


async def test_a_file_over_the_cap_is_dropped(wire: Wire) -> None:
    message = heard(wire, wire.sends_photo(PICTURE))

    assert message.attachment is not None
    with pytest.raises(SendError) as caught:
        await wire.channel.fetch(message.attachment.ref, len(PICTURE) - 1)
    assert caught.value.remedy is Remedy.DROP


async def test_a_file_that_is_gone_is_dropped(wire: Wire) -> None:
    message = heard(wire, wire.sends_photo(PICTURE))

    assert message.attachment is not None
    with pytest.raises(SendError) as caught:
        await wire.channel.fetch(message.attachment.ref[:-3] + "abc", 1000)
    assert caught.value.remedy is Remedy.DROP


def test_whoever_is_not_the_network_is_forbidden(wire: Wire) -> None:
    for forged in wire.forgeries():
        with pytest.raises(Forbidden):
            wire.channel.read(forged)


def test_what_cannot_be_used_is_kept_as_unusable(wire: Wire) -> None:
    for request in wire.nonsense():
        [first], [again] = wire.channel.read(request), wire.channel.read(request)
        assert isinstance(first, Inbound)
        assert isinstance(again, Inbound)
        assert first.kind is Kind.UNUSABLE
        assert first.external_id
        assert first.external_id == again.external_id
        assert "\0" not in first.text


# What is said to them


async def test_a_plain_text_arrives(wire: Wire) -> None:
    [seen] = await arrives(wire, "Apa kabar usahanya, Bu Siti?")

    assert (seen.text, seen.options) == ("Apa kabar usahanya, Bu Siti?", ())


@pytest.mark.parametrize("many", [1, 2, 3, 4, 7, 10, 11, 31])
async def test_every_option_is_shown_in_its_order(wire: Wire, many: int) -> None:
    labels = [f"Pilihan nomor {n}" for n in range(1, many + 1)]

    seen = await arrives(wire, "Yang mana?", *labels)

    assert "Yang mana?" in told(seen)
    assert [option.label for one in seen for option in one.options] == labels


@pytest.mark.parametrize("many", [2, 3, 8, 31])
async def test_an_option_that_is_picked_comes_back(wire: Wire, many: int) -> None:
    *_, seen = await arrives(wire, "Yang mana?", *[f"Pilihan {n}" for n in range(1, many + 1)])

    for index in (0, 1, many - 1):
        message = heard(wire, wire.picks(seen, index))
        if seen.options[index].data:
            assert (message.kind, message.data) == (Kind.TAP, f"f1|key|{index + 1}")
        else:
            assert (message.kind, message.text) == (Kind.TEXT, str(index + 1))


async def test_longest_data_comes_back_whole(wire: Wire) -> None:
    data = "zzzzzz|" + "k" * 40 + "|" + "o" * 16  # 64 bytes, the most that Telegram takes
    *_, seen = await arrives(wire, "Ya?", buttons=(Button(data, "Ya"), Button("f|k|n", "Tidak")))

    message = heard(wire, wire.picks(seen, 0))
    assert (message.data or message.text) in (data, "1")


async def test_several_choices_show_what_is_ticked(wire: Wire) -> None:
    buttons = (
        Button("f|k|1", "Pasar", ticked=True),
        Button("f|k|2", "Toko daring", ticked=False),
        Button("f|k|3", "Titip jual", ticked=True),
        Button("f|k|done", "Selesai"),
    )
    *_, seen = await arrives(wire, "Jual di mana saja?", buttons=buttons)

    shown = [option.label for option in seen.options]
    assert [label.split()[-1] for label in shown] == ["Pasar", "daring", "jual", "Selesai"]
    assert shown[0].split()[0] == shown[2].split()[0]
    assert shown[0].split()[0] != shown[1].split()[0]
    assert shown[3] == "Selesai"


async def test_a_long_text_arrives_whole(wire: Wire) -> None:
    text = "\n".join(f"Baris {n}: pinjaman ini 🌾 bukan hibah, Ibu." for n in range(200))

    seen = await arrives(wire, text, "Baik")

    assert re.sub(r"\s+", " ", told(seen)) == re.sub(r"\s+", " ", text)
    assert seen[-1].options
    assert not any(one.options for one in seen[:-1])


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
async def test_a_name_is_shown_literally(wire: Wire, name: str) -> None:
    seen = await arrives(wire, f"Halo {name}!", "Ya", "Bukan")

    assert told(seen) == f"Halo {name}!"


async def test_nul_and_half_a_character_never_go_out(wire: Wire) -> None:
    seen = await arrives(wire, "Halo Si\0ti\ud83d!", "Y\0a", "Bu\udc00kan")

    assert told(seen).replace("\ufffd", "") == "Halo Siti!"
    assert [option.label.replace("\ufffd", "") for option in seen[-1].options] == ["Ya", "Bukan"]


async def test_a_picture_arrives_with_its_text_and_options(wire: Wire) -> None:
    seen = await arrives(wire, "Pelatihan Kemasan, 3 Desember", "Daftar", picture=PICTURE)

    assert [one.picture for one in seen if one.picture] == [PICTURE]
    assert told(seen) == "Pelatihan Kemasan, 3 Desember"
    assert seen[-1].options[0].label == "Daftar"


async def test_a_page_can_be_opened(wire: Wire) -> None:
    url = "https://kabar.example.id/unggah/abc"
    seen = await arrives(wire, "Unggah berkasnya di sini.", buttons=(Button("", "Buka", url=url),))

    links = [option.url for one in seen for option in one.options if option.url]
    assert links == [url] or url in told(seen)


@pytest.mark.parametrize("lane", list(Lane))
async def test_every_lane_reaches_the_person(wire: Wire, lane: Lane) -> None:
    *_, seen = await arrives(wire, "Kabar dari dinas", "Ya", "Tidak", lane=lane)

    assert seen.text == "Kabar dari dinas"
    assert [option.label for option in seen.options] == ["Ya", "Tidak"]


# When it fails

REMEDIES = {
    Fault.GONE: Remedy.GONE,
    Fault.FLOOD: Remedy.RETRY,
    Fault.BROKEN: Remedy.RETRY,
    Fault.LOST: Remedy.UNKNOWN,
}


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.BROADCAST])
@pytest.mark.parametrize("fault", REMEDIES)
async def test_a_failure_is_named_by_what_to_do(wire: Wire, fault: Fault, lane: Lane) -> None:
    wait = fails_on(wire, fault)
    before = datetime.now(UTC)

    with pytest.raises(SendError) as caught:
        await wire.channel.send(say(wire, "Halo", lane=lane), window_open=True)

    assert caught.value.remedy is REMEDIES[fault]
    assert "Halo" not in str(caught.value)
    if wait is not None:
        assert caught.value.retry_at is not None
        assert caught.value.retry_at >= before + timedelta(seconds=wait)
        assert not caught.value.counts


async def test_what_was_lost_on_the_way_back_did_arrive_once(wire: Wire) -> None:
    fails_on(wire, Fault.LOST)

    with pytest.raises(SendError):
        await wire.channel.send(say(wire, "Halo"), window_open=True)

    assert [one.text for one in await wire.seen()] == ["Halo"]


async def test_after_a_broken_answer_the_next_send_arrives(wire: Wire) -> None:
    fails_on(wire, Fault.BROKEN)

    with pytest.raises(SendError):
        await wire.channel.send(say(wire, "satu"), window_open=True)
    seen = await arrives(wire, "dua")

    assert [one.text for one in seen] == ["dua"]


# A 1 x 1 PNG: small, and a picture to whoever looks.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
