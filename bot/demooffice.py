"""A demo's office: its staff, an assistant in each kecamatan, and programmes to apply for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from bot.house import House
from storage.database import Db
from storage.tables import Programme, ProgrammeQuestion, Staff

PHONES = 628_990_000_000_0  # nobody's: the digits after are counted up from here


def fill(db: Db, house: House, words: Mapping[str, Any], now: datetime) -> None:
    """The staff, with an assistant in each kecamatan, and the programmes."""
    named = words["staff"]
    rows = [(named["admin"], "admin", "", ""), (named["head"], "head", "", "")]
    rows += [
        (name, "staff", "", area) for name, area in zip(named["staff"], ("training", "fund"), strict=True)
    ]
    rows += [(f"{named['assistant']} {k.name}", "assistant", k.code, "") for k in house.regions.kecamatan]
    db.conn.execute(
        insert(Staff),
        [
            {
                "name": name,
                "phone": f"+{PHONES + 900_000 + n}",
                "role": role,
                "kecamatan": code,
                "area": area,
                "created_at": now,
            }
            for n, (name, role, code, area) in enumerate(rows)
        ],
    )
    for row in words["programmes"]:
        _programme(db, house, row, now)


def _programme(db: Db, house: House, row: Mapping[str, Any], now: datetime) -> None:
    zone = house.office.zone
    day = house.office.today(now) + timedelta(days=row["days_ahead"])
    while day.weekday() > 4:
        day += timedelta(days=1)
    programme = Programme(
        code=row["code"],
        kind="training",
        title=row["title"],
        about=row["about"],
        place=row["place"],
        starts_at=datetime.combine(day, time(9), zone),
        ends_at=datetime.combine(day + timedelta(days=row["days"] - 1), time(15), zone),
        apply_until=day - timedelta(days=5),
        release_on=day - timedelta(days=8),
        seats=row["seats"],
        needs_nib=row["needs_nib"],
        sectors=row["sectors"],
        state="published",
        created_at=now,
    )
    db.session.add(programme)
    db.session.flush()
    for n, question in enumerate(row["questions"], 1):
        titles = question.get("choices", ())
        choices = [{"id": str(i), "title": title} for i, title in enumerate(titles, 1)]
        db.session.add(
            ProgrammeQuestion(
                programme_id=programme.id,
                position=n,
                kind=question["kind"],
                words=question["words"],
                choices=json.dumps(choices) if choices else "",
                required=question.get("required", True),
            )
        )
