"""Files that people sent, as they are kept."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from storage import contacts, documents, media
from storage.database import Database, Db
from storage.documents import Unfit
from storage.inbound import Attachment, Inbound, Kind

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n"
VOICE = b"OggS\x00\x02" + b"\0" * 40


@pytest.fixture
def house(tmp_path: Path, keys: tuple[str, ...]) -> Database:
    """Documents lie in the data folder whatever the database."""
    return Database.open(f"sqlite:///{tmp_path}/kabar.db", keys, tmp_path)


def photo(width: int = 300, height: int = 200, kind: str = "JPEG", orientation: int = 1) -> bytes:
    image = Image.new("RGB", (width, height), "orange")
    exif = Image.Exif()
    exif[0x010F] = "a phone's maker"
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def test_a_picture_is_kept_sealed_and_comes_back_as_a_jpeg_without_its_exif(house: Database) -> None:
    kept = documents.store(house, photo(kind="PNG"), "photo")
    assert kept.mime == "image/jpeg"
    assert b"JFIF" not in documents.sealed(house, kept.path)
    data = documents.load(house, kept.path)
    assert len(data) == kept.size
    assert b"maker" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (300, 200), {})
    house.close()


def test_a_picture_is_kept_upright_and_no_bigger_than_needed(house: Database) -> None:
    kept = documents.store(house, photo(4000, 3000, orientation=6), "photo")
    with Image.open(io.BytesIO(documents.load(house, kept.path))) as image:
        assert image.size == (1536, 2048)
    house.close()


@pytest.mark.parametrize(
    ("data", "kind", "mime"), [(PDF, "document", "application/pdf"), (VOICE, "voice", "audio/ogg")]
)
def test_papers_and_voices_are_kept_as_they_are(house: Database, data: bytes, kind: str, mime: str) -> None:
    kept = documents.store(house, data, kind)
    assert (kept.mime, documents.load(house, kept.path)) == (mime, data)
    house.close()


def test_a_picture_sent_as_a_document_is_a_picture(house: Database) -> None:
    assert documents.store(house, photo(), "document").mime == "image/jpeg"
    house.close()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "photo"),
        (b"<svg onload=alert(1)>", "photo"),
        (PDF, "photo"),
        (PDF, "voice"),
        (VOICE, "document"),
        (b"MZ" + b"\0" * 100, "document"),
        (photo()[:200], "photo"),
        (b"\xff" * (documents.MOST + 1), "photo"),
    ],
)
def test_what_is_not_what_it_was_sent_as_is_refused(house: Database, data: bytes, kind: str) -> None:
    with pytest.raises(Unfit):
        documents.store(house, data, kind)
    assert documents.paths(house) == []
    house.close()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(house: Database) -> None:
    image = Image.new("1", (8000, 8000))
    out = io.BytesIO()
    image.save(out, "PNG")
    with pytest.raises(Unfit):
        documents.store(house, out.getvalue(), "photo")
    house.close()


def test_an_erased_file_is_gone_and_erasing_it_again_is_no_error(house: Database) -> None:
    kept = documents.store(house, photo(), "photo")
    assert documents.paths(house) == [kept.path]
    documents.erase(house, kept.path)
    documents.erase(house, kept.path)
    assert documents.paths(house) == []
    with pytest.raises(FileNotFoundError):
        documents.load(house, kept.path)
    house.close()


@pytest.mark.parametrize("path", ["../kabar.db", "/etc/passwd", "..", "ab/../../kabar.db", "ab/.."])
def test_no_path_leads_out_of_the_folder(house: Database, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        documents.load(house, path)
    house.close()


def keep(database: Database) -> int:
    inbound = Inbound("telegram", "1", "1001", Kind.PHOTO)

    def work(db: Db) -> int:
        visitor = contacts.meet(db, inbound, NOW).visitor
        return media.keep(db, Attachment("file-1", "photo", 100, "image/jpeg"), visitor, None, NOW)

    return database.write(work)


def test_a_sent_picture_waits_to_be_fetched_and_is_then_found_by_its_row(database: Database) -> None:
    number = keep(database)
    with database.read() as db:
        (waiting,) = media.waiting(db, NOW)
    assert (waiting.id, waiting.channel, waiting.ref, waiting.tries) == (number, "telegram", "file-1", 0)
    kept = documents.store(database, photo(), "photo")
    assert documents.picture(database, number) is None
    database.write(lambda db: media.stored(db, number, kept.path, kept.mime, kept.size))
    assert documents.picture(database, number) == documents.load(database, kept.path)
    with database.read() as db:
        assert media.waiting(db, NOW) == []


def test_a_fetch_that_fails_is_tried_again_later_and_at_last_lost(database: Database) -> None:
    number, now = keep(database), NOW
    for tries in range(media.TRIES - 1):
        lost = database.write(lambda db, t=tries, n=now: media.failed(db, number, t, n, for_good=False))  # type: ignore[misc]
        assert lost is False
        with database.read() as db:
            assert media.waiting(db, now) == []
        now += timedelta(days=1)
    with database.read() as db:
        assert [row.tries for row in media.waiting(db, now)] == [media.TRIES - 1]
    assert database.write(lambda db: media.failed(db, number, media.TRIES - 1, now, for_good=False)) is True
    assert database.write(lambda db: media.failed(db, number, media.TRIES - 1, now, for_good=True)) is False


def test_a_picture_that_is_gone_for_good_is_lost_at_once(database: Database) -> None:
    number = keep(database)
    assert database.write(lambda db: media.failed(db, number, 0, NOW, for_good=True)) is True
    with database.read() as db:
        assert media.waiting(db, NOW) == []
