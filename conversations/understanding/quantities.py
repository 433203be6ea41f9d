"""Finds figures with their units in a message: "1jt500", "dua juta lima ratus ribu", "1 1/2 juta"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from conversations.understanding import normal, numerals
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import Token

_MILLION, _THOUSAND = 1_000_000, 1_000
_MOST_DIGITS = 10
_SPANS = frozenset({"day", "week", "month", "year"})
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure times its largest unit (1 where none was said), and the pieces [start:end) that are it.

    `plain` when it was typed as a bare number; `exact` is false for 2,5 without a unit.
    """

    value: Fraction
    unit: int
    start: int
    end: int
    plain: bool = False
    exact: bool = True


class Malformed(Exception):
    """A figure that cannot be read; `reason` is said to the person."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def unglued(folded: str, lexicon: Lexicon) -> list[Token]:
    """The tokens, with words that are written together cut apart ("limaratusribu", "rbperhari")."""
    pieces: list[Token] = []
    found = normal.tokens(folded)
    for at, token in enumerate(found):
        parts = None
        doubled = token.kind == "word" and token.text.endswith("2") and token.text not in lexicon.respell
        if doubled and _scale(found, at + 1, lexicon):
            pieces.append(Token(token.text[:-1], token.start, token.end - 1, "word"))
            pieces.append(Token("2", token.end - 1, token.end, "number"))  # "omset2 juta" is no "omset-omset"
            continue
        if token.kind == "word" and len(token.text) > 4 and token.text not in lexicon.money:
            parts = numerals.segments(token.text, lexicon.money)
        if parts is None or len(parts) == 1:
            pieces.append(token)
            continue
        start = token.start
        for part in parts:
            pieces.append(Token(part, start, start + len(part), "word"))
            start += len(part)
    return pieces


def other_number(pieces: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the digits are a phone number, NIK, NIB, year, date or a paper's number, not an amount."""
    texts = [piece.text for piece in pieces]
    money = not lexicon.numerals.currency.isdisjoint(texts)
    for at, piece in enumerate(pieces):
        if piece.kind != "number" or not piece.text.isdecimal():
            continue
        digits = piece.text
        alone = not _scale(pieces, at + 1, lexicon)  # no unit follows
        if alone and any(word_at(one, lexicon) == "nomor" for one in pieces[max(0, at - 2) : at]):
            return True  # "no kwitansi 2000123"
        if len(digits) > _MOST_DIGITS or (len(digits) > 1 and digits.startswith("0")):
            return True
        if len(digits) >= 9 and digits.startswith(("8", "62")) and not money:
            return True
        if at and texts[at - 1] == "+" and digits.startswith("62"):
            return True
        if len(digits) == 4 and 1950 <= int(digits) <= 2049 and not money and alone:
            return True
    return _DATED.fullmatch("".join(texts)) is not None and "," not in texts


def quantities(pieces: Sequence[Token], lexicon: Lexicon) -> list[Quantity]:
    """All figures from left to right; Malformed where signs or units are misplaced."""
    found: list[Quantity] = []
    at = 0
    while at < len(pieces):
        quantity = _quantity(pieces, at, lexicon)
        if quantity is None:
            at += 1
        else:
            found.append(quantity)
            at = quantity.end
    return found


def _quantity(pieces: Sequence[Token], start: int, lexicon: Lexicon) -> Quantity | None:
    """The figure that begins here, with all its units: "1jt500", "dua juta lima ratus ribu"."""
    words = lexicon.numerals
    total, unit, lowest, at = Fraction(0), 1, 0, start
    while at < len(pieces):
        text = word_of(pieces[at], lexicon)
        one = words.ones.get(text)
        if one is not None and (not lowest or one < lowest):
            total, unit, lowest, at = total + one, max(unit, one), one, at + 1
            continue
        if lowest and words.steps.get(text) == "setengah" and not _scale(pieces, at + 1, lexicon):
            return Quantity(total + Fraction(lowest, 2), unit, start, at + 1)
        read_ = _figure(pieces, at, lexicon)
        if read_ is None:
            break
        value, end, figure = read_
        if end < len(pieces) and pieces[end].text == "an" and _scale(pieces, end + 1, lexicon):
            end += 1  # "300an ribu"
        scale = _scale(pieces, end, lexicon)
        if scale:
            if lowest and scale >= lowest:
                break
            if figure is not None and figure.thousands and scale == _MILLION:
                value = numerals.thousandths(figure)
            elif figure is not None and figure.thousands:
                raise Malformed("amount-unit")
            total, unit, lowest, at = total + value * scale, max(unit, scale), scale, end + 1
            continue
        if not lowest:
            return Quantity(value, 1, start, end, figure is not None, figure is None or figure.exact)
        more = _trailing(value, lowest, pieces, end, lexicon)
        if more is None:
            break
        return Quantity(total + more, unit, start, end)
    return Quantity(total, unit, start, at) if lowest else None


def _figure(
    pieces: Sequence[Token], at: int, lexicon: Lexicon
) -> tuple[Fraction, int, numerals.Figure | None] | None:
    """The number at this piece without its unit, where it ends, and its form if it is written in digits."""
    piece = pieces[at]
    tenths = _said_tenths(pieces, at, lexicon)
    if tenths is not None:
        return tenths
    if piece.kind == "word":
        spelled = lexicon.numerals.spelled([word_of(p, lexicon) for p in pieces[at : at + 8]], 0)
        return (spelled[0], at + spelled[1], None) if spelled else None
    if piece.kind != "number":
        return None
    if (
        at
        and pieces[at - 1].text in (",", ".")
        and pieces[at - 1].end == piece.start
        and (at < 2 or pieces[at - 2].kind != "word")
    ):
        raise Malformed("amount-digits")
    texts = [p.text for p in pieces[at : at + 4]]
    if len(texts) > 2 and texts[1] == "/":
        part = numerals.share(texts[0], texts[2])
        if part is not None:
            return part, at + 3, numerals.Figure(part, False)
    figure = numerals.figure(piece.text)
    if figure is None:
        raise Malformed("amount-digits")
    value, end = figure.value, at + 1
    if len(texts) > 3 and texts[2] == "/" and figure.exact and (part := numerals.share(texts[1], texts[3])):
        return value + part, at + 4, numerals.Figure(value + part, False)
    if end < len(pieces) and lexicon.numerals.steps.get(pieces[end].text) == "setengah":
        return value + Fraction(1, 2), end + 1, numerals.Figure(value, False)
    if end < len(pieces) and lexicon.numerals.steps.get(pieces[end].text) == "ratus" and value < 10:
        return value * 100, end + 1, None
    return value, end, figure


def _said_tenths(
    pieces: Sequence[Token], at: int, lexicon: Lexicon
) -> tuple[Fraction, int, numerals.Figure | None] | None:
    """ "dua koma lima", "2 koma 5": a decimal as it is spoken."""
    ends = [pieces[at + step].text if at + step < len(pieces) else "" for step in range(3)]
    if ends[1] != "koma":
        return None
    whole, part = (
        int(end) if end.isdecimal() else lexicon.numerals.values.get(end, -1) for end in (ends[0], ends[2])
    )
    if whole < 0 or not 0 <= part <= 9:
        return None
    value = Fraction(whole * 10 + part, 10)
    return value, at + 3, numerals.Figure(value, False)


def _trailing(
    value: Fraction, lowest: int, pieces: Sequence[Token], end: int, lexicon: Lexicon
) -> Fraction | None:
    """What a figure without a unit adds to the one before: in "1jt500" 500,000, in "25rb500" 500."""
    if end < len(pieces) and pieces[end].kind == "word" and not light(word_of(pieces[end], lexicon), lexicon):
        return None
    if lowest == _MILLION and 100 <= value < 1000 and value.denominator == 1:
        return value * _THOUSAND
    if lowest == _MILLION and _THOUSAND <= value < _MILLION and value % _THOUSAND == 0:
        return value
    if lowest == _THOUSAND and 100 <= value < 1000 and value.denominator == 1:
        return value
    return None


def light(word: str, lexicon: Lexicon) -> bool:
    """Whether a plain word says nothing about what is counted: particles, rupiah, periods."""
    period = lexicon.cues["uang"].at((word,), 0)
    return (
        word in lexicon.particles
        or word in lexicon.numerals.currency
        or word in lexicon.roles.light
        or (period is not None and period.label in _SPANS)
    )


def word_of(piece: Token, lexicon: Lexicon) -> str:
    """A written word as the numerals know it; the written form counts before its plain one."""
    if piece.kind != "word" or piece.text in lexicon.money:
        return piece.text
    words = normal.plain(piece.text, lexicon)
    return words[0] if len(words) == 1 else piece.text


def word_at(piece: Token, lexicon: Lexicon) -> str:
    """The first plain word of a piece, or its sign or number."""
    return normal.plain(piece.text, lexicon)[0] if piece.kind == "word" else piece.text


def counted(piece: Token, lexicon: Lexicon) -> bool:
    """Whether this word is a number or a unit: "ribu", "ratus", "setengah"."""
    return word_of(piece, lexicon) in lexicon.numerals.words


def _scale(pieces: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    if at >= len(pieces) or pieces[at].kind != "word":
        return 0
    return lexicon.numerals.scales.get(word_of(pieces[at], lexicon), 0)
