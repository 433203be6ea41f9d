"""Plain rows for the console's tests: people, a programme, applications with answers and a picture."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, timedelta

from PIL import Image

from conversations.message import Message
from rules.application import State
from rules.audience import Audience
from storage import broadcasts, documents
from storage.database import Database, Db
from storage.tables import (
    Application,
    ApplicationAnswer,
    ApplicationEvent,
    Business,
    CheckIn,
    Consent,
    Contact,
    FundApplication,
    Media,
    Person,
    Programme,
    ProgrammeQuestion,
    Task,
    Thread,
)

NIK = "3204376502900004"
NIB = "0123456789012"
ODD = '<b>Teh</b> {{ 7*7 }} & \u202eanilA\u202c 🌶️ \'"Rina"%_'


def person(
    database: Database,
    now: datetime,
    name: str = "Teh Rina",
    kecamatan: str = "32.04.37",
    *,
    assistant: bool = True,
    business: str = "Keripik Rina",
    sector: str = "food",
    phone: str | None = "+6281234567890",
    erased: bool = False,
) -> int:
    """A registered person with a business and a chat; gives the id."""

    def work(db: Db) -> int:
        row = Person(
            name=name,
            phone=phone,
            phone_verified_at=now,
            kecamatan=kecamatan,
            desa=f"{kecamatan}.2001",
            created_at=now,
            registered_at=now,
            served_at=now,
            nik_sealed=db.sealing.seal(NIK.encode()),
            nik_hash=db.sealing.digest(NIK),
            erased_at=now if erased else None,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add_all(
            [
                Business(
                    person_id=row.id,
                    name=business,
                    sector=sector,
                    has_nib=True,
                    nib_sealed=db.sealing.seal(NIB.encode()),
                    nib_hash=db.sealing.digest(NIB),
                    since_year=2019,
                ),
                Contact(
                    channel="telegram",
                    address=str(1000 + row.id),
                    person_id=row.id,
                    name=name,
                    heard_at=now,
                    created_at=now,
                ),
            ]
        )
        purposes = ["checkin", "announcements", *(["assistant"] if assistant else [])]
        for purpose in purposes:
            db.session.add(
                Consent(
                    person_id=row.id, purpose=purpose, version="2026-11", channel="telegram", given_at=now
                )
            )
        return row.id

    return database.write(work)


def programme(
    database: Database, now: datetime, title: str = "Pelatihan Kemasan", code: str = "KEMASAN", seats: int = 2
) -> int:
    """A published training with one extra question; gives the id."""

    def work(db: Db) -> int:
        row = Programme(
            code=code,
            kind="training",
            title=title,
            about="Belajar membuat kemasan yang menarik.",
            place="Gedung PLUT, Soreang",
            starts_at=now + timedelta(days=14),
            apply_until=now.date() + timedelta(days=7),
            seats=seats,
            state="published",
            created_at=now,
        )
        db.session.add(row)
        db.session.flush()
        choices = json.dumps([{"id": "c1", "title": "S"}, {"id": "c2", "title": "M"}])
        db.session.add(
            ProgrammeQuestion(
                programme_id=row.id, position=1, kind="choice", words="Ukuran kaus?", choices=choices
            )
        )
        return row.id

    return database.write(work)


def training(
    database: Database,
    now: datetime,
    person_id: int,
    programme_id: int,
    number: int = 1,
    state: State = State.FILED,
    due_on: date | None = None,
) -> str:
    """An application to a training with an answer and a stored picture; gives the reference."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "orange").save(out, "PNG")
    stored = documents.store(database, out.getvalue(), "photo")

    def work(db: Db) -> str:
        media = Media(
            person_id=person_id,
            channel="telegram",
            kind="photo",
            mime=stored.mime,
            path=stored.path,
            state="stored",
            not_before=now,
            created_at=now,
        )
        db.session.add(media)
        db.session.flush()
        row = _application(db, now, person_id, "training", f"PEL-2611-{number:04}", state, due_on)
        row.programme_id = programme_id
        _answer(db, row.id, "extra:1", "Ukuran kaus?", {"words": "M"}, now)
        _answer(db, row.id, "extra:2", "Foto produk", {"key": "photos", "n": 1}, now, [media.id])
        return row.reference

    return database.write(work)


def fund(
    database: Database, now: datetime, person_id: int, number: int = 1, state: State = State.FILED
) -> str:
    """An application for a loan; gives the reference."""

    def work(db: Db) -> str:
        row = _application(db, now, person_id, "fund", f"DB-2611-{number:04}", state, None)
        db.session.add(
            FundApplication(
                application_id=row.id,
                tier=1,
                amount=2_000_000,
                bank="bjb",
                purpose="materials",
                bank_consent_version="2026-11",
                bank_consent_at=now,
            )
        )
        _answer(db, row.id, "nik", "NIK", {"words": NIK}, now)
        _answer(db, row.id, "amount", "Jumlah", {"amount": [2_000_000, 2_000_000, "unstated"]}, now)
        return row.reference

    return database.write(work)


def checkin(
    database: Database, now: datetime, person_id: int, state: str = "paused", task: str = "offered"
) -> None:
    """A check-in with an amount, and the task that came of it."""

    def work(db: Db) -> None:
        db.session.add(
            CheckIn(
                person_id=person_id,
                month="2026-10",
                via="chat",
                channel="telegram",
                state=state,
                reason="job" if state == "paused" else "",
                omzet_low=1_234_000,
                omzet_high=1_234_000,
                omzet_per="unstated",
                constraint="debt",
                recorded_at=now,
            )
        )
        found = db.session.get_one(Person, person_id)
        db.session.add(
            Task(
                person_id=person_id,
                kecamatan=found.kecamatan,
                period="2026-10",
                reasons='["paused","debt"]',
                need=95,
                state=task,
                created_at=now,
            )
        )

    database.write(work)


def thread(database: Database, now: datetime, person_id: int) -> int:
    """A message to petugas that waits; gives the id."""

    def work(db: Db) -> int:
        contact = db.session.query(Contact).filter_by(person_id=person_id).first()
        assert contact is not None
        row = Thread(contact_id=contact.id, person_id=person_id, state="waiting", opened_at=now, due_at=now)
        db.session.add(row)
        db.session.flush()
        return row.id

    return database.write(work)


def draft(
    database: Database, now: datetime, words: str = "Pelatihan dibuka.", author: int | None = None
) -> int:
    """An announcement to everybody that was not launched; gives the id."""
    return database.write(
        lambda db: broadcasts.draft(db, words, Message(words), Audience(), now, now, author)
    )


def _application(
    db: Db, now: datetime, person_id: int, kind: str, reference: str, state: State, due_on: date | None
) -> Application:
    found = db.session.get_one(Person, person_id)
    row = Application(
        reference=reference,
        kind=kind,
        person_id=person_id,
        kecamatan=found.kecamatan,
        source="self",
        state=state.value,
        filed_at=now,
        due_on=due_on or now.date() + timedelta(days=9),
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(ApplicationEvent(application_id=row.id, state=state.value, at=now))
    return row


def _answer(
    db: Db,
    application: int,
    key: str,
    label: str,
    shown: object,
    now: datetime,
    media: list[int] | None = None,
) -> None:
    body = {"kept": None, "shown": shown, "media": media or []}
    db.session.add(
        ApplicationAnswer(
            application_id=application,
            key=key,
            label=label,
            sealed=db.sealing.seal(json.dumps(body).encode()),
            changed_at=now,
        )
    )
    db.session.flush()
