"""The README is complete: every setting and command stands in it, and what it links to exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from bot.cli import assembled
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_stands_in_the_readme(name: str) -> None:
    assert f"`KABAR_{name.upper()}`" in README


def test_the_readme_names_no_setting_that_there_is_not() -> None:
    named = set(re.findall(r"KABAR_([A-Z_]+)", README))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def commands() -> list[tuple[str, TyperCommand | TyperGroup]]:
    root = typer.main.get_command(assembled())
    assert isinstance(root, TyperGroup)
    found: list[tuple[str, TyperCommand | TyperGroup]] = []
    for name, command in root.commands.items():
        assert isinstance(command, TyperCommand | TyperGroup)
        found.append((name, command))
        if isinstance(command, TyperGroup):
            inner = command.commands.items()
            found += [(f"{name} {word}", one) for word, one in inner if isinstance(one, TyperCommand)]
    return found


@pytest.mark.parametrize(
    "name", [name for name, command in commands() if not isinstance(command, TyperGroup)]
)
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"`kabar {name}" in README


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_option_of_a_command_stands_in_the_readme(name: str) -> None:
    command = dict(commands())[name]
    rows = [line for line in README.splitlines() if f"`kabar {name}" in line]
    for parameter in command.params:
        for flag in parameter.opts:
            if flag.startswith("--") and flag != "--help":
                assert any(flag in row for row in rows), f"{flag} of kabar {name}"


def test_what_the_readme_links_to_exists() -> None:
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert linked
    assert [target for target in linked if not (ROOT / target).exists()] == []


def test_the_readme_gives_the_commands_that_start_and_test_it() -> None:
    assert re.search(r"^\./run$", README, re.MULTILINE)
    assert re.search(r"^\./run test\b", README, re.MULTILINE)
