"""Durable turns against echoes in memory: registrations over 32 connections, in turns, medians, one run."""

from __future__ import annotations

import sys
from statistics import median, quantiles

import uvloop

from benchmarks import servers, turn
from benchmarks.load import Measured, load

CONNECTIONS = 32
ROUNDS, SECONDS, WARM = 20, 1.0, 3.0  # short rounds: what disturbs the machine meets both of a pair
KABAR = "kabar, durable"
SHIPPED = "an echo in memory, aiogram's own webhook"
STRIPPED = "an echo in memory, aiogram's dispatcher alone"
CALLING = "that one, calling the Bot API to answer"


def main(arguments: list[str]) -> int:
    """Prints rates, waits and the ratios; a failed request makes the run worthless and the status 1."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    rows: dict[str, list[Measured]] = {KABAR: [], SHIPPED: [], STRIPPED: [], CALLING: []}
    with (
        servers.kabar("--roles", "web") as kabar,
        servers.echo() as shipped,
        servers.echo("stripped") as stripped,
        servers.calling_echo() as calling,
    ):
        run = uvloop.new_event_loop().run_until_complete
        measured = {KABAR: kabar, SHIPPED: shipped, STRIPPED: stripped, CALLING: calling}
        for server in measured.values():
            run(load(server.port, WARM, CONNECTIONS))
        before = kabar.meter("kabar_commits")
        for _ in range(rounds):
            for name, server in measured.items():
                busy = server.busy()
                rows[name].append(run(load(server.port, SECONDS, CONNECTIONS)))
                rows[name][-1].busy = server.busy() - busy
        commits = kabar.meter("kabar_commits") - before
        single = run(load(kabar.port, WARM, 1))
        alone = kabar.meter("kabar_commits") - before - commits
    updates = sum(len(one.waits) for one in rows[KABAR])
    out = sys.stdout.write
    out(f"{'':50}updates/s   p50 ms   p99 ms   CPU us/update\n")
    for name, each in rows.items():
        out(f"{name:50}{line(each)}\n")
    for name in (SHIPPED, STRIPPED, CALLING):
        out(f"ratio to {name}: {ratio(rows[KABAR], rows[name])}\n")
    out(f"write transactions for each update: {commits / updates:.2f} at {CONNECTIONS} connections, ")
    out(f"{alone / max(1, len(single.waits)):.2f} alone\n")
    failed = sum(one.failed for each in (*rows.values(), [single]) for one in each)
    if failed:
        out(f"{failed} requests failed\n")
    return (1 if failed else 0) | turn.main([])


def line(rows: list[Measured]) -> str:
    """Medians of the rounds: rate, waits, and processor time of the server (not of the Bot API's)."""
    rate, p50, p99, cpu = (
        median(one.rate for one in rows),
        median(one.percentile(0.5) for one in rows),
        median(one.percentile(0.99) for one in rows),
        median(one.busy / len(one.waits) * 1e6 for one in rows),
    )
    return f"{rate:9.0f}{p50:9.1f}{p99:9.1f}{cpu:13.0f}"


def ratio(ours: list[Measured], theirs: list[Measured]) -> str:
    """The median of the pairs of rounds, and between what half of them lie."""
    low, middle, high = quantiles(
        (mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True)), n=4
    )
    return f"{middle:.2f} (half of {len(ours)} pairs from {low:.2f} to {high:.2f})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
