"""Every module of the project as a parsed tree, for the tests that guard its structure."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "console", "conversations", "locales", "rules", "scheduler", "storage", "turns")


@dataclass(frozen=True, slots=True)
class Module:
    """One file of Python source; `path` is relative to the root of its tree."""

    path: Path
    source: str

    @property
    def package(self) -> str:
        return self.path.parts[0]

    @property
    def lines(self) -> int:
        return self.source.count("\n")

    def parsed(self) -> ast.Module:
        return ast.parse(self.source, str(self.path))

    def imported(self) -> Iterator[tuple[str, int]]:
        """Every module named in an import, wherever in the file it stands, with its line."""
        for node in ast.walk(self.parsed()):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield "." * node.level + (node.module or ""), node.lineno


def read(root: Path, folders: tuple[str, ...] = PACKAGES) -> list[Module]:
    files = [file for folder in folders for file in sorted((root / folder).rglob("*.py"))]
    return [Module(file.relative_to(root), file.read_text("utf-8")) for file in files]


def plant(root: Path, files: dict[str, str]) -> list[Module]:
    """Writes a small tree of source and reads it back: what the guards are tried on."""
    for name, source in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")
    return read(root)
