"""Leaves out the numbers beside an amount: of dates, of goods, and an amount that was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import Token
from conversations.understanding.quantities import Quantity, counted, light, quantities, word_at

_THOUSAND, _LEAST = 1_000, 10_000  # a number of goods is smaller, an amount is more
_PRICES = 100_000  # an amount below that may be the price of one


def undated(pieces: list[Token], lexicon: Lexicon) -> list[Token]:
    """The pieces without the numbers of dates: "tanggal 1 sampai 31 oktober 2026", "tahun 2021"."""
    kept: list[Token] = []
    dated = False
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if dated and piece.kind == "number":
            small = piece.text.isdecimal() and (int(piece.text) <= 31 or 1950 <= int(piece.text) <= 2049)
            if small and (after is None or (after.kind == "word" and not counted(after, lexicon))):
                continue
        word = word_at(piece, lexicon)
        if dated and word == "sampai" and after is not None and after.kind == "number":
            continue
        month = lexicon.cues["tanggal"].at((word,), 0)
        dated = word in lexicon.roles.dated or (month is not None and month.label.isdecimal())
        kept.append(piece)
    return kept if any(piece.kind == "number" for piece in kept) or len(kept) == len(pieces) else pieces


def corrected(pieces: Sequence[Token], found: Sequence[Quantity], lexicon: Lexicon) -> int:
    """Where the amount begins that was said in place of another: "1jt eh salah, 1,3jt"; 0 where none was."""
    words = [word_at(piece, lexicon) for piece in pieces]
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        for at in range(other.start - 1, one.end - 1, -1):
            if words[at] in lexicon.roles.correcting:
                return at + 1
        denied = "bukan" in words[: one.start]
        if denied and not lexicon.roles.instead.isdisjoint(words[one.end : other.start]):
            return one.end
    return 0


def after_people(pieces: list[Token], found: Sequence[Quantity], lexicon: Lexicon) -> list[Token]:
    """What is said after a number of people that comes first, "5 orang dapat 3jt"; else nothing."""
    first = found[0]
    after = word_at(pieces[first.end], lexicon) if first.end < len(pieces) else ""
    people = first.unit == 1 and after in lexicon.roles.people and found[-1].value >= _PRICES
    people = people and all(light(word_at(piece, lexicon), lexicon) for piece in pieces[: first.start])
    return pieces[first.end + 1 :] if people else []


def of_goods(
    found: list[Quantity], pieces: list[Token], lexicon: Lexicon
) -> tuple[list[Quantity], list[Token]]:
    """The one amount without the numbers of goods beside it: "jual 40 mangkok dapatnya 480rb".

    A small amount may be the price of one: then all figures stay.
    """
    money = [one for one in found if one.unit > 1 or one.value >= _LEAST]
    others = [one for one in found if one.unit == 1 and one.value < _THOUSAND]
    if not others or len(money) != 1 or money[0].value < _PRICES or len(others) + 1 != len(found):
        return found, pieces
    for one in others:
        after = pieces[one.end] if one.end < len(pieces) else None
        if after is None or after.kind != "word" or light(word_at(after, lexicon), lexicon):
            return found, pieces
        if counted(after, lexicon) or word_at(after, lexicon) in lexicon.roles.from_to | lexicon.roles.both:
            return found, pieces
    inside = {at for one in others for at in range(one.start, one.end)}
    kept = [piece for at, piece in enumerate(pieces) if at not in inside]
    return quantities(kept, lexicon), kept
