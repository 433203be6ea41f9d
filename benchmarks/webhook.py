"""Durable turns against an echo in memory: registrations over 32 connections, in turns, medians, one run."""

from __future__ import annotations

import sys
from statistics import median

import uvloop

from benchmarks import servers
from benchmarks.load import Measured, load

CONNECTIONS = 32
ROUNDS, SECONDS, WARM = 5, 4.0, 2.0


def main(arguments: list[str]) -> int:
    """Prints rates, waits and the ratio; a failed request makes the run worthless and the status 1."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    ours: list[Measured] = []
    theirs: list[Measured] = []
    with servers.kabar("--roles", "web") as kabar, servers.echo() as echo:
        run = uvloop.new_event_loop().run_until_complete
        for server in (kabar, echo):
            run(load(server.port, WARM, CONNECTIONS))
        before = kabar.meter("kabar_commits")
        for _ in range(rounds):
            for server, rows in ((kabar, ours), (echo, theirs)):
                busy = server.busy()
                rows.append(run(load(server.port, SECONDS, CONNECTIONS)))
                rows[-1].busy = server.busy() - busy
        commits = kabar.meter("kabar_commits") - before
        single = run(load(kabar.port, SECONDS, 1))
        alone = kabar.meter("kabar_commits") - before - commits
    updates = sum(len(one.waits) for one in ours)
    ratios = [mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True)]
    out = sys.stdout.write
    out(f"{'':26}updates/s   p50 ms   p99 ms   CPU us/update\n")
    for name, rows in (("kabar, durable", ours), ("aiogram echo, in memory", theirs)):
        rate, p50, p99 = (
            median(one.rate for one in rows),
            median(one.percentile(0.5) for one in rows),
            median(one.percentile(0.99) for one in rows),
        )
        cpu = median(one.busy / len(one.waits) * 1e6 for one in rows)
        out(f"{name:26}{rate:9.0f}{p50:9.1f}{p99:9.1f}{cpu:13.0f}\n")
    out(f"ratio, median of {rounds} pairs: {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})\n")
    out(f"write transactions for each update: {commits / updates:.2f} at {CONNECTIONS} connections, ")
    out(f"{alone / max(1, len(single.waits)):.2f} alone\n")
    failed = sum(one.failed for one in (*ours, *theirs, single))
    if failed:
        out(f"{failed} requests failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
