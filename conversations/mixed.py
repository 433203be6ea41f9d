"""Mixed answers: what was said beyond an answer is kept for a later question that it surely means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from conversations.chat import Ahead, Chat, Conversation, Row, Say
from conversations.form import Form
from conversations.heard import Heard, Misunderstood, Partly, Sure, Unsure
from conversations.prompt import recalled
from conversations.question import Ears, Json, Label, Question, Said
from conversations.questions.confirm import Confirm
from conversations.runs import Once, Ran, run
from conversations.understanding import clauses, normal, yesno
from conversations.understanding.match import by_number, choose

F = TypeVar("F")
R = TypeVar("R")

MOST = 6  # parts of one message; more is a story, of which the first answer counts


class Noted(Row, frozen=True):
    """An answer to a later question, as it is shown and as it is kept. Not `sure`: it is asked back."""

    kept: Json = None
    sure: bool = True

    def say(self) -> Say:
        return Say("also-noted", {"question": self.label, "value": self.value})


def may_be_mixed(question: Question[Any], said: Said, heard: Heard[Any], ears: Ears) -> bool:
    """Whether these words may answer more than this question; free words, consents and summaries never do."""
    if said.option is not None or question.free or not question.sticky or isinstance(question, Confirm):
        return False
    rest = heard.rest if isinstance(heard, (Sure, Unsure)) else ""
    return rest != "" or clauses.several(said.text, ears.lexicon)


def denies(text: str, ears: Ears) -> bool:
    """Whether these words say "no" to what was asked back."""
    return yesno.read(text, ears.lexicon) == Sure(False) or presses(text, "echo-no", ears)


def presses(text: str, key: str, ears: Ears) -> bool:
    """Whether these are the words of a button below what is asked back."""
    words = ears.word(Label(f"{key}.words")).split(",")
    return choose(text, [(key, ears.word(Label(key)), *words)], ears.lexicon) == Sure(key)


def shown_again(
    talk: Conversation[F, R], form: Form, facts: F, load: Once, question: Question[Any]
) -> list[Row]:
    """The answers that wait with an unsure one, with that first, as they are asked back together."""
    kept = {question.key: form.pending, **form.also}
    answers = replace(form, answers={**form.answers, **kept}, changing="")
    ran = run(talk, answers, facts, load, Ahead)
    asked = {**ran.chat.questions, **ran.chat.future, question.key: question}
    values = [(key, recalled(asked[key], value)) for key, value in kept.items() if key in asked]
    return [
        Row(key, ran.chat.short(asked[key]), asked[key].show(value))
        for key, value in values
        if value is not None
    ]


@dataclass(frozen=True, slots=True)
class Mixed(Generic[F, R]):
    """One message that may answer more than the question that was asked."""

    talk: Conversation[F, R]
    form: Form
    facts: F
    load: Once
    ears: Ears
    question: Question[Any]
    said: Said
    so_far: Any

    def heard(self, whole: Heard[Any]) -> tuple[Heard[Any], Sequence[Noted]]:
        """The answer to the question, where it is told apart from answers to later ones; else `whole`.

        It is Sure only where the whole is: else what came in parts is asked back together.
        """
        first, *parts = self._own_first(self._cut(self.said.text)) or [""]
        answer = self._asked(first) if 0 < len(parts) < MOST else None
        if isinstance(answer, Sure | Unsure | Partly) and self._agree(answer, whole):
            found = self._found(answer, parts)
            noted = [one for one in found if one is not None]
            if isinstance(whole, Misunderstood):
                every = all(one or self._elsewhere(part) for one, part in zip(found, parts, strict=True))
            else:
                every = bool(noted)
            if every and isinstance(answer, Sure) and not isinstance(whole, Sure):
                answer = Unsure(answer.value)
            return (answer, noted) if every else (whole, ())
        if isinstance(whole, Sure | Unsure) and whole.rest:
            return whole, [one for one in self._found(whole, self._cut(whole.rest)[:MOST]) if one is not None]
        return whole, ()

    def mended(self) -> Mapping[str, Json] | None:
        """What is asked back, with what these words say anew ("bukan, pegawainya 2") and beside it.

        What they say besides is left. Empty where they deny it and tell nothing of it anew; None where they
        say anything else.
        """
        kept = {self.question.key: self.form.pending, **self.form.also}
        ran, path = self._asked_back(kept)
        names, denied, anew, beside = self._called(path, ran), False, dict[str, Json](), dict[str, Json]()
        for part in self._cut(self.said.text)[:MOST]:
            named = clauses.mentions(part, names, self.ears.lexicon)
            before = part[: named[0].start] if named else part
            nodded, no = self._nods(before), denies(before, self.ears)
            denied = denied or no
            if not named and (nodded or no):
                continue
            told = part[len(before) :] if nodded or no else part
            keys = {key for one in named for key in one.of}
            if len(keys) == 1 and keys <= kept.keys():
                question = path[keys.pop()]
                named = clauses.mentions(told, names, self.ears.lexicon)
                told = clauses.without(told, named, self.ears.lexicon)
                match question.understand(Said(told), self.ears, None):
                    case Sure(value, "") | Unsure(value, ""):
                        anew[question.key] = question.store(value)
                    case _:
                        return None
            elif (found := self._means(told, ran)) is not None:
                beside[found.key] = found.kept
                ran, path = self._asked_back({**kept, **beside})  # a desa is one of the kecamatan told before
                names = self._called(path, ran)
            elif not named and isinstance(own := self._asked(told), Sure | Unsure):
                anew[self.question.key] = self.question.store(own.value)
        if denied and not anew:
            return {}
        return {**kept, **anew, **beside} if anew or beside else None

    def blamed(self) -> str:
        """Which of what is asked back is said to be wrong, or only named; "" for none, or for several."""
        kept = {self.question.key: self.form.pending, **self.form.also}
        ran, path = self._asked_back(kept)
        text, lexicon = self.said.text, self.ears.lexicon
        named = clauses.mentions(text, self._called(path, ran), lexicon)
        keys = {key for one in named for key in one.of}
        told = clauses.without(text, named, lexicon)
        clear = len(keys) == 1 and keys <= kept.keys() and (not told or denies(told, self.ears))
        return keys.pop() if clear else ""

    def _asked_back(self, kept: Mapping[str, Json]) -> tuple[Ran[R], Mapping[str, Question[Any]]]:
        """The run ahead as if what is asked back were right, and the questions of that way."""
        form = replace(self.form, answers={**self.form.answers, **kept}, changing="")
        ran = run(self.talk, form, self.facts, self.load, Ahead)
        return ran, {**ran.chat.questions, **ran.chat.future, self.question.key: self.question}

    def _nods(self, part: str) -> bool:
        return yesno.read(part, self.ears.lexicon) == Sure(True)

    def _own_first(self, parts: Sequence[str]) -> Sequence[str]:
        """The parts, with that at the front which names the question: "pegawai 2, omset 3jt"."""
        if len(parts) < 2 or not self._elsewhere(parts[0]):
            return parts
        own = next((at for at, part in enumerate(parts) if self._names(part, True)), 0)
        return [parts[own], *parts[:own], *parts[own + 1 :]]

    def _elsewhere(self, part: str) -> bool:
        """Whether a part names something else than the question that was asked, and not that."""
        return self._names(part, False)

    def _names(self, part: str, own: bool) -> bool:
        """Whether a part names the question that was asked, or (not `own`) only others."""
        lexicon = self.ears.lexicon
        named = {one.of for one in clauses.mentions(part, clauses.names(lexicon), lexicon)}
        short = self.ears.word(Chat(self.talk.name, self.form, {}).short(self.question))
        here = not named.isdisjoint(lexicon.cues[clauses.NAMES].labels(self._plain(short)))
        return bool(named) and here is own

    def _plain(self, text: str) -> clauses.Words:
        return normal.normalise(text, self.ears.lexicon)

    def _cut(self, text: str) -> Sequence[str]:
        return clauses.cut(text, clauses.names(self.ears.lexicon), self.ears.lexicon)

    def _asked(self, part: str) -> Heard[Any]:
        """What the question that was asked makes of one part, a number being an option as it was shown."""
        said = Said(part, by_number(part, self.said.shown), shown=self.said.shown)
        return self.question.understand(said, self.ears, self.so_far)

    def _agree(self, answer: Sure[Any] | Unsure[Any] | Partly[Any], whole: Heard[Any]) -> bool:
        """Whether the first part means what the whole does, or the whole means nothing."""
        if isinstance(whole, Misunderstood):
            return True
        return bool(self.question.store(answer.value) == self.question.store(whole.value))

    def _found(
        self, answer: Sure[Any] | Unsure[Any] | Partly[Any], parts: Sequence[str]
    ) -> Sequence[Noted | None]:
        """What is noted of each part: None where it does not surely mean one later question."""
        noted: list[Noted | None] = []
        answers = {**self.form.answers, self.question.key: self.question.store(answer.value)}
        form = replace(self.form, answers=answers, changing="")
        for part in parts:
            ran = run(self.talk, form, self.facts, self.load, Ahead)
            found = self._means(part, ran) if ran.open is not None else None
            if found is not None and isinstance(answer, Partly) and not found.sure:
                found = None  # the question itself is asked again: nothing can be asked back with it
            if found is not None and any(one.key == found.key for one in noted if one is not None):
                return [None] * len(parts)  # told twice, and not alike
            if found is not None:
                form = replace(form, answers={**form.answers, found.key: found.kept})
            noted.append(found)
        return noted

    def _means(self, part: str, ran: Ran[R]) -> Noted | None:
        """A later question that is named, and takes what is told of it; or the next one, if it is sure."""
        lexicon, chat = self.ears.lexicon, ran.chat
        path = {**chat.questions, **chat.future}
        named = clauses.mentions(part, self._called(path, ran), lexicon)
        keys = {key for one in named for key in one.of}
        if named:
            question = path[keys.pop()] if len(keys) == 1 else None
            told = clauses.without(part, named, lexicon)
        else:
            question, told = ran.open, part
            if question is None or not question.modest or not isinstance(self._asked(part), Misunderstood):
                return None  # it might as well be said of the question that was asked
        if question is None or question.free or not question.sticky or self._has_been(question, path):
            return None
        match question.understand(Said(told), self.ears, None):
            case Sure(value, ""):
                sure = True
            case Unsure(value, "") if named:
                sure = False
            case _:
                return None
        return Noted(question.key, chat.short(question), question.show(value), question.store(value), sure)

    def _has_been(self, question: Question[Any], path: Mapping[str, Question[Any]]) -> bool:
        """Whether it was asked before; what was noted for it may be told anew until it would be asked."""
        asked = list(path)
        return asked.index(question.key) <= asked.index(self.question.key)

    def _called(
        self, path: Mapping[str, Question[Any]], ran: Ran[R]
    ) -> Mapping[clauses.Words, frozenset[str]]:
        """Which questions each name may mean: the words of the list, none perhaps, and the short names."""
        lexicon = self.ears.lexicon
        known = clauses.names(lexicon)
        called: dict[clauses.Words, frozenset[str]] = dict.fromkeys(known, frozenset())
        for key, question in path.items():
            if isinstance(question, Confirm):
                continue
            short = self._plain(self.ears.word(ran.chat.short(question)))
            groups = {one.label for one in lexicon.cues[clauses.NAMES].find(short)}
            alike = [words for words, group in known.items() if {group} == groups]
            for words in (*alike, short):
                called[words] = called.get(words, frozenset()) | {key}
        return {words: keys for words, keys in called.items() if words}
