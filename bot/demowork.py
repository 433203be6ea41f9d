"""What the staff and assistants of a demo find waiting: tasks, applications with their answers, questions."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from bot.house import House
from conversations.fund import Fund
from conversations.questions import Reply, YesNo
from conversations.training import Training
from rules.application import ApplicationKind, State
from rules.consent import BANK_VERSION
from rules.fund import FundPurpose
from rules.money import Amount
from rules.months import last_full
from rules.risk import at_risk
from scheduler.tasks import monday
from storage import applications, followup, programmes, references, tasks
from storage.applications import Given, New
from storage.database import Db
from storage.programmes import Extra
from storage.tables import (
    Application,
    Contact,
    FundApplication,
    Person,
    Programme,
    Staff,
    Task,
    Thread,
    ThreadLine,
)
from turns.desks import fund, training
from turns.filing import due

CHUNK = 50  # people in one transaction
CALM = timedelta(hours=26)  # nothing falls due sooner
TRAINING = ("filed",) * 7 + ("checking",) * 2 + ("accepted",) * 4 + ("incomplete", "refused")
FUND = ("filed", "filed", "filed", "checking", "complete", "incomplete", "forwarded")
ONE_IN = 8  # so many people for each application of a training; half as many ask for a loan
QUESTIONS = 3  # of messages that wait for petugas; texts demo-question-<n>


@dataclass(slots=True)
class Work:
    """One filling, after the people are there; the same dice give the same work."""

    house: House
    dice: random.Random
    words: Mapping[str, Any]
    now: datetime

    def fill(self) -> None:
        """Everything, in small transactions."""
        database = self.house.database
        with database.read() as db:
            people = list(db.session.scalars(select(Person.id).order_by(Person.id)))
            places = [k.code for k in self.house.regions.kecamatan]
        for first in range(0, len(people), CHUNK):
            database.write(partial(self._raise, people=people[first : first + CHUNK]))
        for place in places:
            database.write(partial(self._offer, place=place))
        self._each(people[::ONE_IN], self._training)
        self._each(people[3 :: ONE_IN * 2], self._fund)
        for number, person in enumerate(people[4 : 4 + QUESTIONS], 1):
            database.write(partial(self._ask, person=person, number=number))

    def _each(self, people: Sequence[int], work: Any) -> None:
        for number, person in enumerate(people):
            state = self.dice.getstate()

            def one(db: Db, person: int = person, number: int = number, state: Any = state) -> None:
                self.dice.setstate(state)  # it may run again from the top
                work(db, person, number)

            self.house.database.write(one)

    # --- tasks

    def _raise(self, db: Db, people: Sequence[int]) -> None:
        for person in people:
            found = followup.months(db, person)
            reasons = at_risk(found, followup.unanswered(db, person))
            month = found[-1].month if found else last_full(self.house.office.today(self.now))
            tasks.raise_task(db, person, month, reasons, self.now - timedelta(days=3))

    def _offer(self, db: Db, place: str) -> None:
        """As the week's first tick did; one was greeted already."""
        most = self.house.office.checkin.tasks_a_week
        tasks.offer(db, place, monday(self.now), most, max(monday(self.now), self.now - timedelta(days=2)))
        first = db.session.scalar(
            select(Task).where(Task.kecamatan == place, Task.state == tasks.OFFERED).order_by(Task.id.desc())
        )
        if first is not None:
            first.greeted_at = self.now - timedelta(hours=20)

    # --- applications

    def _training(self, db: Db, person: int, number: int) -> None:
        open_ones = db.session.scalars(select(Programme).order_by(Programme.id)).all()
        programme = open_ones[number % len(open_ones)]
        at = self.now - timedelta(days=number % 6, hours=number % 9 + 1)
        given = [
            self._answer(extra) for extra in programmes.extras(db, programme.id) if extra.kind != "photo"
        ]
        office = self.house.office
        new = self._new(db, person, at, training.LETTERS, ApplicationKind.TRAINING, given, programme.id)
        filed = applications.file(db, new, at)
        filed.due_on = due(office.today(at), office.rules.answer)
        self._decide(db, filed, State(TRAINING[number % len(TRAINING)]), "training", given)
        if filed.state == State.ACCEPTED.value and programme.starts_at is not None:
            followup.admitted(db, person, filed.id, filed.reference, programme.starts_at, self.now)

    def _answer(self, extra: Extra) -> Given:
        question = Training().extra.by(extra)
        match extra.kind:
            case "choice":
                value: Any = self.dice.choice(list(extra.choices))
            case "count":
                value = self.dice.randint(1, 4)
            case "yesno":
                value = YesNo.YES if self.dice.random() < 0.8 else YesNo.NO
            case _:
                value = self.dice.choice(self.words["answers"])
        reply = Reply(extra.id, question.inner.store(value))
        return Given(question.key, extra.words, reply.kept, question.show(reply))

    def _fund(self, db: Db, person: int, number: int) -> None:
        office, at = self.house.office, self.now - timedelta(days=number % 5, hours=number % 7 + 2)
        bank = self.dice.choice(list(office.fund.banks))
        wish = self.dice.choice((500_000, 1_000_000, 1_500_000, 2_000_000))
        amount = Amount(wish, wish)
        purpose = self.dice.choice(list(FundPurpose))
        nik = f"{'*' * 12}{self.dice.randint(1, 9999):04}"  # nobody's: only its end is ever shown
        given = [
            Given("amount", "fund-amount.short", Fund.amount.store(amount), amount),
            Given("purpose", "fund-purpose.short", purpose.value, Fund.purpose.show(purpose)),
            Given("bank", "fund-bank.short", bank.id, bank.name),
            Given("nik", "fund-nik.short", nik, nik),
        ]
        filed = applications.file(
            db, self._new(db, person, at, fund.LETTERS, ApplicationKind.FUND, given), at
        )
        filed.due_on = due(office.today(at), office.fund.check)
        row = FundApplication(application_id=filed.id, tier=office.fund.tiers[0].number, amount=amount.middle)
        row.bank, row.purpose, row.bank_consent_version, row.bank_consent_at = (
            bank.id,
            purpose.value,
            BANK_VERSION,
            at,
        )
        state = State(FUND[number % len(FUND)])
        if state in (State.COMPLETE, State.FORWARDED):
            row.checked_by = self._staff(db, "fund")
        db.session.add(row)
        self._decide(db, filed, state, "fund", given)

    def _new(
        self,
        db: Db,
        person: int,
        at: datetime,
        letters: str,
        kind: ApplicationKind,
        given: Sequence[Given],
        programme: int | None = None,
    ) -> New:
        day = self.house.office.today(at)
        contact = db.session.scalars(select(Contact.id).where(Contact.person_id == person)).first() or 0
        form = -(db.session.query(Application).count() + 1)  # no form of the chat has such an id
        where = db.session.get_one(Person, person).kecamatan
        number = references.next_reference(db, letters, day)
        return New(number, kind, person, contact, form, where, day, programme, answers=given)

    def _decide(self, db: Db, row: Application, state: State, area: str, given: Sequence[Given]) -> None:
        """As staff did, some hours after it was filed."""
        if state is State.INCOMPLETE and not given:
            state = State.CHECKING  # there is no answer to ask for again
        if state is State.FILED:
            return
        at = min(self.now, row.filed_at + timedelta(hours=3))
        words = {State.REFUSED: "demo-refused", State.INCOMPLETE: "demo-incomplete"}.get(state, "")
        row.state, row.reason = state.value, self.house.texts.say("id", words) if words else ""
        row.asked_again = given[-1].key if state is State.INCOMPLETE else ""
        if state in (State.REFUSED, State.ACCEPTED, State.WAITING, State.FORWARDED):
            row.decided_at, row.decided_by = at, self._staff(db, area)
        applications.note(db, row, self._staff(db, area), at, row.reason)

    def _staff(self, db: Db, area: str) -> int:
        return db.session.scalars(select(Staff.id).where(Staff.area == area)).one()

    # --- messages to petugas

    def _ask(self, db: Db, person: int, number: int) -> None:
        at = self.now - timedelta(hours=number)
        contact = db.session.scalars(select(Contact).where(Contact.person_id == person)).first()
        if contact is None:
            return
        thread = Thread(
            contact_id=contact.id,
            person_id=person,
            kecamatan=db.session.get_one(Person, person).kecamatan,
            state="waiting",
            opened_at=at,
            due_at=self.now + CALM + timedelta(hours=number),
        )
        db.session.add(thread)
        db.session.flush()
        contact.thread_id = thread.id
        text = self.house.texts.say("id", f"demo-question-{number}")
        db.session.add(ThreadLine(thread_id=thread.id, sealed=db.sealing.seal(text.encode()), at=at))
