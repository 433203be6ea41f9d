"""Every text stands in each language, with the same variables, and every miss has one that says why."""

from __future__ import annotations

import ast as python
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from locales.texts import LANGUAGES, BadText, Texts
from tests.talk import texts

INPUT = (".words", ".lead")  # attributes that hold what people type, in whatever language
ROOT = Path(__file__).parents[2]


class Variables(visitor.Visitor):
    """Collects `$name` wherever it is used in a pattern."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def variables(language: str) -> dict[str, frozenset[str]]:
    """The variables of each text, by key."""
    found: dict[str, frozenset[str]] = {}
    for entry in files("locales").joinpath(language).iterdir():
        for item in FluentParser().parse(entry.read_text(encoding="utf-8")).body:
            if isinstance(item, ast.Message):
                patterns = [(item.id.name, item.value)]
                patterns += [(f"{item.id.name}.{part.id.name}", part.value) for part in item.attributes]
                for key, pattern in patterns:
                    names = Variables()
                    names.visit(pattern) if pattern is not None else None
                    found[key] = frozenset(names.names)
    return found


def shown(keys: Iterator[str] | frozenset[str]) -> set[str]:
    """The keys of texts that people are shown."""
    return {key for key in keys if not key.endswith(INPUT) and not key.startswith("since-words")}


def test_every_text_stands_in_every_language() -> None:
    first, *others = [shown(texts().keys[language]) for language in LANGUAGES]
    for other in others:
        assert first == other, f"only in one: {sorted(first ^ other)}"


def test_every_text_has_the_same_variables_in_every_language() -> None:
    first, *others = [variables(language) for language in LANGUAGES]
    for other in others:
        assert {key: first[key] for key in first.keys() & other.keys() if first[key] != other[key]} == {}


def reasons(tree: python.AST) -> Iterator[str]:
    """The words inside `Misunderstood(...)`; what is put together at run time is met by other tests."""
    for node in python.walk(tree):
        if isinstance(node, python.Call) and getattr(node.func, "id", "") == "Misunderstood" and node.args:
            said = node.args[0]
            for part in (said.body, said.orelse) if isinstance(said, python.IfExp) else (said,):
                if isinstance(part, python.Constant):
                    yield str(part.value)


def test_every_reason_not_to_understand_has_its_text() -> None:
    found = {
        reason
        for file in (ROOT / "conversations").rglob("*.py")
        for reason in reasons(python.parse(file.read_text(encoding="utf-8")))
    }
    found |= {"kecamatan", "kecamatan-several", "desa", "desa-several"}
    found |= {f"nik-{fault}" for fault in ("length", "region", "date", "serial")}
    assert {reason for reason in found if not texts().has("id", f"miss-{reason}")} == set()


def test_words_of_people_are_taken_literally() -> None:
    mine = Texts.of({"id": {"a.ftl": "hello = Halo { $name }!"}})
    for name in ("{ $name }", "<b>Ibu</b>", "{{ 7*7 }}", "\u202eIbu\u202c", "🙂", "-term", "%s", "| a | b |"):
        assert mine.say("id", "hello", {"name": name}) == f"Halo {name}!"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("\u202eIbu", "\u202eIbu\u202c"),
        ("\u2067a\u202eb", "\u2067a\u202eb\u202c\u2069"),
        ("\u202eIbu\u202c \u200fNur", "\u202eIbu\u202c \u200fNur"),
        ("Ibu\u202c", "Ibu\u202c"),
    ],
)
@pytest.mark.parametrize("text", ["hello = { $name }, nomor 12", "hello = { $name }, nomor { 12 }"])
def test_a_name_that_turns_the_direction_of_writing_does_not_turn_what_follows(
    name: str, said: str, text: str
) -> None:
    assert Texts.of({"id": {"a.ftl": text}}).say("id", "hello", {"name": name}) == f"{said}, nomor 12"


def test_a_year_is_no_amount() -> None:
    assert (
        Texts.of({"id": {"a.ftl": "since = Sejak { $year }"}}).say("id", "since", {"year": 2019})
        == "Sejak 2019"
    )


def test_the_first_language_stands_in_for_another_and_a_missing_text_is_a_fault() -> None:
    mine = Texts.of({"id": {"a.ftl": "hello = Halo"}, "en": {"a.ftl": "bye = Bye"}})
    assert mine.say("en", "hello") == "Halo"
    for language, key in (("id", "bye"), ("id", "hello.hint"), ("en", "none")):
        with pytest.raises(LookupError):
            mine.say(language, key)
    with pytest.raises(LookupError):
        Texts.of({"id": {"a.ftl": "hello = Halo { $name }"}}).say("id", "hello", {"nama": "Ibu"})


def test_a_text_that_stands_twice_or_cannot_be_read_is_a_fault() -> None:
    with pytest.raises(BadText):
        Texts.of({"id": {"a.ftl": "hello = Halo", "b.ftl": "hello = Hai"}})
    with pytest.raises(BadText):
        Texts.of({"id": {"a.ftl": "hello { = Halo"}})
