"""Understands how somebody says that a business runs, runs less, rests, closed, or became another.

Words for what one does (jualan, buka), how it goes (lancar, sepi), and for stopping are found in
locales/words/keadaan.txt; how they go together is decided here: "tidak jualan lagi" has closed, "lagi tidak
jualan" rests, "tutup dulu" rests, "sudah tutup" has closed, "sepi" alone still runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.phrases import Hit
from rules.operating import Operating

_NOT = frozenset({"tidak", "bukan", "jangan", "tanpa"})
_STOPS = frozenset({"soft-stop", "hard-stop", "stop"})
_BUSINESS = frozenset(
    {"warung", "usaha", "toko", "saya", "mah", "ya", "bu", "pak", "kang", "kak", "min", "saja", "iya"}
)
_NEAR = 3  # words between a stop and the "dulu" that makes it one for now
_STORY = 4  # words beside the cues; more is echoed


@dataclass(frozen=True, slots=True)
class Said:
    """A message as plain words and the cues in them."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]

    def all(self, *labels: str) -> list[Hit]:
        """The cues of these kinds, in order."""
        return [hit for hit in self.hits if hit.label in labels]

    def denied(self, hit: Hit) -> str:
        """The "tidak" or "belum" right before this cue (a word may lie between), or ""."""
        for word in self.words[max(0, hit.start - 2) : hit.start]:
            if word in _NOT:
                return "tidak"
            if word == "belum":
                return "belum"
        return ""

    def follows(self, hit: Hit, word: str) -> bool:
        """Whether a word stands within reach after this cue."""
        return word in self.words[hit.end : hit.end + _NEAR]


def read(text: str, lexicon: Lexicon) -> Heard[Operating]:
    """The state that was said.

    Misunderstood: "operating" (none was said, or two that do not go together), "operating-hedge" (perhaps,
    almost, a plan, a question), "operating-which" (stopped, or a job elsewhere, but for now or for good?).
    """
    words = normal.normalise(text, lexicon)
    said = Said(words, tuple(lexicon.cues["keadaan"].find(words)))
    if "?" in text or said.all("hedge", "ask"):
        return Misunderstood("operating-hedge")
    found = _stopped(said) or _running(said)
    told = sum(hit.end - hit.start for hit in said.hits)
    strange = sum(word not in lexicon.particles for word in words) - told
    return Unsure(found.value) if isinstance(found, Sure) and strange > _STORY else found


def _stopped(said: Said) -> Heard[Operating] | None:
    """What a stop means; None where nothing stopped."""
    idle = [hit for hit in said.all("activity") if said.denied(hit)]
    stops = said.all(*_STOPS)
    if not idle and not stops:
        return None
    if any(said.denied(hit) for hit in stops):
        return Misunderstood("operating")
    trading = [hit for hit in said.all("activity") if not said.denied(hit) and not _object(said, hit)]
    if trading and said.all("still", "good"):
        return Misunderstood("operating")
    if any(said.denied(hit) == "belum" for hit in idle):
        return (
            Sure(Operating.PAUSED) if not said.all("hard-stop", "stop") else Misunderstood("operating-which")
        )
    if said.all("hard-stop"):
        return Misunderstood("operating-which") if _for_now(said, stops) else Sure(Operating.CLOSED)
    if said.all("soft-stop") or _for_now(said, [*stops, *idle]):
        return Misunderstood("operating-which") if said.all("for-good") else Sure(Operating.PAUSED)
    if any(said.follows(hit, "lagi") for hit in idle) or said.all("for-good"):
        return Sure(Operating.CLOSED)
    finished = any("sudah" in said.words[max(0, hit.start - 3) : hit.start] for hit in [*stops, *idle])
    if finished:
        return Sure(Operating.CLOSED)
    shut = [hit for hit in said.all("stop") if said.words[hit.start] == "tutup"]
    alone = all(
        word in _BUSINESS for at, word in enumerate(said.words) if all(at != hit.start for hit in shut)
    )
    return Unsure(Operating.CLOSED) if shut and alone else Misunderstood("operating-which")


def _object(said: Said, hit: Hit) -> bool:
    """Whether this is what stopped: "berhenti jualan", "stop produksi"."""
    return any(stop.end == hit.start for stop in said.all(*_STOPS))


def _for_now(said: Said, stops: Sequence[Hit]) -> bool:
    """Whether a stop is one for now: "tutup dulu", "lagi tidak jualan", "berhenti sampai lahiran"."""
    before = any("lagi" in said.words[max(0, hit.start - 2) : hit.start] for hit in stops)
    reasons = [hit for hit in said.all("for-now", "later") if said.words[hit.start] != "dulu"]
    after = any(said.follows(hit, "dulu") for hit in stops)
    return before or after or bool(reasons)


def _running(said: Said) -> Heard[Operating]:
    """What is said of a business that did not stop."""
    going = [hit for hit in said.all("activity", "good", "still") if not said.denied(hit)]
    less = [hit for hit in said.all("less") if not said.denied(hit)]
    dull = [hit for hit in said.all("good") if said.denied(hit)]
    if said.all("later"):
        return Misunderstood("operating-hedge")
    if said.all("changed"):
        return Sure(Operating.CHANGED)
    if "dulu" in said.words and "sekarang" in said.words and going and not said.all("job"):
        return Unsure(Operating.CHANGED)
    if len(less) != len(said.all("less")):
        return Misunderstood("operating")
    if less or dull:
        return Unsure(Operating.REDUCED) if said.all("good") or dull else Sure(Operating.REDUCED)
    if any(said.denied(hit) for hit in said.all("still")):
        return Misunderstood("operating")
    if said.all("job") and not said.all("activity"):
        return Misunderstood("operating-which")
    if any(word in _NOT or word == "belum" for word in said.words):
        return Misunderstood("operating")
    vague = all(
        said.words[hit.start : hit.end] in (("usaha",), ("jual",), ("bikin",), ("masak",)) for hit in going
    )
    if not going or vague:
        return Misunderstood("operating")
    return Sure(Operating.RUNNING)
