"""Each way in which Twilio fails is told apart, by what is to be done about it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.channels.channel import Remedy, SendError
from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_api import Api
from bot.channels.whatsapp_errors import remedy_for
from tests.channels.whatsapp_wire import NOW, PERSON, out, refused, speaking
from tests.fakes.twilio import FakeTwilio, Fault, Trouble


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


CODES = {
    **dict.fromkeys((21211, 63003, 63014, 63024), Remedy.GONE),
    **dict.fromkeys((63005, 63007, 63008, 63013, 63021, 21617, 21658, 99999), Remedy.OURS),
    **dict.fromkeys((20429, 63017, 63018, 63049), Remedy.RETRY),
    21610: Remedy.OPTED_OUT,
    63016: Remedy.TEMPLATE,
    63032: Remedy.DROP,
}


@pytest.mark.parametrize(("code", "remedy"), CODES.items())
async def test_a_code_says_what_to_do(
    channel: WhatsApp, twilio: FakeTwilio, code: int, remedy: Remedy
) -> None:
    twilio.faults.append(Fault(Trouble.CODE, "Messages", code=code))

    error = await refused(channel, out("Halo"))

    assert error.remedy is remedy is remedy_for(str(code))
    assert (error.retry_at is not None) is (remedy is Remedy.RETRY)


@pytest.mark.parametrize("code", ["", "x", "12x"])
def test_a_status_without_a_code_is_ours_to_look_at(code: str) -> None:
    assert remedy_for(code) is Remedy.OURS


@pytest.mark.parametrize(
    ("trouble", "remedy"),
    [
        (Trouble.BROKEN, Remedy.RETRY),
        (Trouble.BAD_GATEWAY, Remedy.RETRY),
        (Trouble.UNAVAILABLE, Remedy.RETRY),
        (Trouble.HANG_UP, Remedy.UNKNOWN),
    ],
)
async def test_a_broken_network_is_told_apart(
    channel: WhatsApp, twilio: FakeTwilio, trouble: Trouble, remedy: Remedy
) -> None:
    twilio.faults.append(Fault(trouble, "Messages"))

    error = await refused(channel, out("Halo"))

    assert (error.remedy, error.counts) == (remedy, True)
    assert len([call for call in twilio.ledger if call.method == "POST"]) == 1, "nothing is posted twice"


async def test_too_many_requests_halt_the_whole_sender(channel: WhatsApp, twilio: FakeTwilio) -> None:
    twilio.faults.append(Fault(Trouble.FLOOD, "Messages", seconds=30))

    error = await refused(channel, out("Halo"))

    assert (error.remedy, error.whole_bot) == (Remedy.RETRY, True)
    assert error.retry_at == NOW + timedelta(seconds=30)


async def test_nobody_listening_is_a_retry() -> None:
    channel = WhatsApp(
        "AC1", "t", "whatsapp:+621", "https://kabar.example.id", "http://127.0.0.1:9", "http://127.0.0.1:9"
    )

    error = await refused(channel, out("Halo"))
    await channel.close()

    assert error.remedy is Remedy.RETRY


async def test_a_wrong_token_is_ours_and_told_nowhere(
    twilio: FakeTwilio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = speaking(twilio, token="rahasia-sekali")

    for message in (out("Halo"), out("Halo", "Ya")):
        error = await refused(channel, message)
        assert (error.remedy, error.whole_bot) == (Remedy.OURS, True)
        assert "6281234567890" not in str(error)
    await channel.close()

    assert not any(word in caplog.text for word in ("rahasia-sekali", "6281234567890", "Halo"))


async def test_an_answer_that_does_not_come_is_waited_for_no_longer_than_said(twilio: FakeTwilio) -> None:
    twilio.faults.append(Fault(Trouble.SLOW, "Messages", seconds=2))
    api = Api(twilio.account, twilio.token, twilio.url, twilio.url, seconds=0.2)

    with pytest.raises(SendError) as caught:
        async with asyncio.timeout(1):
            await api.post(to=PERSON, from_=twilio.sender, body="Halo")
    await api.close()

    assert caught.value.remedy is Remedy.UNKNOWN
    assert [message.text for message in twilio.seen(PERSON)] == ["Halo"]
