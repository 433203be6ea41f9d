"""The revolving fund through whole turns, up to the bank's turn; on both databases."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import applications, forms
from storage.database import Database, Db
from storage.tables import Application, ApplicationAnswer, FundApplication, Person, Staff
from tests.modules import ROOT
from tests.turns.phone import START, Phone, office, turns
from turns.decisions import Decision, NotDecided, Refusal, decide

NIK = "3204294101850003"
FORM = ("2000000", "bahan baku", "BPR Kerta Raharja", NIK, "ya", "ya")


def borrower(database: Database, phone: str = "+6281322110000") -> Phone:
    return Phone(database, phone, "whatsapp").registers().consents()


def applied(database: Database) -> Phone:
    phone = borrower(database).says("ajukan dana bergulir").sees("pinjaman, bukan hibah", "bank")
    for answer in FORM:
        phone.says(answer)
    return phone.says("kirim")


def test_kirim_typed_once_more_is_told_that_nothing_waits(database: Database) -> None:
    applied(database).says("Kirim").sees("Tidak ada lagi yang menunggu dikirim")
    with database.read() as db:
        assert len(db.session.scalars(select(Application)).all()) == 1


def test_a_slip_at_the_statement_is_mended_by_ubah(database: Database) -> None:
    phone = borrower(database).says("ajukan dana bergulir")
    for answer in (*FORM[:4], "tidak"):
        phone.says(answer)
    phone.sees("tidak jadi dikirim").says("ubah").says("pernyataan").sees("menyatakan begitu")
    phone.says("ya").says("ya").sees("Sudah betul semua?").says("kirim").sees("sudah kami terima")


def test_the_answers_of_a_form_that_ended_go_in_time(database: Database) -> None:
    phone = borrower(database).says("ajukan dana bergulir")
    for answer in (*FORM[:4], "tidak"):
        phone.says(answer)
    with database.read() as db:
        over = forms.kept(db, phone.now + timedelta(days=1))
    assert len(over) == 1
    database.write(lambda db: forms.empty(db, over))
    phone.says("ubah").sees("Tombol lama")


def decides(
    database: Database,
    phone: Phone,
    what: Decision,
    staff: int,
    reason: str = "",
    field: str = "",
    *,
    seen: bool = False,
) -> None:
    def work(db: Db) -> None:
        row = db.session.scalars(select(Application)).one()
        inbound = decide(db, row.id, what, staff, reason, phone.now, office=office(), field=field, seen=seen)
        if inbound is not None:
            turns().take(db, inbound, phone.now)

    phone.catch_up()
    database.write(work)


def staff(database: Database, name: str, number: int) -> int:
    def hire(db: Db) -> int:
        row = Staff(name=name, phone=f"+62811000000{number}", role="staff", created_at=START)
        db.session.add(row)
        db.session.flush()
        return row.id

    return database.write(hire)


def test_filed_with_what_to_bring_and_by_when_and_no_promise(database: Database) -> None:
    phone = applied(database).sees(
        "DAG-2611-0001",
        "BPR Kerta Raharja",
        "Siapkan",
        "belum dikonfirmasi dinas",
        "8 Desember 2026",
        "tidak menerima uang tunai",
    )
    with database.read() as db:
        row = db.session.scalars(select(Application)).one()
        fund = db.session.scalars(select(FundApplication)).one()
    assert (row.kind, row.state, row.person_id) == ("fund", "filed", phone.person)
    assert (fund.tier, fund.amount, fund.bank, fund.purpose) == (1, 2_000_000, "bpr-kr", "stock")
    assert fund.bank_consent_at == phone.now


def test_the_nik_is_sealed_and_nowhere_in_full(database: Database) -> None:
    phone = applied(database)
    assert not any(NIK in message.text for message in phone.messages())
    with database.read() as db:
        person = db.session.get_one(Person, phone.person)
        assert person.nik_sealed is not None
        assert db.sealing.open(person.nik_sealed) == NIK.encode()
        assert person.nik_hash == db.sealing.digest(NIK)
        answers = db.session.scalars(select(ApplicationAnswer)).all()
        assert not any(NIK.encode() in db.sealing.open(row.sealed) for row in answers)


def test_without_a_proved_phone_it_leads_there_and_comes_back(database: Database) -> None:
    phone = Phone(database).registers().consents().says("ajukan dana bergulir").sees("nomor HP")
    phone.taps("Pastikan nomor HP").shares("081322110000").sees("sudah pasti", "pinjaman, bukan hibah")


def test_one_running_application_at_a_time(database: Database) -> None:
    applied(database).says("ajukan dana bergulir").sees("DAG-2611-0001", "diajukan")


def test_four_eyes_before_the_bank(database: Database) -> None:
    phone = applied(database)
    dewi, rudi = staff(database, "Dewi", 1), staff(database, "Rudi", 2)
    with pytest.raises(NotDecided) as caught:
        decides(database, phone, Decision.FORWARD, dewi)
    assert caught.value.why is Refusal.STATE
    decides(database, phone, Decision.COMPLETE, dewi, seen=True)
    phone.sees("berkas sudah lengkap")
    with pytest.raises(NotDecided) as caught:
        decides(database, phone, Decision.FORWARD, dewi)
    assert caught.value.why is Refusal.EYES
    decides(database, phone, Decision.FORWARD, rudi)
    phone.sees("BPR Kerta Raharja", "Keputusan ada di bank")
    with pytest.raises(NotDecided):
        decides(database, phone, Decision.APPROVE, rudi)


def test_another_bank_is_asked_again_with_its_consent(database: Database) -> None:
    phone = applied(database)
    decides(database, phone, Decision.ASK_AGAIN, staff(database, "Dewi", 1), "Kuota bank itu habis.", "bank")
    phone.sees("Kuota bank itu habis.").later(hours=1).says("bank bjb").sees("bank bjb").says("ya").says(
        "kirim"
    )
    phone.sees("sudah dilengkapi")
    with database.read() as db:
        fund = db.session.scalars(select(FundApplication)).one()
        row = db.session.scalars(select(Application)).one()
        shown = {one.key: one.shown for one in applications.answers(db, row.id)}
    assert (fund.bank, fund.bank_consent_at) == ("bjb", phone.now)
    assert (row.state, shown["bank"]) == ("checking", "bank bjb")


def test_no_application_without_its_consent_to_share(database: Database) -> None:
    phone = borrower(database).says("ajukan dana bergulir")
    for answer in FORM[:-1]:
        phone.says(answer)
    phone.says("tidak").sees("tidak ada yang kami berikan")
    with database.read() as db:
        assert db.session.scalar(select(Application)) is None


CHECKIN_WORDS = {"CheckIn", "checkin", "checkins", "Task", "Outcome", "risk", "tasks"}
LOAN_FILES = (
    "turns/desks/fund.py",
    "turns/desks/papers.py",
    "turns/desks/redo.py",
    "turns/papers.py",
    "turns/decisions.py",
    "turns/filing.py",
    "conversations/fund.py",
    "conversations/papers.py",
    "storage/applications.py",
    "storage/papers.py",
    "rules/fund.py",
    "rules/application.py",
    "rules/eligibility.py",
)


@pytest.mark.parametrize("file", LOAN_FILES)
def test_a_loan_never_depends_on_what_was_told_in_a_checkin(file: str) -> None:
    tree = ast.parse(Path(ROOT, file).read_text(encoding="utf-8"))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            named |= {*(node.module or "").split("."), *(alias.name for alias in node.names)}
    assert named & CHECKIN_WORDS == set()
