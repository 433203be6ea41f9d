"""Applying for a training: which one, what is lacking, the programme's own questions, summary, sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from conversations.chat import Action, Chat, Conversation, Need
from conversations.offer import Offer, tell_lacks
from conversations.question import Arg, label_of
from conversations.questions import Choice, Confirm, Defined, Definition, Pick, Reply
from rules.application import State
from rules.eligibility import Lack


class NibPlan(Enum):
    """What someone without a NIB wants to do about it."""

    HAVE = "have"  # got one meanwhile
    HELP = "help"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Applied:
    """An application that this person has for a programme already."""

    reference: str
    state: State


@dataclass(frozen=True)
class Extras(Need[tuple[Definition, ...]]):
    """The programme's own questions: which they are depends on the programme that is chosen."""

    programme: str


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """What is open, what was applied for, by programme code; `about` is the code the form was opened for."""

    name: str
    offers: Sequence[Offer]
    applied: Mapping[str, Applied]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the programme's questions with its answer, as kept and as it is shown back."""

    key: str
    words: str
    reply: Reply
    shown: Arg


@dataclass(frozen=True, slots=True)
class TrainingApplication:
    """Filed, no more: a seat is taken when the office approves."""

    programme: str
    answers: tuple[Answer, ...] = ()
    nib: NibPlan | None = None


class Training(Conversation[TrainingFacts, TrainingApplication]):
    """Questions that staff define are asked under the id of their definition."""

    name = "training"

    programme = Pick[Offer]()
    nib = Choice(NibPlan)
    extra = Defined()
    send = Confirm()

    def script(self, chat: Chat, facts: TrainingFacts) -> TrainingApplication:
        offer = self._offer(chat, facts)
        applied = facts.applied.get(offer.id)
        if applied is not None:
            chat.end(
                "training-applied-already",
                programme=offer.title,
                reference=applied.reference,
                state=label_of(applied.state),
                actions=(Action("status"), Action("programmes", "", "action-other-programmes")),
            )
        if offer.barred is not None:
            chat.end(f"lack-{offer.barred.value}", actions=(Action("programmes"), Action("consult")))
        tell_lacks(chat, offer.lacks)
        nib = chat.ask(self.nib) if Lack.NIB in offer.lacks else None
        answers = []
        for definition in chat.need(Extras(offer.id)):
            question = self.extra.by(definition)
            reply = chat.ask(question)
            answers.append(Answer(question.key, definition.words, reply, question.show(reply)))
        chat.confirm(self.send, programme=offer.title, name=facts.name)
        return TrainingApplication(offer.id, tuple(answers), nib)

    def _offer(self, chat: Chat, facts: TrainingFacts) -> Offer:
        """The training the form is about, while it is open; else one that is chosen."""
        about = next((offer for offer in facts.offers if offer.id == facts.about), None)
        if about is not None:
            return about
        if facts.about:
            chat.say("training-gone")
        if not facts.offers:
            chat.end("training-none-open", actions=(Action("programmes"), Action("menu")))
        return chat.ask(self.programme.among(facts.offers))
