"""Modules can be read: each says what it is for, and is short or says here why not."""

import ast
from pathlib import Path

from tests.modules import PACKAGES, ROOT, Module, plant, read

LIMIT = 300
LONG: dict[str, str] = {
    # "package/module.py": "why it is clearer in one piece",
    "storage/migrations/versions/0001_begin_with_everything.py": "the whole schema as it began",
}
VAGUE = {"manager", "managers", "helper", "helpers", "util", "utils", "base", "common", "misc"}


def silent(modules: list[Module]) -> list[str]:
    """Modules that do not say what they are for."""
    return [str(module.path) for module in modules if not ast.get_docstring(module.parsed())]


def wordy(modules: list[Module]) -> list[str]:
    """Packages that do not say in one sentence what lives there."""
    said = {
        module.path: ast.get_docstring(module.parsed()) or "" for module in modules if _opens_package(module)
    }
    return [
        str(path) for path, text in said.items() if "\n" in text or text.count(".") != 1 or text[-1] != "."
    ]


def _opens_package(module: Module) -> bool:
    return module.path.name == "__init__.py"


def test_every_module_says_what_it_is_for() -> None:
    assert silent(read(ROOT, (*PACKAGES, "tests", "benchmarks"))) == []


def test_every_package_says_in_one_sentence_what_lives_there() -> None:
    modules = read(ROOT)
    assert {module.package for module in modules if _opens_package(module)} == set(PACKAGES)
    assert wordy(modules) == []


def test_a_long_module_has_a_reason() -> None:
    lengths = {str(module.path): module.lines for module in read(ROOT, (*PACKAGES, "tests", "benchmarks"))}
    assert {path: lines for path, lines in lengths.items() if lines > LIMIT and path not in LONG} == {}
    assert {path for path in LONG if lengths.get(path, 0) <= LIMIT} == set(), "these need no reason any more"


def test_files_are_nouns_that_mean_something() -> None:
    modules = read(ROOT, (*PACKAGES, "tests", "benchmarks"))
    assert [str(module.path) for module in modules if module.path.stem in VAGUE] == []


def test_silent_and_wordy_modules_are_found(tmp_path: Path) -> None:
    modules = plant(
        tmp_path,
        {
            "bot/__init__.py": '"""The edge; no rule."""\n',
            "bot/web.py": "import this\n",
            "rules/__init__.py": '"""What the office decides. Nothing is sent."""\n',
            "turns/__init__.py": '"""One row,\none transaction."""\n',
            "storage/__init__.py": "",
        },
    )
    assert silent(modules) == ["bot/web.py", "storage/__init__.py"]
    assert wordy(modules) == ["rules/__init__.py", "storage/__init__.py", "turns/__init__.py"]
