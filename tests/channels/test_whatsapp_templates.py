"""The templates that ship can be handed in as they are, and what lacks one is known."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.approval import hand_in
from bot.channels import whatsapp_templates
from bot.channels.whatsapp_api import Api
from bot.channels.whatsapp_layout import MOST_BODY, length
from bot.channels.whatsapp_templates import Template
from bot.settings import Settings
from tests.fakes.twilio import FakeTwilio

TEMPLATES = whatsapp_templates.load()
OFFICE = "Dinas Koperasi dan UKM Kabupaten Bandung"


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as twilio:
        yield twilio


@pytest.fixture
async def api(twilio: FakeTwilio) -> AsyncIterator[Api]:
    api = Api(twilio.account, twilio.token, twilio.url, twilio.url)
    yield api
    await api.close()


@pytest.mark.parametrize(("kind", "template"), TEMPLATES.kinds.items())
async def test_a_template_is_taken_and_approved(
    api: Api, twilio: FakeTwilio, kind: str, template: Template
) -> None:
    sid, state = await whatsapp_templates.submit(api, kind, template, OFFICE)

    assert state == "received"
    assert twilio.review(sid) == "approved"
    assert await api.approval(sid) == "approved"


@pytest.mark.parametrize(("kind", "template"), TEMPLATES.kinds.items())
def test_a_template_is_said_as_we_speak(kind: str, template: Template) -> None:
    assert template.body.count("{{1}}") == 1
    assert "{office}" in template.body
    assert "Bapak/Ibu" in template.body or kind in ("digest", "broadcast")
    assert not re.search(r"\b(kamu|kalian|anda|upload|klik)\b", template.body, re.IGNORECASE)
    assert length(template.filled(OFFICE)) + 500 < MOST_BODY
    assert 20 < length(template.sample) < TEMPLATES.room(kind)
    assert template.instead in ("", *TEMPLATES.kinds)


def test_names_differ() -> None:
    names = [template.name for template in TEMPLATES.kinds.values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", ["checkin", "reminder", "broadcast", "decision"])
def test_the_kinds_of_the_setting_are_known(kind: str) -> None:
    assert kind in TEMPLATES.kinds


def test_a_kind_without_its_own_template_may_use_another() -> None:
    assert TEMPLATES.sid_for("digest", {"reminder": "HX1"}) == "HX1"
    assert TEMPLATES.sid_for("digest", {"reminder": "HX1", "digest": "HX2"}) == "HX2"
    assert TEMPLATES.sid_for("broadcast", {"reminder": "HX1"}) is None
    assert TEMPLATES.sid_for("of a later release", {"reminder": "HX1"}) is None
    assert TEMPLATES.sid_for("of a later release", {"of a later release": "HX1"}) == "HX1"


def test_the_kinds_that_lack_one_are_named() -> None:
    assert TEMPLATES.lacking({}) == list(TEMPLATES.kinds)
    assert TEMPLATES.lacking(dict.fromkeys(TEMPLATES.kinds, "HX1")) == []
    assert "digest" not in TEMPLATES.lacking({"reminder": "HX1"})


async def test_one_that_was_not_handed_in_says_so(api: Api, twilio: FakeTwilio) -> None:
    sid = await api.create_content("x", {"twilio/text": {"body": "Halo"}}, {})

    assert await api.approval(sid) == "unsubmitted"


def settings(twilio: FakeTwilio, token: str = "", **sids: str) -> Settings:
    return Settings(
        twilio_account_sid=twilio.account,
        twilio_auth_token=SecretStr(token or twilio.token),
        twilio_api_url=twilio.url,
        twilio_content_url=twilio.url,
        twilio_templates=sids,
    )


async def test_all_that_are_lacking_are_handed_in_and_the_setting_is_told(twilio: FakeTwilio) -> None:
    told: list[str] = []
    assert await hand_in(settings(twilio, checkin="HX1"), OFFICE, told.append)
    setting = json.loads(told[-1].removeprefix("KABAR_TWILIO_TEMPLATES="))
    assert setting["checkin"] == "HX1"
    assert TEMPLATES.lacking(setting) == []
    assert told[:-1] == [f"{kind} {setting[kind]} received" for kind in TEMPLATES.lacking({"checkin": "HX1"})]
    assert all(twilio.review(sid) == "approved" for kind, sid in setting.items() if kind != "checkin")


async def test_where_twilio_refuses_what_was_made_so_far_is_told(twilio: FakeTwilio) -> None:
    told: list[str] = []
    assert not await hand_in(settings(twilio, "wrong", checkin="HX1"), OFFICE, told.append)
    assert told[-1] == 'KABAR_TWILIO_TEMPLATES={"checkin": "HX1"}'
    assert "wrong" not in told[0]
