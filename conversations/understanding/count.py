"""Understands how many there are: people working (the owner counts), pieces, times."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import clauses, normal, numerals
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import Hit, covered

_TOGETHER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_MOST = 100_000
_PEOPLE = "pegawai"  # the names of those who work
_SIGNS = {"-", "–", "—", "/", "~", "?", "%", "=", "*", "×", ">", "<"}


def read(text: str, lexicon: Lexicon) -> Heard[int]:
    """A whole number; Unsure where the owner was counted in for them ("saya sama 2 karyawan" is 3).

    `rest` is what follows under a name of its own ("pegawai 2, untung 800rb"); such a number is Unsure.

    Misunderstood: "count" (none was said), "count-vague" (many, 2-3, it depends), "count-unit" (years,
    rupiah), "count-several" (two figures).
    """
    first, rest = _before_another(text, lexicon)
    heard = _read(first, lexicon)
    if not rest:
        return heard
    return Unsure(heard.value, rest) if isinstance(heard, Sure | Unsure) else _read(text, lexicon)


def _before_another(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """The text up to where something else than people is named, and the rest; all of it where nothing is."""
    if not clauses.several(text, lexicon):
        return text, ""
    names = clauses.names(lexicon)
    first, *others = clauses.cut(text, names, lexicon) or [""]
    for part in others:
        named = clauses.mentions(part, names, lexicon)
        if not named or named[0].start or any(one.of == _PEOPLE for one in named):
            return text, ""
    return first, ", ".join(others)


def _read(text: str, lexicon: Lexicon) -> Heard[int]:
    found = normal.tokens(normal.fold(text))
    if any(token.kind == "sign" and token.text in _SIGNS for token in found):
        return Misunderstood("count-vague")
    words = _words(text, lexicon)
    now = _now(words, lexicon)
    if now:
        heard = _said(now, lexicon)
        return Unsure(heard.value) if isinstance(heard, Sure) else heard
    return _said(words, lexicon)


def _now(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """What is said of now, where it is told beside the past: "dulu 5, sekarang tinggal 2"; else nothing."""
    if "sekarang" not in words or lexicon.roles.before_now.isdisjoint(words[: words.index("sekarang")]):
        return ()
    return words[words.index("sekarang") + 1 :]


def _said(words: tuple[str, ...], lexicon: Lexicon) -> Heard[int]:
    figures = _figures(words, lexicon)
    if figures is None:
        return Misunderstood("count-unit")
    plain = tuple("#" if isinstance(word, int) else word for word in figures)
    hits = lexicon.cues["jumlah"].find(plain)
    labels = [hit.label for hit in hits]
    if "vague" in labels or "question" in labels:
        return Misunderstood("count-vague")
    if "other-unit" in labels:
        return Misunderstood("count-unit")
    numbers = [word for word in figures if isinstance(word, int)]
    strange = _strange(plain, hits, lexicon)
    together = [_TOGETHER[label] for label in labels if label in _TOGETHER]
    if together == [1] and not numbers and not {"kin", "spouse", "with"}.intersection(labels):
        lone = strange < 3 and (labels.count("not") == 0 or "nobody" in labels)
        return (
            (Sure(1) if labels == ["one"] and not strange else Unsure(1)) if lone else Misunderstood("count")
        )
    if "not" in labels or "nobody" in labels:
        return Misunderstood("count")
    if not together and strange <= 1 and (all_ := _listed(figures, hits)):
        return Unsure(all_)
    if len(numbers) > 1:
        return Misunderstood("count-several")
    if numbers:
        kin = sum(
            hit.label in ("kin", "spouse") and plain[hit.start - 1 : hit.start] != ("#",) for hit in hits
        )
        return _with_figure(numbers[0], labels, plain, bool(together), kin, strange)
    if together:
        return _together(together, labels, strange)
    return _named(labels, strange)


def _with_figure(
    number: int, labels: Sequence[str], words: Sequence[str], together: bool, kin: int, strange: int
) -> Heard[int]:
    if number > _MOST:
        return Misunderstood("count-unit")
    if together and "one" not in labels:
        return Misunderstood("count-several")
    me = "me" in labels or "one" in labels
    if me and "including" not in labels:
        if "with" not in labels or words.index("#") < words.index("saya" if "saya" in words else "#"):
            return Misunderstood("count-several")  # is the owner one of "4 orang sama saya"?
        return Misunderstood("count-several") if kin else Unsure(number + 1)
    if ("with" in labels or kin) and "including" not in labels:
        return Misunderstood("count-several")
    echoed = strange or "approx" in labels or "people" in labels
    if strange > 2:
        return Misunderstood("count")
    return Unsure(number) if echoed and "including" not in labels else Sure(number)


def _together(together: Sequence[int], labels: Sequence[str], strange: int) -> Heard[int]:
    if len(together) > 1 or strange > 2:
        return Misunderstood("count-several")
    kin = labels.count("kin") + labels.count("spouse")
    if together[0] == 2 and kin > 1:
        return Misunderstood("count-several")
    if together[0] == 1 and ("with" in labels or kin):
        return Misunderstood("count-several")
    return Sure(together[0]) if not strange else Unsure(together[0])


def _named(labels: Sequence[str], strange: int) -> Heard[int]:
    """ "saya, istri sama anak": each of them is one."""
    kin = labels.count("kin") + labels.count("spouse")
    if "me" in labels and kin and not strange:
        return Unsure(1 + kin)
    if "spouse" in labels and kin == 1 and not strange:
        return Unsure(2)
    return Misunderstood("count")


def _listed(figures: Sequence[str | int], hits: Sequence[Hit]) -> int:
    """How many "saya, istri, sama 2 kurir" are, the owner among them; 0 where that is no list or not the sum.

    A number beside those it counts is theirs ("anak dua"); one that stands by itself has to be the sum.
    """
    labels = [hit.label for hit in hits]
    if "me" not in labels or "including" in labels:
        return 0
    all_, known = 0, {hit.start: hit for hit in hits if hit.label in ("me", "kin", "spouse", "people")}
    ends = {hit.end: hit for hit in known.values()}
    totals: list[int] = []
    counted: set[int] = set()
    for at, value in enumerate(figures):
        if not isinstance(value, int):
            continue
        owner = known.get(at + 1) or (
            ends.get(at) if ends.get(at, hits[0]).label in ("kin", "people") else None
        )
        owner = owner or (ends.get(at - 1) if figures[at - 1] == "ada" else None)
        if owner is None or owner.start in counted or figures[owner.start] == "orang":
            totals.append(value)
        else:
            counted.add(owner.start)
            all_ += value
    for start, hit in known.items():
        mine = hit.label == "me" and start in ends and ends[start].label in ("kin", "people")  # "anak saya"
        if start not in counted and not mine and hit.label != "people":
            all_ += 1
    joined = "with" in labels or len(counted) > 1
    return all_ if joined and all_ > 1 and all(total == all_ for total in totals) else 0


def _strange(words: Sequence[str], hits: Sequence[Hit], lexicon: Lexicon) -> int:
    known = covered(hits)
    return sum(
        1
        for at, word in enumerate(words)
        if at not in known and word != "#" and word not in lexicon.particles
    )


def _words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    words: list[str] = []
    for token in normal.tokens(normal.fold(text)):
        if token.kind == "word":
            words += normal.reckoned(token.text, lexicon)
        elif token.kind == "number":
            words.append(token.text)
        elif token.text == "+":
            words.append("plus")
    return tuple(lexicon.rephrase.replaced(words))


def _figures(words: Sequence[str], lexicon: Lexicon) -> list[str | int] | None:
    """The words with each number as an int; None where one is no whole number or has a unit of money."""
    figures: list[str | int] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in lexicon.numerals.scales or word in lexicon.numerals.ones:
            return None
        if word[0].isdigit():
            found = numerals.figure(word)
            if found is None or not found.exact or len(word) > 6 or (len(word) > 1 and word[0] == "0"):
                return None
            figures.append(int(found.value))
            at += 1
            continue
        spelled = lexicon.numerals.spelled(words, at)
        if spelled is None:
            figures.append(word)
            at += 1
            continue
        value, at = spelled
        if value != int(value) or value == Fraction(1, 2):
            return None
        figures.append(int(value))
    return figures
