"""The settings page: the office's file as the program reads it, and what of it nobody has confirmed yet."""

from __future__ import annotations

from console.page import Answer, Page, Shown, Visit
from console.scope import Right
from storage.database import Db


def pages() -> tuple[Page, ...]:
    return (Page("GET", "/settings", settings, Right.SETTINGS),)


def settings(visit: Visit, db: Db) -> Answer:
    """Everything that another regency would change, with its marks."""
    office = visit.room.office
    fund = office.fund
    told = [office.address, office.hours, office.phone, *fund.documents]
    stages = [fund.check, fund.complete, fund.forward, office.rules.answer]
    open_ = sum(not one.confirmed for one in told) + sum(not one.confirmed for one in stages)
    served = [
        place
        for place in visit.room.regions.kecamatan
        if not office.kecamatan or place.code in office.kecamatan
    ]
    return Shown("settings.html", {"unconfirmed": open_, "served": served, "quiet": visit.room.quiet})
