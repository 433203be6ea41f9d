"""How pages look: the templates, and how dates, amounts and names are written in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files

from babel.dates import format_date, format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from console.menu import menu
from console.page import LANGUAGE, Shown, Visit
from console.room import Room
from conversations.question import Arg
from conversations.render import Rendering
from locales.texts import closed
from rules.identity import masked_phone
from rules.money import Amount, Period


class Look:
    """The compiled templates; one for the whole console."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.rendering = Rendering(room.texts, LANGUAGE)
        self.environment = Environment(
            loader=PackageLoader("console"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_closed,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        written: Mapping[str, Callable[..., object]] = {
            "moment": self.moment,
            "day": self.day,
            "rupiah": rupiah,
            "phone": masked_phone,
            "kecamatan": self.kecamatan,
            "desa": self.desa,
            "number": number,
            "lines": lines,
            "month": month,
            "wording": wording,
            "titles": titles,
        }
        self.environment.filters.update(written)

    def render(self, shown: Shown, visit: Visit) -> str:
        """The page as HTML."""
        said = visit.query.get("said", "")
        return self.environment.get_template(shown.template).render(
            {
                "visit": visit,
                "say": visit.say,
                "label": visit.label,
                "office": self.room.office,
                "menu": menu(visit.who) if visit.who else (),
                "said": self._said(visit, said) if said else "",
                "amount": self.amount,
                "value": self.value,
                "action": lambda name: action(visit, name),
                **shown.values,
            }
        )

    def _said(self, visit: Visit, said: str) -> str:
        """What was just done; nothing for a word that is no text of ours."""
        key = f"said-{said}"
        if not said.isidentifier() and not said.replace("-", "").isalpha():
            return ""
        if not self.room.texts.has(LANGUAGE, f"console-{key}"):
            return ""
        count = visit.query.get("n", "0")
        return visit.say(key, n=int(count) if count.isascii() and count.isdecimal() and len(count) < 9 else 0)

    def moment(self, at: datetime | None) -> str:
        """24 Nov 2026 14.05 WIB."""
        if at is None:
            return "–"
        local = at.astimezone(self.room.office.zone)
        return f"{format_datetime(local, 'd MMM yyyy HH.mm', locale=LANGUAGE)} {local.tzname()}"

    def day(self, at: date | datetime | None) -> str:
        """24 November 2026."""
        if at is None:
            return "–"
        local = at.astimezone(self.room.office.zone) if isinstance(at, datetime) else at
        return format_date(local, "d MMMM yyyy", locale=LANGUAGE)

    def amount(self, low: int, high: int | None, per: str) -> str:
        """An amount as it was stated: Rp2.500.000, or Rp100.000–Rp150.000 per hari."""
        period = Period(per) if per else Period.UNSTATED
        return self.rendering.amount(Amount(low, low if high is None else high, period))

    def value(self, arg: Arg) -> str:
        """An answer of an application as the person saw it."""
        return str(self.rendering.value(arg))

    def kecamatan(self, code: str) -> str:
        found = self.room.regions.kecamatan_of(code) if code else None
        return found.name if found else code or "–"

    def desa(self, code: str) -> str:
        found = self.room.regions.desa_of(code) if code else None
        return found.name if found else code or "–"


def _closed(shown: object) -> object:
    return closed(shown) if type(shown) is str else shown


def rupiah(amount: int | None) -> str:
    """Rp2.500.000."""
    return "–" if amount is None else f"Rp{number(amount)}"


def number(count: int) -> str:
    """12.590."""
    return f"{count:,}".replace(",", ".")


def lines(text: str) -> Markup:
    """Text with its line breaks; everything else of it literally."""
    return Markup("<br>").join(text.splitlines())


def month(code: str) -> str:
    """November 2026."""
    return format_date(date(int(code[:4]), int(code[5:]), 1), "MMMM yyyy", locale=LANGUAGE)


def wording(version: str) -> str:
    """Which wording of a text, by the month it is of; one that is called otherwise by its name."""
    return month(version) if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", version) else version


def titles(choices: str) -> Sequence[str]:
    """The titles of a question's choices."""
    return [str(one["title"]) for one in json.loads(choices or "[]")]


def action(visit: Visit, name: str) -> str:
    """What was done, of the audit, in words; its own name where there are none yet."""
    key = f"audit-{name.replace('_', '-')}"
    return visit.say(key) if visit.room.texts.has(LANGUAGE, f"console-{key}") else name


def static(name: str) -> bytes | None:
    """A file of console/static, by its plain name."""
    for found in files("console").joinpath("static").iterdir():
        if found.name == name:
            return found.read_bytes()
    return None
