"""The demo's levers on the chat page: be an invented person, and jump in time. Only a demo has them."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webchat import COOKIE, PROOF, address_of
from bot.house import House
from bot.intake import Intake
from scheduler.clock import tick
from storage import contacts
from storage.database import Db
from storage.inbound import Inbound, Kind
from storage.tables import Business, Person, Staff

PEOPLE, ASSISTANTS = 6, 2
MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody whose phone the newcomer may take."""

    phone: str
    name: str
    about: str


def people(house: House) -> list[Invented]:
    """A few seeded entrepreneurs and assistants, with their kecamatan."""

    def place(code: str) -> str:
        found = house.regions.kecamatan_of(code)
        return found.name if found else ""

    with house.database.read() as db:
        chosen = db.conn.execute(
            select(Person.phone, Person.name, Business.name, Person.kecamatan)
            .join(Business, Business.person_id == Person.id)
            .where(Person.origin == "demo", Person.phone.is_not(None))
            .order_by(Person.id)
            .limit(PEOPLE)
        ).all()
        helping = db.conn.execute(
            select(Staff.phone, Staff.name, Staff.kecamatan)
            .where(Staff.role == "assistant", Staff.ended_at.is_(None))
            .order_by(Staff.id)
            .limit(ASSISTANTS)
        ).all()
    say = house.texts.say
    return [
        Invented(phone or "", name, f"{business}, {place(code)}") for phone, name, business, code in chosen
    ] + [
        Invented(phone, name, say("id", "demo-assistant", {"kecamatan": place(code)}))
        for phone, name, code in helping
    ]


def demo_routes(house: House, intake: Intake) -> list[BaseRoute]:
    """POST /chat/demo/be and /chat/demo/jump."""

    async def be(request: WebRequest) -> Response:
        """Takes a phone as if it were verified: a new person's, a seeded one's, an assistant's."""
        if PROOF not in request.headers:
            return Response(status_code=403)
        phone = str(json.loads(await request.body()).get("phone", ""))
        token = secrets.token_urlsafe(32)
        proven = phone or f"+62899{secrets.randbelow(10**8):08d}"
        inbound = Inbound("web", f"{address_of(token)}:be", address_of(token), Kind.START, phone=proven)
        await house.database.submit(lambda db: _be(db, inbound))
        response = JSONResponse({"phone": proven})
        response.set_cookie(COOKIE, token, max_age=86400, httponly=True, samesite="lax")
        return response

    def _be(db: Db, inbound: Inbound) -> None:
        met = contacts.meet(db, inbound, house.clock())
        known = [person.id for person in contacts.persons_with(db, inbound.phone)]
        if len(known) == 1:
            contacts.link(db, met.visitor.contact_id, known[0])

    async def jump(request: WebRequest) -> Response:
        """Sets the clock forward and does what is due then, as the scheduler would have."""
        if PROOF not in request.headers:
            return Response(status_code=403)
        days = int(json.loads(await request.body()).get("days", 0))
        if not 0 < days <= MOST_DAYS:
            return Response(status_code=422)
        now = house.clock.jump(timedelta(days=days))
        await asyncio.to_thread(tick, house.database, house.turns, now, house.quiet)
        intake.wake()
        local = now.astimezone(house.office.zone)
        told = house.texts.say("id", "demo-now", {"now": local.strftime("%d-%m-%Y %H:%M")})
        return JSONResponse({"now": told})

    return [
        Route("/chat/demo/be", be, methods=["POST"]),
        Route("/chat/demo/jump", jump, methods=["POST"]),
    ]
