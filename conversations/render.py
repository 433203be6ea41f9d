"""Turns what is said and asked into neutral messages in a person's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec
from babel.dates import format_date

from conversations.chat import Action, Ask, Out, Row, Say
from conversations.message import Button, Message
from conversations.prompt import FIRST
from conversations.question import Arg, Label, Option
from locales.texts import Texts
from rules.money import Amount, Period

LINES = 4  # of one message: a small screen shows it whole
WRITTEN = 3  # lines of one message as they are written (rule of tone), a summary aside
LINE = 64  # characters that count as one line
LABEL, HINT = 24, 72  # what a list row takes (WhatsApp: title and description)


def render(
    outs: Sequence[Out], texts: Texts, language: str, form: str = "", asks: bool = False
) -> list[Message]:
    """The messages, in order. What is said goes into one message with the question while that is short.

    `asks`: a question follows that is rendered by itself.
    """
    return Rendering(texts, language, form).messages(outs, asks)


class Rendering(msgspec.Struct, frozen=True):
    """The texts in one language, for one form's buttons."""

    texts: Texts
    language: str
    form: str = ""

    def messages(self, outs: Sequence[Out], asks: bool = False) -> list[Message]:
        done: list[Message] = []
        waiting: list[str] = []
        asks = asks or any(isinstance(out, Ask) for out in outs)
        for out in outs:
            text = self.asked(out) if isinstance(out, Ask) else self.say(out)
            apart = isinstance(out, Say) and out.apart
            if waiting and (apart or not fits("\n".join([*waiting, text]))):
                done.append(Message("\n".join(waiting)))
                waiting = []
            waiting.append(text)
            if isinstance(out, Ask) or out.actions:
                done.append(self.message("\n".join(waiting), out, asks))
                waiting = []
        return [*done, Message("\n".join(waiting))] if waiting else done

    def message(self, text: str, out: Out, asks: bool) -> Message:
        """`asks`: a question stands beside it, so a number means an option of that and no action."""
        if isinstance(out, Ask):
            buttons = tuple(self.button(out, option) for option in out.options)
            return Message(text, buttons, wants=out.wants, columns=out.columns)
        return Message(text, tuple(self.action(action, not asks) for action in out.actions))

    # ---- texts
    def say(self, out: Say) -> str:
        return self.text(out.key, out.args)

    def text(self, key: str, args: Mapping[str, Arg] | None = None) -> str:
        if not args:
            return self.texts.say(self.language, key)
        return self.texts.say(self.language, key, {name: self.value(arg) for name, arg in args.items()})

    def has(self, key: str) -> bool:
        return self.texts.has(self.language, key) or self.texts.has("id", key)

    def asked(self, ask: Ask) -> str:
        """Hint, summary, question with its progress, and what stands so far, each on a line of its own."""
        if ask.hint in ("echo", FIRST):
            first = [self.text(FIRST)] if ask.hint == FIRST else []
            rows = [self.row(row) for row in ask.rows]
            return "\n".join([*first, *rows, self.text("confirm") if rows else self.text("echo", ask.hints)])
        parts = [self.hint(ask)] if ask.hint else []
        parts += [self.row(row) for row in ask.rows]
        prompt = self.prompt(ask)
        if ask.step and ask.of is not None and ask.of > 1:
            far: dict[str, str | int] = {"step": ask.step, "of": ask.of, "question": prompt}
            prompt = self.texts.say(self.language, "progress", far)
        parts.append(prompt)
        if ask.before is not None and not ask.hint:
            parts.append(self.text("before", {"value": ask.before}))
        return "\n".join(parts)

    def prompt(self, ask: Ask) -> str:
        if ask.text.words:
            return ask.text.words
        if ask.rows and not self.has(ask.text.key):
            return self.text("confirm")
        return self.text(ask.text.key, ask.args)

    def hint(self, ask: Ask) -> str:
        """The question's own example on a first miss, else what goes with the reason."""
        own = f"{ask.text.key}.hint"
        if general(ask.hint) and ask.text.key and self.has(own):
            return self.text(own, {**ask.args, **ask.hints})
        return self.text(ask.hint, ask.hints)

    def row(self, row: Row) -> str:
        return self.text("row", {"name": row.label, "value": row.value})

    def value(self, arg: Arg) -> str | int:
        """An argument as it goes into a text: somebody's words are taken literally, on one line."""
        if isinstance(arg, Label):
            return self.label(arg)
        if isinstance(arg, str):
            return one_line(arg)
        if isinstance(arg, Amount):
            return self.amount(arg)
        if isinstance(arg, datetime):
            day, hour = format_date(arg, "d MMMM yyyy", locale=self.language), f"{arg:%H.%M}"
            return self.texts.say(self.language, "moment", {"day": day, "hour": hour})
        if isinstance(arg, date):
            return format_date(arg, "d MMMM yyyy", locale=self.language)
        if isinstance(arg, tuple):
            return ", ".join(str(self.value(one)) for one in arg)
        return arg

    def amount(self, amount: Amount) -> str:
        """Rp2.500.000, or Rp3.000.000–Rp4.000.000 per hari."""
        figures = [amount.low] if amount.low == amount.high else [amount.low, amount.high]
        said = "–".join("Rp" + f"{figure:,}".replace(",", ".") for figure in figures)
        if amount.per is Period.UNSTATED:
            return said
        return f"{said} {self.text(f'period-{amount.per.value}')}"

    # ---- buttons
    def button(self, ask: Ask, option: Option) -> Button:
        label, hint = self.label(option.label), str(self.value(option.hint))
        if option.label.key and self.has(f"{option.label.key}.hint"):
            hint = self.text(f"{option.label.key}.hint")
        if len(label) > LABEL:
            label, hint = clip(label, LABEL), hint or label
        return Button(
            f"{self.form}|{ask.key}|{option.id}",
            label,
            clip(hint, HINT),
            numbered=ask.numbered,
            ticked=option.ticked,
        )

    def action(self, action: Action, numbered: bool = True) -> Button:
        label = self.text(action.label or f"action-{action.name}")
        if action.url:
            return Button("", clip(label, LABEL), url=action.url, numbered=False)
        return Button(f">{action.name}|{action.about}", clip(label, LABEL), numbered=numbered)

    def label(self, label: Label) -> str:
        if label.words:
            return one_line(label.words)
        return self.text(label.key, {"n": label.n} if label.n else None)


def general(hint: str) -> bool:
    """Whether a miss has no reason of its own to tell: "miss-amount", not "miss-amount-range"."""
    reason = hint.removeprefix("miss-")
    return hint.startswith("miss-") and "-" not in reason and reason not in ("again", "hedge", "question")


def one_line(words: str) -> str:
    return " ".join(words.split())


def clip(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def fits(text: str) -> bool:
    """Whether one message may hold it all, a summary aside."""
    return text.count("\n") < WRITTEN and lines(text) <= LINES


def lines(text: str) -> int:
    """How many short lines a text takes on a small screen."""
    return sum(1 + (len(line) - 1) // LINE if line else 1 for line in text.split("\n"))
