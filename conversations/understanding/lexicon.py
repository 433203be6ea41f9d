"""The words and phrases by which people are understood, read once from locales/words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from conversations.understanding import normal
from conversations.understanding.numerals import Numerals
from conversations.understanding.phrases import Phrases
from conversations.understanding.roles import Roles
from conversations.understanding.weights import NOTHING, Weights, parsed
from locales import wordlists

_MOST_REMEMBERED = 20_000
Sections: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrase that staff taught, as plain words, and the intent that it means."""

    words: tuple[str, ...]
    intent: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the parsers know of words.

    Words: `respell` gives the plain words for one written word, `rephrase` for several; `particles` change
    no meaning, `softeners` are those that are no courtesy either; `known` are the plain words of all lists,
    `roots` the base words of Indonesian (PySastrawi's list), `alike` the lists' words by first letter,
    against which slips are corrected; `numerals` read numbers, `money` may be written to one.

    Meaning: `cues` are the phrases of each list with the section where they stand, `beside` the words that
    may stand with a command, `roles` those by which rules turn, `choices` what people type for the values
    of an enum, `groups` words that do the same in a sentence, `weights` the intent model.
    """

    respell: Mapping[str, tuple[str, ...]]
    rephrase: Phrases
    particles: frozenset[str]
    softeners: frozenset[str]
    known: frozenset[str]
    roots: frozenset[str]
    alike: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, Phrases]
    beside: Mapping[str, frozenset[str]]
    choices: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    groups: Mapping[str, str]
    numerals: Numerals
    roles: Roles
    money: frozenset[str]
    weights: Weights = NOTHING
    taught: tuple[Taught, ...] = ()
    taught_by_word: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    remembered: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def load() -> Lexicon:
        """Read all lists. Takes a fraction of a second; do it once and pass the result on."""
        return _load()

    def with_taught(self, phrases: Iterable[tuple[str, str]]) -> Lexicon:
        """The same with these (phrase, intent) as the taught ones; those taught before are left out."""
        found = tuple(Taught(normal.bare(phrase, self), intent) for phrase, intent in phrases)
        by_word: dict[str, list[int]] = {}
        for at, phrase in enumerate(found):
            for word in dict.fromkeys(phrase.words):
                by_word.setdefault(word, []).append(at)
        return replace(self, taught=found, taught_by_word={word: tuple(ats) for word, ats in by_word.items()})

    def synonyms(self, of: str, value: str) -> tuple[tuple[str, ...], ...]:
        """What people type for one value of the list locales/words/choices/<of>.txt, as plain words."""
        return self.choices.get(of, {}).get(value, ())

    def remember(self, word: str, words: tuple[str, ...]) -> None:
        """Keep the plain words of a written word, up to a limit: people repeat themselves."""
        if len(self.remembered) < _MOST_REMEMBERED:
            self.remembered[word] = words


CUES = ("perintah", "yatidak", "keadaan", "jumlah", "tanggal", "uang", "sebutan")


def _load() -> Lexicon:
    """Single words first, then several that are one, then the phrases that are written in such words."""
    lists = {name: _sections(name) for name in CUES}
    written = _written()
    spelled = _joined(_single(written, lists), written)
    choices = {
        name: {
            value: tuple(normal.essence(normal.normalise(p, spelled), spelled) for p in phrases)
            for value, phrases in _sections(f"choices/{name}").items()
        }
        for name in wordlists.names("choices")
    }
    return replace(
        spelled,
        cues={name: _cues(sections, spelled) for name, sections in lists.items()},
        beside=_beside(lists["perintah"], spelled),
        choices=choices,
        weights=parsed(wordlists.read("intents.json")),
    )


def _sections(name: str) -> Sections:
    return wordlists.sections(wordlists.read(f"{name}.txt"))


def _written() -> Sections:
    """Each plain word and how it is written, in chat, in Sundanese and in Javanese."""
    written = {**wordlists.variants(wordlists.read("ejaan.txt"))}
    for language in ("sunda", "jawa"):
        for word, variants in wordlists.variants(wordlists.read(f"{language}.txt")).items():
            written[word] = written.get(word, ()) + variants
    return written


def _single(written: Sections, lists: Mapping[str, Sections]) -> Lexicon:
    """What is known of single words."""
    single = {
        v: (word,) for word, variants in reversed(list(written.items())) for v in variants if "_" not in v
    }
    little, roles = _sections("partikel"), Roles.of(_sections("peran"))
    particles = frozenset(word for section in little.values() for word in section)
    grouped = wordlists.variants(wordlists.read("konsep.txt"))
    groups = {word: group for group, members in reversed(list(grouped.items())) for word in members}
    listed = (
        word for list_ in lists.values() for group in list_.values() for p in group for word in p.split()
    )
    numerals = Numerals.of(_sections("bilangan"))
    known = frozenset(written) | particles | frozenset(listed) | frozenset(w for w in groups if "_" not in w)
    known |= {word for word in numerals.words if len(word) > 3}
    return Lexicon(
        respell=single,
        rephrase=Phrases({}),
        particles=particles,
        softeners=particles - frozenset(little["sopan"]),
        known=known,
        roots=frozenset(word for word in StemmerFactory().get_words() if word.isalpha()),
        alike=_alike(known | single.keys()),
        cues={},
        beside={},
        choices={},
        groups=groups,
        numerals=numerals,
        roles=roles,
        money=numerals.words | numerals.currency | _glued(single, roles.periods),
    )


def _joined(single: Lexicon, written: Sections) -> Lexicon:
    """The same with words that are several ("terima kasih") made one ("terima_kasih")."""
    several = [
        (tuple(part for one in v.split("_") for part in normal.plain(one, single, slips=False)), word)
        for word, variants in written.items()
        for v in (word, *variants)
        if "_" in v
    ]
    several += [(tuple(word.split("_")), word) for word in single.groups if "_" in word]
    return replace(single, rephrase=Phrases.of(several), remembered={})


def _alike(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) > 3:
            found.setdefault(word[0], []).append(word)
    return {first: tuple(group) for first, group in found.items()}


def _cues(sections: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> Phrases:
    return Phrases.of(
        (normal.normalise(phrase, lexicon, slips=False), name)
        for name, phrases in sections.items()
        if not name.startswith(_WITH)
        for phrase in phrases
    )


_WITH = "dengan "  # marks the sections of words that may stand beside a command


def _beside(sections: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    return {
        name.removeprefix(_WITH): frozenset(
            word for phrase in phrases for word in normal.normalise(phrase, lexicon, slips=False)
        )
        for name, phrases in sections.items()
        if name.startswith(_WITH)
    }


def _glued(single: Mapping[str, tuple[str, ...]], periods: frozenset[str]) -> frozenset[str]:
    """The words for a period that people write right behind an amount: "500rbperhari"."""
    return frozenset(word for word, plain in single.items() if plain[0] in periods) | periods
