"""Reads the lists of words and phrases in locales/words: plain text that staff can extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files


def read(name: str) -> str:
    """The text of one list ("ejaan.txt", "intents/fund.txt"); FileNotFoundError if there is none."""
    return files("locales").joinpath("words", *name.split("/")).read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """The names (without ".txt") of the lists in a folder of locales/words, in alphabetical order."""
    found = files("locales").joinpath("words", folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".txt") for entry in found if entry.name.endswith(".txt")))


def lines(text: str) -> Iterator[str]:
    """The lines of a list that say something; what follows a "#" is a remark."""
    for line in text.splitlines():
        said = line.partition("#")[0].strip()
        if said:
            yield said


def variants(text: str) -> Mapping[str, tuple[str, ...]]:
    """A list of `plain: variant, variant` lines. A word that stands on several lines has all its variants."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(text):
        plain, _, written = line.partition(":")
        found[plain.strip()] = found.get(plain.strip(), ()) + _split(written)
    return found


def sections(text: str) -> Mapping[str, tuple[str, ...]]:
    """A list with `[name]` headings, under each of them phrases: one a line, or several parted by commas."""
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in lines(text):
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1].strip()
            found.setdefault(name, ())
        else:
            found[name] = found.get(name, ()) + _split(line)
    return found


def _split(line: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in line.split(",") if part.strip())
