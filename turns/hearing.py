"""The order of a turn: a tap, words that always work, the open question, else what the person wants."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from conversations.chat import Action, Say
from conversations.question import Contact, Location, Media, Said
from conversations.understanding.commands import Command, command
from conversations.understanding.intent import NONE, Intent, intent, thanks
from conversations.understanding.redact import redact
from rules import poster
from storage import contacts, media, outbox, unheard
from storage.database import Db
from storage.inbound import Inbound, Kind
from turns import lost, named, relay
from turns.desk import Done, Opening
from turns.forms import Forms
from turns.menu import menu
from turns.reply import Reply
from turns.shown import Shown, spoken

if TYPE_CHECKING:
    from turns.turn import Turns

STALE = timedelta(hours=20)  # away longer, a typed text is not simply the open question's answer
GUESSES = 3
CLEAR = 0.85  # an intent this sure is offered although a form is open
LEADS = {Command.HUMAN: "consult", Command.STOP: "stop", Command.START: "start"}


class Hearing:
    """One message of one contact, or one thing the office starts for it, within one transaction."""

    def __init__(self, house: Turns, db: Db, inbound: Inbound, now: datetime) -> None:
        self.house, self.db, self.inbound, self.now = house, db, inbound, now
        self.contact = contacts.meet(db, inbound, now)
        self.visitor, self.shown = self.contact.visitor, Shown(self.contact.shown)
        self.reply = Reply()
        self.forms = Forms(house, db, now, self.contact, self.reply)

    def hear(self) -> None:
        """Does all that this message asks for, and queues what is answered."""
        kind = self.inbound.kind
        if kind in (Kind.DUE, Kind.DECISION, Kind.RELAY, Kind.NUDGE, Kind.UPLOAD, Kind.MEDIA_LOST):
            self._tell()
        elif kind is Kind.BLOCKED:
            contacts.block(self.db, self.visitor.contact_id, self.now)
            outbox.cancel(self.db, self.visitor.contact_id, self.now, "blocked")
            return
        elif kind is Kind.UNBLOCKED:
            contacts.unblock(self.db, self.visitor.contact_id)
            return
        else:
            self._notice()
            self._listen()
        self._answer()

    def apologise(self) -> None:
        """Something of ours broke for good: say so, and where to go."""
        self.reply.say(Say("sorry-broken", actions=(Action("menu"), Action("consult"))))
        self._answer()

    # --- what people send

    def _notice(self) -> None:
        """At first contact, and when its text changes, the data protection notice comes first."""
        version = self.house.office.notice_version
        if self.contact.noticed != version:
            contacts.notice(self.db, self.visitor.contact_id, version)
            self.reply.say(Say("notice", {"office": self.house.office.name}))

    def _listen(self) -> None:
        inbound = self.inbound
        if inbound.kind is Kind.START:
            self._arrive(inbound.data)
        elif inbound.kind is Kind.TAP:
            self._tap(inbound.data)
        elif inbound.kind is Kind.TEXT:
            self._text(inbound.text)
        elif inbound.kind is not Kind.CONTACT or not self.forms.take_card(inbound.data):
            self._hear(self._said())

    def _arrive(self, payload: str) -> None:
        """First contact or a deep link: a poster's says which programme, and perhaps where it hangs."""
        found = poster.read(payload)
        if found is None:
            self.forms.park()
            self._menu("welcome" if self.contact.new else "menu")
            return
        place = self.house.regions.kecamatan_of(found.kecamatan)
        if place is not None and not self.visitor.registered:
            contacts.came(self.db, self.visitor.contact_id, place.code)
        self.forms.open(Opening("programmes", found.programme))

    def _tap(self, data: str) -> None:
        if data.startswith(">"):
            name, _, about = data[1:].partition("|")
            self._start(name, about)
            return
        form, key, option = (*data.split("|"), "", "")[:3]
        if not self.forms.tap(form, key, option, self._said()):
            self.reply.say(Say("button-old"))
            if not self.forms.again():
                self._menu()

    def _text(self, text: str) -> None:
        if payload := poster.typed(text):
            self._arrive(payload)
            return
        meant = command(text, self.house.lexicon)
        ears = self.house.ears(self.visitor.language, self.now)
        may_come = meant in (None, Command.CANCEL)  # "gak jadi": to the seat, which is asked back
        if button := self.shown.pressed(text) or (self.shown.coming(text, ears) if may_come else ""):
            self._tap(button)
        elif meant is Command.MENU:
            self.forms.park()
            self._menu()
        elif meant in LEADS:
            self._start(LEADS[meant])
        else:
            self._hear(self._said(), meant)

    def _hear(self, said: Said, meant: Command | None = None) -> None:
        if self.forms.is_open:
            if meant is None and said.text and self.forms.idle > STALE and self._only_greets(said.text):
                self.forms.resume()
                return
            if meant is None and (name := self._elsewhere(said.text)):
                if self.forms.browses:
                    self._start(name)
                    return
                self.reply.say(Say("perhaps-elsewhere", actions=(Action(name),)))
                self.forms.again()
                return
            if self.forms.hear(said, meant=meant) and said.text and not self._comes(said.text):
                self._perhaps_elsewhere(said.text)
        elif self.forms.goes_on(spoken(said.text)):
            return
        elif self.contact.thread_id is not None:
            self._relay(said, meant)
        elif meant is Command.CHANGE and (button := self.shown.change()):
            self._tap(button)
        elif meant in (Command.CANCEL, Command.BACK, Command.CHANGE, Command.SKIP, Command.DONE):
            self._menu("nothing-open")
        elif spoken(said.text) in self.house.sends[self.visitor.language]:
            if self.forms.parked():
                self._menu("nothing-open")
            else:
                self.reply.say(Say("nothing-to-send", actions=(Action("status"), Action("menu"))))
        elif said.text and thanks(said.text, self.house.lexicon):
            self.reply.say(Say("thanked", actions=(Action("menu"),)))
        elif said.text:
            self._want(said.text)
        else:
            self._menu("got-unasked")

    def _only_greets(self, text: str) -> bool:
        wanted = intent(text, self.house.lexicon)
        return wanted.name == "menu" and wanted.score >= CLEAR

    def _relay(self, said: Said, meant: Command | None) -> None:
        """A human listens: what is written goes to them, and the bot keeps silent."""
        case, text = self.forms.case(Opening("consult")), said.text or self.inbound.data  # a card's number
        self._do(relay.hear(case, self.contact.thread_id or 0, text, said.media, meant))

    def _want(self, text: str) -> None:
        """No form is open: what does the person want?"""
        if self._comes(text):
            return
        label = self._by_label(text)
        wanted = intent(text, self.house.lexicon)
        if (wanted.name == NONE or wanted.taught) and self.house.learn(self.db):
            wanted = intent(text, self.house.lexicon)
        name = label or self.house.intents.get(wanted.name, "")
        case = self.forms.case(Opening("programmes"))
        code = "" if label else named.programme(self.house, case, text, name)
        name = "programmes" if code else name
        if label == "menu" or (not name and wanted.name == "menu"):
            self._menu()
        elif name:
            contacts.understood(self.db, self.visitor.contact_id)
            ears = self.house.ears(self.visitor.language, self.now)
            self._start(name, code or self.house.desks[name].meant(text, ears))
        elif wanted.name != NONE:
            self.reply.say(Say("not-served", actions=(Action("consult"), Action("menu"))))
        else:
            self._guess(text, wanted)

    def _comes(self, text: str) -> bool:
        """Whether it says of a training soon that the person comes, or not: then that is taken."""
        if seat := named.seat(self.house, self.forms.case(Opening("attend")), text):
            self.reply.take_back()
            self._start("attend", seat)
        return bool(seat)

    def _guess(self, text: str, wanted: Intent) -> None:
        """Three guesses; the second time the whole menu. Never silence."""
        self._unheard(text)
        if contacts.missed(self.db, self.visitor.contact_id) > 1:
            self._menu("not-understood-again")
            return
        names = dict.fromkeys(self.house.intents.get(guess, "") for guess in wanted.guesses)
        guesses = [Action(name) for name in names if name not in ("", "consult", "menu")][:GUESSES]
        self.reply.say(Say("not-understood", actions=(*guesses, Action("consult"), Action("menu"))))

    def _elsewhere(self, text: str) -> str:
        """Another dialogue whose button's words were typed: no answer, but to petugas anything is theirs."""
        name = self._by_label(text) if text else ""
        return "" if self.forms.stays(name) else name

    def _by_label(self, text: str) -> str:
        """The dialogue whose button's words were typed."""
        return self.house.labels[self.visitor.language].get(spoken(text), "")

    def _perhaps_elsewhere(self, text: str) -> None:
        """Not an answer, but clearly something else: offer to keep this form and go there."""
        wanted = intent(text, self.house.lexicon)
        name = self.house.intents.get(wanted.name, "")
        if name and name != self.forms.name and wanted.score >= CLEAR:
            if self.forms.browses:
                self.reply.take_back()
                self._start(name)
                return
            self.reply.insert(Say("perhaps-elsewhere", actions=(Action(name),)))
        else:
            self._unheard(text)

    def _unheard(self, text: str) -> None:
        unheard.note(
            self.db, redact(text, self.house.lexicon), self.forms.asked, self.visitor.channel, self.now
        )

    def _start(self, name: str, about: str = "") -> None:
        if name == "menu":
            self.forms.park()
            self._menu()
        elif name == "resume":
            self.forms.resume(about)
        elif name in self.house.desks:
            self.forms.open(Opening(name, about))
        else:
            self.reply.say(Say("button-old"))
            self._menu()

    def _menu(self, key: str = "menu") -> None:
        self.forms.hang_up()
        self.reply.say(menu(self.house, self.visitor, self.forms.parked(), key))

    # --- what the office starts

    def _tell(self) -> None:
        """A due reminder, a decision, an answer of staff: the desk named in the data says what is told."""
        name, _, about = self.inbound.data.partition("|")
        if self.inbound.kind is Kind.MEDIA_LOST:
            self._lost(int(about))
            return
        desk = self.house.desks[name]
        done = desk.tell(self.forms.case(Opening(name)), about)
        if done is not None:
            self.reply.set_kind(done)
            self._do(done)

    def _lost(self, number: int) -> None:
        """A picture never came: its question is asked once more, in its form or for its application."""
        case = self.forms.case(Opening("menu"))
        found = lost.form_with(case, number)
        if found is not None:
            self.forms.ask_again(*found)
        else:
            self._do(lost.ask_again(case, number))

    def _do(self, done: Done | None) -> None:
        if done is not None:
            self.forms.follow(done)

    # --- the answer

    def _said(self) -> Said:
        i = self.inbound
        return Said(
            text=i.text,
            media=self._media(),
            location=None if i.latitude is None or i.longitude is None else Location(i.latitude, i.longitude),
            contact=Contact(i.data, own=bool(i.data)) if i.kind is Kind.CONTACT else None,
        )

    def _media(self) -> Media | None:
        attachment = self.inbound.attachment
        if attachment is None:
            return None
        ref = media.keep(self.db, attachment, self.visitor, self.forms.row, self.now)
        return Media(ref, attachment.kind)

    def _answer(self) -> None:
        visitor = self.forms.visitor  # the language, or the person, may be another by now
        shown = self.reply.queue(self.house.texts, self.db, visitor, self.now)
        if shown is not None:
            contacts.show(self.db, self.visitor.contact_id, self.contact.shown, shown)
