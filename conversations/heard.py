"""What came of listening to one answer: understood, to be confirmed, more to come, or not understood."""

from __future__ import annotations

from typing import Generic, TypeAlias, TypeVar

import msgspec

T = TypeVar("T", covariant=True)


class Sure(msgspec.Struct, Generic[T], frozen=True):
    """Understood without doubt. `rest` is what was said beyond it ("2,5 juta bu, pegawai 2")."""

    value: T
    rest: str = ""


class Unsure(msgspec.Struct, Generic[T], frozen=True):
    """Probably meant; it is echoed and asked back before it counts: "Rp2.500.000 per bulan, betul?"."""

    value: T
    rest: str = ""


class Partly(msgspec.Struct, Generic[T], frozen=True):
    """Taken, and more of the same may follow until "selesai" (several photos, several ticks)."""

    value: T


class Misunderstood(msgspec.Struct, frozen=True):
    """Not understood; `reason` is the tail of a text key that says why, with an example."""

    reason: str


Heard: TypeAlias = "Sure[T] | Unsure[T] | Partly[T] | Misunderstood"
