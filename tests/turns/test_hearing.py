"""The order of a turn: first contact, the menu, numbers, other wishes, old buttons, and lost pictures."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from storage.database import Database, Db
from storage.inbound import Inbound, Kind
from storage.tables import Form, Inbox, Media, Programme, ProgrammeQuestion, Unheard
from tests.turns.phone import START, Phone, turns


@pytest.fixture
def phone(database: Database) -> Phone:
    return Phone(database)


def publish(database: Database, *kinds: str) -> None:
    """One training with a question of each kind."""

    def work(db: Db) -> None:
        row = Programme(
            code="PEL-A", kind="training", title="Kemasan", state="published", created_at=START, seats=9
        )
        db.session.add(row)
        db.session.flush()
        for n, kind in enumerate(kinds, 1):
            choices = json.dumps([{"id": "1", "title": "Dus"}]) if kind == "choice" else ""
            db.session.add(
                ProgrammeQuestion(
                    programme_id=row.id, position=n, kind=kind, words=f"Apa {n}?", choices=choices
                )
            )

    database.write(work)


def test_the_notice_comes_once_and_before_everything(phone: Phone) -> None:
    phone.begins().sees("UU PDP 27/2022", "Selamat datang")
    phone.says("menu")
    assert "UU PDP" not in phone.text()


def test_a_posters_code_in_a_prefilled_text_opens_its_programme(phone: Phone, database: Database) -> None:
    publish(database)
    phone.says("Halo, saya mau tahu tentang Kemasan. p_PEL-A").sees("Kemasan", "Kursi")


def test_a_number_means_the_option_of_the_menu_that_was_shown(phone: Phone) -> None:
    labels = [button.label for button in phone.begins().buttons()]
    phone.says(str(labels.index("Lihat program") + 1))
    assert "Kami belum paham" not in phone.text()
    assert phone.text() != ""


def test_words_that_mean_nothing_to_us_are_answered_with_guesses_and_then_the_menu(phone: Phone) -> None:
    phone.begins().says("persib main jam berapa").sees("belum paham")
    assert any(button.label == "Tanya petugas" for button in phone.buttons())
    phone.says("zxcv qwrt")
    assert any(button.label == "Lihat program" for button in phone.buttons())


def test_thanks_are_answered_in_kind_and_count_as_no_miss(phone: Phone) -> None:
    phone.begins().says("makasih ya bu").sees("Hatur nuhun")
    assert [button.label for button in phone.buttons()] == ["Menu"]
    phone.says("persib main jam berapa").sees("belum paham maksudnya")


def test_what_was_not_understood_is_kept_without_digits(phone: Phone) -> None:
    phone.begins().says("qwrt awan 08123456789 zxcv")
    with phone.database.read() as db:
        kept = db.session.scalars(select(Unheard.text)).all()
    assert kept
    assert not any(character.isdigit() for text in kept for character in text)


def test_menu_lays_a_form_aside_and_lanjut_goes_on_with_it(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").sees("nama usaha").says("menu")
    assert phone.buttons()[0].label.startswith("Lanjut")
    phone.taps("Lanjut").sees("nama usaha", "2 dari 7")


def test_kirim_for_a_form_laid_aside_is_told_how_to_go_on_with_it(phone: Phone) -> None:
    phone.begins().says("kenalan dulu")
    for answer in ("Ibu Nunung", "Keripik Nunung", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019"):
        phone.says(answer)
    phone.says("menu").says("kirim")
    assert "menunggu dikirim" not in phone.text()
    assert phone.buttons()[0].label.startswith("Lanjut")


@pytest.mark.parametrize("words", ["lanjut", "Lanjutkan", "lanjut kenalan"])
def test_going_on_can_be_typed(phone: Phone, words: str) -> None:
    phone.begins().says("kenalan dulu").says("Ibu Nunung").says("menu").says(words).sees("nama usahanya")


def test_going_on_with_nothing_is_no_dead_end(phone: Phone) -> None:
    phone.begins().says("lanjut")
    assert phone.buttons()


def test_another_wish_within_a_form_is_offered_and_the_form_is_kept(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").says("Keripik Nunung")
    phone.says("syarat dagulir apa saja")
    assert any(button.label == "Ajukan dana bergulir" for button in phone.buttons())
    phone.sees("bidang apa")


def test_the_words_of_another_button_are_no_name(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Lihat program").sees("hal lain", "Siapa nama")
    phone.says("Ibu Nunung").sees("Apa nama usahanya")


def test_the_word_for_something_else_is_no_slip_of_an_option(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").says("Keripik")
    phone.says("status").sees("hal lain", "bidang apa")
    assert any(button.label == "Cek status" for button in phone.buttons())


def test_who_is_registered_is_not_led_to_registering_out_of_a_form(database: Database) -> None:
    phone = Phone(database).registers().says("selesai").says("cek usaha").says("daftar")
    assert "hal lain" not in phone.text()
    phone.says("menu").says("daftar").sees("sudah terdaftar")
    assert [button.label for button in phone.buttons()] == ["Lihat program", "Profil saya", "Menu"]


def test_two_answers_to_one_question_are_no_other_wish(phone: Phone) -> None:
    phone.registers().says("selesai")
    phone.says("cek usaha").says("jalan").says("lewati").says("pembeli sepi bu bahan juga mahal")
    phone.sees("dua pilihan")
    assert "hal lain" not in phone.text()


def test_a_wish_in_place_of_a_name_is_asked_back_with_the_way_there(database: Database) -> None:
    phone = Phone(database).begins().says("kenalan").says("Ibu Nunung")
    phone.says("mau tanya jadwal pelatihan dong").sees("hal lain", "betul?")
    assert [button.label for button in phone.buttons()] == ["Daftar pelatihan", "Ya, betul", "Bukan"]
    phone.says("bukan").sees("nama usaha").says("Keripik Nunung").sees("bidang apa")
    assert "hal lain" not in phone.text()


def test_another_wish_beside_a_question_has_no_number_and_is_chosen_by_its_words(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").says("Keripik").says("status")
    offered, *options = phone.buttons()
    assert (offered.label, offered.numbered) == ("Cek status", False)
    assert all(option.numbered for option in options)
    phone.says("cek status")
    assert "bidang apa" not in phone.text()
    assert "hal lain" not in phone.text()


def test_a_number_beside_another_wish_answers_the_question(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").says("Keripik").says("status").says("1")
    phone.sees("kecamatan mana")


def test_who_only_looks_around_goes_elsewhere_without_a_word(phone: Phone) -> None:
    phone.begins().says("lihat program").sees("program").says("kenalan")
    phone.sees("Siapa nama")
    assert "Isian ini kami simpan" not in phone.text()
    phone.says("menu")
    assert [button.label for button in phone.buttons() if button.label.startswith("Lanjut")] == [
        "Lanjut kenalan"
    ]


def test_a_clear_wish_typed_while_looking_around_is_followed(phone: Phone) -> None:
    phone.begins().says("lihat program").says("hapus data saya dong").sees("belum terdaftar")
    phone.says("menu")
    assert not [button for button in phone.buttons() if button.label.startswith("Lanjut")]


def test_what_is_written_to_petugas_is_theirs(phone: Phone) -> None:
    phone.begins().says("petugas").says("cek status").sees("teruskan ke petugas")


def test_a_greeting_after_days_is_not_taken_for_an_answer(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").later(days=3).says("assalamualaikum")
    phone.sees("Mau dilanjutkan?", "nama usaha")


def test_who_taps_lanjut_is_not_asked_whether_to_go_on(phone: Phone) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung").says("menu").taps("Lanjut")
    phone.sees("Kita lanjutkan", "nama usaha")
    assert "Mau dilanjutkan" not in phone.text()


@pytest.mark.parametrize(
    "data", ["", "|", "zz|x|y", "ü|x|y", ">", ">nothing|", "1|send|kirim", "f|" * 40, "9" * 60]
)
def test_a_forged_button_does_no_harm(phone: Phone, data: str) -> None:
    phone.begins()
    inbound = Inbound("telegram", f"forged{data}"[:60], phone.address, Kind.TAP, data=data)
    phone.catch_up()
    assert phone.database.write(lambda db: turns().take(db, inbound, phone.now))
    assert phone.text() != ""


def test_somebody_elses_button_is_an_old_button(phone: Phone, database: Database) -> None:
    phone.begins().says("kenalan").says("Ibu Nunung")
    with database.read() as db:
        form = db.session.scalar(select(Form.id))
    other = Phone(database, "802").begins()
    inbound = Inbound("telegram", "stolen", "802", Kind.TAP, data=f"{form}|called|x")
    database.write(lambda db: turns().take(db, inbound, other.now))
    with database.read() as db:
        assert [row.contact_id for row in db.session.scalars(select(Form))] != []
        assert len(db.session.scalars(select(Form)).all()) == 1


def test_kirim_tapped_twice_is_silent_although_the_next_form_is_open(phone: Phone) -> None:
    phone.begins().says("kenalan dulu")
    for answer in ("Ibu Nunung", "Keripik Nunung", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019"):
        phone.says(answer)
    data = next(button.data for button in phone.buttons() if button.label.startswith("Kirim"))
    phone.taps("Kirim").sees("Selamat bergabung")
    again = Inbound("telegram", "again", phone.address, Kind.TAP, data=data)
    phone.catch_up()
    assert phone.database.write(lambda db: turns().take(db, again, phone.now))
    phone.sees_nothing()


def test_the_same_message_twice_is_one(phone: Phone) -> None:
    phone.begins()
    inbound = Inbound("telegram", "same", phone.address, Kind.TEXT, text="menu")
    taken = [phone.database.write(lambda db: turns().take(db, inbound, phone.now)) for _ in range(3)]
    assert taken == [True, False, False]
    with phone.database.read() as db:
        assert len(db.session.scalars(select(Inbox).where(Inbox.external_id == "same")).all()) == 1


def test_a_lost_picture_reopens_its_question_alone(phone: Phone) -> None:
    publish(phone.database, "photo", "text")
    phone.registers().opens("training", "PEL-A").shows("p1").sees("Apa 2?")
    with phone.database.read() as db:
        media = db.session.scalar(select(Media.id))
    lost = Inbound("office", f"media:{media}", "contact:1", Kind.MEDIA_LOST, data=f"media|{media}")
    phone.catch_up()
    phone.database.write(lambda db: turns().take(db, lost, phone.now))
    phone.sees("fotonya tidak sampai", "Apa 1?")
    phone.shows("p2").sees("Apa 2?")


def test_a_lost_picture_of_a_filed_application_is_asked_for_again(phone: Phone) -> None:
    publish(phone.database, "photo")
    phone.registers().opens("training", "PEL-A").shows("p1").says("kirim").sees("PEL-")
    with phone.database.read() as db:
        media = db.session.scalar(select(Media.id))
    lost = Inbound("office", f"media:{media}", "contact:1", Kind.MEDIA_LOST, data=f"media|{media}")
    phone.catch_up()
    phone.database.write(lambda db: turns().take(db, lost, phone.now))
    phone.sees("fotonya tidak sampai", "Apa 1?")
