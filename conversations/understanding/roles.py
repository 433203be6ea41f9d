"""The words that change what others beside them mean, by their role in the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Roles:
    """The sections of locales/words/peran.txt, which explains each; plain words unless marked."""

    story: frozenset[str]
    since: frozenset[str]
    not_this: frozenset[str]
    joined_not: frozenset[str]  # as written
    trailing: frozenset[str]
    nods: frozenset[str]
    still: frozenset[str]
    states: frozenset[str]
    denying: frozenset[str]
    struck: frozenset[str]
    own: frozenset[str]
    any_activity: frozenset[str]
    for_now: frozenset[str]
    before_now: frozenset[str]
    people: frozenset[str]
    dated: frozenset[str]
    periods: frozenset[str]
    correcting: frozenset[str]
    instead: frozenset[str]
    from_to: frozenset[str]
    both: frozenset[str]
    lowest: frozenset[str]
    highest: frozenset[str]
    light: frozenset[str]
    earned: frozenset[str]
    no_date: frozenset[str]  # as written
    asking: frozenset[str]
    courtesy: frozenset[str]
    thanked_for: frozenset[str]
    nameless: frozenset[str]
    of_names: frozenset[str]
    kecamatan: frozenset[str]  # as written
    desa: frozenset[str]  # as written

    @staticmethod
    def of(sections: Mapping[str, Sequence[str]]) -> Roles:
        """From the sections of the list; TypeError where one is missing or unknown."""
        return Roles(**{name.replace("-", "_"): frozenset(words) for name, words in sections.items()})
