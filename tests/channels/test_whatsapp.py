"""What is said on WhatsApp arrives as far as WhatsApp lets it, and every failure says what to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.channel import Outbound, Remedy, SendError
from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_errors import remedy_for
from conversations.message import Button, Message
from storage.inbound import Receipt
from storage.lane import Lane
from tests.channels.whatsapp_wire import PERSON, out, refused, speaking
from tests.fakes.twilio import FakeTwilio, Fault, Trouble, Window


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as twilio:
        twilio.writes(PERSON, "halo")
        yield twilio


@pytest.fixture
async def channel(twilio: FakeTwilio) -> AsyncIterator[WhatsApp]:
    channel = speaking(twilio)
    yield channel
    await channel.close()


def contents_made(twilio: FakeTwilio) -> int:
    return sum(1 for call in twilio.ledger if call.path == "/v1/Content")


async def test_many_questions_need_few_contents(channel: WhatsApp, twilio: FakeTwilio) -> None:
    for number in range(20):
        await channel.send(out(f"Pertanyaan {number}?", "Ya", "Tidak", number=number), window_open=True)
        await channel.send(out(f"Yang mana, {number}?", *"abcde", number=number), window_open=True)

    assert contents_made(twilio) == 2
    assert [option.id for option in twilio.seen(PERSON)[-2].options] == ["f19|key|1", "f19|key|2"]


async def test_many_at_once_make_a_content_once(channel: WhatsApp, twilio: FakeTwilio) -> None:
    await asyncio.gather(
        *(channel.send(out("Hadir?", "Ya", "Tidak", number=n), window_open=True) for n in range(12))
    )

    assert contents_made(twilio) == 1
    assert len(twilio.seen(PERSON)) == 12


async def test_a_content_that_somebody_deleted_is_made_again(channel: WhatsApp, twilio: FakeTwilio) -> None:
    await channel.send(out("Hadir?", "Ya", "Tidak"), window_open=True)
    twilio.contents.clear()
    await channel.send(out("Jadi hadir?", "Ya", "Tidak"), window_open=True)

    assert [message.text.partition("\n")[0] for message in twilio.seen(PERSON)] == ["Hadir?", "Jadi hadir?"]


@pytest.mark.parametrize(
    "trouble", [Trouble.BAD_GATEWAY, Trouble.BROKEN, Trouble.HANG_UP, Trouble.REFUSE, Trouble.CODE]
)
async def test_without_a_content_the_numbers_do(
    channel: WhatsApp, twilio: FakeTwilio, trouble: Trouble
) -> None:
    twilio.faults.append(Fault(trouble, "/v1/Content", code=20001))

    await channel.send(out("Hadir?", "Ya", "Tidak"), window_open=True)

    [message] = twilio.seen(PERSON)
    assert (message.kind, message.text) == ("text", "Hadir?\n\n1. Ya\n2. Tidak")


async def test_a_person_without_a_phone_number_is_answered(channel: WhatsApp, twilio: FakeTwilio) -> None:
    [heard] = channel.read(twilio.writes("whatsapp:ID.134912086553027", "halo"))
    assert not isinstance(heard, Receipt)

    await channel.send(Outbound(1, heard.address, "reply", Lane.REPLY, Message("Halo")), window_open=True)

    assert [message.text for message in twilio.seen("whatsapp:ID.134912086553027")] == ["Halo"]


async def test_every_message_asks_for_its_statuses(channel: WhatsApp, twilio: FakeTwilio) -> None:
    sid = await channel.send(out("Halo"), window_open=True)

    assert channel.read(twilio.status(sid, "delivered")) == [Receipt("whatsapp", sid, "delivered")]
    assert twilio.sent[sid].callback == "https://kabar.example.id/whatsapp/status"


async def test_a_long_message_goes_on_where_it_broke_off(channel: WhatsApp, twilio: FakeTwilio) -> None:
    text = " ".join(f"kata{n}" for n in range(500))
    twilio.faults += [Fault(Trouble.SLOW, "Messages"), Fault(Trouble.BROKEN, "Messages")]

    error = await refused(channel, out(text))
    await channel.send(out(text), window_open=True)

    assert error.remedy is Remedy.RETRY
    assert " ".join(message.text for message in twilio.seen(PERSON)) == text


async def test_a_picture_with_a_long_text_goes_before_it(channel: WhatsApp, twilio: FakeTwilio) -> None:
    await channel.send(out("x " * 600, "Daftar", picture=1), window_open=True)
    await twilio.settle()

    picture, text = twilio.sent.values()
    assert (picture.text, picture.media_url) == ("", f"{twilio.url}/cdn/stored/1")
    assert text.text.endswith("1. Daftar")


async def test_outside_the_window_only_a_template_goes(twilio: FakeTwilio) -> None:
    sid = twilio.approved("Kabar dari Diskop UKM:\n\n{{1}}\n\nBalas pesan ini.")
    channel = speaking(twilio, {"checkin": sid})
    stranger = "whatsapp:+6285555555555"
    message = Message("Apa kabar\nusahanya?", (Button("f|k|1", "Baik"), Button("f|k|2", "Kurang")))

    await channel.send(Outbound(1, stranger[9:], "checkin", Lane.REMINDER, message), window_open=False)
    error = await refused(channel, out("Diterima", kind="decision"), window_open=False)
    await channel.close()

    assert error.remedy is Remedy.TEMPLATE
    [seen] = twilio.seen(stranger)
    assert seen.text == (
        "Kabar dari Diskop UKM:\n\nApa kabar usahanya? • 1. Baik • 2. Kurang\n\nBalas pesan ini."
    )


async def test_what_does_not_fit_into_a_template_is_held_not_cut(twilio: FakeTwilio) -> None:
    channel = speaking(twilio, {"broadcast": twilio.approved("Kabar: {{1}} Balas pesan ini untuk bertanya.")})

    error = await refused(channel, out("panjang " * 150, kind="broadcast"), window_open=False)
    await channel.close()

    assert error.remedy is Remedy.TEMPLATE
    assert twilio.sent == {}


async def test_a_picture_outside_the_window_goes_as_a_link(twilio: FakeTwilio) -> None:
    channel = speaking(twilio, {"broadcast": twilio.approved("Kabar: {{1}} Balas pesan ini untuk bertanya.")})

    await channel.send(out("Pelatihan dibuka.", kind="broadcast", picture=7), window_open=False)
    await channel.close()

    [message] = twilio.seen(PERSON)
    assert f"Pelatihan dibuka. {twilio.url}/cdn/stored/7" in message.text


async def test_a_window_that_closed_in_between_shows_in_the_status(
    channel: WhatsApp, twilio: FakeTwilio
) -> None:
    sid = await channel.send(
        Outbound(1, "+6285555555555", "reply", Lane.REPLY, Message("Halo")), window_open=True
    )
    await twilio.settle()

    [receipt] = channel.read(twilio.status(sid, twilio.sent[sid].status, twilio.sent[sid].error))
    assert isinstance(receipt, Receipt)
    assert (receipt.state, remedy_for(receipt.error)) == ("failed", Remedy.TEMPLATE)

    twilio.window = Window.AT_ONCE
    error = await refused(channel, Outbound(2, "+6285555555555", "reply", Lane.REPLY, Message("Halo")))
    assert error.remedy is Remedy.TEMPLATE


async def test_what_came_while_we_were_down_is_listed_once_and_in_order(
    channel: WhatsApp, twilio: FakeTwilio
) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    asked = [twilio.writes(PERSON, f"pesan {n}") for n in range(230)]
    asked.append(twilio.sends_file(PERSON, b"gambar", "image/jpeg", "foto"))
    await channel.send(out("balasan"), window_open=True)

    missed = await channel.missed(since)
    assert {one.phone for one in missed} == {one.address for one in missed}

    hooked = [item for request in asked for item in channel.read(request)]
    assert [(one.external_id, one.text, one.kind, one.attachment) for one in missed[1:]] == [
        (one.external_id, one.text, one.kind, one.attachment)
        for one in hooked
        if not isinstance(one, Receipt)
    ]
    assert await channel.missed(datetime.now(UTC) + timedelta(minutes=1)) == []


async def test_a_file_is_fetched_from_twilio_only(channel: WhatsApp, twilio: FakeTwilio) -> None:
    for ref in (
        "",
        "http://127.0.0.1:1/2010-04-01/x",
        "file:///etc/passwd",
        f"{twilio.url}/2010-04-01/../-/ledger",
    ):
        with pytest.raises(SendError) as caught:
            await channel.fetch(ref, 1000)
        assert caught.value.remedy is Remedy.DROP


async def test_a_file_by_its_name_at_twilio_is_fetched_from_the_configured_address(
    channel: WhatsApp, twilio: FakeTwilio
) -> None:
    request = twilio.sends_file(PERSON, b"gambar")
    [heard] = channel.read(request)
    assert not isinstance(heard, Receipt)
    assert heard.attachment is not None
    ref = heard.attachment.ref.replace(twilio.url, "https://api.twilio.com")

    assert await channel.fetch(ref, 6) == b"gambar"
