"""Trainings through whole turns: applied for, decided by staff, told, completed; on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from sqlalchemy import select

from rules.application import State
from storage import applications
from storage.database import Database, Db
from storage.tables import (
    Application,
    ApplicationEvent,
    Audit,
    Programme,
    ProgrammeQuestion,
    ProgrammeQuota,
    Staff,
)
from tests.turns.phone import START, Phone, office, turns
from turns.decisions import Decision, NotDecided, Refusal, decide


class Desk:
    """The office's side of a test: one programme, one staff member."""

    def __init__(self, database: Database, **how: object) -> None:
        self.database = database

        def plan(db: Db) -> tuple[int, int]:
            programme = Programme(
                code="KUE-02",
                kind="training",
                title="Kue kering",
                state="published",
                created_at=START,
                starts_at=datetime(2026, 12, 8, 2, tzinfo=START.tzinfo),
                place="PLUT Soreang",
                **how,
            )
            staff = Staff(name="Dewi", phone="+6281100000001", role="staff", created_at=START)
            db.session.add_all([programme, staff])
            db.session.flush()
            return programme.id, staff.id

        self.programme, self.staff = database.write(plan)

    def asks(self, kind: str, words: str, position: int = 1) -> int:
        def add(db: Db) -> int:
            row = ProgrammeQuestion(programme_id=self.programme, position=position, kind=kind, words=words)
            db.session.add(row)
            db.session.flush()
            return row.id

        return self.database.write(add)

    def keeps(self, source: str, seats: int) -> None:
        row = ProgrammeQuota(programme_id=self.programme, source=source, seats=seats)
        self.database.write(lambda db: db.session.add(row))

    def decides(self, what: Decision, phone: Phone, reason: str = "", field: str = "") -> None:
        def work(db: Db) -> None:
            row = db.session.scalars(
                select(Application)
                .where(Application.person_id == phone.person)
                .order_by(Application.id.desc())
            ).first()
            assert row is not None
            inbound = decide(db, row.id, what, self.staff, reason, phone.now, office=office(), field=field)
            if inbound is not None:
                turns().take(db, inbound, phone.now)

        phone.catch_up()
        self.database.write(work)

    def applications(self) -> Sequence[Application]:
        with self.database.read() as db:
            return list(db.session.scalars(select(Application).order_by(Application.id)))


def applied(database: Database, address: str = "801") -> Phone:
    phone = Phone(database, address).registers(business=f"Keripik {address}").consents()
    return phone.says("daftar pelatihan").says("kue kering").says("kirim")


def test_kirim_applies_and_takes_no_seat(database: Database) -> None:
    desk = Desk(database, seats=1)
    phone = applied(database).sees("PEL-2611-0001", "3 Desember 2026", "belum dikonfirmasi dinas")
    (row,) = desk.applications()
    assert (row.state, row.source, row.kecamatan, row.due_on) == (
        "filed",
        "self",
        "32.04.29",
        date(2026, 12, 3),
    )
    assert row.person_id == phone.person


@pytest.mark.parametrize(
    ("starts", "by"), [(28, "27 November 2026"), (25, "24 November 2026"), (24, "24 Nov")]
)
def test_the_answer_is_promised_before_the_training_begins(database: Database, starts: int, by: str) -> None:
    desk = Desk(database)
    at = datetime(2026, 11, starts, 18, tzinfo=START.tzinfo)
    database.write(lambda db: db.session.query(Programme).update({"starts_at": at}))
    applied(database).sees(f"paling lambat {by}")
    assert desk.applications()[0].due_on == date(2026, 11, max(24, starts - 1))


def test_nothing_is_filed_before_kirim(database: Database) -> None:
    desk = Desk(database)
    phone = (
        Phone(database).registers().consents().says("daftar pelatihan").says("kue kering").sees("Kue kering")
    )
    assert desk.applications() == []
    phone.says("batal")
    assert desk.applications() == []


def test_a_newcomer_registers_first_and_comes_back_to_the_training(database: Database) -> None:
    Desk(database)
    phone = (
        Phone(database).begins("p_KUE-02").sees("8 Desember 2026 pukul 02.00").taps("Daftar").sees("kenalan")
    )
    for answer in ("Ibu Nunung", "Keripik", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019", "kirim"):
        phone.says(answer)
    phone.consents().sees("Pendaftaran Kue kering")
    assert [button.label for button in phone.buttons()] == ["Kirim", "Ubah", "Batal"], (
        "nothing leads elsewhere"
    )
    phone.says("kirim").sees("PEL-2611-0001")
    assert ">verify|" in [button.data for button in phone.buttons()], "a newcomer's phone is still unproved"


def test_staffs_own_questions_with_a_picture(database: Database) -> None:
    desk = Desk(database)
    shirt, photo = desk.asks("text", "Ukuran kaos?"), desk.asks("photo", "Foto produknya, ya.", 2)
    phone = (
        Phone(database)
        .registers()
        .consents()
        .says("daftar pelatihan")
        .says("kue kering")
        .sees("Ukuran kaos?")
    )
    phone.says("XL").sees("Foto produknya").shows("file-1").sees("Ukuran kaos: XL").says("kirim")
    (row,) = desk.applications()
    with database.read() as db:
        given = {one.key: one for one in applications.answers(db, row.id)}
    assert given[f"extra:{shirt}"].shown == "XL"
    assert given[f"extra:{shirt}"].label == "Ukuran kaos?"
    assert len(given[f"extra:{photo}"].media) == 1


def test_applying_twice_names_the_first(database: Database) -> None:
    desk = Desk(database)
    phone = applied(database)
    phone.says("daftar pelatihan").says("kue kering").sees("sudah mendaftar", "PEL-2611-0001", "diajukan")
    assert len(desk.applications()) == 1


def test_approval_takes_the_seat_and_the_next_waits(database: Database) -> None:
    desk = Desk(database, seats=1)
    first, second, third = (applied(database, address) for address in ("801", "802", "803"))
    desk.decides(Decision.APPROVE, third)
    third.sees("diterima", "PEL-2611-0003", "PLUT Soreang")
    desk.decides(Decision.APPROVE, second)
    second.sees("daftar tunggu nomor 1")
    desk.decides(Decision.APPROVE, first)
    first.sees("daftar tunggu nomor 1")
    assert [row.state for row in desk.applications()] == ["waiting", "waiting", "accepted"]
    second.says("cek status").sees("daftar tunggu nomor 2")


def test_a_kept_seat_waits_for_its_release_date(database: Database) -> None:
    desk = Desk(database, seats=1, release_on=date(2026, 12, 1))
    desk.keeps("musrenbang", 1)
    phone = applied(database)
    desk.decides(Decision.APPROVE, phone)
    phone.sees("daftar tunggu").later(days=8)
    desk.decides(Decision.APPROVE, phone)
    phone.sees("diterima")


def test_a_refusal_says_why_and_what_next(database: Database) -> None:
    desk = Desk(database)
    phone = applied(database)
    with pytest.raises(NotDecided) as caught:
        desk.decides(Decision.REFUSE, phone)
    assert caught.value.why is Refusal.REASON
    desk.decides(Decision.REFUSE, phone, "Pelatihan ini untuk usaha di atas dua tahun.")
    phone.sees("belum memenuhi syarat", "di atas dua tahun")
    assert [button.data.partition("|")[0] for button in phone.buttons()] == [">programmes", ">consult"]


def test_one_field_asked_again_is_the_only_one_asked(database: Database) -> None:
    desk = Desk(database)
    shirt = desk.asks("text", "Ukuran kaos?")
    desk.asks("count", "Berapa karyawan?", 2)
    phone = Phone(database).registers().consents().says("daftar pelatihan").says("kue kering")
    phone.says("besar").says("2").says("kirim")
    desk.decides(Decision.ASK_AGAIN, phone, "Tulis ukurannya S, M, L atau XL.", f"extra:{shirt}")
    phone.sees("S, M, L atau XL", "Ukuran kaos?")
    assert desk.applications()[0].state == "incomplete"
    phone.says("XL").says("kirim").sees("sudah dilengkapi", "PEL-2611-0001")
    (row,) = desk.applications()
    assert (row.state, row.asked_again) == ("checking", "")
    with database.read() as db:
        assert [one.shown for one in applications.answers(db, row.id)] == ["XL", 2]
        events = list(db.session.scalars(select(ApplicationEvent.state).order_by(ApplicationEvent.id)))
    assert events == ["filed", "incomplete", "checking"]


def test_one_field_asked_again_while_another_form_is_open(database: Database) -> None:
    desk = Desk(database)
    shirt = desk.asks("text", "Ukuran kaos?")
    phone = (
        Phone(database)
        .registers()
        .consents()
        .says("daftar pelatihan")
        .says("kue kering")
        .says("L")
        .says("kirim")
    )
    phone.says("ganti bahasa")
    desk.decides(Decision.ASK_AGAIN, phone, "Yang mana?", f"extra:{shirt}")
    phone.sees("Yang mana?")
    assert "Ukuran kaos?" not in phone.text()
    phone.taps("Lengkapi sekarang").sees("Ukuran kaos?").says("M").says("kirim").sees("sudah dilengkapi")


def test_a_decision_that_was_overtaken_is_not_told(database: Database) -> None:
    desk = Desk(database)
    phone = applied(database)

    def both(db: Db) -> None:
        row = db.session.scalars(select(Application)).one()
        late = decide(db, row.id, Decision.APPROVE, desk.staff, "", phone.now, office=office())
        row.state = State.CHECKING.value
        next_one = decide(db, row.id, Decision.REFUSE, desk.staff, "Kelas batal.", phone.now, office=office())
        assert late is not None
        assert next_one is not None
        turns().take(db, next_one, phone.now)
        turns().take(db, late, phone.now)

    phone.catch_up()
    database.write(both)
    phone.sees("Kelas batal.")
    assert "diterima" not in phone.text()


def test_who_blocked_us_is_decided_about_all_the_same(database: Database) -> None:
    desk = Desk(database)
    phone = applied(database).blocks()
    desk.decides(Decision.APPROVE, phone)
    assert desk.applications()[0].state == "accepted"


def test_decisions_are_audited_and_cannot_be_taken_twice(database: Database) -> None:
    desk = Desk(database)
    phone = applied(database)
    desk.decides(Decision.REFUSE, phone, "Sudah pernah ikut.")
    with pytest.raises(NotDecided) as caught:
        desk.decides(Decision.APPROVE, phone)
    assert caught.value.why is Refusal.STATE
    with database.read() as db:
        (audit,) = db.session.scalars(select(Audit))
    assert (audit.staff_id, audit.action, audit.subject) == (
        desk.staff,
        "refuse",
        "application:PEL-2611-0001",
    )
