"""What came of listening to one answer: understood, to be confirmed, more to come, or not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Sure(Generic[T]):
    """Understood without doubt. `rest` is what was said beyond it ("2,5 juta bu, pegawai 2")."""

    value: T
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Unsure(Generic[T]):
    """Probably meant; it is echoed and asked back before it counts: "Rp2.500.000 per bulan, betul?"."""

    value: T
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Partly(Generic[T]):
    """Taken, and more of the same may follow until "selesai" (several photos, several ticks)."""

    value: T


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """Not understood; `reason` is the tail of a text key that says why, with an example."""

    reason: str


Heard: TypeAlias = "Sure[T] | Unsure[T] | Partly[T] | Misunderstood"
