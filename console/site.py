"""All pages of the console, each with the right that it asks for."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from console import (
    announce,
    assets,
    audits,
    broadcasts,
    checkins,
    dashboard,
    deliveries,
    home,
    login,
    messages,
    people,
    person,
    poster,
    programmes,
    questions,
    review,
    reviews,
    settings,
    staff,
    words,
)
from console.door import route
from console.look import Look
from console.page import Answer, Missing, Page, Turned, Visit
from console.room import Room
from console.scope import Right
from storage.database import Db


def pages() -> tuple[Page, ...]:
    """Every page, in the order in which paths are tried."""
    parts = (
        login,
        assets,
        home,
        people,
        person,
        programmes,
        questions,
        poster,
        reviews,
        review,
        announce,
        broadcasts,
        messages,
        checkins,
        deliveries,
        dashboard,
        staff,
        words,
        audits,
        settings,
    )
    return tuple(page for part in parts for page in part.pages())


def routes(room: Room) -> Sequence[BaseRoute]:
    """The console as routes under /console."""
    look = Look(room)
    return [route(page, room, look) for page in (*pages(), Page("GET", "/{rest:path}", missing, Right.HOME))]


def missing(visit: Visit, db: Db) -> Answer:
    """An address that is none of ours; it may have been typed by hand with a slash too many."""
    rest = visit.path["rest"].strip("/")
    if not rest or rest != visit.path["rest"]:
        return Turned(f"/console/{rest}".rstrip("/"))
    raise Missing
