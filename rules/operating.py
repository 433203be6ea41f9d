"""The states a business can be in, as a check-in records them."""

from __future__ import annotations

from enum import Enum


class Operating(Enum):
    """PRODUCT, check-in: jalan seperti biasa, berkurang, tutup sementara, tutup, ganti usaha."""

    RUNNING = "running"
    REDUCED = "reduced"
    PAUSED = "paused"
    CLOSED = "closed"
    CHANGED = "changed"

    @property
    def trading(self) -> bool:
        """Whether anything is being sold: as usual, less than usual, or something else."""
        return self not in (Operating.PAUSED, Operating.CLOSED)
