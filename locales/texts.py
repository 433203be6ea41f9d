"""The texts in each language: Fluent files in locales/<language>/, compiled once, said by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TypeAlias

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType, fluent_number
from fluent.syntax import ast
from fluent.syntax.ast import Resource

Value: TypeAlias = "str | int"
Simple: TypeAlias = "tuple[tuple[str, str], ...]"  # words, or the name of a variable

FIRST = "id"  # the language of the people; it has every text
LANGUAGES = (FIRST, "en")
ENDS = {  # each sign that turns the direction of writing, and the one that ends it
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


class BadText(ValueError):
    """A text file that Fluent cannot read, or a key that stands twice."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts, by language. `label.hint` is the attribute `hint` of the text `label`."""

    bundles: Mapping[str, FluentBundle]
    keys: Mapping[str, frozenset[str]]
    simple: Mapping[tuple[str, str], Simple] = field(repr=False)  # by language and key
    _plain: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def load() -> Texts:
        """All files of locales/; BadText when one cannot be read."""
        folder = files("locales")
        return Texts.of(
            {
                language: {
                    entry.name: entry.read_text(encoding="utf-8")
                    for entry in sorted(folder.joinpath(language).iterdir(), key=lambda entry: entry.name)
                    if entry.name.endswith(".ftl")
                }
                for language in LANGUAGES
            }
        )

    @staticmethod
    def of(sources: Mapping[str, Mapping[str, str]]) -> Texts:
        """From Fluent sources by language and file name."""
        bundles: dict[str, FluentBundle] = {}
        simple: dict[tuple[str, str], Simple] = {}
        keys: dict[str, frozenset[str]] = {}
        for language, by_name in sources.items():
            bundle = FluentBundle([language], use_isolating=False)
            found: set[str] = set()
            for name, source in by_name.items():
                resource = FluentResource(source)
                for key, pattern in _patterns(f"{language}/{name}", resource):
                    if key in found:
                        raise BadText(f"{language}/{name}: {key} stands twice")
                    found.add(key)
                    if (parts := _simple(pattern)) is not None:
                        simple[language, key] = parts
                bundle.add_resource(resource)
            bundles[language], keys[language] = bundle, frozenset(found)
        return Texts(bundles, keys, simple)

    def has(self, language: str, key: str) -> bool:
        """Whether that language has the text."""
        return key in self.keys.get(language, ())

    def say(self, language: str, key: str, args: Mapping[str, Value] | None = None) -> str:
        """The text, in the first language where the other lacks it; LookupError when there is none at all."""
        if args:
            return self._say(language, key, args)
        said = self._plain.get((language, key))
        if said is None:
            said = self._plain[language, key] = self._say(language, key, {})
        return said

    def _say(self, language: str, key: str, args: Mapping[str, Value]) -> str:
        if not self.has(language, key):
            if language == FIRST or not self.has(FIRST, key):
                raise LookupError(f"no text {key!r}")
            language = FIRST
        parts = self.simple.get((language, key))
        if parts is not None:
            try:
                return "".join([text or closed(str(args[name])) for text, name in parts])
            except KeyError as missing:
                raise LookupError(f"text {key!r} needs {missing}") from None
        bundle = self.bundles[language]
        name, _, attribute = key.partition(".")
        message = bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise LookupError(f"no text {key!r}")
        said, errors = bundle.format_pattern(pattern, {name: _value(value) for name, value in args.items()})
        if errors:
            raise LookupError(f"text {key!r}: {errors[0]}")
        return str(said)


def _value(value: Value) -> str | FluentType:
    """Numbers keep their digits together: a year is no amount."""
    return closed(value) if isinstance(value, str) else fluent_number(value, useGrouping=False)


def closed(words: str) -> str:
    """Somebody's words; where they turn the direction of writing, what follows them is not turned too."""
    if words.isascii():
        return words
    turned: list[str] = []
    for sign in words:
        if sign in ENDS:
            turned.append(ENDS[sign])
        elif turned and sign == turned[-1]:
            turned.pop()
    return words + "".join(reversed(turned))


def _simple(pattern: ast.Pattern) -> Simple | None:
    """The pattern as words and names, where it is no more: said ten times as fast as by Fluent."""
    parts: list[tuple[str, str]] = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append((element.value, ""))
        elif isinstance(element.expression, ast.VariableReference):
            parts.append(("", element.expression.id.name))
        else:
            return None
    return tuple(parts)


def _patterns(where: str, resource: Resource) -> Iterable[tuple[str, ast.Pattern]]:
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise BadText(f"{where}: cannot read {entry.content!r}"[:200])
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                yield entry.id.name, entry.value
            for attribute in entry.attributes:
                yield f"{entry.id.name}.{attribute.id.name}", attribute.value
