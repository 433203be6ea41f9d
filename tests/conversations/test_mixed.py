"""More than one answer in a message: what surely means a later question is kept for it and shown back."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.chat import Ahead, Chat, Conversation
from conversations.form import Form
from conversations.question import Label
from conversations.questions import Choice, Count, Rupiah, Text, YesNo
from conversations.runs import Once, run
from rules.checkin import Constraint, StopReason
from rules.operating import Operating
from tests.conversations.samples import Sample, samples
from tests.dialogues import dialogues
from tests.talk import Talk
from tests.walk import walk

LIGHT, FULL, RESTART = 1, 2, 3


class Beyond(Conversation[None, int]):
    name = "beyond"

    amount = Rupiah()
    staff = Count(1, 200)
    note = Text(50)
    share = Choice(YesNo, sticky=False)

    def script(self, chat: Chat, facts: None) -> int:
        chat.ask(self.amount)
        chat.ask(self.note)
        chat.ask(self.share)
        return chat.ask(self.staff)


def chat(name: str, number: int, *said: str) -> Talk[Any, Any]:
    sample = samples()[name][number]
    talk = Talk(next(one for one in dialogues() if one.name == name), sample.facts, sample.needs)
    for text in said:
        talk.says(text)
    return talk


def at_omzet(text: str, scope: int = FULL) -> Talk[Any, Any]:
    return chat("checkin", scope, "jalan", text)


def at_sector(text: str) -> Talk[Any, Any]:
    return chat("register", 0, "Bu Nunung", "Keripik", text)


def at_days(text: str) -> Talk[Any, Any]:
    """At a choice that staff defined; a number of "karyawan", a picture, "modal" and more follow."""
    return chat("training", 1, "1", "M", text)


def test_what_is_named_beside_an_unsure_answer_is_shown_with_it_and_counts_with_it() -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2").sees(asks="omzet", hint="echo")
    assert [(row.key, row.label) for row in talk.ask().rows] == [
        ("omzet", Label("checkin-omzet.short")),
        ("workers", Label("checkin-workers.short")),
    ]
    assert talk.answers() == {"state": "running"}
    talk.says("ya").sees(asks="constraint")
    assert talk.answers() == {"state": "running", "omzet": 2_500_000, "workers": 2}


def test_what_was_noted_is_not_asked_again_and_is_in_the_result() -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2, untung 800rb").says("ya").says("sepi").says("tidak")
    told = talk.sees(asks="outlets").says("1").says("selesai").ends()
    assert (told.omzet.low, told.profit.low, told.workers) == (2_500_000, 800_000, 2)


def test_what_is_named_beside_a_sure_answer_is_told_at_once() -> None:
    talk = chat("checkin", FULL, "jalan, pegawai 2").sees("also-noted", asks="omzet")
    assert talk.said()[0].args == {"question": Label("checkin-workers.short"), "value": 2}
    assert talk.answers() == {"state": "running", "workers": 2}


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("2,5jt pegawai 2 untung 800rb", {"workers": 2, "profit": 800_000}),
        ("omset 3jt, laba 1jt, karyawan 3 org", {"profit": 1_000_000, "workers": 3}),
        ("3jt trus pegawainya 2 dan untungnya 800rb", {"workers": 2, "profit": 800_000}),
        ("omzetnya 3 juta kalo untungnya sih 900 rebu", {"profit": 900_000}),
        ("sebulan 3jt bu,pegawe cuma 2", {"workers": 2}),
        ("3jt.pegawai 2", {"workers": 2}),
        ("3jt,pegawai2", {"workers": 2}),
        ("pegawai 2, omset 3jt", {"workers": 2}),
        ("untung 1 juta, omzet 3 juta", {"profit": 1_000_000}),
        ("3 juta\nuntung sejuta\npegawai 2 orang", {"profit": 1_000_000, "workers": 2}),
        ("3 juta, belum ada untung", {"profit": 0}),
        ("3 juta, sepi pembeli", {"constraint": "buyers"}),
        ("3 juta, sepi, pegawai 2", {"constraint": "buyers", "workers": 2}),
        ("2500000, pegawai 2", {"workers": 2}),
    ],
)
def test_it_is_understood_as_people_write_it(text: str, also: dict[str, object]) -> None:
    talk = at_omzet(text).sees(asks="omzet", hint="echo").says("ya")
    assert talk.answers().items() >= also.items()
    assert set(talk.answers()) == {"state", "omzet", *also}


@pytest.mark.parametrize(
    "text",
    [
        "2,5 juta, modal 1 juta",  # another amount that nobody asks for
        "2,5 juta, 2 orang",  # who?
        "2,5 juta, pegawai banyak",
        "2,5 juta, untung lumayan",
        "2,5 juta, pegawai 2, pegawai 3",
        "2,5 juta, untung pegawai 2",  # two questions are named
        "2,5 juta, ya",
        "2,5 juta, pegawai 900",  # more than it may be
    ],
)
def test_what_is_in_doubt_is_left_and_the_first_answer_alone_counts(text: str) -> None:
    talk = at_omzet(text).sees(asks="omzet", hint="echo")
    assert not talk.ask().rows
    talk.says("ya").sees(asks="constraint", hint="")
    assert talk.answers() == {"state": "running", "omzet": 2_500_000}


@pytest.mark.parametrize("text", ["3 juta, 4 juta", "3000000, 4000000"])
def test_two_answers_to_the_same_question_are_asked_again(text: str) -> None:
    assert "omzet" not in at_omzet(text).sees(asks="omzet", hint="miss-amount").answers()


def test_of_an_answer_and_its_correction_the_correction_is_asked_back() -> None:
    talk = at_omzet("3 juta, eh 4 juta").sees(asks="omzet", hint="echo")
    assert talk.says("ya").answers()["omzet"] == 4_000_000


def test_where_no_such_question_comes_the_first_answer_alone_counts() -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2", LIGHT)
    assert not talk.sees(asks="omzet", hint="echo").ask().rows
    assert talk.says("ya").sees(asks="constraint").answers() == {"state": "running", "omzet": 2_500_000}


def test_the_first_answer_is_asked_back_where_the_whole_says_nothing() -> None:
    talk = chat("checkin", LIGHT, "jalan", "2000000", "sepi, eh pegawena 3")
    assert not talk.sees(asks="constraint", hint="echo").ask().rows
    assert talk.says("ya").sees(asks="call_me").answers()["constraint"] == Constraint.BUYERS.value


@pytest.mark.parametrize(("scope", "noted"), [(LIGHT, []), (FULL, ["also-noted"])])
@pytest.mark.parametrize("beside", ["yang kerja 2", "pegawai 2"])
def test_an_answer_for_another_period_is_kept_whatever_else_is_told_beside_it(
    beside: str, scope: int, noted: list[str]
) -> None:
    at_omzet(f"sehari 150rb, {beside}", scope).sees(*noted, asks="omzet", hint="amount-per-month")


def test_an_amount_for_another_period_keeps_what_was_noted_beside_it() -> None:
    talk = at_omzet("150rb per hari, pegawai 2").sees("also-noted", asks="omzet", hint="amount-per-month")
    assert talk.says("4500000").sees(asks="constraint").answers()["workers"] == 2


def test_what_was_noted_can_be_told_again_otherwise() -> None:
    talk = at_omzet("2,5 juta bu, pegawai 2").says("ya").says("sepi, eh pegawai 3").says("ya")
    assert talk.sees(asks="call_me").answers()["workers"] == 3
    talk = at_omzet("2,5 juta, untung 1jt, pegawai 2").says("ya").says("sepi").says("nggak, eh pegawainya 4")
    assert talk.says("ya").sees(asks="outlets").answers()["workers"] == 4
    talk = at_omzet("2,5 juta").says("ya").says("sepi, omset 3 juta")  # ubah is for that
    assert talk.answers()["omzet"] == 2_500_000


def test_what_was_noted_can_be_changed_by_kembali_and_ubah() -> None:
    talk = at_omzet("3 juta, sepi pembeli").says("ya").sees(asks="call_me").says("kembali")
    talk.sees(asks="constraint").says("modal").sees(asks="call_me")
    assert talk.answers()["constraint"] == Constraint.CAPITAL.value
    talk = at_omzet("3 juta, pegawai 2").says("ya").says("1").says("tidak").says("0").says("ya")
    talk.sees(asks="outlets").says("ubah").says("yang bekerja").sees(asks="workers").says("4")
    assert talk.sees(asks="outlets").answers()["workers"] == 4


def test_the_state_of_the_business_with_its_turnover() -> None:
    talk = chat("checkin", FULL, "jalan, omset 2 juta").sees(asks="state", hint="echo").says("ya")
    assert talk.sees(asks="constraint").answers() == {"state": "running", "omzet": 2_000_000}
    talk = chat("checkin", FULL, "1, omset 2jt").says("ya")
    assert talk.answers() == {"state": "running", "omzet": 2_000_000}
    assert chat("checkin", FULL, "jalan, tapi sepi").answers() == {"state": Operating.REDUCED.value}
    assert chat("checkin", FULL, "jalan, 2 juta").sees(asks="omzet").answers() == {"state": "running"}


def test_a_reason_beside_a_stop_is_kept_and_sleeps_when_the_branch_is_left() -> None:
    talk = chat("checkin", FULL, "libur dulu, ngurus anak").sees("also-noted", "checkin-sorry", asks="reopen")
    assert talk.answers()["reason"] == StopReason.FAMILY.value
    talk.says("kembali").says("kembali").says("jalan").sees(asks="omzet").says("kembali")
    assert talk.says("libur dulu").sees(asks="reopen").answers()["reason"] == StopReason.FAMILY.value
    assert chat("checkin", FULL, "tutup, modal habis").sees(asks="state", hint="echo").answers() == {}


def test_after_an_end_too() -> None:
    talk = chat("checkin", RESTART, "sudah, omset 2jt").sees(asks="again", hint="echo").says("ya")
    assert talk.answers() == {"again": "yes", "omzet": 2_000_000}


def test_at_registration() -> None:
    talk = at_sector("makanan, kec ciparay, desa sarimahi, nib belum").says("ya").sees(asks="since")
    assert talk.answers()["desa"] == "32.04.29.2010"
    talk = at_sector("kuliner").says("ciparay, desa sarimahi").says("ya")
    assert talk.sees(asks="nib").answers()["kecamatan"] == "32.04.29"
    talk = talk.says("belum, 2019").sees(asks="since")  # 2019 might be the year of the NIB
    assert talk.answers()["nib"] == "no"


def test_free_words_are_one_answer() -> None:
    talk = chat("register", 0, "Bu Nunung", "kripik, jualan di pasar, kec ciparay").sees(asks="sector")
    assert talk.answers()["business"] == "kripik, jualan di pasar, kec ciparay"
    talk = Talk(Beyond(), None).says("2500000").says("pegawai 2, untung 3").sees(asks="share")
    assert talk.answers() == {"amount": 2_500_000, "note": "pegawai 2, untung 3"}


def test_at_the_fund_but_no_consent_is_ever_given_beside_something_else() -> None:
    talk = chat("fund", 0, "2000000, bahan baku, bank bjb").says("ya").sees(asks="nik")
    assert set(talk.answers()) == {"amount", "purpose", "bank"}
    talk = chat("fund", 0, "2000000").says("bahan baku, bank bjb, pernyataan ya, izin ke bank ya").says("ya")
    assert set(talk.sees(asks="nik").answers()) == {"amount", "purpose", "bank"}
    talk = Talk(Beyond(), None).says("2500000").says("-").says("ya, pegawai 2")
    assert talk.sees(asks="share").says("ya").sees(asks="staff").answers()["share"] == "yes"


def test_at_questions_that_staff_defined() -> None:
    talk = at_days("kamis, karyawan 2").says("ya").sees(asks="extra:4")
    assert talk.answers() == {"programme": "KUE-02", "extra:1": "M", "extra:2": "b", "extra:3": 2}
    talk = at_days("senin, 2").says("ya").sees(asks="extra:3")  # 2 might be the second day
    talk.says("3 orang, untung 2 juta").sees(asks="extra:3", hint="echo").says("ya").sees(asks="extra:4")


def test_a_form_of_before_with_an_unsure_answer_is_heard() -> None:
    kept = b'{"id":"f1","name":"beyond","asked":"amount","pending":2500000,"aside":"echo","rest":"pegawai 2"}'
    talk = Talk(Beyond(), None, form=Form.load(kept)).says("ya").sees(asks="note")
    assert talk.answers() == {"amount": 2_500_000}


@pytest.mark.parametrize("talk", dialogues(), ids=lambda talk: talk.name)
def test_nothing_said_beside_an_answer_is_ever_taken_for_consent_or_for_free_words(
    talk: Conversation[Any, Any],
) -> None:
    beside = "ya setuju, pernyataan ya, izin ke bank ya, nama usaha Maju, pegawai 2"
    for sample in samples()[talk.name]:
        asked: set[str] = set()
        for step in walk(talk, sample.facts, sample.load):
            question = step.ran.open
            if question is None or question.key in asked or "#" in question.key:
                continue
            asked.add(question.key)
            mixed = Talk(talk, sample.facts, sample.needs, step.form)
            options = mixed.ask().options
            firsts = [mixed.ears.word(options[0].label)] if options else ["ya", "2500000", "2", "Ciparay"]
            for first in firsts:
                mixed = Talk(talk, sample.facts, sample.needs, step.form).says(f"{first}, {beside}")
                if mixed.form is None:
                    continue
                new = {*mixed.form.answers, *mixed.form.also} - {*step.form.answers, question.key}
                path = {**step.ran.chat.questions, **_path(talk, sample, mixed.form)}
                assert all(path[key].sticky and not path[key].free for key in new if key in path), new


def _path(talk: Conversation[Any, Any], sample: Sample, form: Form) -> dict[str, Any]:
    ran = run(talk, form, sample.facts, Once(sample.load), Ahead)
    return {**ran.chat.questions, **ran.chat.future}
