"""Resident memory of `kabar serve` with all roles, at rest and after a load of registrations."""

from __future__ import annotations

import sys

import uvloop

from benchmarks import servers
from benchmarks.load import load


def main(arguments: list[str]) -> int:
    """Prints MiB as Linux counts VmRSS of the one process."""
    with servers.kabar() as server:
        at_rest = server.resident()
        uvloop.new_event_loop().run_until_complete(load(server.port, 5.0, 32))
        after = server.resident()
    sys.stdout.write(f"kabar serve, all roles: {at_rest:.0f} MiB at rest, {after:.0f} MiB after the load\n")
    return 0
