"""The HTTP face of the fake Twilio: its paths, its authentication, its JSON, its ledger and its troubles."""

from __future__ import annotations

import asyncio
import json
import time
from base64 import b64decode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, quote

from aiohttp import web

from tests.fakes import twilio_rules as rules
from tests.fakes.twilio_account import Account
from tests.fakes.twilio_faults import Call, Fault, Trouble, answer_to, due
from tests.fakes.twilio_person import API_VERSION, Media, Sent
from tests.fakes.twilio_rules import Refused

Handler = Callable[[web.Request, dict[str, list[str]]], Awaitable[web.StreamResponse]]


def routes(face: Face) -> list[web.RouteDef]:
    """All of Twilio's paths that we use; any other is refused as Twilio does."""
    account = f"/{API_VERSION}/Accounts/{{account}}/Messages"
    return [
        web.post(f"{account}.json", face.guarded(face.post_message)),
        web.get(f"{account}.json", face.guarded(face.list_messages)),
        web.get(f"{account}/{{sid}}.json", face.guarded(face.get_message)),
        web.get(f"{account}/{{sid}}/Media.json", face.guarded(face.list_media)),
        web.get(f"{account}/{{sid}}/Media/{{media}}", face.guarded(face.get_media)),
        web.post("/v1/Content", face.guarded(face.post_content)),
        web.get("/v1/Content/{sid}", face.guarded(face.get_content)),
        web.delete("/v1/Content/{sid}", face.guarded(face.delete_content)),
        web.post("/v1/Content/{sid}/ApprovalRequests/whatsapp", face.guarded(face.post_approval)),
        web.get("/v1/Content/{sid}/ApprovalRequests", face.guarded(face.get_approval)),
        web.get("/cdn/{sid}/{media}", face.get_file),
        web.route("*", "/{rest:.*}", face.guarded(face.nothing)),
    ]


class Face:
    """Answers requests from what the account holds; `taken` is called with every message that was taken."""

    def __init__(self, account: Account, taken: Callable[[Sent], None]) -> None:
        self.account, self._taken = account, taken
        self.ledger: list[Call] = []
        self.faults: list[Fault] = []

    def guarded(self, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Faults, authentication, errors as Twilio words them, and a line in the ledger."""

        async def handle(request: web.Request) -> web.StreamResponse:
            fields = parse_qs(await _form(request), keep_blank_values=True)
            fault = due(self.faults, request.path, fields)
            answer: web.StreamResponse | None = answer_to(fault) if fault else None
            code = 0
            if answer is None:
                try:
                    self._authenticate(request)
                    answer = await handler(request, fields)
                except Refused as refused:
                    answer, code = web.json_response(refused.body(), status=refused.status), refused.code
            dropped = fault is not None and fault.trouble in (Trouble.HANG_UP, Trouble.REFUSE)
            self.ledger.append(
                Call(
                    time.monotonic(),
                    request.method,
                    request.path,
                    fields,
                    0 if dropped else answer.status,
                    code,
                )
            )
            if fault is not None and fault.trouble is Trouble.SLOW:
                await asyncio.sleep(fault.seconds)
            if dropped and request.transport is not None:
                request.transport.abort()
            return answer

        return handle

    def _authenticate(self, request: web.Request) -> None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        try:
            said = b64decode(secret, validate=True).decode()
        except ValueError:
            said = ""
        if scheme != "Basic" or said != f"{self.account.account}:{self.account.token}":
            raise Refused(20003, "Authenticate", 401)
        if request.match_info.get("account", self.account.account) != self.account.account:
            raise _missing(request)

    async def post_message(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        message = self.account.take(fields)
        self._taken(message)
        return web.json_response(self._record(message), status=201)

    async def get_message(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        wanted = request.match_info["sid"]
        for record in [*self.account.received, *map(self._record, self.account.sent.values())]:
            if record["sid"] == wanted:
                return web.json_response(record)
        raise _missing(request)

    async def list_messages(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        """Newest first, filtered by To, From and DateSent with < and >, in pages."""
        query = request.query
        found = [*self.account.received, *map(self._record, self.account.sent.values())]
        found = [one for one in found if _fits(one, query)][::-1]
        size = min(int(query.get("PageSize", "50")), 1000)
        token = query.get("PageToken", "").removeprefix("PA")
        start = next((index + 1 for index, one in enumerate(found) if one["sid"] == token), 0)
        page, rest = found[start : start + size], found[start + size :]
        number = int(query.get("Page", "0"))
        again = "&".join(
            f"{quote(name)}={quote(value)}"
            for name, value in query.items()
            if name not in ("Page", "PageToken", "PageSize")
        )
        follow = (
            f"{request.path}?{again}&PageSize={size}&Page={number + 1}&PageToken=PA{page[-1]['sid']}"
            if rest
            else None
        )
        return web.json_response(
            {
                "messages": page,
                "page": number,
                "page_size": size,
                "start": start,
                "end": start + len(page) - 1,
                "uri": request.path_qs,
                "first_page_uri": f"{request.path}?{again}&PageSize={size}&Page=0",
                "previous_page_uri": None,
                "next_page_uri": follow,
            }
        )

    async def list_media(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        message_sid = request.match_info["sid"]
        listed = [
            {
                "sid": media.sid,
                "content_type": media.mime,
                "uri": self.account.media_path(message_sid, media) + ".json",
            }
            for media in self.account.files.get(message_sid, ())
        ]
        return web.json_response(
            {"media_list": listed, "page": 0, "page_size": 50, "next_page_uri": None, "uri": request.path_qs}
        )

    async def get_media(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        media = self._media(request)
        return web.Response(
            status=307,
            headers={"Location": f"{self.account.url}/cdn/{request.match_info['sid']}/{media.sid}"},
        )

    async def get_file(self, request: web.Request) -> web.Response:
        """The storage that media redirect to; like the original's it minds a second authentication."""
        if "Authorization" in request.headers:
            return web.Response(status=400, text="Only one auth mechanism allowed")
        try:
            media = self._media(request)
        except Refused:
            return web.Response(status=404)
        return web.Response(body=media.data, content_type=media.mime)

    def _media(self, request: web.Request) -> Media:
        for media in self.account.files.get(request.match_info["sid"], ()):
            if media.sid == request.match_info["media"] and not media.gone:
                return media
        raise _missing(request)

    async def post_content(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        content_sid = self.account.make_content(await _json(request))
        return web.json_response(self._content(content_sid), status=201)

    async def get_content(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        return web.json_response(self._content(self._known(request)))

    async def delete_content(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        del self.account.contents[self._known(request)]
        return web.Response(status=204)

    async def post_approval(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        content_sid, wish = self._known(request), await _json(request)
        rules.check_approval(self.account.contents[content_sid], wish)
        self.account.approvals[content_sid] = {**wish, "status": "received", "rejection_reason": ""}
        return web.json_response(self.account.approvals[content_sid], status=201)

    async def get_approval(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        content_sid = self._known(request)
        whatsapp = self.account.approvals.get(content_sid, {"status": "unsubmitted"})
        return web.json_response(
            {
                "sid": content_sid,
                "account_sid": self.account.account,
                "url": str(request.url),
                "whatsapp": whatsapp,
            }
        )

    async def nothing(self, request: web.Request, fields: dict[str, list[str]]) -> web.Response:
        raise _missing(request)

    def _known(self, request: web.Request) -> str:
        if request.match_info["sid"] not in self.account.contents:
            raise _missing(request)
        return request.match_info["sid"]

    def _content(self, content_sid: str) -> dict[str, Any]:
        url = f"https://content.twilio.com/v1/Content/{content_sid}"
        links = {
            "approval_create": f"{url}/ApprovalRequests/whatsapp",
            "approval_fetch": f"{url}/ApprovalRequests",
        }
        own = {"sid": content_sid, "account_sid": self.account.account, "url": url, "links": links}
        return {**self.account.contents[content_sid], **own}

    def _record(self, sent: Sent) -> dict[str, Any]:
        now = format_datetime(self.account.now())
        uri = f"/{API_VERSION}/Accounts/{self.account.account}/Messages/{sent.sid}"
        return {
            "account_sid": self.account.account,
            "api_version": API_VERSION,
            "body": sent.text,
            "date_created": now,
            "date_sent": None,
            "date_updated": now,
            "direction": "outbound-api",
            "error_code": sent.error or None if sent.status == "failed" else None,
            "error_message": None,
            "from": self.account.sender,
            "messaging_service_sid": None,
            "num_media": "1" if sent.media_url else "0",
            "num_segments": "1",
            "price": None,
            "price_unit": None,
            "sid": sent.sid,
            "status": sent.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": sent.to,
            "uri": f"{uri}.json",
        }


async def _form(request: web.Request) -> str:
    kind = request.content_type
    return (await request.text()) if kind == "application/x-www-form-urlencoded" else ""


async def _json(request: web.Request) -> Any:
    wrong = Refused(70002, "Request input may be invalid")
    if request.content_type != "application/json":
        raise Refused(70002, "Unsupported Media Type", 415)
    try:
        return json.loads(await request.read())
    except ValueError:
        raise wrong from None


def _missing(request: web.Request) -> Refused:
    return Refused(20404, f"The requested resource {request.path} was not found", 404)


def _fits(record: dict[str, Any], query: Any) -> bool:
    if query.get("To", record["to"]) != record["to"] or query.get("From", record["from"]) != record["from"]:
        return False
    sent = parsedate_to_datetime(record["date_sent"] or record["date_created"])
    on, before, after = (_day(query.get(name)) for name in ("DateSent", "DateSent<", "DateSent>"))
    day = sent.astimezone(UTC).date()
    return not (
        (on and day != on.date()) or (before and day > before.date()) or (after and day < after.date())
    )


def _day(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
