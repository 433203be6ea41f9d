"""How well people are understood, on the tables in tests/understanding and any other, and what it costs.

`./run bench understanding [TSV ...] [--folds N] [--learn]`. A table has the columns kind, text, expected
("a|b" where either is right) and note. A third of own.tsv, told by a hash of the text, was not looked at
while the lists were written: it is shown by itself. --learn writes locales/words/intents.json anew.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process

from conversations.understanding import learning, normal, weights
from conversations.understanding.commands import command
from conversations.understanding.explain import KINDS, explain
from conversations.understanding.features import features
from conversations.understanding.intent import CUT, NONE
from conversations.understanding.lexicon import Lexicon

TODAY = date(2026, 11, 24)
TABLES = Path(__file__).resolve().parent.parent / "tests" / "understanding"
HELD_BACK = 3  # one sentence of so many
FOLDS = 5
_LIKE = 90  # of WRatio, the cut of the rival


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, and what it means."""

    kind: str
    text: str
    expected: tuple[str, ...]

    @property
    def held_back(self) -> bool:
        return sha256(self.text.encode()).digest()[0] % HELD_BACK == 0


@dataclass(slots=True)
class Tally:
    """How often the answer was right, asked back, silently wrong; for "none" sentences: left alone or not."""

    right: int = 0
    asked: int = 0
    wrong: int = 0
    alone: int = 0
    disturbed: int = 0
    faults: list[str] = field(default_factory=list)

    def count(self, row: Row, value: str) -> None:
        if row.expected == (NONE,):
            self.alone += value == NONE
            self.disturbed += value != NONE
        elif value in row.expected:
            self.right += 1
        elif value in ("invalid", NONE):
            self.asked += 1
        else:
            self.wrong += 1
        if value not in (*row.expected, "invalid", NONE):
            self.faults.append(f"{'|'.join(row.expected)} taken for {value}: {row.text}")

    def line(self) -> str:
        all_ = max(1, self.right + self.asked + self.wrong)
        shares = f"{(self.right + self.asked) / all_:7.1%} {self.asked / all_:7.1%}"
        said = f"{self.right:5} {self.asked:5} {self.wrong:5}  {shares}"
        none = self.alone + self.disturbed
        return said + (
            f"   none: {self.alone} of {none} left alone ({self.alone / none:.1%})" if none else ""
        )


def read(table: Path) -> list[Row]:
    """The rows of one table; a tab parts the columns and nothing is quoted."""
    with table.open(encoding="utf-8", newline="") as lines:
        found = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(row["kind"], row["text"], tuple(row["expected"].split("|"))) for row in found]


def tables(others: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """Each table by name; own.tsv as what was seen and what was held back."""
    for table in sorted(TABLES.glob("*.tsv")):
        rows = [row for row in read(table) if row.kind in KINDS]
        if table.stem == "own":
            yield "own, seen while writing", [row for row in rows if not row.held_back]
            yield "own, held back", [row for row in rows if row.held_back]
        elif rows:
            yield table.stem, rows
    for other in others:
        yield other, read(Path(other))


def tally(rows: Iterable[Row], value: Callable[[Row], str]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for row in rows:
        found.setdefault(row.kind, Tally()).count(row, value(row))
    return found


def show(name: str, found: Mapping[str, Tally]) -> None:
    out(f"\n{name}\nkind        right asked wrong  right or asked  asked")
    for kind in KINDS:
        if kind in found:
            out(f"{kind:10} {found[kind].line()}")
    for kind, one in found.items():
        for fault in one.faults:
            out(f"  {kind}: {fault}")


def nearest_phrase(rows: Sequence[Row], lexicon: Lexicon) -> Tally:
    """The intents by the likest phrase of the lists alone, by WRatio: what the weights have to beat."""
    phrases = [(" ".join(normal.bare(phrase, lexicon)), name) for phrase, name in learning.phrases()]
    words = [phrase for phrase, _ in phrases]
    found = Tally()
    for row in rows:
        said = " ".join(normal.bare(row.text, lexicon))
        best = process.extractOne(said, words, scorer=fuzz.WRatio, score_cutoff=_LIKE)
        found.count(row, NONE if best is None else phrases[best[2]][1])
    return found


def folded(lexicon: Lexicon, folds: int) -> Tally:
    """Each phrase of the lists by weights learnt without it: harder than sentences, for most are short."""
    phrases = learning.phrases()
    random.Random(1).shuffle(phrases)
    names = tuple(sorted({name for _, name in phrases}))
    found = Tally()
    for fold in range(folds):
        taught = [phrase for at, phrase in enumerate(phrases) if at % folds != fold]
        made = weights.kept(learning.learn(taught, names, lexicon), names, "")
        for phrase, name in phrases[fold::folds]:
            score, meant = made.likely(features(normal.bare(phrase, lexicon), lexicon))[0]
            found.count(Row("intent", phrase, (name,)), meant if score >= CUT else NONE)
    found.faults.clear()
    return found


def costs(rows: Sequence[Row], lexicon: Lexicon) -> None:
    """Microseconds of one sentence of each kind, its words met for the first time and known already.

    What share of a turn that is, `python -m benchmarks.turn` says.
    """
    out("\ncost in microseconds (median)   first   again")
    for kind in (*KINDS, "command"):
        said = [row.text for row in rows if row.kind == kind or (kind == "command" and row.kind == "intent")]

        def hear(text: str, kind: str = kind) -> object:
            return command(text, lexicon) if kind == "command" else explain(kind, text, TODAY, lexicon)

        lexicon.remembered.clear()
        first = median(_microseconds(hear, text) for text in said)
        again = median(_microseconds(hear, text) for text in said)
        out(f"  {kind:28} {first:7.0f} {again:7.0f}")


def _microseconds(work: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    work(text)
    return (time.perf_counter() - begun) * 1e6


def confusion(rows: Sequence[Row], value: Callable[[Row], str]) -> None:
    """Which intents are taken for which, "none" being what is asked back."""
    pairs = Counter(
        ("|".join(row.expected), meant) for row in rows if (meant := value(row)) not in row.expected
    )
    out("\nintents not met (none: asked back)")
    for (expected, meant), times in pairs.most_common():
        out(f"  {expected:16} -> {meant:12} {times}")


def out(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str]) -> int:
    """Prints the tables; 1 when a sentence of a kind other than intent was silently misread."""
    others = [word for word in arguments if word.endswith(".tsv")]
    folds = int(arguments[arguments.index("--folds") + 1]) if "--folds" in arguments else FOLDS
    lexicon = Lexicon.load()
    if "--learn" in arguments:
        made = weights.written(learning.build(lexicon))
        Path(str(files("locales").joinpath("words", "intents.json"))).write_text(made, encoding="utf-8")
        lexicon = Lexicon.load()

    def value(row: Row) -> str:
        return str(explain(row.kind, row.text, TODAY, lexicon)["value"])

    everything: list[Row] = []
    misread = 0
    for name, rows in tables(others):
        found = tally(rows, value)
        show(name, found)
        misread += sum(one.wrong for kind, one in found.items() if kind != "intent")
        everything += rows
    intents = [row for row in everything if row.kind == "intent"]
    confusion(intents, value)
    out(f"\nintents by the likest phrase alone\n           {nearest_phrase(intents, lexicon).line()}")
    if folds > 1:
        out(f"\nthe lists' own phrases, {folds} folds\n           {folded(lexicon, folds).line()}")
    costs(everything, lexicon)
    return int(misread > 0)
