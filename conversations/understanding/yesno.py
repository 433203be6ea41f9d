"""Understands yes and no, in Indonesian, Sundanese and Javanese; a hedge is asked back, never taken for one.

Sure is what was said in one direction, in words that are all known; only a reason, an apology or a blessing
in a part of its own may have any words. All else that has a yes or no in it is Unsure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.parts import parts as cut
from conversations.understanding.phrases import Hit, covered
from conversations.understanding.roles import Roles


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a message up to a comma or a reason, and the cues in it; `strange` words are none."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    strange: tuple[int, ...]
    roles: Roles

    def all(self, *labels: str) -> list[Hit]:
        """The cues of these kinds, in order."""
        return [hit for hit in self.hits if hit.label in labels]

    def word(self, hit: Hit) -> str:
        """The last word of a cue."""
        return self.words[hit.end - 1]

    def free(self, label: str) -> list[Hit]:
        """The cues for yes that are not denied: in "tidak setuju", "belum bisa hadir" there is none."""
        noes = self.all("no")
        return [hit for hit in self.all(label) if not any(self._denies(no, hit) for no in noes)]

    def _denies(self, no: Hit, hit: Hit) -> bool:
        if hit.label == "weak-yes":
            return no.end <= hit.start
        return no.end == hit.start and self.word(hit) != "iya"

    @property
    def value(self) -> bool | None:
        """What this part says; None where it says nothing, or both yes and no."""
        noes, agreed = self.all("no"), self.free("yes")
        if noes:
            nodded = all(hit.start < noes[0].start and self.word(hit) in self.roles.nods for hit in agreed)
            return False if nodded and not self.wavers else None
        return True if agreed or self.free("weak-yes") else None

    @property
    def wavers(self) -> bool:
        """Whether a word stands beside its denial, as one asks oneself: "mau nggak ya", "sudah belum"."""
        return any(
            (one.label, other.label, one.end) == ("weak-yes", "no", other.start)
            and (
                self.word(one) not in self.roles.still
                or (self.word(one), self.word(other)) == ("sudah", "belum")
            )
            for one, other in zip(self.hits, self.hits[1:], strict=False)
        )

    @property
    def clear(self) -> bool:
        """Whether it means what it says: no strange word, one denial, not of the past, nothing contrary."""
        twice = sum(self.word(hit) != "silang" for hit in self.all("no")) > 1  # "moal teu": surely
        return not (self.strange or twice or self.past or (self.value is None and self.all("no", "yes")))

    @property
    def past(self) -> bool:
        """Whether a word for the past stands before the answer: "tadi iya"."""
        first = min((hit.start for hit in self.all("yes", "weak-yes", "no")), default=0)
        return any(
            hit.start < first and (hit.start == 0 or self.words[hit.start - 1] not in self.roles.since)
            for hit in self.all("past")
        )

    @property
    def story(self) -> bool:
        """Whether it tells a reason or a courtesy in words of its own, or blesses."""
        begun = bool(self.words) and self.words[0] in self.roles.story and bool(self.strange)
        return begun or bool(self.all("bless") and self.value is None)

    def turns(self, value: bool | None) -> bool:
        """Whether a courtesy takes back what was said: "iya, maaf saya gak jadi"; a reason does not."""
        told = self.all("yes", "no") and self.words[0] != "karena"
        return self.story and bool(told) and self.value is not value


def read(text: str, lexicon: Lexicon) -> Heard[bool]:
    """True for yes, False for no. Misunderstood: "hedge", "question" or "yesno" (neither was said)."""
    parts = [_part(words, lexicon) for words in cut(text, lexicon)]
    if any(part.wavers or (part.all("hedge") and not part.all("bless")) for part in parts):
        return Misunderstood("hedge")
    if "?" in text or any(part.all("ask") for part in parts):
        return Misunderstood("question")
    plain = _plain(parts, lexicon)
    told = [part for part in plain if part.all("yes", "no") or part.value is not None]
    if not told:
        return Unsure(True) if any(part.all("surely") for part in parts) else Misunderstood("yesno")
    *before, last = told
    agree = all(part.value is last.value or (not last.value and _nods(part)) for part in before)
    corrected = any(part.all("unreal") or part.turns(last.value) for part in parts)
    if last.value is not None and agree and not corrected and all(part.clear for part in plain):
        return Sure(last.value)
    last = next((part for part in reversed(told) if part.all("yes", "no")), last)
    if last.value is not True:
        return Unsure(False)
    return Unsure(True) if any(_firm(part) for part in told) else Misunderstood("yesno")


def _plain(parts: Sequence[Part], lexicon: Lexicon) -> Sequence[Part]:
    """The parts that answer: no reason, no courtesy, and nothing that says why not after a plain no."""
    plain, denied = [], False
    for part in parts:
        if not (part.story or (denied and _excuses(part, lexicon))):
            plain.append(part)
        denied = denied or (part.value is False and part.clear and "bukan" not in part.words)
    return plain


def _excuses(part: Part, lexicon: Lexicon) -> bool:
    """Whether this says why not: "belum bu, ktp hilang"; after "bukan" it may correct."""
    figures = any(word[0].isdigit() or word in lexicon.numerals.words for word in part.words)
    weak = {part.word(hit) for hit in part.all("weak-yes")}
    told = part.all("yes", "no", "surely") or figures or not weak <= lexicon.roles.states
    return bool(part.strange) and not told


def _nods(part: Part) -> bool:
    """Whether this only nods: "iya, belum"."""
    return part.value is True and all(part.word(hit) in part.roles.nods for hit in part.free("yes"))


def _firm(part: Part) -> bool:
    """Whether a plain yes begins a part, or has but one strange word beside it."""
    agreed = part.all("yes")
    return bool(agreed) and (len(part.strange) < 2 or agreed[0].start < part.strange[0])


def _part(words: tuple[str, ...], lexicon: Lexicon) -> Part:
    found = [hit for hit in lexicon.cues["yatidak"].find(words) if not _idle(words, hit, lexicon)]
    poles = [hit for hit in found if hit.label in ("yes", "weak-yes", "no")]
    firm = not poles or any(
        hit.label != "weak-yes" and words[hit.start] not in lexicon.roles.trailing for hit in poles
    )
    kept = [hit for hit in found if firm or hit.label != "topic"]  # "mau daftar" may be a wish of its own
    told = covered(kept)
    strange = tuple(at for at, word in enumerate(words) if at not in told and not _light(word, lexicon))
    cues = tuple(hit for hit in found if hit.label not in ("beside", "topic"))
    return Part(words, cues, strange, lexicon.roles)


def _light(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.particles or word[0].isdigit()


def _idle(words: tuple[str, ...], hit: Hit, lexicon: Lexicon) -> bool:
    """Whether this is a "ya" after something else ("harus ya", "maaf ya"), or a "no" that counts."""
    word, before, roles = words[hit.start], words[: hit.start], lexicon.roles
    if words[0] in roles.story and (word == "iya" or word in roles.trailing):
        return True
    if word in roles.trailing:
        return any(one not in lexicon.particles for one in before)
    return (word, hit.label) == ("nomor", "no") and (
        hit.start > 0 or any(one[0].isdigit() for one in words[1:2])
    )
