"""The console's own files: style, script and icon; they hold nothing of anybody."""

from __future__ import annotations

from console.look import static
from console.page import Answer, Missing, Page, Sent, Visit
from storage.database import Db

MIMES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
A_DAY = {"Cache-Control": "public, max-age=86400"}


def pages() -> tuple[Page, ...]:
    return (Page("GET", "/static/{name}", asset, None),)


def asset(visit: Visit, db: Db) -> Answer:
    """A file of console/static."""
    name = visit.path["name"]
    mime = MIMES.get(name[name.rfind(".") :])
    content = static(name) if mime else None
    if content is None or mime is None:
        raise Missing
    return Sent(content, mime, headers=A_DAY)
