"""Files that people sent, under the data folder: sniffed, pictures re-encoded, sealed; named by chance."""

from __future__ import annotations

import io
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from storage import media
from storage.database import Database

MOST = 10 << 20  # bytes as sent
PIXELS = 50_000_000  # of a picture as sent; a phone's have up to 50 million
SIDE = 2048  # pixels of the longer side as kept: a letter photographed is still readable
QUALITY = 85
PICTURES = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# First bytes of other kinds, by what they may be sent as (each format's specification).
MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "application/pdf"),
    (b"OggS", 0, "audio/ogg"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"#!AMR", 0, "audio/amr"),
    (b"ftyp", 4, "audio/mp4"),
)
FITS = {"voice": "audio/", "document": "application/pdf"}


class Unfit(Exception):
    """Too big, damaged, or not what it was sent as; the person is asked for another."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: its path below the documents folder, what it is now, and its bytes before sealing."""

    path: str
    mime: str
    size: int


def store(database: Database, data: bytes, kind: str) -> Stored:
    """Keep the bytes of a "photo", "voice" or "document" (a picture or PDF), synced. Raises Unfit."""
    if len(data) > MOST:
        raise Unfit("too big")
    plain, mime = _sniff(data, kind)
    name = secrets.token_hex(16)
    path = f"{name[:2]}/{name}"
    _write(_folder(database) / path, database.sealing.seal(plain))
    return Stored(path, mime, len(plain))


def load(database: Database, path: str) -> bytes:
    """The bytes of a kept file. Raises FileNotFoundError where it was erased."""
    return database.sealing.open(_file(database, path).read_bytes())


def picture(database: Database, media_id: int) -> bytes | None:
    """The bytes of a stored media row; None where it is not there (any more)."""
    with database.read() as db:
        where = media.located(db, media_id)
    if where is None:
        return None
    try:
        return load(database, where[0])
    except FileNotFoundError:
        return None


def erase(database: Database, path: str) -> None:
    """Delete a file; one that is gone already is no error."""
    _file(database, path).unlink(missing_ok=True)


def paths(database: Database) -> list[str]:
    """The paths of all kept files."""
    folder = _folder(database)
    return sorted(str(file.relative_to(folder)) for file in folder.glob("??/*") if file.suffix != ".part")


def put(database: Database, path: str, sealed: bytes) -> None:
    """Write sealed bytes under a path that `paths` gave (a restore, a new key)."""
    _write(_file(database, path), sealed)


def sealed(database: Database, path: str) -> bytes:
    """A kept file as it lies on the disk."""
    return _file(database, path).read_bytes()


def _sniff(data: bytes, kind: str) -> tuple[bytes, str]:
    if kind != "voice":
        picture = _picture(data)
        if picture is not None:
            return picture, "image/jpeg"
    for magic, at, mime in MAGIC:
        if data[at : at + len(magic)] == magic and mime.startswith(FITS.get(kind, "none")):
            return data, mime
    raise Unfit(f"no {kind}")


def _picture(data: bytes) -> bytes | None:
    """The picture as a plain JPEG, upright, without its EXIF (which may hold a place); None if it is none."""
    try:
        with Image.open(io.BytesIO(data), formats=PICTURES) as image:
            if image.width * image.height > PIXELS:
                raise Unfit("too many pixels")
            image.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((SIDE, SIDE))
            out = io.BytesIO()
            upright.save(out, "JPEG", quality=QUALITY)
            return out.getvalue()
    except UnidentifiedImageError:
        return None
    except Unfit:
        raise
    except Exception as damaged:  # Pillow's readers raise whatever a damaged file leads them into
        raise Unfit("a damaged picture") from damaged


def _folder(database: Database) -> Path:
    return database.folder / "documents"


def _file(database: Database, path: str) -> Path:
    folder, _, name = path.partition("/")
    if not (folder.isalnum() and name.isalnum()):
        raise FileNotFoundError(path)
    return _folder(database) / folder / name


def _write(file: Path, data: bytes) -> None:
    """On disk, whole, when it returns."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f"{file.name}.part")
    with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
