"""A day told in words: the cues and numbers of "tgl 15 des" or "senin depan", and which day they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.days import coming, day_of, full_year, month_after, month_before, month_end
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import Hit, covered

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STEPS = {"today": 0, "tomorrow": 1, "after-tomorrow": 2, "yesterday": -1, "before-yesterday": -2}
_ONE_OF = {"sehari": "hari", "seminggu": "minggu"}


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


def cues(folded: str, lexicon: Lexicon) -> Said:
    """What a folded text says, its numbers as "#", in digits or in words."""
    words, begins = _words(folded, lexicon), lexicon.cues["tanggal"].starting
    plain: list[str] = []
    numbers: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        spelled = None if words[at] in begins else lexicon.numerals.spelled(words, at)
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


def _words(folded: str, lexicon: Lexicon) -> list[str]:
    """Plain words and numbers; a dash between two numbers is "~", "seminggu lagi" is "1 minggu lagi"."""
    words: list[str] = []
    begins = lexicon.cues["tanggal"].starting  # such a word stays as it is written: "des", "sep"
    for token in normal.tokens(folded):
        if token.kind == "number":
            words.append(token.text)
        elif token.kind == "word":
            words += (token.text,) if token.text in begins else normal.reckoned(token.text, lexicon)
        elif token.text in "-–/" and words and words[-1].isdecimal():
            words.append("~")
    words = lexicon.rephrase.replaced(words)
    for at, word in enumerate(words[:-1]):
        if word in _ONE_OF and words[at + 1] in ("lagi", "dari", "ke"):
            words[at : at + 1] = ["1", _ONE_OF[word]]  # "seminggu lagi"
            break
    return [
        word
        for at, word in enumerate(words)
        if word != "~" or (words[at + 1 : at + 2] and words[at + 1].isdecimal())
    ]


def named(said: Said, today: date) -> Heard[date]:
    """The day these cues come to."""
    months = [hit for hit in said.hits if hit.label.isdecimal()]
    steps = [hit for hit in said.hits if hit.label in STEPS]
    weekdays = [hit for hit in said.hits if hit.label in WEEKDAYS]
    if len(months) > 1 or "~" in said.words or (months and steps):
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
        return Sure(today + timedelta(days=STEPS[steps[0].label]))
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
    wanted = WEEKDAYS.index(named.label)
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
        agrees = len(steps) == 1 and (today + timedelta(days=STEPS[steps[0].label])).weekday() == wanted
        return (
            Sure(today + timedelta(days=STEPS[steps[0].label])) if agrees else Misunderstood("date-several")
        )
    if ahead == 0:
        return Misunderstood("date-vague")
    if said.has("this") and wanted < today.weekday():
        return Misunderstood("date-vague")
    week = named.label == "sunday" and named.end - named.start == 1  # "minggu" is also a week
    return Unsure(today + timedelta(days=ahead)) if week else Sure(today + timedelta(days=ahead))
