"""Links to pictures: who has one sees that picture for a day, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from itsdangerous import TimestampSigner
from starlette.applications import Starlette

from bot.files import DAY, media_link, routes
from storage import documents, media
from storage.contacts import Visitor
from storage.inbound import Attachment
from tests.bot.office import Office
from tests.bot.test_fetcher import jpeg


@pytest.fixture
async def client(here: Office) -> AsyncIterator[httpx.AsyncClient]:
    app = httpx.ASGITransport(Starlette(routes=routes(here.house)))
    async with httpx.AsyncClient(transport=app, base_url=here.house.settings.public_url) as client:
        yield client


def picture(here: Office) -> int:
    contact = here.person("1")
    visitor = Visitor(contact, "telegram", "1", "Siti", "id", contact)
    number = here.database.write(
        lambda db: media.keep(db, Attachment("a", "photo"), visitor, None, here.clock())
    )
    kept = documents.store(here.database, jpeg(), "photo")
    here.database.write(lambda db: media.stored(db, number, kept.path, kept.mime, kept.size))
    return number


async def test_a_link_shows_its_picture(here: Office, client: httpx.AsyncClient) -> None:
    answer = await client.get(media_link(here.house, picture(here)))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")


async def test_a_link_that_was_touched_or_made_up_shows_nothing(
    here: Office, client: httpx.AsyncClient
) -> None:
    link = media_link(here.house, picture(here))
    head, _, signed = link.rpartition("/")
    touched = ("M" if signed[0] != "M" else "N") + signed[1:]
    for other in (link[:-1], f"{head}/{touched}", f"{head}/1", media_link(here.house, 999)):
        assert (await client.get(other)).status_code == 404, other


async def test_a_link_is_good_for_a_day(
    here: Office, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = media_link(here.house, picture(here))
    true = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: true(self) + DAY + 1)
    assert (await client.get(link)).status_code == 404
