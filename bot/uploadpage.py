"""The page behind a one-time link: papers of a loan application are uploaded one by one, then sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from functools import partial

from babel.dates import format_date
from jinja2 import Environment, PackageLoader
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.house import House
from bot.intake import Intake, Unavailable
from locales.texts import Value
from rules.office import Paper
from storage import documents, papers
from storage.database import Db
from storage.documents import Stored
from storage.inbound import Inbound
from storage.tables import Contact
from turns.papers import Link, Standing, inbound, look

AROUND = 16 << 10  # bytes of a form beside its file
READ = 4 * documents.MOST  # of a file that is too large so much is read, lest the phone sees no answer
SAFE = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
STATUS = {Standing.GOOD: 200, Standing.SENT: 200, Standing.OVER: 410, Standing.UNKNOWN: 404}


def routes(house: House, intake: Intake) -> list[BaseRoute]:
    """Everything under /berkas. A GET changes nothing: messengers open links to preview them."""
    page = UploadPage(house, intake)
    return [
        Route("/berkas/{token}", page.show),
        Route("/berkas/{token}", page.send, methods=["POST"]),
        Route("/berkas/{token}/{paper}", page.show),
        Route("/berkas/{token}/{paper}", page.take, methods=["POST"]),
    ]


class TooLarge(Exception):
    """A file of more bytes than we take."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A link by its token, and the language of whom it was given to."""

    token: str
    link: Link
    language: str


class _InMemory(MultiPartParser):
    """A file that comes is never written down before it is sealed."""

    spool_max_size = documents.MOST + AROUND


class UploadPage:
    """Who has the link may add papers to its application until they are sent; nobody is shown any of them."""

    def __init__(self, house: House, intake: Intake) -> None:
        self._house, self._intake = house, intake
        self._pages = Environment(
            loader=PackageLoader("bot"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._one = asyncio.Lock()  # a large picture takes much memory to encode

    async def show(self, request: Request) -> Response:
        """GET: what has come, and a picker for each paper."""
        return self._page(await self._look(request))

    async def take(self, request: Request) -> Response:
        """POST of one paper; what is wrong with it is said beside its picker."""
        seen = await self._look(request)
        paper = next((one for one in seen.link.wanted if one.id == request.path_params["paper"]), None)
        if seen.link.standing is not Standing.GOOD:
            return self._page(seen)
        if paper is None:
            return self._page(Seen(seen.token, Link(Standing.UNKNOWN), seen.language))
        try:
            data = await _file(request)
            if not data:
                return self._page(seen, {paper.id: "none"}, 422)
            async with self._one:
                file = await asyncio.to_thread(documents.store, self._house.database, data, "document")
        except TooLarge:
            return self._page(seen, {paper.id: "large"}, 413)
        except documents.Unfit:
            return self._page(seen, {paper.id: "unfit"}, 422)
        except (MultiPartException, ClientDisconnect):
            return self._page(seen, {paper.id: "lost"}, 400)
        await self._keep(request, paper, file)
        return self._back(request, f"#{paper.id}")

    async def _keep(self, request: Request, paper: Paper, file: Stored) -> None:
        """The file counts, where the link is still good; what it replaced is erased, else it is itself."""
        work = partial(self._note, token=_token(request), paper=paper, file=file)
        for path in await self._house.database.submit(work):
            await asyncio.to_thread(documents.erase, self._house.database, path)

    def _note(self, db: Db, token: str, paper: Paper, file: Stored) -> list[str]:
        now = self._house.clock()
        link = look(db, token, self._house.office, now, lock=True)
        if link.standing is not Standing.GOOD or link.row is None or link.contact is None:
            return [file.path]
        if paper not in link.wanted:
            return [file.path]
        return list(papers.keep(db, link.row, link.contact, paper.id, file, now))

    async def send(self, request: Request) -> Response:
        """POST: all that has come goes to staff, by the way in that every message takes."""
        seen = await self._look(request)
        if seen.link.standing is Standing.GOOD and seen.link.arrived:
            row = await asyncio.to_thread(self._inbound, seen.token)
            try:
                await self._intake.take([row] if row is not None else [])
            except Unavailable:
                return self._page(seen, {"send": "send"}, 503)
            seen = await self._look(request)
            if seen.link.standing is Standing.GOOD:  # the turn failed; it will be tried again by itself
                return self._page(seen, {"send": "send"}, 503)
        return self._back(request)

    def _inbound(self, token: str) -> Inbound | None:
        with self._house.database.read() as db:
            return inbound(db, token)

    async def _look(self, request: Request) -> Seen:
        return await asyncio.to_thread(self._seen, _token(request))

    def _seen(self, token: str) -> Seen:
        with self._house.database.read() as db:
            link = look(db, token, self._house.office, self._house.clock())
            contact = db.session.get(Contact, link.contact) if link.contact is not None else None
            return Seen(token, link, contact.language if contact is not None else "id")

    def _page(self, seen: Seen, faults: Mapping[str, str] | None = None, status: int = 0) -> Response:
        link, office = seen.link, self._house.office

        def say(key: str, **args: Value) -> str:
            return self._house.texts.say(seen.language, f"upload-{key}", args)

        html = self._pages.get_template("upload.html").render(
            say=say,
            language=seen.language,
            office=office,
            link=link,
            token=seen.token,
            until=link.until and format_date(office.today(link.until), "d MMMM yyyy", locale=seen.language),
            lacking=[paper for paper in link.wanted if paper.id not in link.arrived],
            most=documents.MOST,
            faults=faults or {},
        )
        return HTMLResponse(html, status or STATUS[link.standing], headers=SAFE)

    def _back(self, request: Request, where: str = "") -> Response:
        """To the page anew, so that reloading it sends nothing twice."""
        return RedirectResponse(f"/berkas/{_token(request)}{where}", 303, headers=SAFE)


def _token(request: Request) -> str:
    return str(request.path_params["token"]).replace("\0", "")


async def _file(request: Request) -> bytes:
    """The file of the form. Raises TooLarge, MultiPartException or ClientDisconnect."""
    if "boundary=" not in request.headers.get("content-type", ""):
        raise MultiPartException("no form")
    form = await _InMemory(request.headers, _stream(request), max_files=1, max_fields=1).parse()
    try:
        found = form.get("file")
        data = await found.read() if isinstance(found, UploadFile) else b""
    finally:
        await form.close()
    if len(data) > documents.MOST:
        raise TooLarge
    return data


async def _stream(request: Request) -> AsyncGenerator[bytes, None]:
    """The body as it comes, kept no further than it may be long. Raises TooLarge."""
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= documents.MOST + AROUND:
            yield part
        elif size > READ:
            break
    if size > documents.MOST + AROUND:
        raise TooLarge
