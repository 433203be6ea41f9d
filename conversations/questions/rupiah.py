"""An amount of money as it was stated: one figure or a range, for the period that was named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Self, final

from conversations.heard import Heard, Misunderstood, Partly, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Option, Question, Said
from conversations.understanding import amount
from rules.money import Amount, Period, rupiah

COIN = 100  # rupiah; nothing costs less, so a bare "25" is short for something
KEEP = "keep"  # the option: keep the amount for the period that was stated


@final
class Rupiah(Question[Amount]):
    """`per` is the period asked about. An amount for another one is asked back once, then kept as stated.

    Outside `usual` an amount is echoed before it counts; outside `lowest` to `highest` it is not taken.
    """

    modest = True

    def __init__(
        self,
        per: Period = Period.UNSTATED,
        *,
        lowest: int = 0,
        highest: int = 1_000_000_000_000,
        usual: tuple[int, int] | None = None,
        summed: bool = True,
        sticky: bool = True,
    ) -> None:
        super().__init__(summed=summed, sticky=sticky)
        self.per, self.lowest, self.highest, self.usual = per, lowest, highest, usual

    def between(self, lowest: int, highest: int) -> Self:
        """The same question with today's limits, in rupiah."""
        other = self.copied()
        other.lowest, other.highest = lowest, highest
        return other

    def options(self, so_far: Amount | None = None) -> Sequence[Option]:
        return [Option(KEEP, Label("amount-keep"))] if so_far is not None else []

    def understand(self, said: Said, ears: Ears, so_far: Amount | None) -> Heard[Amount]:
        if said.option == KEEP and so_far is not None:
            return Sure(so_far)
        if said.option is not None:
            return Misunderstood("amount")
        match amount.read(said.text, ears.lexicon):
            case Sure(value, rest):
                return self._fits(value, rest, so_far, sure=True)
            case Unsure(value, rest):
                return self._fits(value, rest, so_far, sure=False)
            case _:
                return Misunderstood("amount")

    def _fits(self, value: Amount, rest: str, so_far: Amount | None, *, sure: bool) -> Heard[Amount]:
        if 0 < value.high < COIN:
            return Misunderstood("amount-unit")
        if not self.lowest <= value.low <= value.high <= self.highest:
            return Misunderstood("amount-limits")
        if so_far is not None and (value.low, value.high) == (so_far.low, so_far.high):
            return Sure(so_far, rest)  # repeated: it stays as it was stated
        other = self.per is not Period.UNSTATED and value.per not in (Period.UNSTATED, self.per)
        if other and so_far is None:
            return Partly(value)
        low, high = self.usual or (self.lowest, self.highest)
        if sure and (other or low <= value.low <= value.high <= high):
            return Sure(value, rest)
        return Unsure(value, rest)

    def store(self, value: Amount) -> Json:
        if value.low == value.high and value.per is Period.UNSTATED:
            return value.low
        return [value.low, value.high, value.per.value]

    def recall(self, kept: Json) -> Amount:
        found = self._recalled(kept)
        if not self.lowest <= found.low <= found.high <= self.highest:
            raise Gone(self.key)  # the limits are others now
        return found

    def _recalled(self, kept: Json) -> Amount:
        match kept:
            case bool():
                raise Gone(self.key)
            case int():
                return rupiah(kept)
            case [int(low), int(high), str(per)]:
                try:
                    return Amount(low, high, Period(per))
                except ValueError:
                    raise Gone(self.key) from None
        raise Gone(self.key)

    def likely(self) -> Amount:
        return rupiah(min(max(1_000_000, self.lowest), self.highest))

    def show(self, value: Amount) -> Arg:
        return replace(value, per=self.per) if value.per is Period.UNSTATED else value

    def more(self, value: Amount) -> str:
        return f"amount-per-{self.per.value}"

    def limits(self) -> Mapping[str, Arg]:
        return {"lowest": rupiah(self.lowest), "highest": rupiah(self.highest)}
