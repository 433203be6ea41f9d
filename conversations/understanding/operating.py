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
from conversations.understanding.parts import parts
from conversations.understanding.phrases import Hit, covered
from conversations.understanding.roles import Roles
from rules.operating import Operating

_STOPS = ("soft-stop", "hard-stop", "stop")
_STATES = ("activity", "good", "still", "less", "changed", *_STOPS)
_FEW = 4  # words of a message that says "tutup" and no more
_NEAR = 3  # words between a stop and the "dulu" that makes it one for now
_GROUPS = (
    "produk_makanan",
    "produk_barang",
    "jenis_usaha",
    "keahlian",
    "media_sosial",
    "tempat",
)  # konsep.txt


@dataclass(frozen=True, slots=True)
class Said:
    """Plain words and the cues in them."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    roles: Roles

    @staticmethod
    def of(words: tuple[str, ...], lexicon: Lexicon) -> Said:
        """With the cues of the list."""
        return Said(words, tuple(lexicon.cues["keadaan"].find(words)), lexicon.roles)

    def all(self, *labels: str) -> list[Hit]:
        """The cues of these kinds, in order."""
        return [hit for hit in self.hits if hit.label in labels]

    def denied(self, hit: Hit) -> str:
        """The "tidak" or "belum" right before this cue (a word may lie between, but no other cue), or ""."""
        before = [one.end for one in self.all(*_STATES) if one.end <= hit.start]
        for word in self.words[max(0, hit.start - 2, *before) : hit.start]:
            if word in self.roles.denying:
                return "tidak"
            if word == "belum":
                return "belum"
        return ""

    def stops(self) -> list[Hit]:
        """The cues for a stop that are not denied."""
        return [hit for hit in self.all(*_STOPS) if not self.denied(hit)]

    def idle(self) -> list[Hit]:
        """What one does not do: "tidak jualan"."""
        return [hit for hit in self.all("activity") if self.denied(hit)]

    def trading(self) -> list[Hit]:
        """What one does, and did not stop doing: not "jualan" in "berhenti jualan"."""
        ended = {stop.end for stop in self.all(*_STOPS)}
        did = [hit for hit in self.all("activity") if not self.denied(hit) and hit.start not in ended]
        ahead = min((hit.start for hit in self.all("later")), default=len(self.words))  # "bulan depan buka"
        return [hit for hit in did if hit.start < ahead and self.words[hit.start : hit.end] != ("usaha",)]

    def resumed(self) -> bool:
        """Whether one does again what had stopped: "buka lagi"."""
        return any(self.words[hit.end : hit.end + 1] == ("lagi",) for hit in self.trading())

    def follows(self, hit: Hit, word: str) -> bool:
        """Whether a word stands within reach after this cue."""
        return word in self.words[hit.end : hit.end + _NEAR]

    def since(self, hit: Hit) -> bool:
        """Whether "dari" or "sejak" stands before this word for the past: then it lasts."""
        return any(word in self.roles.since for word in self.words[max(0, hit.start - 1) : hit.start])

    def past(self) -> bool:
        """Whether it tells of the past: "dulu jualan", "sempat tutup", but not "tutup dulu"."""
        first = min((hit.start for hit in self.all(*_STATES)), default=0)
        then = [hit for hit in self.all("past") if not self.since(hit) and not self.denied(hit)]
        return bool(then) or any(hit.start < first and self.words[hit.start] == "dulu" for hit in self.hits)


def read(text: str, lexicon: Lexicon) -> Heard[Operating]:
    """The state that was said; Sure where every word beside it is known and nothing speaks against it.

    Misunderstood: "operating" (none was said, or two that do not go together), "operating-hedge" (perhaps,
    almost, a plan, a question), "operating-which" (stopped, or a job elsewhere, but for now or for good?).
    """
    said = Said.of(normal.normalise(text, lexicon), lexicon)
    if "?" in text or said.all("hedge", "ask"):
        return Misunderstood("operating-hedge")
    found = _stopped(said) or _running(said)
    if not isinstance(found, Sure):
        return found
    told = [Said.of(words, lexicon) for words in parts(text, lexicon, lexicon.roles.struck)]
    plain = all(_all_known(part, lexicon) for part in told if part.all(*_STATES))
    sure = plain and not _contrary(said, found.value) and not _still_something(said, lexicon)
    return found if sure else Unsure(found.value)


def _all_known(said: Said, lexicon: Lexicon) -> bool:
    """Whether each word of a part is a cue or may stand beside it; what follows "libur dulu" is a reason."""
    ended = [*said.stops(), *said.idle()]
    marks = [hit.end for hit in said.all("for-now", "later") if any(one.end <= hit.start for one in ended)]
    told = covered(said.hits)
    for hit in said.hits:
        if said.denied(hit):
            told.update(range(max(0, hit.start - 2), hit.start))
    words = said.words[: min(marks, default=len(said.words))]
    ends = {hit.end for hit in ended}  # "tidak jualan bakso lagi": but something else, perhaps
    return all(
        at in told or (_light(word, lexicon) and (at not in ends or word not in lexicon.groups))
        for at, word in enumerate(words)
    )


def _light(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.particles or word[0].isdigit() or lexicon.groups.get(word) in _GROUPS


def _still_something(said: Said, lexicon: Lexicon) -> bool:
    """Whether it only says that something lasts, and not clearly the business: "masih di rumah"."""
    if said.all(*_STATES, "thanks") != said.all("still"):
        return False
    lasting = covered(said.all("still"))
    beside = (word for at, word in enumerate(said.words) if at not in lasting)
    return any(word not in lexicon.particles and word not in said.roles.own for word in beside)


def _contrary(said: Said, state: Operating) -> bool:
    """Whether something speaks against the state: past, two states, only some days, perhaps never begun."""
    ended = [*said.stops(), *said.idle()]
    both = bool(ended) and bool(said.trading() or said.all("good", "changed"))
    turned = len(said.stops()) != len(said.all(*_STOPS)) and not state.trading
    ends = {hit.end for hit in ended}
    things = any(hit.start in ends for hit in said.all("thing"))  # "sudah tidak ada modal"
    scope = things or (bool(ended) and bool(said.all("scope")))  # "libur hari ini"
    past = said.past() and state is not Operating.CHANGED
    begun = any(said.denied(hit) == "belum" and not said.follows(hit, "lagi") for hit in said.idle())
    return past or both or turned or scope or (begun and not said.all("still"))


def _stopped(said: Said) -> Heard[Operating] | None:
    """What a stop means; None where nothing stopped."""
    idle, stops = said.idle(), said.stops()
    if not idle and not stops:
        return None
    if said.trading() and (said.all("still", "good") or said.resumed()):
        return Unsure(Operating.RUNNING) if said.past() else Misunderstood("operating")
    if any(said.denied(hit) == "belum" for hit in idle):
        return (
            Sure(Operating.PAUSED) if not said.all("hard-stop", "stop") else Misunderstood("operating-which")
        )
    if any(hit.label == "hard-stop" for hit in stops):
        brief = any(said.follows(hit, word) for hit in stops for word in said.roles.for_now)
        return Misunderstood("operating-which") if brief else Sure(Operating.CLOSED)
    if any(hit.label == "soft-stop" for hit in stops) or _for_now(said, [*stops, *idle]):
        return Misunderstood("operating-which") if said.all("for-good") else Sure(Operating.PAUSED)
    if any(said.follows(hit, "lagi") for hit in idle) or said.all("for-good"):
        return Sure(Operating.CLOSED)
    if any("sudah" in said.words[max(0, hit.start - 3) : hit.start] for hit in [*stops, *idle]):
        return Sure(Operating.CLOSED)
    shut = any(said.words[hit.start] == "tutup" for hit in stops) and not said.all(
        "scope", "good", "less", "still"
    )
    return Unsure(Operating.CLOSED) if shut and len(said.words) <= _FEW else Misunderstood("operating-which")


def _for_now(said: Said, stops: Sequence[Hit]) -> bool:
    """Whether a stop is one for now: "tutup dulu", "lagi tidak jualan", "berhenti sampai lahiran"."""
    again = {at for hit in said.all(*_STATES) for at in range(hit.start, hit.end + 1)}  # "tidak jualan lagi"
    before = any(
        said.words[at] == "lagi" and at not in again
        for hit in stops
        for at in range(max(0, hit.start - 2), hit.start)
    )
    reasons = [hit for hit in said.all("for-now", "later") if said.words[hit.start] != "dulu"]
    after = any(said.follows(hit, "dulu") for hit in stops)
    return before or after or bool(reasons)


def _running(said: Said) -> Heard[Operating]:
    """What is said of a business that did not stop."""
    spared = bool(said.all(*_STOPS))  # "belum tutup", "tidak pernah libur"
    going = [hit for hit in said.all("activity", "good", "still", "thanks") if not said.denied(hit)]
    less = [hit for hit in said.all("less") if not said.denied(hit)]
    dull = [hit for hit in said.all("good") if said.denied(hit)]
    if said.all("later"):
        return Misunderstood("operating-hedge")
    if said.all("wait"):
        return Unsure(Operating.PAUSED)
    if any(said.denied(hit) for hit in said.all("changed")):
        return Misunderstood("operating")
    if said.all("changed"):
        return Sure(Operating.CHANGED)
    if "dulu" in said.words and "sekarang" in said.words and going and not said.all("job"):
        return Unsure(Operating.CHANGED)
    if said.past() and not (said.resumed() or said.all("still")):
        return Misunderstood("operating")
    if len(less) != len(said.all("less")):
        return Misunderstood("operating")
    if less or dull:
        return Unsure(Operating.REDUCED) if said.all("good") or dull else Sure(Operating.REDUCED)
    if any(said.denied(hit) for hit in said.all("still")):
        return Misunderstood("operating")
    if said.all("job") and not said.all("activity"):
        return Misunderstood("operating-which")
    if spared:
        never = all(said.denied(hit) == "tidak" for hit in said.all(*_STOPS))
        never = never and said.roles.not_this.isdisjoint(said.words)
        return Sure(Operating.RUNNING) if going or never else Unsure(Operating.RUNNING)
    if any(word in said.roles.denying or word == "belum" for word in said.words):
        return Misunderstood("operating")
    vague = all(
        hit.end - hit.start == 1 and said.words[hit.start] in said.roles.any_activity for hit in going
    )
    if not going or vague:
        return Misunderstood("operating")
    return Sure(Operating.RUNNING)
