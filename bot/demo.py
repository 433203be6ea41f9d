"""A database full of invented people: months of check-ins, programmes, staff, a queue."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any

from sqlalchemy import func, select, update

from bot import demooffice
from bot.demooffice import PHONES
from bot.demowork import CALM, Work
from bot.house import House
from rules.business import Sector
from rules.checkin import Constraint, Outlet, Scope, StopReason
from rules.consent import VERSIONS, Purpose
from rules.months import last_full, shift
from rules.operating import Operating
from storage import followup
from storage.database import Database, Db
from storage.tables import (
    Business,
    CheckIn,
    Consent,
    Contact,
    Due,
    Note,
    Person,
    Staff,
)

SEEDED, AHEAD = "demo", "demo-ahead"
PEOPLE, MONTHS, SEED = 120, 6, 1
CHUNK = 50  # people in one transaction
SHOWN = 6  # people whose phone the chat page offers: something must happen to them
GIVEN = {Purpose.CHECKIN: 0.85, Purpose.ANNOUNCEMENTS: 0.75, Purpose.ASSISTANT: 0.7, Purpose.PARTNERS: 0.2}
NEXT = {  # how a month follows the one before, in hundredths
    Operating.RUNNING: {
        Operating.RUNNING: 86,
        Operating.REDUCED: 9,
        Operating.PAUSED: 4,
        Operating.CLOSED: 1,
    },
    Operating.REDUCED: {
        Operating.RUNNING: 38,
        Operating.REDUCED: 47,
        Operating.PAUSED: 11,
        Operating.CLOSED: 4,
    },
    Operating.PAUSED: {Operating.RUNNING: 25, Operating.PAUSED: 60, Operating.CLOSED: 15},
    Operating.CLOSED: {Operating.CLOSED: 93, Operating.RUNNING: 7},
    Operating.CHANGED: {Operating.RUNNING: 90, Operating.REDUCED: 10},
}
CHATS = 900_000_000  # Telegram chat ids of the invented people, counted up from here


def is_demo(database: Database) -> bool:
    """Whether this database was filled by a demo: console and doctor say so plainly."""
    with database.read() as db:
        return db.session.get(Note, SEEDED) is not None


def ahead(database: Database) -> timedelta:
    """How far the demo's clock had jumped when the program last ran: time does not go back."""
    with database.read() as db:
        row = db.session.get(Note, AHEAD)
    return timedelta(seconds=float(row.value)) if row is not None else timedelta(0)


def remember_ahead(db: Db, span: timedelta) -> None:
    """Keep how far the clock has jumped."""
    db.session.merge(Note(name=AHEAD, value=str(span.total_seconds())))


def seed(house: House, people: int = PEOPLE, months: int = MONTHS, number: int = SEED) -> bool:
    """Fill an empty database. True where it is filled now, or was by a demo; False where it is not ours."""
    if is_demo(house.database):
        return True
    with house.database.read() as db:
        used = db.conn.scalar(select(func.count()).select_from(Person)) or db.conn.scalar(
            select(func.count()).select_from(Staff)
        )
    if used:
        return False
    Seeding(house, random.Random(number), months).run(people)
    return True


@dataclass(slots=True)
class Seeding:
    """One filling; the same seed gives the same people."""

    house: House
    dice: random.Random
    months: int

    def run(self, people: int) -> None:
        words = tomllib.loads(resources.files("locales").joinpath("demo.toml").read_text())
        now = self.house.clock()
        database = self.house.database
        database.write(lambda db: demooffice.fill(db, self.house, words, now))
        for first in range(0, people, CHUNK):
            chunk = range(first, min(first + CHUNK, people))
            state = self.dice.getstate()
            database.write(lambda db, c=chunk, s=state: self._people(db, words, c, s, now))  # type: ignore[misc]
        Work(self.house, self.dice, words, now).fill()
        database.write(lambda db: db.session.add(Note(name=SEEDED, value=now.isoformat())))

    # --- people

    def _people(self, db: Db, words: Mapping[str, Any], chunk: range, state: Any, now: datetime) -> None:
        """May run again from the top: the dice are set back first."""
        self.dice.setstate(state)
        for n in chunk:
            self._person(db, words, n, now)

    def _person(self, db: Db, words: Mapping[str, Any], n: int, now: datetime) -> None:
        dice = self.dice
        woman = dice.random() < 0.62
        first = dice.choice(words["women" if woman else "men"])
        place = dice.choice(self.house.regions.kecamatan)
        sector = dice.choices(list(Sector), weights=(45, 12, 8, 9, 16, 6, 2, 2))[0]
        since = now - timedelta(days=dice.randint(2, max(3, self.months * 30)), hours=dice.randint(0, 9))
        person = Person(
            name=f"{first} {dice.choice(words['family'])}",
            title="ibu" if woman else "bapak",
            phone=f"+{PHONES + n + 1}",
            phone_verified_at=since,
            kecamatan=place.code,
            desa=dice.choice(place.desa).code,
            origin=SEEDED,
            created_at=since,
            registered_at=since,
            served_at=since,
        )
        db.session.add(person)
        db.session.flush()
        db.session.add(
            Business(
                person_id=person.id,
                name=f"{dice.choice(words['businesses'][sector.value])} {first}",
                sector=sector.value,
                has_nib=dice.random() < 0.45,
                since_year=now.year - dice.choices(range(12), weights=range(12, 0, -1))[0],
            )
        )
        db.session.add(
            Contact(
                channel="telegram",
                address=str(CHATS + n + 1),
                person_id=person.id,
                name=first,
                noticed=self.house.office.notice_version,
                heard_at=since,
                hour=dice.choice((8, 9, 10, 13, 16, 19)),
                created_at=since,
            )
        )
        # every other one takes announcements: at least half of any number do
        given = [
            p
            for p, share in GIVEN.items()
            if dice.random() < share
            or (p is Purpose.ANNOUNCEMENTS and n % 2 == 0)
            or (n < SHOWN and p is not Purpose.PARTNERS)
        ]
        for purpose in given:
            db.session.add(
                Consent(
                    person_id=person.id,
                    purpose=purpose.value,
                    version=VERSIONS[purpose],
                    channel="telegram",
                    given_at=since,
                )
            )
        db.session.flush()
        if Purpose.CHECKIN in given:
            self._history(db, person.id, since, now, steady=n < SHOWN)
            followup.plan(db, person.id, now)
            self._calm(db, person.id, now)

    def _history(self, db: Db, person: int, since: datetime, now: datetime, *, steady: bool) -> None:
        """Month after month: asked, most of the time answered; a `steady` business never stops."""
        dice, zone = self.dice, self.house.office.zone
        usual = int(round(dice.lognormvariate(14.7, 0.7), -4))
        state = Operating.RUNNING
        month, today = last_full(since.astimezone(zone).date()), self.house.office.today(now)
        day = since.astimezone(zone).date() + timedelta(days=1)
        count = 0
        while day < today - timedelta(days=1) and month <= last_full(today):
            asked = datetime.combine(day, time(9), zone)
            db.session.add(
                Due(
                    person_id=person,
                    kind="checkin",
                    period=month,
                    about=f"{month}/{Scope.LIGHT.value}",
                    at=asked,
                    state="done",
                    done_at=asked,
                )
            )
            if dice.random() < 0.86:
                self._checkin(
                    db,
                    person,
                    month,
                    state,
                    usual,
                    min(asked + timedelta(hours=dice.randint(0, 60)), now),
                    count % 3 == 2,
                )
            weights = NEXT[state]
            state = dice.choices(list(weights), weights=list(weights.values()))[0]
            if steady and not state.trading:
                state = Operating.REDUCED
            usual = max(50_000, int(usual * dice.uniform(0.9, 1.12)))
            month, day, count = shift(month, 1), _month_later(day), count + 1
        db.session.flush()

    def _checkin(
        self, db: Db, person: int, month: str, state: Operating, usual: int, at: datetime, full: bool
    ) -> None:
        dice = self.dice
        row = CheckIn(
            person_id=person, month=month, via="chat", channel="telegram", state=state.value, recorded_at=at
        )
        if state.trading:
            share = 1.0 if state is Operating.RUNNING else 0.6
            row.omzet_low = row.omzet_high = int(round(usual * share * dice.uniform(0.85, 1.15), -4))
            row.omzet_per = "month"
            row.constraint = dice.choices(list(Constraint), weights=(24, 26, 14, 10, 6, 6, 5, 2, 7))[0].value
            if full:
                row.profit_low = row.profit_high = int(round(row.omzet_low * dice.uniform(0.15, 0.4), -4))
                row.profit_per = "month"
                row.workers = dice.choices((1, 2, 3, 4, 6), weights=(50, 28, 12, 6, 4))[0]
                row.outlets = " ".join(o.value for o in dice.sample(list(Outlet), 2))
        else:
            row.reason = dice.choices(list(StopReason), weights=(34, 20, 16, 8, 10, 4, 5, 3))[0].value
            row.reopen = dice.choice(("soon", "later", "unsure", "no"))
        row.call_me = dice.random() < 0.05
        db.session.add(row)

    def _calm(self, db: Db, person: int, now: datetime) -> None:
        later = now + CALM + timedelta(hours=self.dice.randint(0, 24 * 12))
        db.conn.execute(
            update(Due)
            .where(Due.person_id == person, Due.state == "waiting", Due.at < now + CALM)
            .values(at=later)
        )


def _month_later(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    last = (date(following.year + following.month // 12, following.month % 12 + 1, 1) - timedelta(days=1)).day
    return following.replace(day=min(day.day, last))
