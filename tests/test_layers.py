"""Imports run one way: locales, rules <- conversations <- storage <- turns <- scheduler, console <- bot."""

from pathlib import Path

from tests.modules import PACKAGES, ROOT, Module, plant, read

LAYERS = (
    {"locales", "rules"},
    {"conversations"},
    {"storage"},
    {"turns"},
    {"scheduler", "console"},
    {"bot"},
)
LEVEL = {package: level for level, packages in enumerate(LAYERS) for package in packages}
NOT_SHIPPED = {"tests", "benchmarks"}


def wrong_imports(modules: list[Module]) -> list[str]:
    found = []
    for module in modules:
        for name, line in module.imported():
            package = name.partition(".")[0]
            if name.startswith("."):
                found.append(f"{module.path}:{line} imports {name}: name the package in full")
            elif package in NOT_SHIPPED:
                found.append(f"{module.path}:{line} imports {name}, which is not installed")
            elif package in LEVEL and package != module.package and LEVEL[package] >= LEVEL[module.package]:
                found.append(f"{module.path}:{line} imports {name}, which lies above or beside it")
    return found


def test_imports_run_one_way() -> None:
    assert wrong_imports(read(ROOT)) == []


def test_every_package_has_a_layer() -> None:
    assert set(LEVEL) == set(PACKAGES)


def test_wrong_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    modules = plant(
        tmp_path,
        {
            "bot/web.py": "import storage.writer, turns.desk\nimport console.pages\nimport bot.settings\n",
            "console/pages.py": "def show():\n    from scheduler import clock\n",
            "conversations/checkin.py": "import rules.due\nif TYPE_CHECKING:\n    import storage.inbox\n",
            "locales/words.py": "import rules\nfrom . import text\n",
            "rules/due.py": "import tests.fakes\nimport storages\nimport datetime\n",
            "storage/writer.py": "import conversations.engine\nimport rules\nimport storage.tables\n",
            "turns/desk.py": "import bot\n",
        },
    )
    assert [problem.partition(",")[0] for problem in wrong_imports(modules)] == [
        "console/pages.py:2 imports scheduler",
        "conversations/checkin.py:3 imports storage.inbox",
        "locales/words.py:1 imports rules",
        "locales/words.py:2 imports .: name the package in full",
        "rules/due.py:1 imports tests.fakes",
        "turns/desk.py:1 imports bot",
    ]
