"""Pictures are fetched after the commit; one that is lost is told, and stops no other."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image
from sqlalchemy import select

from bot.channels.channel import Remedy, SendError
from bot.fetcher import Fetcher
from storage import documents, media
from storage.contacts import Visitor
from storage.inbound import Attachment, Inbound, Kind, Receipt
from storage.tables import Media
from tests.bot.office import Office, Wire


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(out, "JPEG")
    return out.getvalue()


@dataclass
class Album(Wire):
    """A channel that holds files; what is an exception is raised."""

    files: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, ref: str, most: int) -> bytes:
        self.asked.append(ref)
        found = self.files[ref]
        if isinstance(found, Exception):
            raise found
        return found


class Told:
    def __init__(self) -> None:
        self.items: list[Inbound | Receipt] = []

    async def take(self, items: Sequence[Inbound | Receipt]) -> None:
        self.items += items


def keep(here: Office, *refs: str) -> list[int]:
    contact = here.person("1")
    visitor = Visitor(contact, "telegram", "1", "Siti", "id", contact)

    def note(ref: str) -> int:
        return here.database.write(
            lambda db: media.keep(db, Attachment(ref, "photo"), visitor, None, here.clock())
        )

    return [note(ref) for ref in refs]


def states(here: Office) -> list[str]:
    with here.database.read() as db:
        return list(db.session.scalars(select(Media.state).order_by(Media.id)))


async def test_a_picture_is_fetched_once_and_kept(here: Office) -> None:
    (number,) = keep(here, "a")
    wire, told = Album(files={"a": jpeg()}), Told()
    fetcher = Fetcher(here.house, {"telegram": wire}, told.take)
    assert [await fetcher.fetch(), await fetcher.fetch()] == [1, 0]
    assert (wire.asked, states(here), told.items) == (["a"], ["stored"], [])
    assert documents.picture(here.database, number)


async def test_of_two_processes_one_fetches(here: Office) -> None:
    keep(here, "a")
    wire, told = Album(files={"a": jpeg()}), Told()
    ours = Fetcher(here.house, {"telegram": wire}, told.take)
    assert await ours._lead()
    assert await Fetcher(here.house, {"telegram": wire}, told.take).fetch() == 0
    assert await ours.fetch() == 1


async def test_what_fails_stops_no_other_and_is_told_when_it_is_lost(here: Office) -> None:
    numbers = keep(here, "odd", "late", "gone", "text", "fine")
    wire = Album(
        files={
            "odd": ZeroDivisionError(),
            "late": SendError(Remedy.RETRY, "502"),
            "gone": SendError(Remedy.DROP, "404"),
            "text": b"no picture at all",
            "fine": jpeg(),
        }
    )
    told = Told()
    assert await Fetcher(here.house, {"telegram": wire}, told.take).fetch() == 1
    assert states(here) == ["waiting", "waiting", "lost", "lost", "stored"]
    lost = [(item.kind, item.data) for item in told.items if isinstance(item, Inbound)]
    assert lost == [(Kind.MEDIA_LOST, f"media|{numbers[2]}"), (Kind.MEDIA_LOST, f"media|{numbers[3]}")]
