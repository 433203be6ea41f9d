"""The papers of a loan: a link is asked for and used once, staff see what was sent; on both databases."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from sqlalchemy import select

from rules.application import State
from storage import applications, documents
from storage import papers as links
from storage.database import Database, Db
from storage.inbound import Inbound, Kind
from storage.tables import Application, ApplicationEvent, Audit, Media, UploadLink
from tests.bot.test_fetcher import jpeg
from tests.talk import lexicon, regions, texts
from tests.turns.desks.test_fund import FORM, applied, borrower, decides, staff
from tests.turns.phone import Phone, office, turns
from turns import papers
from turns.decisions import Decision, NotDecided, Refusal
from turns.desks import desks
from turns.papers import Link, Standing
from turns.turn import Turns

ALL = ("ktp", "kk", "sku", "tempat")


def token(phone: Phone) -> str:
    """Of the newest link that was handed out."""
    urls = [button.url for message in phone.messages() for button in message.buttons if button.url]
    found = re.fullmatch(r"https://kabar\.example\.id/berkas/([\w-]{32})", urls[-1])
    assert found is not None, urls
    return found[1]


def look(phone: Phone, secret: str) -> Link:
    with phone.database.read() as db:
        return papers.look(db, secret, office(), phone.now)


def brings(phone: Phone, secret: str, *wanted: str) -> list[str]:
    """Files arrive by the page; gives the paths of those they replaced."""
    paths: list[str] = []
    for paper in wanted:
        file = documents.store(phone.database, jpeg(), "document")

        def work(db: Db, paper: str = paper, file: documents.Stored = file) -> None:
            link = papers.look(db, secret, office(), phone.now, lock=True)
            assert link.standing is Standing.GOOD
            assert link.row is not None
            assert link.contact is not None
            paths.extend(links.keep(db, link.row, link.contact, paper, file, phone.now))

        phone.database.write(work)
    return paths


def sends(phone: Phone, secret: str) -> bool:
    """The button of the page; whether it was anything new."""

    def work(db: Db) -> bool:
        inbound = papers.inbound(db, secret)
        assert inbound is not None
        return turns().take(db, inbound, phone.now)

    phone.catch_up()
    return phone.database.write(work)


def application(database: Database) -> Application:
    with database.read() as db:
        return db.session.scalars(select(Application)).one()


def answers(database: Database) -> Mapping[str, tuple[int, ...]]:
    with database.read() as db:
        row = db.session.scalars(select(Application)).one()
        found = applications.answers(db, row.id)
    return {one.key.removeprefix("paper:"): tuple(one.media) for one in found if one.media}


def files(database: Database) -> dict[str, int]:
    with database.read() as db:
        states = list(db.session.scalars(select(Media.state)))
    return {state: states.count(state) for state in set(states)}


def test_kirim_hands_out_a_link_or_the_way_to_the_office(database: Database) -> None:
    phone = applied(database).sees("DAG-2611-0001", "Unggah", "1 Desember 2026", "Atau bawa ke kantor")
    link = look(phone, token(phone))
    assert link.standing is Standing.GOOD
    assert [paper.id for paper in link.wanted] == list(ALL)
    with database.read() as db:
        kept = db.session.scalars(select(UploadLink)).one()
    assert token(phone) not in kept.hash
    assert kept.hash == database.sealing.digest(token(phone))


def test_what_was_sent_reaches_staff_and_the_person_is_thanked(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    phone.later(days=1)
    brings(phone, secret, *ALL)
    assert answers(database) == {}, "nothing takes effect before it is sent"
    assert sends(phone, secret)
    phone.sees(
        "Terima kasih", "DAG-2611-0001", "KTP", "Foto tempat usaha", "2 Desember 2026", "belum dikonfirmasi"
    )
    assert set(answers(database)) == set(ALL)
    assert files(database) == {"stored": 4}
    assert application(database).state == State.FILED.value
    with database.read() as db:
        event = db.session.scalars(select(ApplicationEvent).order_by(ApplicationEvent.id.desc())).first()
    assert event is not None
    assert (event.staff_id, event.note.partition(",")[0]) == (None, "KTP")


def test_a_link_is_used_once(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    brings(phone, secret, *ALL)
    assert sends(phone, secret)
    assert look(phone, secret).standing is Standing.SENT
    assert not sends(phone, secret)
    phone.sees_nothing()


def test_sent_with_nothing_there_changes_nothing(database: Database) -> None:
    phone = applied(database)
    sends(phone, token(phone))
    phone.sees_nothing()
    assert look(phone, token(phone)).standing is Standing.GOOD


def test_a_part_may_be_sent_and_the_rest_by_a_new_link(database: Database) -> None:
    phone = applied(database)
    brings(phone, token(phone), "ktp", "kk")
    sends(phone, token(phone))
    phone.sees("KTP", "Yang belum ada: Surat Keterangan Usaha")
    phone.taps("Unggah berkas")
    secret = token(phone)
    assert [paper.id for paper in look(phone, secret).wanted] == ["sku", "tempat"]
    brings(phone, secret, "sku", "tempat")
    sends(phone, secret)
    assert set(answers(database)) == set(ALL)
    phone.says("status")
    assert not any(button.label == "Unggah berkas" for button in phone.buttons())
    phone.says("unggah berkas").sees("Tidak ada berkas yang sedang kami tunggu")


def test_status_gives_a_new_link_and_the_older_one_is_dead(database: Database) -> None:
    phone = applied(database)
    old = token(phone)
    brings(phone, old, "ktp")
    phone.later(days=3).says("status").sees("belum ada: KTP").taps("Unggah berkas").sees("4 Desember 2026")
    assert look(phone, old).standing is Standing.UNKNOWN
    assert set(look(phone, token(phone)).arrived) == {"ktp"}, "what arrived before is not lost"


def test_a_link_ends_with_its_last_day(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    assert look(phone.later(days=7, hours=13), secret).standing is Standing.GOOD
    assert look(phone.later(hours=2), secret).standing is Standing.OVER
    brought = Media.state == "unsent"
    sends(phone, secret)
    with database.read() as db:
        assert db.session.scalar(select(Media).where(brought)) is None
    assert answers(database) == {}


@pytest.mark.parametrize("what", [Decision.REFUSE, Decision.COMPLETE])
def test_a_decision_ends_the_link(database: Database, what: Decision) -> None:
    phone = applied(database)
    secret = token(phone)
    brings(phone, secret, "ktp")
    decides(database, phone, what, staff(database, "Dewi", 1), "Belum sesuai.", seen=True)
    assert look(phone, secret).standing is Standing.OVER
    sends(phone, secret)
    assert answers(database) == {}


def test_staff_ask_for_one_paper_again_and_only_that_one_is_wanted(database: Database) -> None:
    phone = applied(database)
    brings(phone, token(phone), *ALL)
    sends(phone, token(phone))
    before = answers(database)
    decides(database, phone, Decision.ASK_AGAIN, staff(database, "Dewi", 1), "Fotonya buram.", "paper:ktp")
    phone.sees("Fotonya buram.", "Unggah")
    secret = token(phone)
    assert [paper.id for paper in look(phone, secret).wanted] == ["ktp"]
    phone.says("status").sees("Fotonya buram.")
    labels = [button.label for button in phone.buttons()]
    assert "Unggah berkas" in labels
    assert not any(label.startswith("Lengkapi") for label in labels)
    phone.taps("Unggah berkas")
    secret = token(phone)
    brings(phone, secret, "ktp")
    sends(phone, secret)
    assert (application(database).state, application(database).asked_again) == ("checking", "")
    assert answers(database)["ktp"] != before["ktp"]
    assert files(database) == {"stored": 4, "replaced": 1}


def test_a_paper_that_never_came_can_be_asked_for_while_another_form_is_open(database: Database) -> None:
    phone = applied(database).says("daftar pelatihan")
    phone.opens("consult")
    decides(
        database, phone, Decision.ASK_AGAIN, staff(database, "Dewi", 1), "KTP-nya belum ada.", "paper:ktp"
    )
    phone.sees("KTP-nya belum ada.").taps("Unggah berkas").sees("berlaku sampai")


def test_an_answer_that_is_still_asked_for_is_told_with_the_thanks(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    decides(database, phone, Decision.ASK_AGAIN, staff(database, "Dewi", 1), "Kuota bank itu habis.", "bank")
    brings(phone, secret, *ALL)
    sends(phone, secret)
    phone.sees("sudah kami terima", "Kuota bank itu habis.")
    assert application(database).state == "incomplete"


def test_complete_only_once_the_papers_came_or_were_seen(database: Database) -> None:
    phone = applied(database)
    dewi = staff(database, "Dewi", 1)
    with pytest.raises(NotDecided) as caught:
        decides(database, phone, Decision.COMPLETE, dewi)
    assert caught.value.why is Refusal.PAPERS
    brings(phone, token(phone), *ALL)
    with pytest.raises(NotDecided):
        decides(database, phone, Decision.COMPLETE, dewi)
    sends(phone, token(phone))
    decides(database, phone, Decision.COMPLETE, dewi)
    phone.sees("berkas sudah lengkap")


def test_that_papers_were_seen_at_a_visit_is_in_the_audit(database: Database) -> None:
    phone = applied(database)
    decides(database, phone, Decision.COMPLETE, staff(database, "Dewi", 1), seen=True)
    with database.read() as db:
        assert (
            db.session.scalars(select(Audit.detail).where(Audit.action == "complete")).one()
            == "seen at a visit"
        )


def test_nobody_else_gets_a_link_to_it(database: Database) -> None:
    applied(database)
    other = borrower(database, "+6281322110009").says("unggah berkas").sees("Tidak ada berkas")
    stranger = Phone(database, "w1", "web").opens("papers").sees("Tidak ada berkas")
    assert not [button for phone in (other, stranger) for button in phone.buttons() if button.url]


def test_a_chat_that_belongs_to_somebody_else_by_now_is_told_nothing(database: Database) -> None:
    phone = applied(database)
    secret = token(phone)
    brings(phone, secret, *ALL)
    other = borrower(database, "+6281322110009")

    def moves(db: Db) -> None:
        db.session.scalars(select(Application)).one().person_id = other.person
        db.session.flush()

    database.write(moves)
    assert sends(phone, secret)
    phone.sees_nothing()
    assert set(answers(database)) == set(ALL), "staff get them all the same"


def test_without_a_public_address_the_way_is_the_office(database: Database) -> None:
    phone = borrower(database)
    house = Turns(office(), texts(), lexicon(), regions(), desks(regions()), "test")
    applied_at(phone, house)
    phone.sees("Bawa berkasnya ke kantor", "8 Desember 2026")
    assert not [button for button in phone.buttons() if button.url]


def applied_at(phone: Phone, house: Turns) -> None:
    phone.says("ajukan dana bergulir")
    for answer in FORM:
        phone.says(answer)
    phone.catch_up()
    said = Inbound(phone.channel, "last", phone.address, Kind.TEXT, text="kirim", phone=phone.address)
    phone.database.write(lambda db: house.take(db, said, phone.now))
