"""What can be asked: the Question, its options, what a person said, and what is needed to understand it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeAlias, TypeVar

import msgspec

from conversations.heard import Heard
from rules.money import Amount

if TYPE_CHECKING:
    from conversations.understanding.lexicon import Lexicon
    from rules.regions import Regions

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Arg: TypeAlias = "str | int | date | Amount | Label | tuple[Arg, ...]"
T = TypeVar("T")


class Skipped(Enum):
    """The one value of an answer that was left out."""

    SKIPPED = "skipped"


SKIPPED: Final = Skipped.SKIPPED


class Label(msgspec.Struct, frozen=True):
    """A text found in locales/ by key, or somebody's own words, which are shown literally."""

    key: str = ""
    words: str = ""
    n: int = 0  # fills `$n` in the text, where it has one

    def __repr__(self) -> str:
        return f"Label({self.key!r}, {self.words!r}, {self.n})"


class Option(msgspec.Struct, frozen=True):
    """One answer to choose. `id` is stored and travels in buttons: short, without "|"."""

    id: str
    label: Label
    hint: Arg = ""  # a date, somebody's own words; an option with a key has its hint in `<key>.hint`
    ticked: bool | None = None  # one of several choices


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or file that was sent; `ref` is its stored media row, fetched later by a job."""

    ref: int
    kind: str = "photo"


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared phone card. `own` when the channel vouches that it is the sender's."""

    phone: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A shared place, in degrees."""

    latitude: float
    longitude: float


class Said(msgspec.Struct, frozen=True):
    """What the person sent: text, or a tapped option, or a picture, a place, a phone card."""

    text: str = ""
    option: str | None = None
    media: Media | None = None
    location: Location | None = None
    contact: Contact | None = None
    shown: Sequence[str] = ()  # option ids in the order the person saw them: "2" means shown[1]


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without control characters, which no database or screen should get; tab and newline stay."""
    return _CONTROL.sub("", text)


def literally(label: Label) -> str:
    """A label without any locale: its words, else its key."""
    return label.words or label.key


@dataclass(frozen=True, slots=True)
class Ears:
    """What is needed to understand: the day, the words, the regions; never a clock or a database."""

    today: date
    lexicon: Lexicon
    regions: Regions
    word: Callable[[Label], str] = literally  # says a label in the person's language ("" where it has none)


class Gone(Exception):
    """A stored answer that no longer means anything, or a value that cannot be known."""


class Question(Generic[T]):
    """Asks for a T. The attribute name is its key; key, store and recall are a contract with stored forms."""

    key: str = ""
    summed: bool = True  # has a row in the summary
    sticky: bool = True  # its answer sleeps while another branch is taken, and wakes; a consent does not
    listed: bool = False  # its options are the answers, so a bare number means one of them
    modest: bool = False  # takes what is said beside another answer unnamed: "2 juta, sepi pembeli"
    free: bool = False  # takes any words: they are one answer, and no part of one is ever meant for it
    wants: str = ""  # "contact" or "location": what the channel may offer to share
    columns: int = 1
    tallies: bool = False  # small bare numbers are answers even beside other buttons
    words: str = ""  # the prompt where staff wrote it, instead of a text key
    was: str = ""  # the key it had in an earlier version, without items

    def __init__(self, *, summed: bool = True, sticky: bool = True) -> None:
        self.summed, self.sticky = summed, sticky

    def __set_name__(self, owner: type, name: str) -> None:
        if self.key:
            raise TypeError(f"{owner.__name__}.{name}: this question already has the key {self.key!r}")
        self.key = name

    def at(self, item: str | int) -> Self:
        """The same question for one item of several; `item` is an id, never a shifting position."""
        return self.keyed(item_key(self.key, item))

    def formerly(self, key: str) -> Self:
        """States what a renamed question was called, so that forms of that time keep its answer."""
        other = self.copied()
        other.was = key
        return other

    def copied(self) -> Self:
        """A copy to be given today's facts; the original belongs to the class and stays as it is."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def keyed(self, key: str) -> Self:
        """The same question under another key."""
        other = self.copied()
        other.key = key
        return other

    def options(self, so_far: T | None = None) -> Sequence[Option]:
        """What can be tapped, in order; `so_far` is what has been ticked or sent already."""
        return ()

    def understand(self, said: Said, ears: Ears, so_far: T | None) -> Heard[T]:
        """`so_far` is what an earlier message to this same asking gave as Partly."""
        raise NotImplementedError

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        """The nearest options after a second miss."""
        return ()

    def store(self, value: T) -> Json:
        raise NotImplementedError

    def recall(self, kept: Json) -> T:
        """The value of what `store` gave; Gone when it means nothing any more."""
        raise NotImplementedError

    def likely(self) -> T:
        """The usual answer, for progress and for running ahead; Gone when there is none."""
        raise NotImplementedError

    def skip(self) -> T:
        """What leaving it out gives; Gone when it may not be left out."""
        raise Gone(self.key)

    def samples(self) -> Sequence[T]:
        """Answers that together take every branch."""
        return [self.likely()]

    def show(self, value: T) -> Arg:
        """The value as it is shown back."""
        raise NotImplementedError

    def more(self, value: T) -> str:
        """Text key said when `value` is Partly; "" to show the question again alone."""
        return ""

    def limits(self) -> Mapping[str, Arg]:
        """What its hints may mention: the longest text, the lowest amount."""
        return {}

    def shape(self) -> Mapping[str, Json]:
        """Kind and option values, locked by tests/keys.json."""
        return {"kind": type(self).__name__}


class Questions:
    """A group asked as one: `home = Address()` gives `home.kecamatan`; `.at(2)` gives `product:2.price`."""

    key: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._rekey(name)

    def _rekey(self, prefix: str) -> None:
        self.key = prefix
        for name, question in questions_of(type(self)):
            key = f"{prefix}.{name}"
            if isinstance(question, Question):
                setattr(self, name, question.keyed(key))
            else:
                group = copy.copy(question)
                group._rekey(key)
                setattr(self, name, group)

    def at(self, item: str | int) -> Self:
        """The same group for one item of several, by the item's id."""
        other = copy.copy(self)
        other._rekey(item_key(self.key, item))
        return other


def questions_of(cls: type) -> Iterator[tuple[str, Question[Any] | Questions]]:
    """The questions and groups that a class declares, in order."""
    for base in reversed(cls.__mro__):
        for name, question in vars(base).items():
            if isinstance(question, Question | Questions):
                yield name, question


def every_question(cls: type, prefix: str = "") -> Iterator[tuple[str, Question[Any]]]:
    """All questions by their key without items: `home.kecamatan`, `product.price`."""
    for name, question in questions_of(cls):
        if isinstance(question, Question):
            yield prefix + name, question
        else:
            yield from every_question(type(question), f"{prefix}{name}.")


ITEM = re.compile(r":[^.]*")


def item_key(key: str, item: str | int) -> str:
    """The key of one item; ValueError when its id would not travel in a key and a button."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,24}", str(item)):
        raise ValueError(f"{key}: the item id {item!r} must be 1 to 24 letters, digits, - or _")
    return f"{key}:{item}"


def plain(key: str) -> str:
    """A key without its items: `product:2.price` is `product.price`; a summary's digest falls away too."""
    return ITEM.sub("", key.partition("#")[0]) if ":" in key or "#" in key else key


def with_items_of(old: str, new: str) -> str:
    """The key `new` about the items of `old`: `product.price` for `product:2.cost` is `product:2.price`."""
    items = [part.partition(":")[1:] for part in old.split(".")]
    parts = new.split(".")
    items += [("", "")] * (len(parts) - len(items))
    return ".".join(part + colon + item for part, (colon, item) in zip(parts, items, strict=False))


@lru_cache(maxsize=4096)
def text_key(name: str, key: str) -> str:
    """The text of question `key` in conversation `name`."""
    return f"{name}-{plain(key).replace('.', '-').replace('_', '-')}"


def kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


@lru_cache(maxsize=4096)
def label_of(member: Enum) -> Label:
    """`Operating.RUNNING` is labelled by the text `operating-running`."""
    return Label(key=f"{kebab(type(member).__name__)}-{str(member.value).replace('_', '-')}")
