"""What is said and decided is pure: no I/O, no clock and no framework in conversations/ and rules/."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.modules import PACKAGES, ROOT, Module, plant, read

PURE = ("conversations", "rules")

# Of the standard library all but what reaches outside; of the rest only what computes.
IMPURE = frozenset(
    """
    asyncio builtins concurrent contextvars ctypes email fcntl fileinput ftplib getpass glob http imaplib
    importlib io logging mmap multiprocessing os pathlib pickle platform poplib queue random sched secrets
    select selectors shelve shutil signal smtplib socket socketserver sqlite3 ssl subprocess sys tempfile
    threading time urllib uuid webbrowser wsgiref xmlrpc
    """.split()
)
PURE_OF_IMPURE = frozenset({"urllib.parse"})
LIBRARIES = frozenset({"Sastrawi", "babel", "fluent", "lokal", "msgspec", "rapidfuzz"})

OUTSIDE = frozenset({"open", "print", "input", "breakpoint", "exec", "eval", "__import__"})
CLOCK = frozenset({"now", "utcnow", "today"})


def impurities(modules: list[Module]) -> list[str]:
    return [f"{module.path}:{line} {what}" for module in modules for line, what in sorted(_impure(module))]


def _impure(module: Module) -> Iterator[tuple[int, str]]:
    for name, line in module.imported():
        package = name.partition(".")[0]
        allowed = package in sys.stdlib_module_names - IMPURE or package in LIBRARIES or package in PACKAGES
        if not allowed and name not in PURE_OF_IMPURE:
            yield line, f"imports {name}"
    tree = module.parsed()
    clocks = {"datetime", "date"} | set(_renamed(tree))
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                yield node.lineno, "waits"
            case ast.Call(func=ast.Name(id=name)) if name in OUTSIDE:
                yield node.lineno, f"calls {name}()"
            case ast.Attribute(value=ast.Name(id=owner), attr=attr) if owner in clocks and attr in CLOCK:
                yield node.lineno, f"reads the clock: {owner}.{attr}"
            case ast.Attribute(value=ast.Attribute(attr="datetime" | "date"), attr=attr) if attr in CLOCK:
                yield node.lineno, f"reads the clock: {attr}"
            case _:
                pass


def _renamed(tree: ast.Module) -> Iterator[str]:
    """The names under which the classes of datetime were imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "datetime":
            yield from (alias.asname for alias in node.names if alias.asname)


def test_what_is_said_and_decided_is_pure() -> None:
    assert impurities(read(ROOT, PURE)) == []


def test_impurities_are_found_wherever_they_stand(tmp_path: Path) -> None:
    checkin = """
from datetime import date, datetime as moment
import datetime
from urllib.parse import quote
import rapidfuzz.fuzz
def script(facts):
    import sqlalchemy.orm, time
    from urllib.request import urlopen
    print(facts.now, facts.today)
    return moment.now(), date.today, datetime.datetime.utcnow(), date(2026, 1, 1)
async def send(): ...
"""
    modules = plant(
        tmp_path, {"conversations/checkin.py": checkin, "rules/due.py": "import math, dataclasses\n"}
    )
    assert impurities(modules) == [
        "conversations/checkin.py:7 imports sqlalchemy.orm",
        "conversations/checkin.py:7 imports time",
        "conversations/checkin.py:8 imports urllib.request",
        "conversations/checkin.py:9 calls print()",
        "conversations/checkin.py:10 reads the clock: date.today",
        "conversations/checkin.py:10 reads the clock: moment.now",
        "conversations/checkin.py:10 reads the clock: utcnow",
        "conversations/checkin.py:11 waits",
    ]
