"""`./run bench [NAME]`: runs one benchmark, or all of them, and prints their tables."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("webhook", "tick", "memory", "understanding", "dialogue")


def main(arguments: list[str]) -> int:
    """The names to run, all when none is given; what follows a name goes to that benchmark."""
    if arguments and arguments[0] not in NAMES:
        sys.stderr.write(f"no benchmark {arguments[0]!r}; there are: {', '.join(NAMES)}\n")
        return 2
    status = 0
    for name in arguments[:1] or NAMES:
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        status |= int(import_module(f"benchmarks.{name}").main(arguments[1:]))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
