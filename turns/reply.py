"""What a turn answers: collected while it runs, then rendered and queued with the same commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from conversations.chat import Action, Ask, Out, Say
from conversations.message import Button, Message
from conversations.render import render
from locales.texts import Texts
from storage import outbox
from storage.database import Db
from storage.lane import Lane
from turns.desk import Done, Visitor

CHANGE = "*"  # stands for a question's key in the button "Ubah" of what was recorded
LANES = {"reply": Lane.REPLY, "relay": Lane.REPLY, "broadcast": Lane.BROADCAST}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number: int) -> str:
    """A form's id as buttons carry it."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


class Reply:
    """Says and asks in their order, each with the form it belongs to; queued once, at the end of the turn."""

    def __init__(self) -> None:
        self._outs: list[tuple[Out, str]] = []
        self._changeable = ""
        self._form_row: int | None = None
        self._about = Done()

    def set_kind(self, done: Done) -> None:
        """The office started this: which template it is, which consent it needs, until when it is of use."""
        self._about = done

    def say(self, *outs: Out, form: str = "", form_row: int | None = None) -> None:
        self._outs += [(out, form) for out in outs]
        self._form_row = form_row if form_row is not None else self._form_row

    def take_back(self) -> None:
        """Nothing of what was to be said so far is said."""
        self._outs, self._form_row = [], None

    def insert(self, say: Say) -> None:
        """Before the open question, so that the question stays last."""
        self._outs.insert(max(len(self._outs) - 1, 0), (say, ""))

    def lead(self, actions: Sequence[Action], changeable: str = "") -> None:
        """Hangs buttons on what was said last; `changeable` is the form that a button "Ubah" reopens."""
        self._changeable = changeable
        if self._outs and isinstance(self._outs[-1][0], Say):
            last, form = self._outs[-1]
            if isinstance(last, Say):
                self._outs[-1] = (Say(last.key, last.args, (*last.actions, *actions)), form)
        else:
            self._outs.append((Say("what-next", {}, tuple(actions)), ""))

    def queue(self, texts: Texts, db: Db, visitor: Visitor, now: datetime) -> str | None:
        """Writes the outbox rows. Gives JSON of what a number or a label means now.

        [data, label, whether a number means it] each; "" where a form knows; None where nothing was said.
        """
        messages = self._messages(texts, visitor.language)
        if not messages:
            return None
        about = self._about
        for n, message in enumerate(messages, 1):
            outbox.queue(
                db,
                visitor.contact_id,
                visitor.person_id,
                visitor.channel,
                message,
                LANES.get(about.kind, Lane.REMINDER),
                about.kind,
                now,
                purpose=about.purpose,
                form_id=self._form_row if n == len(messages) else None,
                not_after=about.not_after,
                once=f"{about.once}/{n}" if about.once else None,
            )
        aside = [one for message in messages[:-1] for one in message.buttons]
        buttons = [*messages[-1].buttons, *(one for one in aside if not one.numbered)]
        own = "\0" if self._form_row is None else f"{base36(self._form_row)}|"
        if all(one.data.startswith(own) for one in buttons if one.data):
            return ""
        shown = [(one.data, one.label, one.numbered) for one in buttons if one.data]
        return msgspec.json.encode(shown).decode()

    def _messages(self, texts: Texts, language: str) -> list[Message]:
        messages: list[Message] = []
        run: list[Out] = []
        asks = any(isinstance(out, Ask) for out, _ in self._outs)
        for n, (out, form) in enumerate(self._outs):
            run.append(out)
            if n + 1 == len(self._outs) or self._outs[n + 1][1] != form:
                messages += render(run, texts, language, form, asks)
                run = []
        if self._changeable and messages:
            ubah = Button(f"{self._changeable}|{CHANGE}|change", texts.say(language, "button-change", {}))
            last = messages[-1]
            messages[-1] = msgspec.structs.replace(last, buttons=(ubah, *last.buttons))
        return messages
