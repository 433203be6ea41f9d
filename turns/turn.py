"""One inbox row to one transaction: who writes, which conversation hears it, what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from conversations.question import Ears, Label
from conversations.understanding.lexicon import Lexicon
from locales.texts import LANGUAGES, Texts
from rules.office import Office
from rules.regions import Regions
from storage import inbox, phrases
from storage.database import Db
from storage.inbound import Inbound, Kind
from turns.desk import Desk
from turns.hearing import Hearing


class Turns:
    """Built once with all that a turn needs; then `take` is the one way in for whatever happens.

    `lexicon` is replaced when staff teach a phrase. `release` is the version that the journal notes.
    """

    def __init__(
        self,
        office: Office,
        texts: Texts,
        lexicon: Lexicon,
        regions: Regions,
        desks: Sequence[Desk[Any, Any]],
        release: str = "0",
    ) -> None:
        self.office, self.texts, self.lexicon, self.regions, self.release = (
            office,
            texts,
            lexicon,
            regions,
            release,
        )
        self.desks: Mapping[str, Desk[Any, Any]] = {desk.conversation.name: desk for desk in desks}
        self.labels = {language: _labels(texts, language, self.desks) for language in LANGUAGES}
        self.resumes = {language: _resumes(texts, language, self.desks) for language in LANGUAGES}
        self.sends = {language: _ways(texts, language, "confirm-send") for language in LANGUAGES}
        self._ears: dict[str, Ears] = {}
        self._taught: tuple[int, int, datetime | None] = (0, 0, None)
        self._words = {language: partial(_word, texts, language) for language in LANGUAGES}
        self.intents: Mapping[str, str] = {
            intent: name for name, desk in self.desks.items() for intent in (name, *desk.intents)
        }

    def learn(self, db: Db) -> bool:
        """Takes up what staff taught since, in whatever process; whether there is anything new.

        Asked only when a text was not understood, for such texts are what is taught.
        """
        version = phrases.version(db)
        if version == self._taught:
            return False
        self._taught = version
        self.lexicon = self.lexicon.with_taught(phrases.taught(db))
        return True

    def ears(self, language: str, now: datetime) -> Ears:
        """What questions need to understand an answer given at `now`."""
        day = self.office.today(now)
        if (
            (ears := self._ears.get(language)) is None
            or ears.today != day
            or ears.lexicon is not self.lexicon
        ):
            ears = self._ears[language] = Ears(day, self.lexicon, self.regions, self._words[language])
        return ears

    def take(self, db: Db, inbound: Inbound, now: datetime) -> bool:
        """The whole turn, in the caller's transaction. False where this very message was taken before."""
        row = inbox.remember(db, inbound, now)
        if row is None:
            return False
        self._turn(db, inbound, now, row)
        return True

    def retake(self, db: Db, row: int, now: datetime) -> None:
        """A turn that failed before, once more."""
        self._turn(db, inbox.again(db, row, now), now, row)

    def give_up(self, db: Db, row: int, error: str, now: datetime) -> None:
        """The retry failed too: count it, and after the last try put it in quarantine and tell the person."""
        inbound = inbox.failed_again(db, row, error, now)
        if inbound is not None and inbound.channel != "office":
            Hearing(self, db, inbound, now).apologise()

    def _turn(self, db: Db, inbound: Inbound, now: datetime, row: int) -> None:
        if inbound.kind is Kind.UNUSABLE:
            inbox.quarantine(db, row, inbound, now)
            return
        hearing = Hearing(self, db, inbound, now)
        hearing.hear()
        if hearing.contact.new or inbound.channel == "office":
            inbox.belongs(db, row, hearing.visitor.contact_id)


def _labels(texts: Texts, language: str, names: Iterable[str]) -> Mapping[str, str]:
    """What can be typed instead of tapping a dialogue's button."""
    return {way: name for name in (*names, "menu") for way in _ways(texts, language, f"action-{name}")}


def _resumes(texts: Texts, language: str, names: Iterable[str]) -> Mapping[str, str]:
    """What can be typed to go on: the button of a parked form, or "lanjut" for the newest one ("")."""
    newest = dict.fromkeys(_ways(texts, language, "resume"), "")
    return newest | {way: name for name in names for way in _ways(texts, language, f"resume-{name}")}


def _ways(texts: Texts, language: str, key: str) -> frozenset[str]:
    """What can be typed instead of tapping a button: its label, and `.words` of the same text."""
    words = texts.say(language, f"{key}.words").split(",") if texts.has(language, f"{key}.words") else ()
    label = [texts.say(language, key)] if texts.has(language, key) else []
    return frozenset(word.strip().casefold() for word in (*label, *words))


def _word(texts: Texts, language: str, label: Label) -> str:
    """A label in the person's language, "" where it has none."""
    if label.words:
        return label.words
    return texts.say(language, label.key) if texts.has(language, label.key) else ""
