"""The fake Twilio lives as the original does: windows close, statuses come, connections drop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import aiohttp
import pytest
from aiohttp import web
from twilio.request_validator import RequestValidator

from tests.fakes.twilio import TOKEN, FakeTwilio, Fault, Trouble, Window
from tests.fakes.twilio_caller import PERSON, Caller


class Hook:
    """Our side: takes what Twilio posts."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], str]] = []
        self.status = 200

    async def take(self, request: web.Request) -> web.Response:
        params = dict(parse_qsl(await request.text(), keep_blank_values=True))
        self.got.append((request.path, params, request.headers["X-Twilio-Signature"]))
        return web.Response(status=self.status)


@pytest.fixture
async def hook() -> Hook:
    return Hook()


@pytest.fixture
async def twilio(hook: Hook) -> AsyncIterator[FakeTwilio]:
    app = web.Application()
    app.add_routes([web.post("/{rest:.*}", hook.take)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with FakeTwilio(base=base) as twilio:
        twilio.writes(PERSON, "halo")
        yield twilio
    await runner.cleanup()


@pytest.fixture
async def caller(twilio: FakeTwilio) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(twilio, session)


CALLBACK = "https://kabar.example.id/whatsapp/status"


async def test_statuses_come_signed(twilio: FakeTwilio, caller: Caller, hook: Hook) -> None:
    _, told = await caller.post(Body="Halo", StatusCallback=CALLBACK)
    await twilio.settle()
    await twilio.report(told["sid"], "read")

    assert [params["MessageStatus"] for _, params, _ in hook.got] == ["sent", "delivered", "read"]
    for path, params, signature in hook.got:
        assert path == "/whatsapp/status"
        assert params["MessageSid"] == told["sid"]
        assert RequestValidator(TOKEN).validate(CALLBACK, params, signature)
        assert not RequestValidator(TOKEN).validate(
            CALLBACK, {**params, "MessageStatus": "failed"}, signature
        )


async def test_a_webhook_that_fails_is_not_repeated(twilio: FakeTwilio, hook: Hook) -> None:
    hook.status = 500

    assert await twilio.deliver(twilio.writes(PERSON, "halo")) == 500
    assert len(hook.got) == 1
    assert twilio.hooked == [500]


async def test_a_person_is_posted_as_twilio_posts(twilio: FakeTwilio, hook: Hook) -> None:
    await twilio.deliver(twilio.sends_file(PERSON, b"gambar", "image/jpeg", "foto & lainnya"))

    [(path, params, signature)] = hook.got
    assert path == "/whatsapp/webhook"
    assert (params["From"], params["WaId"], params["NumMedia"]) == (PERSON, "6281234567890", "1")
    assert (params["Body"], params["MediaContentType0"]) == ("foto & lainnya", "image/jpeg")
    assert RequestValidator(TOKEN).validate("https://kabar.example.id/whatsapp/webhook", params, signature)


async def test_an_opaque_person_has_no_phone_number(twilio: FakeTwilio, hook: Hook) -> None:
    await twilio.deliver(twilio.writes("whatsapp:ID.134912086553027", "halo"))

    [(_, params, _)] = hook.got
    assert params["From"] == "whatsapp:ID.134912086553027"
    assert "WaId" not in params


async def test_free_text_outside_the_window_is_taken_and_then_fails(
    twilio: FakeTwilio, caller: Caller, hook: Hook
) -> None:
    twilio.now = lambda: datetime.now(UTC) + timedelta(hours=24, seconds=1)

    status, told = await caller.post(Body="Halo", StatusCallback=CALLBACK)
    await twilio.settle()

    assert (status, told["status"], told["error_code"]) == (201, "queued", None)
    [(_, params, _)] = hook.got
    assert (params["MessageStatus"], params["ErrorCode"]) == ("failed", "63016")
    assert twilio.seen(PERSON) == []
    assert (await caller.get(caller.messages.replace(".json", f"/{told['sid']}.json")))[1][
        "error_code"
    ] == 63016


async def test_a_template_passes_a_closed_window_once_it_is_approved(
    twilio: FakeTwilio, caller: Caller
) -> None:
    twilio.window = Window.AT_ONCE
    stranger = "whatsapp:+6285555555555"
    body = "Kabar dari dinas: {{1}} Balas pesan ini untuk menjawab."
    _, made = await caller.content({"twilio/text": {"body": body}}, variables={"1": "contoh"})
    assert (await caller.post(To=stranger, ContentSid=made["sid"]))[1]["code"] == 63016

    wish = {"name": "kabar", "category": "UTILITY"}
    url = f"{twilio.url}/v1/Content/{made['sid']}/ApprovalRequests/whatsapp"
    async with caller.session.post(url, json={**wish, "name": "Kabar!"}, headers=caller.auth) as answer:
        assert answer.status == 400
    async with caller.session.post(url, json=wish, headers=caller.auth) as answer:
        assert (answer.status, (await answer.json())["status"]) == (201, "received")
    assert (await caller.post(To=stranger, ContentSid=made["sid"]))[1]["code"] == 63016
    assert twilio.review(made["sid"]) == "approved"

    assert (await caller.post(To=stranger, ContentSid=made["sid"], ContentVariables='{"1": "Halo"}'))[
        0
    ] == 201
    assert [message.text for message in twilio.seen(stranger)] == [body.replace("{{1}}", "Halo")]


@pytest.mark.parametrize(
    "body", ["{{1}} dari dinas", "Kabar: {{1}}.", "Ya {{1}} {{2}} balas pesan ini ya", "Ya {{1}} b"]
)
async def test_reviewers_refuse_what_whatsapp_refuses(twilio: FakeTwilio, body: str) -> None:
    content_sid = twilio.make_content(
        {"language": "id", "variables": {"1": "a", "2": "b"}, "types": {"twilio/text": {"body": body}}}
    )
    twilio.approvals[content_sid] = {"status": "received"}

    assert twilio.review(content_sid) == "rejected"


async def test_a_content_that_grows_too_large_by_its_variables_fails(
    twilio: FakeTwilio, caller: Caller
) -> None:
    action = {"type": "QUICK_REPLY", "title": "{{1}}", "id": "a"}
    types = {"twilio/quick-reply": {"body": "Ya?", "actions": [action]}}
    _, made = await caller.content(types, variables={"1": "Ya"})
    four = {
        "twilio/quick-reply": {"body": "Ya?", "actions": [{**action, "title": n, "id": n} for n in "abcd"]}
    }
    _, many = await caller.content(four)

    for fields in (
        {"ContentSid": made["sid"], "ContentVariables": '{"1": "lebih dari dua puluh huruf"}'},
        {"ContentSid": many["sid"]},
    ):
        _, told = await caller.post(**fields)
        await twilio.settle()
        assert (twilio.sent[told["sid"]].status, twilio.sent[told["sid"]].error) == ("failed", 63021)


async def test_who_cannot_be_reached_fails_by_status(twilio: FakeTwilio, caller: Caller) -> None:
    twilio.person(PERSON).fate = 63024

    status, told = await caller.post(Body="Halo")
    await twilio.settle()

    assert (status, twilio.sent[told["sid"]].error, twilio.seen(PERSON)) == (201, 63024, [])


async def test_a_picture_that_cannot_be_fetched_fails(twilio: FakeTwilio, caller: Caller) -> None:
    _, told = await caller.post(MediaUrl=f"{twilio.url}/cdn/stored/none")
    await twilio.settle()

    assert twilio.sent[told["sid"]].error == 63019


async def test_a_file_needs_the_credentials_and_its_store_minds_them(
    twilio: FakeTwilio, caller: Caller
) -> None:
    twilio.sends_file(PERSON, b"gambar")
    [(message_sid, [media])] = twilio.files.items()
    url = twilio.url + twilio.media_path(message_sid, media)

    async with caller.session.get(url) as answer:
        assert answer.status == 401
    async with caller.session.get(url, headers=caller.auth, allow_redirects=False) as answer:
        assert answer.status == 307
        store = answer.headers["Location"]
    async with caller.session.get(store, headers=caller.auth) as answer:
        assert answer.status == 400
    async with caller.session.get(store) as answer:
        assert await answer.read() == b"gambar"
    media.gone = True
    async with caller.session.get(url, headers=caller.auth) as answer:
        assert answer.status == 404


async def test_messages_are_listed_newest_first_in_pages(twilio: FakeTwilio, caller: Caller) -> None:
    for number in range(1, 5):
        twilio.writes(PERSON, str(number))
    await caller.post(Body="balasan")

    _, page = await caller.get(f"{caller.messages}?To={twilio.sender.replace('+', '%2B')}&PageSize=3")
    assert [one["body"] for one in page["messages"]] == ["4", "3", "2"]
    assert {one["direction"] for one in page["messages"]} == {"inbound"}
    _, page = await caller.get(page["next_page_uri"])
    assert [one["body"] for one in page["messages"]] == ["1", "halo"]
    assert page["next_page_uri"] is None
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    assert (await caller.get(f"{caller.messages}?DateSent%3E={tomorrow}"))[1]["messages"] == []


ANSWERS = {Trouble.BAD_GATEWAY: 502, Trouble.BROKEN: 500, Trouble.UNAVAILABLE: 503, Trouble.FLOOD: 429}


@pytest.mark.parametrize(("trouble", "status"), ANSWERS.items())
async def test_a_trouble_answers_and_does_nothing(
    twilio: FakeTwilio, caller: Caller, trouble: Trouble, status: int
) -> None:
    twilio.faults.append(Fault(trouble, "Messages", to=PERSON, seconds=3))

    async with caller.session.post(
        caller.messages, data={"To": PERSON, "From": twilio.sender, "Body": "x"}, headers=caller.auth
    ) as answer:
        assert answer.status == status
        assert ("<html>" in await answer.text()) is (trouble is Trouble.BAD_GATEWAY)
        assert answer.headers.get("Retry-After") == ("3" if trouble is Trouble.FLOOD else None)
    assert twilio.sent == {}
    assert (await caller.post(Body="x"))[0] == 201


@pytest.mark.parametrize(("trouble", "delivered"), [(Trouble.HANG_UP, 1), (Trouble.REFUSE, 0)])
async def test_a_dropped_connection_may_have_delivered(
    twilio: FakeTwilio, caller: Caller, trouble: Trouble, delivered: int
) -> None:
    twilio.faults.append(Fault(trouble, "Messages"))

    with pytest.raises(aiohttp.ClientError):
        await caller.post(Body="x")

    assert len(twilio.seen(PERSON)) == delivered
    assert [call.status for call in twilio.ledger] == [0]


async def test_another_process_can_drive_it(twilio: FakeTwilio, caller: Caller, hook: Hook) -> None:
    async with caller.session.post(
        f"{twilio.url}/-/person", json={"address": PERSON, "text": "hai"}
    ) as answer:
        assert await answer.json() == {"status": 200}
    async with caller.session.post(
        f"{twilio.url}/-/fault", json={"trouble": "BROKEN", "path": "Messages"}
    ) as answer:
        assert answer.status == 200
    assert (await caller.post(Body="satu"))[0] == 500
    assert (await caller.post(Body="dua"))[0] == 201

    assert hook.got[0][1]["Body"] == "hai"
    _, ledger = await caller.get("/-/ledger")
    assert [(call["fields"]["Body"], call["status"]) for call in ledger] == [(["satu"], 500), (["dua"], 201)]
    _, seen = await caller.get(f"/-/seen?address={PERSON.replace('+', '%2B')}")
    assert [one["text"] for one in seen] == ["dua"]
