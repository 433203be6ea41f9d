"""Asks for a name, and hears from a title typed with it how the person likes to be addressed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import final

import msgspec

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Question, Said, clean, label_of
from conversations.understanding.intent import asks
from rules.person import Title, title_of

LONGEST = 60
MOST_LEADS = 2  # "halo, nama saya ..."
NUMBER = re.compile(r"[+\d][\d\s.-]{5,}")  # a phone number told along with it
MOST_WORDS = 7  # more is a sentence, not a name
LEAD = Label("called.lead")  # what comes before a name, parted by commas
TAIL = Label("called.tail")  # what begins something else behind it: "dari Ciparay"


class Called(msgspec.Struct, frozen=True):
    """A name, shown literally, and the title it came with."""

    name: str
    title: Title | None = None


def title_label(title: Title | None) -> Label:
    """The text of a title; `title-none` is said to a person who named none."""
    return label_of(title) if title is not None else Label("title-none")


def heard_words(ears: Ears, label: Label) -> tuple[str, ...]:
    """The phrases in an attribute of a text, which parts them by commas; longer ones first."""
    return _phrases(ears.word(label))


@lru_cache
def _phrases(listed: str) -> tuple[str, ...]:
    phrases = (phrase.strip() for phrase in listed.split(","))
    return tuple(sorted((phrase for phrase in phrases if phrase), key=len, reverse=True))


@lru_cache
def _any_of(phrases: tuple[str, ...], around: str) -> re.Pattern[str]:
    """Any of the phrases, the longest that fits, within the pattern `around`."""
    return re.compile(around.format("|".join(map(re.escape, phrases)) or "(?!)"), re.IGNORECASE)


@final
class Name(Question[Called]):
    """ "Ibu Nunung", "Teh Rina", "nama saya asep": kept as {"name", "title"}."""

    free = True

    def understand(self, said: Said, ears: Ears, so_far: Called | None) -> Heard[Called]:
        text = " ".join(clean(said.text).split())
        text = NUMBER.sub("", text).strip()
        for _ in range(MOST_LEADS):
            text = self._without_lead(text, ears)
        title, text = self._title(text, ears)
        text = _any_of(heard_words(ears, TAIL), r"[\s,.]+(?:{})\b").split(text, maxsplit=1)[0]
        if not text or len(text) > LONGEST or len(text.split()) > MOST_WORDS or text.endswith("?"):
            return Misunderstood("name")
        if not any(sign.isalpha() or ord(sign) > 0x2000 for sign in text):
            return Misunderstood("name")
        called = Called(_cased(text), title)
        return Unsure(called) if asks(said.text, ears.lexicon) else Sure(called)

    def _without_lead(self, text: str, ears: Ears) -> str:
        lead = _any_of(heard_words(ears, LEAD), r"(?:{})\b").match(text)
        return text[lead.end() :].lstrip(" ,.:") if lead else text

    def _title(self, text: str, ears: Ears) -> tuple[Title | None, str]:
        first, _, rest = text.partition(" ")
        if len(first) == 2 and first.endswith("."):
            return None, text  # an initial
        for title in Title:
            label = label_of(title)
            words = heard_words(ears, Label(f"{label.key}.words"))
            if first.casefold().rstrip(".") in words:
                return title, rest.strip()
        return None, text

    def store(self, value: Called) -> Json:
        return {"name": value.name, "title": value.title.value if value.title else ""}

    def recall(self, kept: Json) -> Called:
        if isinstance(kept, Mapping) and isinstance(name := kept.get("name"), str) and name:
            return Called(name, title_of(str(kept.get("title"))))
        raise Gone(self.key)

    def likely(self) -> Called:
        return Called("Nunung")

    def show(self, value: Called) -> Arg:
        return f"{value.title.value.capitalize()} {value.name}" if value.title else value.name


def _cased(text: str) -> str:
    """A name typed all small gets its capitals; any other is kept as typed."""
    if text != text.lower():
        return text
    return " ".join(word.capitalize() if word.isalpha() else word for word in text.split())
