"""What Twilio posts is read as what people did, and nothing but what Twilio signed is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.channel import Forbidden, Request
from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_inbound import address_of, recipient
from storage.inbound import Inbound, Kind, Receipt
from tests.fakes.twilio import ACCOUNT, SENDER, TOKEN, FakeTwilio
from tests.fakes.twilio_person import Sent
from tests.fakes.twilio_rules import Option

PERSON = "whatsapp:+6281234567890"
OPAQUE = "whatsapp:ID.134912086553027"


@pytest.fixture
def twilio() -> FakeTwilio:
    return FakeTwilio()


@pytest.fixture
def channel() -> WhatsApp:
    return WhatsApp(ACCOUNT, TOKEN, SENDER, "https://kabar.example.id/")


def heard(channel: WhatsApp, request: Request) -> Inbound:
    [message] = channel.read(request)
    assert isinstance(message, Inbound)
    return message


def test_a_text_brings_the_phone_and_the_name(channel: WhatsApp, twilio: FakeTwilio) -> None:
    message = heard(channel, twilio.writes(PERSON, "Assalamualaikum, bade naros", name="Teh Euis 🌾"))

    assert message.address == message.phone == "+6281234567890"
    assert (message.kind, message.text, message.name) == (
        Kind.TEXT,
        "Assalamualaikum, bade naros",
        "Teh Euis 🌾",
    )
    assert message.external_id.startswith("SM")


def test_somebody_without_a_phone_number_has_an_opaque_id(channel: WhatsApp, twilio: FakeTwilio) -> None:
    message = heard(channel, twilio.writes(OPAQUE, "halo"))
    assert (message.address, message.phone) == (OPAQUE, "")


def test_whatever_comes_from_a_number_proves_it(channel: WhatsApp, twilio: FakeTwilio) -> None:
    asked = Sent("SM0", PERSON, "Betul?", "twilio/quick-reply", (Option("ya", "Ya"),))
    for request in (
        twilio.taps(PERSON, message=asked),
        twilio.sends_location(PERSON, -7.0, 107.6),
        twilio.sends_file(PERSON, b"x"),
        twilio.writes(PERSON, ""),
    ):
        assert heard(channel, request).phone == "+6281234567890"


@pytest.mark.parametrize("sender", [PERSON, OPAQUE, "ID.134912086553027", "whatsapp:+0812", "whatsapp:62812"])
def test_whoever_wrote_can_be_answered(sender: str) -> None:
    assert recipient(address_of(sender)) == sender


@pytest.mark.parametrize("kind", ["twilio/quick-reply", "twilio/list-picker"])
def test_a_tap_brings_its_data_and_its_label(channel: WhatsApp, twilio: FakeTwilio, kind: str) -> None:
    asked = Sent(
        "SM1", PERSON, "Hadir?", kind, (Option("Hadir", "a|come|yes"), Option("Tidak bisa", "a|come|no"))
    )

    message = heard(channel, twilio.taps(PERSON, 1, message=asked))

    assert (message.kind, message.data, message.text) == (Kind.TAP, "a|come|no", "Tidak bisa")


def test_a_button_of_a_template_without_payload_is_its_text(channel: WhatsApp, twilio: FakeTwilio) -> None:
    message = heard(channel, twilio.writes(PERSON, "Hadir", MessageType="button", ButtonText="Hadir"))

    assert (message.kind, message.text) == (Kind.TEXT, "Hadir")


def test_a_location_is_read(channel: WhatsApp, twilio: FakeTwilio) -> None:
    message = heard(channel, twilio.sends_location(PERSON, -7.0252, 107.5197, Address="Soreang"))

    assert (message.kind, message.latitude, message.longitude) == (Kind.LOCATION, -7.0252, 107.5197)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("nan", "1"), ("91", "1"), ("1", "181"), ("", "1"), ("x", "y")]
)
def test_a_place_that_is_nowhere_is_no_location(
    channel: WhatsApp, twilio: FakeTwilio, latitude: str, longitude: str
) -> None:
    assert (
        heard(channel, twilio.writes(PERSON, "", Latitude=latitude, Longitude=longitude)).kind is Kind.OTHER
    )


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("image/jpeg", Kind.PHOTO),
        ("image/png", Kind.PHOTO),
        ("audio/ogg", Kind.VOICE),
        ("application/pdf", Kind.DOCUMENT),
        ("video/mp4", Kind.DOCUMENT),
        ("image/webp", Kind.OTHER),  # a sticker
        ("text/vcard", Kind.OTHER),  # a contact card
    ],
)
def test_a_file_is_taken_for_what_it_is(channel: WhatsApp, twilio: FakeTwilio, mime: str, kind: Kind) -> None:
    message = heard(channel, twilio.sends_file(PERSON, b"...", mime))

    assert message.kind is kind
    assert (message.attachment is None) is (kind is Kind.OTHER)


def test_several_pictures_are_an_album_and_the_text_goes_with_the_first(
    channel: WhatsApp, twilio: FakeTwilio
) -> None:
    request = twilio.sends_files(PERSON, [(b"1", "image/jpeg"), (b"2", "image/jpeg")], "ini fotonya")

    first, second = channel.read(request)

    assert isinstance(first, Inbound)
    assert isinstance(second, Inbound)
    assert (first.text, second.text) == ("ini fotonya", "")
    assert first.album == second.album == first.external_id
    assert first.external_id != second.external_id


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("failed", "failed"),
        ("undelivered", "failed"),
    ],
)
def test_a_status_becomes_a_receipt(channel: WhatsApp, twilio: FakeTwilio, said: str, state: str) -> None:
    twilio.sent["SM1"] = Sent("SM1", PERSON, "Halo")
    error = 63016 if state == "failed" else 0

    assert channel.read(twilio.status("SM1", said, error)) == [
        Receipt("whatsapp", "SM1", state, "63016" if error else "")
    ]


@pytest.mark.parametrize(
    ("code", "lost"), [(63024, "gone"), (63003, "gone"), (21610, "opted_out"), (63018, "")]
)
def test_a_failure_may_tell_that_the_address_is_lost(
    channel: WhatsApp, twilio: FakeTwilio, code: int, lost: str
) -> None:
    twilio.sent["SM1"] = Sent("SM1", PERSON, "Halo")

    assert channel.read(twilio.status("SM1", "failed", code)) == [
        Receipt("whatsapp", "SM1", "failed", str(code), lost)
    ]


@pytest.mark.parametrize("said", ["queued", "accepted", "sending", "something new"])
def test_a_status_that_tells_nothing_new_is_let_pass(
    channel: WhatsApp, twilio: FakeTwilio, said: str
) -> None:
    twilio.sent["SM1"] = Sent("SM1", PERSON, "Halo")

    assert channel.read(twilio.status("SM1", said)) == []


@pytest.mark.parametrize("count", ["banyak", "-1", "1.5", "9" * 5000, "٣"])
def test_a_wrong_count_of_files_is_unusable_not_an_error(
    channel: WhatsApp, twilio: FakeTwilio, count: str
) -> None:
    message = heard(channel, twilio.writes(PERSON, "rahasia", NumMedia=count))

    assert message.kind is Kind.UNUSABLE
    assert "rahasia" not in message.text


def test_no_byte_of_a_request_can_be_changed(channel: WhatsApp, twilio: FakeTwilio) -> None:
    true = twilio.writes(PERSON, "Ya, 2 juta & lebih: é 🌶 + 100%", name="Bu Siti")
    assert heard(channel, true).text == "Ya, 2 juta & lebih: é 🌶 + 100%"

    for index, byte in enumerate(true.body):
        for other in {byte ^ 1, byte ^ 0x20, ord(" "), ord("+"), ord("&"), ord("="), ord("%"), 0x80} - {byte}:
            forged = true.body[:index] + bytes([other]) + true.body[index + 1 :]
            with pytest.raises(Forbidden):
                channel.read(replace(true, body=forged))


def test_no_byte_can_be_taken_out_or_put_in(channel: WhatsApp, twilio: FakeTwilio) -> None:
    true = twilio.writes(PERSON, "ya")

    for index in range(len(true.body)):
        for forged in (
            true.body[:index] + true.body[index + 1 :],
            true.body[:index] + b"x" + true.body[index:],
            true.body[:index],
        ):
            with pytest.raises(Forbidden):
                channel.read(replace(true, body=forged))


@pytest.mark.parametrize("last", [b"", b"A", b"AAAA"])
def test_the_signature_must_be_whole(channel: WhatsApp, twilio: FakeTwilio, last: bytes) -> None:
    true = twilio.writes(PERSON, "ya")
    signature = true.headers["x-twilio-signature"][:-4] + last.decode()

    with pytest.raises(Forbidden):
        channel.read(replace(true, headers={"x-twilio-signature": signature}))


def test_every_value_of_a_repeated_parameter_is_signed(channel: WhatsApp, twilio: FakeTwilio) -> None:
    params = [("MessageSid", "SM1"), ("From", PERSON), ("Body", "satu"), ("Tag", "a"), ("Tag", "b")]
    true = twilio.request(params)
    assert heard(channel, true).text == "satu"

    for forged in (
        true.body.replace(b"&Tag=b", b""),
        true.body.replace(b"Tag=b", b"Tag=c"),
        true.body + b"&Tag=c",
    ):
        with pytest.raises(Forbidden):
            channel.read(replace(true, body=forged))


def test_a_query_that_was_signed_is_taken(channel: WhatsApp, twilio: FakeTwilio) -> None:
    true = twilio.request(
        [("MessageSid", "SM1"), ("From", PERSON), ("Body", "ya")], "/whatsapp/webhook?office=1"
    )

    assert heard(channel, true).text == "ya"
    with pytest.raises(Forbidden):
        channel.read(replace(true, query="office=2"))


@pytest.mark.parametrize("body", [b"{}", b"\xff\xfe", b"Body", b"Body=%FF", b"&", "Body=é".encode()])
def test_what_is_no_form_is_forbidden(channel: WhatsApp, body: bytes) -> None:
    with pytest.raises(Forbidden):
        channel.read(Request("/whatsapp/webhook", "", {"x-twilio-signature": "x"}, body))
