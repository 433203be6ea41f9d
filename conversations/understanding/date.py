"""Understands a day: besok, tgl 15 des, senin depan, 20/12/26; what is vague is asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.day_said import STEPS, WEEKDAYS, cues, named
from conversations.understanding.days import coming, day_of, full_year
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.parts import stretches

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d/-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_CLOCK = re.compile(
    r"\b(?:jam|pukul|jm)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*(?:-|sampai|sd)\s*\d{1,2}(?:[.:]\d{2})?)?"
)
_FAR = 300  # days; a date without a year that lies so far ahead may mean the one just past


def read(text: str, lexicon: Lexicon, today: date) -> Heard[date]:
    """The day; without a year the next one from `today` on.

    Misunderstood: "date" (none was said), "date-vague" (a week, a month, "awal tahun"), "date-none"
    (31 November), "date-several".
    """
    folded = _CLOCK.sub(" ", normal.fold(text))
    if "?" in folded:
        return Misunderstood("date")
    heard = _read(folded, lexicon, today)
    if isinstance(heard, Misunderstood) and len(parts := stretches(folded)) > 1:
        return _chosen(parts, lexicon, today) or heard
    return heard


def _chosen(parts: Sequence[str], lexicon: Lexicon, today: date) -> Unsure[date] | None:
    """The one day that is neither denied nor of a story: "bukan besok, lusa", "lusa, besok ada pengajian"."""
    days: list[date] = []
    for part in parts:
        said, heard = cues(part, lexicon), _read(part, lexicon, today)
        if isinstance(heard, Misunderstood):
            if not lexicon.roles.not_this.isdisjoint(said.words) and not said.has("last"):
                continue
            if said.has("vague", *STEPS, *WEEKDAYS) or said.numbers:
                return None
        elif said.strange(lexicon) == 0 and isinstance(heard, Sure | Unsure):
            days.append(heard.value)
    return Unsure(days[0]) if len(days) == 1 else None


def _read(folded: str, lexicon: Lexicon, today: date) -> Heard[date]:
    typed = _typed(folded, today, lexicon)
    if typed is not None:
        return typed
    said = cues(folded, lexicon)
    weekday = said.only(WEEKDAYS)
    if said.has("vague") or (said.has("week-next") and weekday is None):
        return Misunderstood("date-vague")
    heard = named(said, today)
    if isinstance(heard, Misunderstood):
        return heard
    if weekday is not None and heard.value.weekday() != WEEKDAYS.index(weekday.label):
        return Misunderstood("date-several")
    far = (heard.value - today).days > _FAR and len(said.numbers) == 1
    doubtful = said.strange(lexicon) > 1 or far
    return Unsure(heard.value) if doubtful else heard


def _typed(folded: str, today: date, lexicon: Lexicon) -> Heard[date] | None:
    """A date in digits: 20/12/26, 25-12, 2026-12-01; the day comes first."""
    iso = list(_ISO.finditer(folded))
    found = list(_NUMERIC.finditer(_ISO.sub(" ", folded)))
    if len(iso) + len(found) > 1:
        return Misunderstood("date-several")
    if iso:
        return day_of(int(iso[0][1]), int(iso[0][2]), int(iso[0][3]))
    if not found:
        return None
    doubtful = not lexicon.roles.no_date.isdisjoint(re.findall(r"\w+", folded))
    if doubtful and re.search(r"[^\W\d_]{3,}", _NUMERIC.sub(" ", folded)):
        return Misunderstood("date-several")
    number, month, year = int(found[0][1]), int(found[0][2]), found[0][3]
    if year is None and "." in found[0].group():
        return Misunderstood("date")
    if "-" in found[0].group() and year is None and re.search(r"[a-z]{3,}", folded[found[0].end() :]):
        months = any(hit.label.isdecimal() for hit in cues(folded, lexicon).hits)
        once = coming(number, month, today) if number == month and not months else None  # "12-12 ya kak"
        return Unsure(once.value) if isinstance(once, Sure) else Misunderstood("date-several")
    if year is None:
        return coming(number, month, today)
    return day_of(full_year(year, today), month, number)
