"""The profile, own data and the language, as chats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.engine import Outcome
from conversations.language import ChooseLanguage, Language
from conversations.privacy import Asked, DataWish, Deletion, Privacy, PrivacyFacts
from conversations.profile import BusinessName, Change, NibNumber, Place, Profile, ProfileFacts
from conversations.question import Label
from conversations.questions.called import Called
from rules.business import Sector
from rules.person import Title
from tests.talk import Talk, regions

FACTS = ProfileFacts(
    called=Called("Nunung", Title.IBU),
    business="Keripik Nunung",
    sector=Sector.FOOD,
    kecamatan_name="Ciparay",
    desa_name="Sagaracipta",
    nib=Label("profile-nib-no"),
    phone="",
    kecamatan=regions().kecamatan,
    centres={},
)
SHOWN = ("profile-shows-person", "profile-shows-business", "profile-shows-place", "profile-shows-numbers")
DATA = PrivacyFacts("Diskop UKM", True, "Nunung", "Keripik Nunung")


def profile() -> Talk[ProfileFacts, Change]:
    return Talk(Profile(), FACTS).sees(*SHOWN, asks="what")


@pytest.mark.parametrize(
    ("what", "answers", "change"),
    [
        ("nama/panggilan", ["Teh Nuning"], Called("Nuning", Title.TEH)),
        ("nama usaha", ["Keripik Nuning"], BusinessName("Keripik Nuning")),
        ("jenis usaha", ["kriya"], Sector.CRAFT),
        ("alamat", ["Soreang", "1"], Place("32.04.37", "32.04.37.2019")),
        ("nib", ["0220001234567"], NibNumber("0220001234567")),
    ],
)
def test_one_thing_at_a_time(what: str, answers: list[str], change: Change) -> None:
    talk = profile().says(what)
    for answer in answers:
        talk.says(answer)
    talk.sees(asks="send").says("kirim").ends(change)


def test_nothing_changes_before_kirim() -> None:
    profile().says("nama usaha").says("Keripik Nuning").says("batal").is_over(Outcome.CANCELLED)


def test_another_choice_leaves_the_first_answer_behind() -> None:
    talk = (
        profile().says("nama usaha").says("Keripik Nuning").sees(asks="send").says("kembali").says("kembali")
    )
    talk.sees(asks="what").says("nib").says("0220001234567").sees(asks="send")
    assert talk.rows() == ["nib"]
    talk.says("kirim").ends(NibNumber("0220001234567"))


def test_what_has_a_dialogue_of_its_own_leads_there() -> None:
    for word, says, leads in (
        ("nomor hp", "profile-phone", "verify"),
        ("bahasa", "profile-language", "language"),
    ):
        talk = profile().says(word).sees(says).is_over(Outcome.ENDED)
        assert talk.said()[0].actions[0].name == leads
    profile().says("tidak ada").sees("profile-unchanged").is_over(Outcome.ENDED)


def privacy(facts: PrivacyFacts = DATA) -> Talk[PrivacyFacts, Deletion]:
    return Talk(Privacy(), facts)


def test_seeing_what_is_kept_and_who_may_see_it() -> None:
    talk = privacy().sees("privacy-hello", asks="what").says("lihat data saya").is_over(Outcome.ENDED)
    assert [say.key for say in talk.said()][-2:] == ["privacy-who", "privacy-next"]


def test_deleting_is_confirmed() -> None:
    talk = privacy().says("hapus data saya").sees("privacy-delete", asks="send")
    talk.says("kirim").ends(Deletion())


def test_a_button_leads_straight_to_deleting() -> None:
    privacy(replace(DATA, wish=DataWish.DELETE)).sees("privacy-hello", "privacy-delete", asks="send").says(
        "kirim"
    ).ends(Deletion())


def test_deleting_can_be_thought_over() -> None:
    privacy().says("hapus").says("batal").is_over(Outcome.CANCELLED)
    privacy().presses("nothing").sees("privacy-nothing").is_over(Outcome.ENDED)


def test_a_second_request_names_the_first() -> None:
    asked = replace(DATA, asked=Asked("HPS-2611-0001", date(2026, 11, 27)))
    privacy(asked).says("hapus data saya").sees("privacy-asked-already").is_over(Outcome.ENDED)


def test_a_stranger_has_nothing_to_delete() -> None:
    privacy(PrivacyFacts("Diskop UKM")).sees("privacy-stranger").is_over(Outcome.ENDED)


def test_the_language() -> None:
    talk = Talk(ChooseLanguage(), None).sees("language-hello", asks="language")
    talk.says("bahasa inggris").ends(Language.ENGLISH)
