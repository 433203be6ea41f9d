"""Understands how somebody says that a business runs, rests, closed or changed."""

from __future__ import annotations

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from rules.operating import Operating


def read(text: str, lexicon: Lexicon) -> Heard[Operating]:
    """The state that was said. Misunderstood: "hedge", "which-stop" (a job, but for how long?), "operating"."""
    words = normal.normalise(text, lexicon)
    labels = {hit.label for hit in lexicon.cues["keadaan"].find(words)}
    if "hedge" in labels or "?" in text:
        return Misunderstood("hedge")
    states = labels - {"job"}
    if "paused" in states:
        return Unsure(Operating.PAUSED) if states > {"paused"} else Sure(Operating.PAUSED)
    if "closed" in states:
        return Misunderstood("operating") if states & {"running", "reduced"} else Sure(Operating.CLOSED)
    if "changed" in states:
        return Sure(Operating.CHANGED)
    if "reduced" in states:
        return Sure(Operating.REDUCED)
    if "running" in states:
        return Misunderstood("operating") if "tidak" in words else Sure(Operating.RUNNING)
    return Misunderstood("which-stop" if "job" in labels else "operating")
