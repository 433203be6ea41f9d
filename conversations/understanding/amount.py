"""Understands an amount of rupiah with its period, as stated: nothing is ever multiplied or added up.

One figure, or two with a sign of a range between them, is an amount; whatever casts doubt on it (a bound,
a loss, a sum, a price for each, a second figure) is asked back: a silent misreading ends up in statistics or
in a loan file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.aside import after_people, corrected, of_goods, undated
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import Token
from conversations.understanding.phrases import covered
from conversations.understanding.quantities import (
    Malformed,
    Quantity,
    light,
    other_number,
    quantities,
    unglued,
    word_at,
)
from conversations.understanding.ranges import ends_of
from rules.money import Amount, Period

_BLANKS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})* 000(?![\d.]|,\d|\s*\d)")
_ABOUT = re.compile(r"\+\s*/?\s*-")
_PERIODS = {period.value: period for period in Period}
_DOUBTS = ("question", "loss", "sum", "each", "bound", "wish", "several", "debt", "not", "zero")
_SIGNS = {
    "?": "question",
    "+": "sum",
    "*": "sum",
    "×": "sum",
    "=": "sum",
    "@": "each",
    "%": "unit",
    "<": "bound",
    ">": "bound",
    "$": "unit",
    "€": "unit",
}
_THOUSAND = 1_000
_LEAST = 10_000  # a smaller plain number is confirmed (product rule); below a thousand it may lack its "ribu"


def read(text: str, lexicon: Lexicon) -> Heard[Amount]:
    """The amount; Sure for a plain number, Unsure (to be echoed) for words, units, ranges and periods.

    `rest` is what follows under a name of its own ("2,5 juta bu, pegawai 2"). Misunderstood, with why:
    "amount" (none was said), "amount-unit" (2,5 of what?), "amount-digits" (misplaced dots), "amount-number"
    (a phone number, NIK, NIB, year, date), "amount-several", "amount-range", "amount-period", "amount-bound",
    "amount-loss", "amount-sum", "amount-each", "amount-wish", "amount-not", "amount-question", "amount-debt".
    """
    written = _ABOUT.sub(" ± ", normal.whole_fractions(text))
    written = _BLANKS.sub(lambda found: found.group().replace(" ", "."), written)
    pieces = undated(unglued(normal.fold(written), lexicon), lexicon)
    if other_number(pieces, lexicon):
        return Misunderstood("amount-number")
    try:
        found = quantities(pieces, lexicon)
    except Malformed as malformed:
        return Misunderstood(malformed.reason)
    if not found:
        return _without_figure(text, lexicon)
    start = corrected(pieces, found, lexicon)
    told = pieces[start:] if start else after_people(pieces, found, lexicon)
    if told:
        heard = _judge(told, quantities(told, lexicon), lexicon)
        return Unsure(heard.value) if isinstance(heard, Sure) else heard
    end = _clause(pieces, found, lexicon)
    rest = written[pieces[end].start :].strip(" ,;.\n") if end < len(pieces) else ""
    heard = _judge(pieces[:end], [one for one in found if one.end <= end], lexicon)
    if isinstance(heard, Misunderstood) or not rest:
        return heard
    return Unsure(heard.value, rest)


def _judge(pieces: list[Token], found: list[Quantity], lexicon: Lexicon) -> Heard[Amount]:
    """What one clause says, all its figures given."""
    found, periods, odd = _spans(pieces, found, lexicon)
    if odd:
        return Misunderstood("amount-period")
    if not found:
        return Misunderstood("amount")
    if len(found) == 2 and found[0].value == found[1].value:
        found, pieces = found[:1], pieces[: found[1].start] + pieces[found[1].end :]  # 2.000.000 (dua juta)
    found, ends = ends_of(pieces, found, lexicon)
    if not ends:
        found, pieces = of_goods(found, pieces, lexicon)
    words, doubt = _beside(pieces, found, lexicon)
    hits = lexicon.cues["uang"].find(words)
    labels = {hit.label for hit in hits}
    periods |= {_PERIODS[hit.label] for hit in hits if hit.label in _PERIODS}
    doubts = [label for label in _DOUBTS if label in labels and not (ends and label == "several")]
    doubt = doubt or next(iter(doubts), "")
    if doubt:
        return Misunderstood("amount-not" if doubt == "zero" else f"amount-{doubt}")
    if len(found) > 1 or len(periods) > 1:
        return Misunderstood("amount-several")
    known = covered(hits)
    heavy = [w for at, w in enumerate(words) if at not in known and not light(w, lexicon) and w != _QUANTITY]
    per = periods.pop() if periods else Period.UNSTATED
    if ends:
        low, high = ends
        return Unsure(Amount(low, high, per)) if 0 < low < high else Misunderstood("amount-range")
    only = found[0]
    amount = only.value
    if not only.exact or amount.denominator != 1 or (only.unit == 1 and not only.plain and amount):
        return Misunderstood("amount-unit")
    if only.plain and 0 < amount < _THOUSAND and heavy:
        return Misunderstood("amount-unit")
    value = Amount(int(amount), int(amount), per)
    echoed = not only.plain or heavy or hits or 0 < amount < _LEAST
    return Unsure(value) if echoed else Sure(value)


_QUANTITY = "#"


def _spans(
    pieces: Sequence[Token], found: list[Quantity], lexicon: Lexicon
) -> tuple[list[Quantity], set[Period], bool]:
    """Takes "1 bulan" out of the figures as a period; "3 hari" is none that can be kept: odd."""
    names = {"hari": Period.DAY, "minggu": Period.WEEK, "bulan": Period.MONTH, "tahun": Period.YEAR}
    kept: list[Quantity] = []
    periods: set[Period] = set()
    for one in found:
        after = word_at(pieces[one.end], lexicon) if one.end < len(pieces) else ""
        before = word_at(pieces[one.start - 1], lexicon) if one.start else ""
        if one.unit == 1 and after in names and before != "per":
            if one.value != 1:
                return found, periods, True
            periods.add(names[after])
        elif one.unit == 1 and before in ("tanggal", "jam"):
            continue
        else:
            kept.append(one)
    return kept, periods, False


def _beside(
    pieces: Sequence[Token], found: Sequence[Quantity], lexicon: Lexicon
) -> tuple[tuple[str, ...], str]:
    """The plain words of a clause with "#" for each figure, and a doubt that a sign raises."""
    inside = {at: one.start for one in found for at in range(one.start, one.end)}
    words: list[str] = []
    doubt = ""
    for at, piece in enumerate(pieces):
        if at in inside:
            if inside[at] == at:
                words.append(_QUANTITY)
        elif piece.kind == "word":
            words += normal.reckoned(piece.text, lexicon)
        elif piece.kind == "number":
            words.append(_QUANTITY)
        else:
            minus = piece.text in "-–—" and at + 1 in inside and not any(w == _QUANTITY for w in words)
            doubt = doubt or ("loss" if minus else _SIGNS.get(piece.text, ""))
            if piece.text == "/" and at + 1 < len(pieces):
                words.append("per")
    return tuple(lexicon.rephrase.replaced(words)), doubt


def _clause(pieces: Sequence[Token], found: Sequence[Quantity], lexicon: Lexicon) -> int:
    """Where the answer ends and a named answer to another question begins; len(pieces) if none does."""
    first = found[0]
    named = any(_labelled(pieces, at, lexicon) for at in range(first.start))
    for one in found[1:]:
        start = one.start
        if (
            one.unit == 1
            and one.end < len(pieces)
            and word_at(pieces[one.end], lexicon) in lexicon.roles.people
        ):
            return start - 1 if start - 1 >= first.end and _labelled(pieces, start - 1, lexicon) else start
        at = start - 1
        while at >= first.end:
            if _labelled(pieces, at, lexicon):
                people = word_at(pieces[at], lexicon) in lexicon.roles.people
                return at if people or not named else len(pieces)
            at -= 1
    return len(pieces)


def _labelled(pieces: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    if pieces[at].kind != "word":
        return False
    hit = lexicon.cues["uang"].at(normal.plain(pieces[at].text, lexicon), 0)
    return hit is not None and hit.label == "label"


def _without_figure(text: str, lexicon: Lexicon) -> Heard[Amount]:
    """Nothing earned is an amount too: "belum ada", "teu aya"; anything else without a figure is none."""
    if "?" in text:
        return Misunderstood("amount-question")
    words = normal.essence(normal.normalise(text, lexicon), lexicon)
    hits = lexicon.cues["uang"].find(words)
    if not any(hit.label == "zero" for hit in hits):
        doubt = next(
            (hit.label for hit in hits if hit.label in _DOUBTS and hit.label not in ("not", "zero")), ""
        )
        return Misunderstood(f"amount-{doubt}" if doubt else "amount")
    told = covered(hit for hit in hits if hit.label in ("zero", *_PERIODS))
    beside = [word for at, word in enumerate(words) if at not in told]
    return Unsure(Amount(0, 0)) if lexicon.roles.earned.issuperset(beside) else Misunderstood("amount")
