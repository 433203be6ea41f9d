"""A set of labelled phrases and where they occur in a row of words: the longest first, without overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Hit(NamedTuple):
    """A phrase found: words[start:end] are it."""

    start: int
    end: int
    label: str


def covered(hits: Iterable[Hit]) -> set[int]:
    """Where the words stand that belong to these phrases; what stands elsewhere is strange to them."""
    return {at for hit in hits for at in range(hit.start, hit.end)}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, the longest first."""

    starting: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    @staticmethod
    def of(labelled: Iterable[tuple[tuple[str, ...], str]]) -> Phrases:
        """Build from (words, label); of two equal phrases the first counts."""
        found: dict[str, dict[tuple[str, ...], str]] = {}
        for words, label in labelled:
            if words:
                found.setdefault(words[0], {}).setdefault(words, label)
        return Phrases(
            {
                first: tuple(sorted(group.items(), key=lambda pair: -len(pair[0])))
                for first, group in found.items()
            }
        )

    def at(self, words: Sequence[str], start: int) -> Hit | None:
        """The longest phrase that begins at this word."""
        for phrase, label in self.starting.get(words[start], ()):
            end = start + len(phrase)
            if tuple(words[start:end]) == phrase:
                return Hit(start, end, label)
        return None

    def find(self, words: Sequence[str]) -> list[Hit]:
        """All phrases from left to right."""
        hits: list[Hit] = []
        if self.starting.keys().isdisjoint(words):
            return hits
        start = 0
        while start < len(words):
            hit = self.at(words, start)
            if hit is None:
                start += 1
            else:
                hits.append(hit)
                start = hit.end
        return hits

    def labels(self, words: Sequence[str]) -> frozenset[str]:
        """Which labels occur at all."""
        return frozenset(hit.label for hit in self.find(words))

    def whole(self, words: Sequence[str]) -> str:
        """The label of the phrase that is all of these words, or ""."""
        if not words:
            return ""
        hit = self.at(words, 0)
        return hit.label if hit is not None and hit.end == len(words) else ""

    def replaced(self, words: Sequence[str]) -> list[str]:
        """The words with each phrase replaced by the words of its label (parted by blanks)."""
        said: list[str] = []
        done = 0
        for hit in self.find(words):
            said += words[done : hit.start]
            said += hit.label.split()
            done = hit.end
        return [*said, *words[done:]]
