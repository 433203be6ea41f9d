"""A console over an empty database, with people of two kecamatan, and browsers of staff of each role."""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from console import login, site
from console.room import Room
from conversations.understanding.lexicon import Lexicon
from locales.texts import Texts
from rules import office as offices
from rules import quiet
from rules.office import Office
from rules.regions import Regions
from storage.database import Database
from storage.tables import Staff
from turns.desks import desks
from turns.turn import Turns

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would like a newer httpx
    from starlette.testclient import TestClient

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday, 10:00 WIB
HOME = "32.04.37"
ELSEWHERE = "32.04.05"


@cache
def texts() -> Texts:
    return Texts.load()


@cache
def regions() -> Regions:
    return Regions.load("32.04")


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def bandung() -> Office:
    text = resources.files("locales").joinpath("office", "bandung.toml").read_text()
    return offices.parse(tomllib.loads(text))


@dataclass
class Console:
    """A console that a test may open as anybody, at a time that it may move."""

    database: Database
    now: datetime = NOW
    woken: int = 0
    demo: bool = False
    bot: str = "kabar_bot"
    number: str = "+628110000000"
    _app: Starlette | None = None
    _staff: dict[str, int] = field(default_factory=dict)

    @property
    def room(self) -> Room:
        turns = Turns(bandung(), texts(), lexicon(), regions(), desks(regions()))
        return Room(
            database=self.database,
            turns=turns,
            office=bandung(),
            texts=texts(),
            regions=regions(),
            quiet=quiet.parse("20:00-08:00"),
            clock=lambda: self.now,
            public_url="https://kabar.example",
            woken=self._wake,
            demo=self.demo,
            telegram=self.bot,
            whatsapp=self.number,
        )

    def _wake(self) -> None:
        self.woken += 1

    @property
    def app(self) -> Starlette:
        if self._app is None:
            self._app = Starlette(routes=list(site.routes(self.room)))
        return self._app

    def add(self, *rows: Any) -> None:
        """Plain rows, in this order."""

        def work(db: Any) -> None:
            for row in rows:
                db.session.add(row)
                db.session.flush()

        self.database.write(work)

    def staff(self, role: str, area: str = "", kecamatan: str = "", name: str = "") -> int:
        """A member of staff of this kind, made at first use."""
        key = f"{role}/{area}/{kecamatan}/{name}"
        if key not in self._staff:
            number = len(self._staff) + 1
            row = Staff(
                name=name or f"{role} {area}".strip().title(),
                phone=f"+62811000{number:04}",
                role=role,
                area=area,
                kecamatan=kecamatan,
                created_at=self.now,
            )
            self.add(row)
            self._staff[key] = row.id
        return self._staff[key]

    def stranger(self) -> Browser:
        return Browser(TestClient(self.app, base_url="https://kabar.example", follow_redirects=False))

    def logged_in(self, role: str = "admin", area: str = "", kecamatan: str = "", name: str = "") -> Browser:
        """A browser of such a member of staff."""
        link = login.new_link(self.database, self.now, self.staff(role, area, kecamatan, name))
        assert link is not None
        browser = self.stranger()
        assert browser.post(link, csrf=None).status_code == 303
        return browser

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Browser:
    """Opens pages and sends forms with the word that the pages hold."""

    client: TestClient

    def get(self, path: str, **headers: str) -> httpx.Response:
        response: httpx.Response = self.client.get(path, headers=headers)
        return response

    def page(self, path: str) -> str:
        """The text of a page that opens."""
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response.text

    def main(self, path: str) -> str:
        """What stands on a page that opens, its menu aside."""
        found = re.search(r"<main.*</main>", self.page(path), re.DOTALL)
        assert found is not None, path
        return found[0]

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.page("/console/menu"))
        assert found is not None
        return found[1]

    def post(
        self,
        path: str,
        data: Mapping[str, str] | Mapping[str, str | list[str]] | None = None,
        csrf: str | None = "own",
        **headers: str,
    ) -> httpx.Response:
        form: dict[str, str | list[str]] = {**(data or {})}
        if csrf is not None:
            form["csrf"] = self.csrf if csrf == "own" else csrf
        response: httpx.Response = self.client.post(path, data=form, headers=headers)
        return response


@pytest.fixture
def console(database: Database) -> Console:
    return Console(database)
