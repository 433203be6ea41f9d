"""Brings what people type to plain words: case, repeated letters, chat spelling, Sundanese, typing slips."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from conversations.understanding.numerals import segments

if TYPE_CHECKING:
    from conversations.understanding.lexicon import Lexicon

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’`][^\W\d_]+)*(?:(?<=[^\W\d_]{3})2\b(?![.,]\d))?)"
    r"|(?P<sign>[^\w\s]|_)"
)
_SHORTEST_SLIP = 5  # letters of a word in which a slip is put right
_REPEATED = re.compile(r"(.)\1+")
_HALVES = str.maketrans({"½": "1/2", "¼": "1/4", "¾": "3/4"})
_LONGEST = 600  # signs of one message that are read; more is no answer to a question
_MOST_WORDS = 24  # words of a message by which its intent is weighed
_REFERENCE = re.compile(r"\b[a-z]{2,5}-[0-9]{3,}[0-9-]*")
_LEAST_PARTED = 9  # letters of a word that may be several written together
# A listed word may carry one of these: "menunya".
_ENDINGS = ("nya", "na", "ku", "mu", "lah", "kah", "pun", "an", "in")
# What may stand around a base word; a prefix with the first letter that it took: "menyapu" is "sapu".
_PREFIXES = (
    ("memper", ""), ("meng", ""), ("meng", "k"), ("meny", "s"), ("mem", ""), ("mem", "p"), ("men", ""),
    ("men", "t"), ("me", ""), ("di", ""), ("ber", ""), ("be", ""), ("ter", ""), ("te", ""), ("per", ""),
    ("peng", ""), ("peng", "k"), ("peny", "s"), ("pem", ""), ("pem", "p"), ("pen", ""), ("pen", "t"),
    ("pe", ""), ("se", ""), ("ke", ""), ("nge", ""), ("ng", ""), ("ny", "s"), ("n", "t"), ("m", "p"),
    ("", ""),
)  # fmt: skip
_SUFFIXES = ("", "nya", "an", "kan", "i", "in", "lah", "kah", "ku", "mu", "annya", "kannya", "keun", "na")


class Token(NamedTuple):
    """One word, number or sign as written (folded), and where it stands in the text."""

    text: str
    start: int
    end: int
    kind: str  # "number", "word" or "sign"


def fold(text: str) -> str:
    """The text in lower case and plain letters (é as e), one for one: position n stays position n."""
    if text.isascii():
        return text.lower()
    folded = []
    for sign in text:
        plain = unicodedata.normalize("NFKC", sign).lower()
        folded.append(unicodedata.normalize("NFKD", plain)[0] if len(plain) == 1 else sign)
    return "".join(folded)


def whole_fractions(text: str) -> str:
    """The text with the signs ½ ¼ ¾ written out: "1½" becomes "1 1/2"."""
    return re.sub(r"[½¼¾]", lambda found: " " + found[0].translate(_HALVES), text)


def tokens(text: str) -> list[Token]:
    """Words, numbers and signs of a text that is folded already."""
    return [
        Token(found.group(), found.start(), found.end(), found.lastgroup or "sign")
        for found in _TOKEN.finditer(text[:_LONGEST])
    ]


def plain(word: str, lexicon: Lexicon, slips: bool = True) -> tuple[str, ...]:
    """One written word as plain words: "gmnaaa" as ("bagaimana",), "oleh2" as ("oleh", "oleh").

    With `slips`, a word that is none is taken for the one it was meant to be ("pelatiahn"), and words written
    together are parted ("gamau").
    """
    key = word if slips else f"{word}="
    remembered = lexicon.remembered.get(key)
    if remembered is None:
        remembered = _plain(word.replace("'", "").replace("’", "").replace("`", ""), lexicon, slips)
        lexicon.remember(key, remembered)
    return remembered


def reckoned(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """As `plain`, but a word for a number stays as it is written: the numerals know it so."""
    return (word,) if word in lexicon.numerals.words else plain(word, lexicon)


def _plain(word: str, lexicon: Lexicon, slips: bool) -> tuple[str, ...]:
    """Listed as it is, doubled, with an ending, with a denial; a base word stays; else a slip, or several."""
    for written in _spellings(word):
        found = lexicon.respell.get(written)
        if found is not None:
            return found
        if written in lexicon.known or written in lexicon.roots:
            return (written,)
    if word.endswith("2"):
        once = plain(word[:-1], lexicon, slips)
        return once + once
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found = lexicon.respell.get(stem) or ((stem,) if stem in lexicon.known else None)
            if found is not None:
                return found
    denied = _negated(word, lexicon)
    if denied or not slips or _derived(word, lexicon):
        return denied or (word,)
    return _near(word, lexicon) or _parted(word, lexicon) or (word,)


def _negated(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """ "gamau", "gajadi": a denial written together with its verb."""
    for denial in sorted(lexicon.roles.joined_not, key=len, reverse=True):
        rest = word.removeprefix(denial)
        if rest != word and len(rest) > 2 and (rest in lexicon.respell or rest in lexicon.known):
            return lexicon.respell[denial] + lexicon.respell.get(rest, (rest,))
    return ()


def _parted(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    if len(word) < _LEAST_PARTED:
        return ()
    parts = segments(word, lexicon.respell.keys() | lexicon.known) if len(word) < 60 else None
    if parts is None or len(parts) * 3 > len(word):
        return ()
    return tuple(each for part in parts for each in lexicon.respell.get(part, (part,)))


def _derived(word: str, lexicon: Lexicon) -> bool:
    """Whether this is a base word of Indonesian with affixes: then it is no slip of another word."""
    for suffix in _SUFFIXES:
        if not word.endswith(suffix):
            continue
        stem = word.removesuffix(suffix)
        for prefix, first in _PREFIXES:
            if (
                stem.startswith(prefix)
                and len(stem) - len(prefix) > 2
                and first + stem[len(prefix) :] in lexicon.roots
            ):
                return True
    return False


def _spellings(word: str) -> tuple[str, ...]:
    """The word, and what it is without letters repeated for emphasis."""
    if not _REPEATED.search(word):
        return (word,)
    return word, _REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word)


def _near(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The one word of the lists from which this differs by a slip of the finger, or nothing."""
    size = len(word)
    if size < _SHORTEST_SLIP or not word.isalpha():
        return ()
    allowed = 1 if size < 9 else 2
    best: tuple[int, str] | None = None
    for candidate in lexicon.alike.get(word[0], ()):
        if abs(len(candidate) - size) > allowed:
            continue
        if len(candidate) == size == _SHORTEST_SLIP and sorted(candidate) != sorted(word):
            continue  # another letter makes another word: "mabar" is not "mayar"
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, candidate)
    if best is None:
        return ()
    return lexicon.respell.get(best[1], (best[1],))


def normalise(text: str, lexicon: Lexicon, slips: bool = True) -> tuple[str, ...]:
    """Plain words and numbers of a text, in order, without signs. Particles stay; see `essence`."""
    words: list[str] = []
    for token in tokens(fold(text)):
        if token.kind == "word":
            words += plain(token.text, lexicon, slips)
        elif token.kind == "number":
            words.append(token.text)
        elif token.text in lexicon.respell:
            words += lexicon.respell[token.text]
    return tuple(lexicon.rephrase.replaced(words))


def essence(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The words without particles, politeness and forms of address: "menu dong kang" is ("menu",)."""
    return tuple(word for word in words if word not in lexicon.particles)


def bare(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words by which an intent is weighed: without particles and forms of address, a number as "#".

    A reference number (PEL-2611-0007) is "<ref>". Courtesy stays: "tolong" and "terima_kasih" tell something.
    """
    words = normalise(_REFERENCE.sub(" xrefx ", fold(text)), lexicon)
    kept = tuple(
        "#" if word[0].isdigit() else "<ref>" if word == "xrefx" else word
        for word in words
        if word not in lexicon.softeners
    )
    return (kept or words)[:_MOST_WORDS]
