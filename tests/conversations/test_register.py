"""Registration as chats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from conversations.chat import Need
from conversations.engine import Outcome
from conversations.form import Form
from conversations.heard import Misunderstood, Sure, Unsure
from conversations.question import Location, Said
from conversations.questions import Choice
from conversations.questions.called import Called, Name
from conversations.questions.since import Since
from conversations.register import Known, Register, RegisterFacts, Registration, SameBusiness
from rules.business import Sector
from rules.person import Title
from tests.talk import Talk, ears, regions

CENTRES = {"32.04.29": (-7.0339, 107.7153), "32.04.37": (-7.03, 107.52)}
FACTS = RegisterFacts(regions().kecamatan, CENTRES)
NUNUNG = Known(7, Called("Nunung", Title.IBU), "Keripik Nunung")
SEVEN = ("Ibu Nunung", "Keripik Nunung", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019")


def register(
    facts: RegisterFacts = FACTS, knows: Mapping[Need[Any], object] | None = None
) -> Talk[RegisterFacts, Registration | Known]:
    return Talk(Register(), facts, knows)


def answered(*said: str) -> Talk[RegisterFacts, Registration | Known]:
    talk = register()
    for text in said:
        talk.says(text)
    return talk


def test_seven_questions_and_no_more() -> None:
    talk = register().sees("register-hello", asks="called")
    asked = [talk.ask().key, *(talk.says(text).ask().key.partition("#")[0] for text in SEVEN)]
    assert asked == ["called", "business", "sector", "kecamatan", "desa", "nib", "since", "send"]
    result = talk.says("kirim").ends()
    assert result == Registration(
        Called("Nunung", Title.IBU), "Keripik Nunung", Sector.FOOD, "32.04.29", "32.04.29.2009", False, 2019
    )


@pytest.mark.parametrize(
    ("text", "nib"),
    [("sudah", True), ("teu acan", False), ("ada", True), ("1", True), ("belum punya", False)],
)
def test_a_nib_is_there_or_not_yet(text: str, nib: bool) -> None:
    talk = answered(*SEVEN[:5]).says(text)
    if talk.ask().hint == "echo":
        talk.says("ya")
    result = talk.says("2019").says("kirim").ends()
    assert isinstance(result, Registration)
    assert result.nib is nib


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("warung", Sector.TRADE),
        ("Perdagangan", Sector.TRADE),
        ("konveksi", Sector.FASHION),
        ("kriya", Sector.CRAFT),
        ("tani", Sector.FARM),
    ],
)
def test_either_word_of_a_button_does_what_the_button_does(typed: str, meant: Sector) -> None:
    assert Choice(Sector).understand(Said(typed), ears(), None) == Sure(meant)


def test_progress_counts_seven() -> None:
    talk = register()
    assert (talk.ask().step, talk.ask().of) == (1, 7)
    for n, text in enumerate(SEVEN[:-1], 2):
        assert (talk.says(text).ask().step, talk.ask().of) == (n, 7)


def test_typos_in_kecamatan_and_desa() -> None:
    talk = answered("Asep", "Bakso Asep", "kuliner").sees(asks="kecamatan").says("kec cipray")
    if talk.ask().key == "kecamatan":
        talk.sees(hint="echo").says("ya")
    talk.sees(asks="desa").says("sagaracpta")
    if talk.ask().key == "desa":
        talk.sees(hint="echo").says("ya")
    talk.sees(asks="nib")


def test_a_shared_place_is_asked_back() -> None:
    talk = answered("Asep", "Bakso Asep", "kuliner").shares(Location(-7.0339, 107.7153))
    talk.sees(asks="kecamatan", hint="echo").says("ya").sees(asks="desa")


def test_another_kecamatan_asks_the_desa_anew_and_keeps_the_rest() -> None:
    talk = answered(*SEVEN).sees(asks="send")
    talk.says("ubah kecamatan").sees(asks="kecamatan").says("Soreang").sees("answer-gone", asks="desa")
    talk.says("1").sees(asks="send")
    assert talk.rows() == ["called", "business", "sector", "kecamatan", "desa", "nib", "since"]


def test_back_out_of_a_change_returns_to_the_summary() -> None:
    talk = answered(*SEVEN).says("ubah").says("Nama usaha").sees(asks="business")
    talk.says("kembali").sees(asks="send")


def test_back_step_by_step_and_every_answer_stays() -> None:
    talk = answered(*SEVEN[:3]).sees(asks="kecamatan")
    talk.says("kembali").sees(asks="sector").says("kembali").sees(asks="business")
    talk.says("Keripik Bu Nunung").sees(asks="kecamatan")


def test_cancelled_leaves_nothing() -> None:
    answered(*SEVEN).says("batal").sees("cancelled").is_over(Outcome.CANCELLED)


def test_resumed_after_a_week_asks_where_it_stopped() -> None:
    answered(*SEVEN[:4]).resumes().sees(asks="desa")


def test_someone_registered_is_told_so() -> None:
    register(RegisterFacts(FACTS.kecamatan, CENTRES, known=NUNUNG)).sees("register-already").is_over(
        Outcome.ENDED
    )


def test_registered_elsewhere_in_the_middle_of_it() -> None:
    talk = (
        answered(*SEVEN[:3]).meanwhile(RegisterFacts(FACTS.kecamatan, CENTRES, known=NUNUNG)).says("Ciparay")
    )
    talk.sees("register-already").is_over(Outcome.ENDED)


SHARED = RegisterFacts(FACTS.kecamatan, CENTRES, shared=True)


def test_a_shared_phone_reveals_nothing_until_the_business_is_named() -> None:
    talk = register(SHARED, {SameBusiness("Warung Ai"): None}).says("Ai").sees(asks="business")
    talk.says("Warung Ai").sees(asks="sector")


def test_phone_and_business_together_are_the_known_person() -> None:
    talk = register(SHARED, {SameBusiness("keripik nunung"): NUNUNG})
    talk.says("bu Nunung").says("keripik nunung").sees(asks="send")
    assert talk.rows() == ["called", "business"]
    talk.says("kirim").ends(NUNUNG)


def test_a_match_can_be_undone_by_correcting_the_business() -> None:
    talk = register(SHARED, {SameBusiness("keripik nunung"): NUNUNG, SameBusiness("Keripik Rina"): None})
    talk.says("Rina").says("keripik nunung").says("ubah business").says("Keripik Rina").sees(asks="sector")


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Nunung", "Nunung", None),
        ("ibu nunung", "Nunung", Title.IBU),
        ("Bu Hj. Ai Komariah", "Hj. Ai Komariah", Title.IBU),
        ("teh rina", "Rina", Title.TEH),
        ("Kang Asep Sunandar", "Asep Sunandar", Title.KANG),
        ("pak. Dedi", "Dedi", Title.BAPAK),
        ("nama saya Nunung", "Nunung", None),
        ("nami abdi teh Rina", "Rina", Title.TEH),
        ("saya bu Euis", "Euis", Title.IBU),
        ("panggil aja kang ujang", "Ujang", Title.KANG),
        ("Sayati", "Sayati", None),  # begins like "saya"
        ("Ibunda", "Ibunda", None),
        ("saya nunung dari ciparay", "Nunung", None),
        ("bu Euis, usaha kue", "Euis", Title.IBU),
        ("Dariah", "Dariah", None),
        ("halo, nama sy rina", "Rina", None),
        ("dengan ibu Nunung", "Nunung", Title.IBU),
        ("Asep 0813 2211 0000", "Asep", None),
        ("asep ya bu", "Asep", None),
        ("A. Rahman", "A. Rahman", None),  # an initial, not "a Rahman"
        ("a Rahman", "Rahman", Title.KANG),
        ("Bpk. H. Dadang", "H. Dadang", Title.BAPAK),
        ("R.A. Kartini", "R.A. Kartini", None),
        ("<b>Nunung</b> {x}", "<b>Nunung</b> {x}", None),
        ("🌸", "🌸", None),
        ("Nun\x00ung\x07", "Nunung", None),  # no database keeps these
        ("\u202eNunung", "\u202eNunung", None),
    ],
)
def test_a_name_with_its_title(text: str, name: str, title: Title | None) -> None:
    assert Name().understand(Said(text), ears(), None) == Sure(Called(name, title))


@pytest.mark.parametrize("text", ["", "  ", "ibu", "081234567890", "apa itu NIB?", "x" * 61, "1"])
def test_what_is_no_name(text: str) -> None:
    assert Name().understand(Said(text), ears(), None) == Misunderstood("name")


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("jualan kripik singkong", Sector.FOOD),
        ("abdi jualan cilok", Sector.FOOD),
        ("warung nasi padang", Sector.FOOD),
        ("toko baju", Sector.FASHION),
        ("jahit seragam", Sector.FASHION),
        ("anyaman bambu", Sector.CRAFT),
        ("tukang cukur", Sector.SERVICES),
        ("warung kelontong", Sector.TRADE),
        ("konter pulsa", Sector.TRADE),
        ("jualan", Sector.TRADE),
        ("budidaya lele", Sector.FARM),
        ("homestay", Sector.TOURISM),
        ("lain-lain", Sector.OTHER),
    ],
)
def test_the_kind_of_business_in_free_words(text: str, sector: Sector) -> None:
    heard = Choice(Sector).understand(Said(text), ears(), None)
    assert isinstance(heard, Sure | Unsure)
    assert heard.value is sector


def test_words_of_two_kinds_are_asked_again() -> None:
    assert isinstance(Choice(Sector).understand(Said("petani kopi"), ears(), None), Misunderstood)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2019", Sure(2019)),
        ("sejak 2015", Sure(2015)),
        ("dari tahun 2010", Sure(2010)),
        ("th 2021", Sure(2021)),
        ("tahun lalu", Sure(2025)),
        ("taun kamari", Sure(2025)),
        ("baru", Sure(2026)),
        ("baru mulai bulan ini", Sure(2026)),
        ("3 tahun", Unsure(2023)),
        ("udah 10 taun", Unsure(2016)),
        ("setahun", Unsure(2025)),
        ("lima tahun", Unsure(2021)),
        ("2 bulan", Unsure(2026)),
        ("18 bulan", Unsure(2025)),
        ("setengah tahun", Unsure(2026)),
        ("2 tahun 3 bulan", Unsure(2024)),
        ("sejak corona", Unsure(2020)),
        ("baru 3 tahun", Unsure(2023)),
        ("kira2 2018 an", Unsure(2018)),
    ],
)
def test_since_when(text: str, meant: object) -> None:
    assert Since().understand(Said(text), ears(), None) == meant


@pytest.mark.parametrize(
    "text", ["", "lama", "2031", "1066", "2010 atau 2012", "081234567890", "5", "300 tahun"]
)
def test_since_when_is_asked_again(text: str) -> None:
    assert Since().understand(Said(text), ears(), None) == Misunderstood("since")


def kept(talk: Talk[RegisterFacts, Registration | Known]) -> Form:
    assert talk.form is not None
    return talk.form


def test_a_form_of_a_version_that_asked_more_goes_on_without_it() -> None:
    old = kept(answered(*SEVEN[:4]))
    old = msgspec.structs.replace(old, answers={**old.answers, "born": 1980}, asked="born")
    talk = Talk(Register(), FACTS, form=old).sees(asks="desa")
    talk.says("Sagaracipta").says("belum").says("2019").sees(asks="send")
    assert "born" not in talk.rows()


def test_a_form_of_a_version_that_asked_less_is_asked_what_is_new() -> None:
    done = kept(answered(*SEVEN))
    answers = {key: answer for key, answer in done.answers.items() if key != "sector"}
    old = msgspec.structs.replace(done, answers=answers, asked="send", shown=["send", "change", "cancel"])
    talk = Talk(Register(), FACTS, form=old).sees(asks="sector").says("kuliner").sees(asks="send")
    assert talk.rows() == ["called", "business", "sector", "kecamatan", "desa", "nib", "since"]
