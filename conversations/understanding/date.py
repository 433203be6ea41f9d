"""Understands a day: besok, tgl 15 des, senin depan, 20/12/26; what is vague is asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.days import coming, day_of, full_year, month_after, month_before, month_end
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.parts import stretches
from conversations.understanding.phrases import Hit, covered

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d/-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_CLOCK = re.compile(
    r"\b(?:jam|pukul|jm)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*(?:-|sampai|sd)\s*\d{1,2}(?:[.:]\d{2})?)?"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEPS = {"today": 0, "tomorrow": 1, "after-tomorrow": 2, "yesterday": -1, "before-yesterday": -2}
_MONTHS = tuple(str(number) for number in range(1, 13))
_ONE_OF = {"sehari": "hari", "seminggu": "minggu"}
_FAR = 300  # days; a date without a year that lies so far ahead may mean the one just past


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a message as cues: which labels stand where, and the numbers."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    numbers: tuple[tuple[int, int], ...]  # position, value

    def has(self, *labels: str) -> bool:
        """Whether any of these cues occurs."""
        return any(hit.label in labels for hit in self.hits)

    def strange(self, lexicon: Lexicon) -> int:
        """How many words are no cue, number or particle."""
        told = covered(self.hits)
        beside = (word for at, word in enumerate(self.words) if at not in told and word != "#")
        return sum(word not in lexicon.particles for word in beside)

    def only(self, labels: Sequence[str]) -> Hit | None:
        """The one cue out of these; None where there is none or two."""
        found = [hit for hit in self.hits if hit.label in labels]
        return found[0] if len(found) == 1 else None


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
        said, heard = _said(part, lexicon), _read(part, lexicon, today)
        if isinstance(heard, Misunderstood):
            if not lexicon.roles.not_this.isdisjoint(said.words) and not said.has("last"):
                continue
            if said.has("vague", *_STEPS, *_WEEKDAYS) or said.numbers:
                return None
        elif said.strange(lexicon) == 0 and isinstance(heard, Sure | Unsure):
            days.append(heard.value)
    return Unsure(days[0]) if len(days) == 1 else None


def _read(folded: str, lexicon: Lexicon, today: date) -> Heard[date]:
    typed = _typed(folded, today, lexicon)
    if typed is not None:
        return typed
    said = _said(folded, lexicon)
    weekdays = said.only(_WEEKDAYS)
    if said.has("vague") or (said.has("week-next") and weekdays is None):
        return Misunderstood("date-vague")
    heard = _named(said, today)
    if isinstance(heard, Misunderstood):
        return heard
    weekday = said.only(_WEEKDAYS)
    if weekday is not None and heard.value.weekday() != _WEEKDAYS.index(weekday.label):
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
        months = any(hit.label.isdecimal() for hit in _said(folded, lexicon).hits)
        once = coming(number, month, today) if number == month and not months else None  # "12-12 ya kak"
        return Unsure(once.value) if isinstance(once, Sure) else Misunderstood("date-several")
    if year is None:
        return coming(number, month, today)
    return day_of(full_year(year, today), month, number)


def _said(folded: str, lexicon: Lexicon) -> Said:
    words: list[str] = []
    for token in normal.tokens(folded):
        if token.kind == "number":
            words.append(token.text)
        elif token.kind == "word":
            months = lexicon.cues["tanggal"].starting
            if token.text in months or token.text in lexicon.numerals.words:
                words.append(token.text)
            else:
                words += normal.plain(token.text, lexicon)
        elif token.text in "-–/" and words and words[-1].isdecimal():
            words.append("~")
    words = lexicon.rephrase.replaced(words)
    for at, word in enumerate(words[:-1]):
        if word in _ONE_OF and words[at + 1] in ("lagi", "dari", "ke"):
            words[at : at + 1] = ["1", _ONE_OF[word]]  # "seminggu lagi"
            break
    words = [
        word
        for at, word in enumerate(words)
        if word != "~" or (words[at + 1 : at + 2] and words[at + 1].isdecimal())
    ]
    plain: list[str] = []
    numbers: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        spelled = (
            None if words[at] in lexicon.cues["tanggal"].starting else lexicon.numerals.spelled(words, at)
        )
        if words[at].isdecimal():
            numbers.append((len(plain), int(words[at])))
            plain.append("#")
            at += 1
        elif spelled is not None:
            value, at = int(spelled[0]), spelled[1]
            if value < 10 and words[at : at + 1] == ["ribu"]:  # "dua ribu dua puluh enam"
                rest = lexicon.numerals.spelled(words, at + 1)
                value, at = value * 1000 + int(rest[0] if rest else 0), rest[1] if rest else at + 1
            numbers.append((len(plain), value))
            plain.append("#")
        else:
            plain.append(words[at])
            at += 1
    return Said(tuple(plain), tuple(lexicon.cues["tanggal"].find(plain)), tuple(numbers))


def _named(said: Said, today: date) -> Heard[date]:
    """A date in words."""
    months = [hit for hit in said.hits if hit.label.isdecimal()]
    steps = [hit for hit in said.hits if hit.label in _STEPS]
    weekdays = [hit for hit in said.hits if hit.label in _WEEKDAYS]
    if len(months) > 1 or "~" in said.words:
        return Misunderstood("date-several")
    if months and steps:
        return Misunderstood("date-several")
    if months:
        return _with_month(said, int(months[0].label), months[0], today)
    if said.has("in-days", "ago-days", "in-weeks") and len(said.numbers) == 1:
        return _counted(said, today)
    if said.has("month-end") and not said.numbers:
        return Unsure(month_end(today.year, today.month))
    if said.has("month-end-next") and not said.numbers:
        return Unsure(month_end(*month_after(today)))
    feast = next((hit.label for hit in said.hits if "-" in hit.label and hit.label[0].isdigit()), "")
    if feast and not steps and not weekdays:
        number, month = map(int, feast.split("-"))
        if {value for _, value in said.numbers} - {number}:
            return Misunderstood("date-several")
        found = coming(number, month, today)
        return Unsure(found.value) if isinstance(found, Sure) else found
    if len(said.numbers) == 1:
        return _numbered(said, today)
    if len(said.numbers) == 2 and "bulan" in said.words[-3:]:
        return _month_by_number(said, today)
    if said.numbers:
        return Misunderstood("date-several")
    if len(steps) == 1 and not weekdays and not said.has("next", "month-next", "month-last", "month-this"):
        return Sure(today + timedelta(days=_STEPS[steps[0].label]))
    if len(weekdays) == 1:
        return _weekday(said, weekdays[0], steps, today)
    return Misunderstood("date-several" if len(steps) + len(weekdays) > 1 else "date")


def _with_month(said: Said, month: int, named: Hit, today: date) -> Heard[date]:
    """ "15 des", "des 20", "5 maret 1985", "tgl lima belas desember"."""
    years = [value for _, value in said.numbers if 1900 <= value <= 2199]
    days = [(at, value) for at, value in said.numbers if not 1900 <= value <= 2199]
    after = [value for at, value in days if at >= named.end]
    before = [value for at, value in days if at < named.start]
    if len(years) > 1 or not days:
        return Misunderstood("date-vague")
    if len(before) == 1 and len(after) == 1 and not years:
        year = full_year(f"{after[0]:02d}", today)
        return day_of(year, month, before[0]) if after[0] < 100 else Misunderstood("date")
    if len(days) > 1:
        return Misunderstood("date-several")
    number = days[0][1]
    if years:
        return day_of(years[0], month, number)
    if said.has("last"):
        return Misunderstood("date-vague")
    return coming(number, month, today)


def _month_by_number(said: Said, today: date) -> Heard[date]:
    """ "tgl 5 bulan 12"."""
    (first, number), (second, month) = said.numbers
    if second != first + 2 or said.words[first + 1] != "bulan" or not 1 <= month <= 12:
        return Misunderstood("date-several")
    return coming(number, month, today)


def _counted(said: Said, today: date) -> Heard[date]:
    number = said.numbers[0][1]
    if said.has("in-weeks"):
        return Unsure(today + timedelta(weeks=number)) if number < 60 else Misunderstood("date-vague")
    if number > 400:
        return Misunderstood("date-vague")
    return Sure(today + timedelta(days=number if said.has("in-days") else -number))


def _numbered(said: Said, today: date) -> Heard[date]:
    """ "tgl 3", "tanggal 10 bulan depan", "tgl 5 kemarin"."""
    number = said.numbers[0][1]
    told = "tanggal" in said.words
    if not 1 <= number <= 31:
        return Misunderstood("date-none" if told and number < 100 else "date")
    year, month = today.year, today.month
    if said.has("month-next"):
        year, month = month_after(today)
    elif said.has("month-last"):
        year, month = month_before(today)
    elif said.has("last", "yesterday"):
        if not told:
            return Misunderstood("date-vague")
        year, month = (year, month) if number < today.day else month_before(today)
    elif not said.has("month-this", "this"):
        if not told:
            return Misunderstood("date-vague")
        year, month = (year, month) if number >= today.day else month_after(today)
    return day_of(year, month, number)


def _weekday(said: Said, named: Hit, steps: Sequence[Hit], today: date) -> Heard[date]:
    """The next such day; "senin depan" only where next Monday and Monday of next week are one day."""
    wanted = _WEEKDAYS.index(named.label)
    ahead = (wanted - today.weekday()) % 7
    in_next_week = 7 - today.weekday() + wanted
    if said.has("week-next"):
        return Unsure(today + timedelta(days=in_next_week))
    if said.has("next") and not ahead:
        return Unsure(today + timedelta(days=7))
    if said.has("next"):
        return Sure(today + timedelta(days=ahead)) if ahead == in_next_week else Misunderstood("date-vague")
    if said.has("last", "yesterday"):
        behind = (today.weekday() - wanted) % 7 or 7
        return Sure(today - timedelta(days=behind))
    if steps and named.end == steps[0].start:  # "sabtu besok", "jumat sekarang": the one that comes
        return Unsure(today + timedelta(days=ahead)) if ahead else Misunderstood("date-vague")
    if steps:
        agrees = len(steps) == 1 and (today + timedelta(days=_STEPS[steps[0].label])).weekday() == wanted
        return (
            Sure(today + timedelta(days=_STEPS[steps[0].label])) if agrees else Misunderstood("date-several")
        )
    if ahead == 0:
        return Misunderstood("date-vague")
    if said.has("this") and wanted < today.weekday():
        return Misunderstood("date-vague")
    week = named.label == "sunday" and named.end - named.start == 1  # "minggu" is also a week
    return Unsure(today + timedelta(days=ahead)) if week else Sure(today + timedelta(days=ahead))
