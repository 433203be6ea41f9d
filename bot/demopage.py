"""The demo's levers on the chat page: be an invented person, and jump in time. Only a demo has them."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat import COOKIE, PROOF, address_of
from bot.demo import remember_ahead
from bot.house import House
from bot.intake import Intake
from console.login import new_link
from rules.due import EARLIEST, LATEST
from rules.quiet import WIB, QuietHours
from scheduler.clock import tick
from storage import contacts
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.tables import Business, Person, Staff

PEOPLE, ASSISTANTS = 6, 3
MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody whose phone the newcomer may take."""

    phone: str
    name: str
    about: str


def people(house: House) -> list[Invented]:
    """A few seeded entrepreneurs, and the assistants of their kecamatan."""

    def place(code: str) -> str:
        found = house.regions.kecamatan_of(code)
        return found.name if found else ""

    with house.database.read() as db:
        chosen = db.conn.execute(
            select(Person.phone, Person.name, Business.name, Person.kecamatan)
            .join(Business, Business.person_id == Person.id)
            .where(Person.origin == "demo", Person.phone.is_not(None), Person.erased_at.is_(None))
            .order_by(Person.id)
            .limit(PEOPLE)
        ).all()
        near = [code for _, _, _, code in chosen][:ASSISTANTS]
        helping = db.conn.execute(
            select(Staff.phone, Staff.kecamatan)
            .where(Staff.role == "assistant", Staff.ended_at.is_(None), Staff.kecamatan.in_(near))
            .order_by(Staff.id)
        ).all()
    say = house.texts.say
    return [
        Invented(phone or "", name, f"{business}, {place(code)}") for phone, name, business, code in chosen
    ] + [
        Invented(
            phone, say("id", "demo-assistant", {"kecamatan": place(code)}), say("id", "demo-assistant-about")
        )
        for phone, code in helping
    ]


def moments(now: datetime, days: int, quiet: QuietHours) -> Iterator[datetime]:
    """When the scheduler looks in while `days` pass: each evening, when all of the day is due; then the end.

    The last moment has the hour of `now` where the office may write at it. Late in the evening it is that
    day's last such hour, else (early, on a holiday) the next one; never before check-ins begin.
    """
    end = now + timedelta(days=days)
    if not quiet.open_at(end):
        before = quiet.last_open_before(end)
        same_day = before.astimezone(WIB).date() == end.astimezone(WIB).date()
        end = before if same_day and before > now else quiet.next_open(end)
    end = max(end, datetime.combine(end.astimezone(WIB).date(), time(EARLIEST), WIB))
    day = now.astimezone(WIB).date()
    while day <= end.astimezone(WIB).date():
        evening = datetime.combine(day, time(LATEST), WIB)
        if now < evening < end:
            yield evening
        day += timedelta(days=1)
    yield end


def demo_routes(house: House, intake: Intake) -> list[BaseRoute]:
    """POST /chat/demo/be, /chat/demo/jump and /chat/demo/console."""
    jumping = asyncio.Lock()

    async def be(request: WebRequest) -> Response:
        """Takes a phone as if it were verified: a new person's, a seeded one's, an assistant's."""
        phone = str((await _asked(request)).get("phone", ""))
        if phone and phone not in {one.phone for one in await asyncio.to_thread(people, house)}:
            return Response(status_code=422)
        token = secrets.token_urlsafe(32)
        proven = phone or f"+62897{secrets.randbelow(10**8):08d}"
        inbound = Inbound("web", f"{address_of(token)}:be", address_of(token), Kind.START, phone=proven)
        await house.database.submit(lambda db: _be(db, inbound))
        response = JSONResponse({"phone": proven})
        response.set_cookie(COOKIE, token, max_age=86400, httponly=True, samesite="lax")
        return response

    def _be(db: Db, inbound: Inbound) -> None:
        known = [person.id for person in contacts.persons_with(db, inbound.phone)]
        if len(known) == 1:
            met = contacts.meet(db, inbound, house.clock())
            contacts.link(db, met.visitor.contact_id, known[0])
        house.turns.take(db, inbound, house.clock())

    async def jump(request: WebRequest) -> Response:
        """Sets the clock forward and does what came due on the way, as the scheduler would have."""
        days = (await _asked(request)).get("days", 0)
        if not isinstance(days, int) or not 0 < days <= MOST_DAYS:
            return Response(status_code=422)
        async with jumping:  # two at once would pass the same days twice
            for moment in moments(house.clock(), days, house.quiet):
                now = house.clock.jump(max(moment - house.clock(), timedelta(0)))
                await asyncio.to_thread(tick, house.database, house.turns, now, house.quiet)
            await house.database.submit(lambda db: remember_ahead(db, house.clock.ahead))
        intake.wake()
        local = house.clock().astimezone(house.office.zone)
        told = house.texts.say("id", "demo-now", {"now": local.strftime("%d-%m-%Y %H:%M")})
        return JSONResponse({"now": told})

    async def console(request: WebRequest) -> Response:
        """A login link for the demo's administrator."""
        await _asked(request)
        link = await asyncio.to_thread(new_link, house.database, house.clock(), demo=True)
        return JSONResponse({"link": link or "/console"})

    return [
        Route(f"/chat/demo/{lever.__name__}", _guarded(lever), methods=["POST"])
        for lever in (be, jump, console)
    ]


def _guarded(lever: Any) -> Any:
    """Only our own page's script pulls a lever."""

    async def pull(request: WebRequest) -> Response:
        if PROOF not in request.headers:
            return Response(status_code=403)
        response: Response = await lever(request)
        return response

    return pull


async def _asked(request: WebRequest) -> dict[str, Any]:
    """What the page's script asks for; nothing where it cannot be read."""
    try:
        asked = json.loads(await request.body())
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}
