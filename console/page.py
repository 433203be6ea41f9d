"""What a page of the console is: a rule who may open it, what its view is given, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from starlette.datastructures import ImmutableMultiDict, QueryParams, UploadFile

from console.room import Room
from console.scope import KINDS, Right, Scope, Who
from console.sessions import csrf
from locales.texts import Value
from storage import audit
from storage.database import Db

LANGUAGE = "id"
LARGEST = 2**63 - 1


class Missing(Exception):
    """There is no such page, or no such row for whoever asks: both look the same from outside."""


class Refused(Exception):
    """Whoever asks may not do this."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page or a part of one: a template and what it shows."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Turned:
    """On to another page, where the text `console-said-<said>` tells what was done."""

    to: str
    said: str = ""
    count: int | None = None
    wakes: bool = False  # something may be waiting to be sent now
    cookie: str | None = None  # begin a session with this token, or "" to end it


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes of another kind: a picture, a drawing, a file."""

    content: bytes
    mime: str
    filename: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Form: TypeAlias = "ImmutableMultiDict[str, str | UploadFile]"

Answer: TypeAlias = "Shown | Turned | Sent"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to one page. `who` is None only on pages that ask for no right."""

    room: Room
    now: datetime
    path: Mapping[str, str]
    query: QueryParams
    session: str = ""
    partial: bool = False  # htmx asks, and takes a part of the page
    who: Who | None = None
    invented: bool = False  # a demo filled this database: every page says so
    form: Form = field(default_factory=ImmutableMultiDict)

    @property
    def csrf(self) -> str:
        """The word that every form of this session repeats."""
        return csrf(self.session)

    @property
    def typed(self) -> Mapping[str, str]:
        """The form's texts; of a field that came several times the last."""
        return {name: value for name, value in self.form.items() if isinstance(value, str)}

    def several(self, name: str) -> list[str]:
        """All texts of a field that may come several times."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    @property
    def staff(self) -> Who:
        if self.who is None:
            raise Refused
        return self.who

    @property
    def scope(self) -> Scope:
        return Scope(self.staff)

    def reviews(self, kind: str) -> bool:
        """Whether this person reviews applications of this kind."""
        return kind in KINDS and self.staff.may(KINDS[kind])

    @property
    def today(self) -> date:
        return self.room.office.today(self.now)

    def number(self, name: str) -> int:
        """A row's id from the path; Missing when it can be none."""
        text = self.path[name]
        if not text.isascii() or not text.isdecimal() or int(text) > LARGEST:
            raise Missing
        return int(text)

    def say(self, key: str, **args: Value) -> str:
        """The text `console-<key>`."""
        return self.room.texts.say(LANGUAGE, f"console-{key}", args)

    def label(self, key: str) -> str:
        """A label of another dialogue ("sector-food"); the key itself where there is none."""
        texts = self.room.texts
        return texts.say(LANGUAGE, key) if texts.has(LANGUAGE, key) else key

    def note(self, db: Db, action: str, subject: str = "", detail: str = "") -> None:
        """Write to the audit what whoever is logged in does."""
        audit.note(db, self.staff.id, action, subject, self.now, detail)


class Undone(Exception):
    """Raised by a POST view to undo what it wrote; `again` answers in a new transaction that only reads."""

    def __init__(self, again: Callable[[Db], Answer]) -> None:
        super().__init__()
        self.again = again


View: TypeAlias = Callable[[Visit, Db], Answer]


@dataclass(frozen=True, slots=True)
class Page:
    """One route. A GET view reads, a POST view is one write transaction and may be run again from the top.

    `right` None is for the few pages that need no login. `whole` bounds the form's size in bytes.
    """

    method: str  # GET or POST
    path: str  # under /console
    view: View
    right: Right | None
    whole: int = 256 * 1024
