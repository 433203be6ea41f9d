"""The fake Twilio is as strict as the original: these are the refusals that our tests rely on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.fakes.twilio import SENDER, FakeTwilio
from tests.fakes.twilio_caller import PERSON, Caller, Json


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as twilio:
        twilio.writes(PERSON, "halo")
        yield twilio


@pytest.fixture
async def caller(twilio: FakeTwilio) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(twilio, session)


def quick(*titles: str, body: str = "Ya?") -> Json:
    actions = [{"type": "QUICK_REPLY", "title": title, "id": f"id{n}"} for n, title in enumerate(titles)]
    return {"twilio/quick-reply": {"body": body, "actions": actions}}


def listed(*items: Json, body: str = "Yang mana?", button: str = "Pilih") -> Json:
    return {"twilio/list-picker": {"body": body, "button": button, "items": list(items)}}


def row(number: int, title: str = "", **more: str) -> Json:
    return {"item": title or f"Baris {number}", "id": f"id{number}", **more}


async def test_a_message_is_answered_as_the_original_answers(caller: Caller) -> None:
    status, told = await caller.post(Body="Halo")

    assert status == 201
    assert (told["status"], told["direction"], told["body"]) == ("queued", "outbound-api", "Halo")
    assert (told["error_code"], told["date_sent"], told["num_media"]) == (None, None, "0")
    assert told["sid"].startswith("SM")
    assert len(told["sid"]) == 34
    assert [message.text for message in caller.twilio.seen(PERSON)] == ["Halo"]


REFUSALS: dict[str, tuple[Json, int]] = {
    "nothing to say": ({}, 21619),
    "nothing to say but empty": ({"Body": "", "ContentSid": ""}, 21619),
    "too long": ({"Body": "x" * 1601}, 21617),
    "too long in emoji": ({"Body": "🌾" * 801}, 21617),
    "nobody": ({"To": "", "Body": "x"}, 21604),
    "a number outside WhatsApp": ({"To": "+6281234567890", "Body": "x"}, 21910),
    "no number": ({"To": "whatsapp:0812", "Body": "x"}, 21211),
    "a foreign sender": ({"From": "whatsapp:+15550000000", "Body": "x"}, 63007),
    "no sender": ({"From": "", "Body": "x"}, 21603),
    "to oneself": ({"To": SENDER, "Body": "x"}, 63031),
    "a picture that is no address": ({"MediaUrl": "/tmp/x.jpg"}, 21620),
    "a callback that is no address": ({"Body": "x", "StatusCallback": "kabar"}, 21609),
    "an unknown content": ({"ContentSid": "HX" + "0" * 32}, 21655),
    "a malformed content": ({"ContentSid": "HX1"}, 21655),
    "variables of nothing": ({"Body": "x", "ContentVariables": "{}"}, 21654),
}


@pytest.mark.parametrize(("fields", "code"), REFUSALS.values(), ids=REFUSALS)
async def test_a_message_is_refused_by_its_code(caller: Caller, fields: Json, code: int) -> None:
    status, told = await caller.post(**fields)

    assert (status, told["code"], told["status"]) == (400, code, 400)
    assert told["more_info"].endswith(str(code))
    assert caller.twilio.sent == {}


async def test_the_longest_text_is_taken(caller: Caller) -> None:
    assert (await caller.post(Body="x" * 1600))[0] == 201


@pytest.mark.parametrize("path", ["/v1/Content", "/2010-04-01/Accounts/AC1/Messages.json", "/elsewhere"])
@pytest.mark.parametrize("secret", ["", "Basic bm9ib2R5Om5vdGhpbmc=", "Bearer x", "Basic %"])
async def test_a_stranger_is_turned_away(twilio: FakeTwilio, caller: Caller, path: str, secret: str) -> None:
    async with caller.session.post(twilio.url + path, headers={"Authorization": secret}) as answer:
        assert (answer.status, (await answer.json())["code"]) == (401, 20003)


async def test_another_account_and_an_unknown_path_are_not_found(caller: Caller) -> None:
    for path in ("/2010-04-01/Accounts/AC1/Messages.json", "/2010-04-01/x", "/v1/Content/HX1"):
        status, told = await caller.get(path)
        assert (status, told["code"]) == (404, 20404)


async def test_who_opted_out_is_not_written_to_until_writing_again(caller: Caller) -> None:
    caller.twilio.person(PERSON).opted_out = True
    assert (await caller.post(Body="x"))[1]["code"] == 21610

    caller.twilio.writes(PERSON, "START")
    assert (await caller.post(Body="x"))[0] == 201


async def test_too_fast_is_429(caller: Caller) -> None:
    caller.twilio.most_a_second = 5

    answers = await asyncio.gather(*(caller.post(Body="x") for _ in range(8)))

    assert sorted(status for status, _ in answers) == [201] * 5 + [429] * 3
    assert {told["code"] for status, told in answers if status == 429} == {20429}


async def test_a_content_goes_as_json_only(caller: Caller) -> None:
    url = f"{caller.twilio.url}/v1/Content"
    async with caller.session.post(url, data={"language": "id"}, headers=caller.auth) as answer:
        assert answer.status == 415
    headers = {**caller.auth, "Content-Type": "application/json"}
    async with caller.session.post(url, data=b"language=id", headers=headers) as answer:
        assert answer.status == 400
    assert caller.twilio.contents == {}


CONTENTS: dict[str, Json] = {
    "no types": {},
    "an unknown type": {"twilio_text": {"body": "x"}},
    "no body": {"twilio/text": {}},
    "a long body": quick("Ya", body="x" * 1025),
    "a long title": quick("x" * 21),
    "an empty title": quick(""),
    "twice the same": quick("Ya", "Ya"),
    "eleven buttons": quick(*map(str, range(11))),
    "no buttons": quick(),
    "a long row": listed(row(1, "x" * 25)),
    "eleven rows": listed(*map(row, range(11))),
    "no rows": listed(),
    "a long description": listed(row(1, description="x" * 73)),
    "a long id": listed({"item": "Ya", "id": "x" * 201}),
    "a long button": listed(row(1), button="x" * 21),
    "a long list body": listed(row(1), body="x" * 1025),
    "a variable without sample": {"twilio/text": {"body": "Halo {{1}}"}},
    "a variable with a space": {"twilio/text": {"body": "Halo {{a b}}"}},
}


@pytest.mark.parametrize("types", CONTENTS.values(), ids=CONTENTS)
async def test_a_content_is_refused(caller: Caller, types: Json) -> None:
    assert (await caller.content(types))[0] == 400
    assert caller.twilio.contents == {}


@pytest.mark.parametrize(
    "types",
    [quick("x" * 20, *map(str, range(9))), listed(*[row(n, description="x" * 72) for n in range(10)])],
)
async def test_the_largest_content_is_taken(caller: Caller, types: Json) -> None:
    status, told = await caller.content(types)

    assert status == 201
    assert await caller.get(f"/v1/Content/{told['sid']}") == (200, told)


@pytest.mark.parametrize(
    "values",
    [
        "x",
        "[]",
        '{"1": null}',
        '{"1": ""}',
        '{"1": 5}',
        '{"1": "a\\nb"}',
        '{"1": "a\\tb"}',
        '{"1": "a     b"}',
        '{"2": "x"}',
    ],
)
async def test_variables_are_refused(caller: Caller, values: str) -> None:
    content_sid = caller.twilio.approved("Kabar: {{1}} Balas.")

    assert (await caller.post(ContentSid=content_sid, ContentVariables=values))[1]["code"] == 21656


async def test_a_variable_too_long_is_refused(caller: Caller) -> None:
    content_sid = caller.twilio.approved("Kabar: {{1}} Balas.")

    assert (await caller.post(ContentSid=content_sid, ContentVariables=json.dumps({"1": "x" * 1601})))[1][
        "code"
    ] == 21658
