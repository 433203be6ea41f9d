"""The fake Bot API is as strict as the original: it refuses, counts, forgets and fails as that one does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_ledger import Rates, Trouble
from tests.fakes.telegram_person import Person

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def siti(fake: FakeTelegram) -> Person:
    return fake.person("Siti")


def call(fake: FakeTelegram, method: str, *, token: str = "", **fields: Any) -> tuple[int, dict[str, Any]]:
    files = {key: fields.pop(key) for key in list(fields) if isinstance(fields[key], bytes)}
    data = {key: json.dumps(one) if isinstance(one, dict | list) else one for key, one in fields.items()}
    answer = httpx.post(f"{fake.url}/bot{token or fake.token}/{method}", data=data, files=files or None)
    return answer.status_code, answer.json()


def inline(*buttons: dict[str, str]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


def key(text: str = "Ya", data: str = "d") -> dict[str, str]:
    return {"text": text, "callback_data": data}


MANY = [key(str(n)) for n in range(101)]
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("message text is empty", {"text": ""}),
    ("message text is empty", {"text": " \n "}),
    ("message is too long", {"text": "a" * 4097}),
    ("message is too long", {"text": "🌶" * 2049}),
    ("strings must be encoded in UTF-8", {"text": "Si\0ti"}),
    (
        'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        {"text": "<x>", "parse_mode": "HTML"},
    ),
    (
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        {"text": "<b>a", "parse_mode": "HTML"},
    ),
    ("can't parse entities: Unmatched end tag at byte offset 4", {"text": "<b>a</i>", "parse_mode": "HTML"}),
    ("can't parse entities: Unclosed start tag at byte offset 2", {"text": "1 <b", "parse_mode": "HTML"}),
    (
        "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        {"text": "a.", "parse_mode": "MarkdownV2"},
    ),
    (
        "can't parse entities: Can't find end of the entity starting at byte offset 2",
        {"text": "a *b", "parse_mode": "Markdown"},
    ),
    ("unsupported parse_mode", {"text": "a", "parse_mode": "x"}),
    ("BUTTON_DATA_INVALID", {"text": "a", "reply_markup": inline(key(data=""))}),
    ("BUTTON_DATA_INVALID", {"text": "a", "reply_markup": inline(key(data="d" * 65))}),
    ("BUTTON_DATA_INVALID", {"text": "a", "reply_markup": inline(key(data="é" * 33))}),
    ("inline keyboard button text must be non-empty", {"text": "a", "reply_markup": inline(key(text=" "))}),
    (
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        {"text": "a", "reply_markup": inline({"text": "Ya"})},
    ),
    ("reply markup is too long", {"text": "a", "reply_markup": inline(*MANY)}),
    ("reply markup is too long", {"text": "a", "reply_markup": {"inline_keyboard": [MANY[:9]]}}),
    ("reply markup is too long", {"text": "a", "reply_markup": inline(*[key("x" * 100)] * 90)}),
    (
        "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        {"text": "a", "reply_markup": inline({"text": "Buka", "url": "http://localhost/x"})},
    ),
    ("can't parse reply keyboard markup JSON object", {"text": "a", "reply_markup": "{"}),
    ("object expected as reply markup", {"text": "a", "reply_markup": "[]"}),
    ("keyboard button text must be non-empty", {"text": "a", "reply_markup": {"keyboard": [[""]]}}),
    (
        "phone number can be requested in private chats only",
        {
            "text": "a",
            "chat_id": "-5",
            "reply_markup": {"keyboard": [[{"text": "a", "request_contact": True}]]},
        },
    ),
    ("chat not found", {"text": "a", "chat_id": "77"}),
    ("chat_id is empty", {"text": "a", "chat_id": ""}),
]


@pytest.mark.parametrize(("description", "fields"), REFUSED)
def test_a_message_is_refused(
    fake: FakeTelegram, siti: Person, description: str, fields: dict[str, Any]
) -> None:
    status, answer = call(fake, "sendMessage", **{"chat_id": siti.id, **fields})

    assert (status, answer["error_code"], answer["description"]) == (400, 400, f"Bad Request: {description}")
    assert siti.messages == []


@pytest.mark.parametrize(
    ("description", "fields"),
    [
        ("message caption is too long", {"photo": PNG, "caption": "a" * 1025}),
        ("IMAGE_PROCESS_FAILED", {"photo": b"no picture"}),
        ("wrong file identifier/HTTP URL specified", {"photo": "AgAC-unknown"}),
        ("there is no photo in the request", {}),
    ],
)
def test_a_photo_is_refused(
    fake: FakeTelegram, siti: Person, description: str, fields: dict[str, Any]
) -> None:
    assert (
        call(fake, "sendPhoto", chat_id=siti.id, **fields)[1]["description"] == f"Bad Request: {description}"
    )


def test_what_is_within_the_limits_arrives(fake: FakeTelegram, siti: Person) -> None:
    call(
        fake, "sendMessage", chat_id=siti.id, text="🌶" * 2048, reply_markup=inline(*[key(data="d" * 64)] * 50)
    )
    call(fake, "sendMessage", chat_id=siti.id, text="<b>a</b> &lt;", parse_mode="HTML")
    _, photo = call(fake, "sendPhoto", chat_id=siti.id, photo=PNG, caption="b" * 1024)
    again = photo["result"]["photo"][0]["file_id"]
    call(fake, "sendPhoto", chat_id=siti.id, photo=again)

    assert [sent.text for sent in siti.messages] == ["🌶" * 2048, "a <", "b" * 1024, ""]
    assert [sent.photo for sent in siti.messages] == [None, None, PNG, PNG]


def test_json_and_any_case_of_a_method_are_taken(fake: FakeTelegram, siti: Person) -> None:
    url = f"{fake.url}/bot{fake.token}/SENDmessage"

    assert httpx.post(url, json={"chat_id": siti.id, "text": "a"}).json()["result"]["chat"]["id"] == siti.id


def test_a_wrong_token_and_an_unknown_method_are_refused(fake: FakeTelegram) -> None:
    assert call(fake, "getMe", token="1:x")[1]["description"] == "Unauthorized"
    assert call(fake, "getMe", token="x")[0] == 404
    assert call(fake, "sendPigeon")[1] == {"ok": False, "error_code": 404, "description": "Not Found"}


def test_nobody_who_never_wrote_or_who_blocks_is_reached(fake: FakeTelegram, siti: Person) -> None:
    stranger, gone = fake.person("Asep", started=False), fake.person("Uju")
    siti.blocks()
    gone.deactivated = True

    refusals = [call(fake, "sendMessage", chat_id=one.id, text="a") for one in (stranger, siti, gone)]

    assert [(status, answer["description"]) for status, answer in refusals] == [
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
    ]
    siti.writes("kembali lagi")
    assert call(fake, "sendMessage", chat_id=siti.id, text="a")[0] == 200


def test_a_chat_takes_four_at_once_and_one_more_for_each_it_wrote(fake: FakeTelegram, siti: Person) -> None:
    siti.writes("halo")

    statuses = [call(fake, "sendMessage", chat_id=siti.id, text="a")[0] for _ in range(6)]

    assert statuses == [200] * 5 + [429]
    _, answer = call(fake, "sendMessage", chat_id=siti.id, text="a")
    assert answer["parameters"] == {"retry_after": 2}
    assert answer["description"] == "Too Many Requests: retry after 2"
    assert [one.early for one in fake.sends()] == [False] * 6 + [True]


def test_a_bot_sends_thirty_a_second() -> None:
    with FakeTelegram(rates=Rates(bot=30)) as fake, httpx.Client() as http:
        people = [fake.person(str(n)) for n in range(40)]
        url = f"{fake.url}/bot{fake.token}/sendMessage"
        statuses = [http.post(url, data={"chat_id": str(one.id), "text": "a"}).status_code for one in people]
        span = fake.calls[30].at - fake.calls[0].at

    assert span < 1, "too slow a machine to see the limit"
    assert statuses == [200] * 30 + [429] * 10


def test_a_tap_is_answered_once_and_in_time(fake: FakeTelegram, siti: Person) -> None:
    call(fake, "sendMessage", chat_id=siti.id, text="Ya?", reply_markup=inline(key()))
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    query = siti.taps("Ya")["callback_query"]["id"]

    assert call(fake, "answerCallbackQuery", callback_query_id=query)[0] == 200
    assert call(fake, "answerCallbackQuery", callback_query_id=query)[1]["description"] == late
    fake.methods.queries_live = 0
    query = siti.taps("Ya")["callback_query"]["id"]
    assert call(fake, "answerCallbackQuery", callback_query_id=query)[1]["description"] == late


def test_buttons_are_taken_away_once(fake: FakeTelegram, siti: Person) -> None:
    call(fake, "sendMessage", chat_id=siti.id, text="Ya?", reply_markup=inline(key()))
    number = siti.messages[0].message_id

    assert call(fake, "editMessageReplyMarkup", chat_id=siti.id, message_id=number)[0] == 200
    assert siti.messages[0].labels == []
    _, again = call(fake, "editMessageReplyMarkup", chat_id=siti.id, message_id=number)
    assert again["description"].startswith("Bad Request: message is not modified")
    _, other = call(fake, "editMessageReplyMarkup", chat_id=siti.id, message_id=0)
    assert other["description"] == "Bad Request: message to edit not found"


@pytest.mark.parametrize(
    ("description", "fields"),
    [
        ("bad webhook: An HTTPS URL must be provided for webhook", {"url": "http://kabar.example.id/x"}),
        ("secret token contains unallowed characters", {"url": "https://a.id/x", "secret_token": "a b+c"}),
    ],
)
def test_a_webhook_is_refused(fake: FakeTelegram, description: str, fields: dict[str, Any]) -> None:
    assert call(fake, "setWebhook", **fields)[1]["description"] == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("description", "command"),
    [
        ("BOT_COMMAND_INVALID", {"command": "Menu", "description": "a"}),
        ("BOT_COMMAND_DESCRIPTION_INVALID", {"command": "menu", "description": ""}),
    ],
)
def test_a_command_is_refused(fake: FakeTelegram, description: str, command: dict[str, str]) -> None:
    assert call(fake, "setMyCommands", commands=[command])[1]["description"] == f"Bad Request: {description}"


def test_a_file_is_fetched_by_its_id(fake: FakeTelegram, siti: Person) -> None:
    file_id = siti.sends_photo(PNG)["message"]["photo"][-1]["file_id"]
    path = call(fake, "getFile", file_id=file_id)[1]["result"]["file_path"]

    assert httpx.get(f"{fake.url}/file/bot{fake.token}/{path}").content == PNG
    assert httpx.get(f"{fake.url}/file/bot1:x/{path}").status_code == 404
    assert call(fake, "getFile", file_id="x")[0] == 400


def test_troubles_come_as_often_as_told(fake: FakeTelegram, siti: Person) -> None:
    fake.fails(Trouble.BAD_GATEWAY, method="sendMessage")
    fake.fails(Trouble.BROKEN, chat=siti.id)
    fake.fails(Trouble.FLOOD, seconds=1)
    url = f"{fake.url}/bot{fake.token}/sendMessage"
    data = {"chat_id": str(siti.id), "text": "a"}

    answers = [httpx.post(url, data=data) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [502, 500, 429]
    assert answers[0].headers["content-type"].startswith("text/html")
    assert siti.messages == []


def test_a_dropped_connection_has_delivered_or_not(fake: FakeTelegram, siti: Person) -> None:
    url = f"{fake.url}/bot{fake.token}/sendMessage"
    for trouble, arrived in ((Trouble.REFUSE, 0), (Trouble.HANG_UP, 1)):
        fake.fails(trouble)
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.post(url, data={"chat_id": str(siti.id), "text": "a"})
        assert len(siti.messages) == arrived
    assert [one.status for one in fake.sends(siti.id)] == [0, 0]
