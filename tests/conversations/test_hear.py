"""How one message is heard: taps, numbers, words that always work, answers to what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.chat import Chat, Conversation
from conversations.engine import Outcome
from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Json, Label, Question, Said
from conversations.questions import Rupiah, Text
from conversations.understanding.commands import Command
from rules.money import Period, rupiah
from rules.operating import Operating
from tests.conversations.examples import (
    Application,
    Constraint,
    Curate,
    Extras,
    Lend,
    Loan,
    Month,
    MonthFacts,
    Programme,
    Told,
    Training,
    TrainingFacts,
)
from tests.talk import Talk

FACTS = MonthFacts()
LAST = Told("2026-09", Operating.RUNNING, rupiah(2_000_000))
A, B, C = Programme("p1", "Kemasan"), Programme("p2", "Pemasaran"), Programme("p3", "Kue", needs_nib=True)


def month(facts: MonthFacts = FACTS) -> Talk[MonthFacts, Told]:
    return Talk(Month(), facts)


def training(*programmes: Programme) -> Talk[TrainingFacts, Application]:
    return Talk(Training(), TrainingFacts(programmes), {Extras(f"p{n}"): () for n in range(1, 5)})


class Staff(Question[str]):
    """Sure of 2, unsure of 3."""

    modest = True

    def understand(self, said: Said, ears: Ears, so_far: str | None) -> Heard[str]:
        word = said.text.split()[-1] if said.text else ""
        if word == "2":
            return Sure(word)
        return Unsure(word) if word == "3" else Misunderstood("text")

    def store(self, value: str) -> Json:
        return value

    def recall(self, kept: Json) -> str:
        return str(kept)

    def likely(self) -> str:
        return "2"

    def show(self, value: str) -> Arg:
        return value


class Beyond(Conversation[None, str]):
    name = "beyond"

    amount = Rupiah()
    staff = Staff()
    note = Text(50)

    def script(self, chat: Chat, facts: None) -> str:
        chat.ask(self.amount)
        return chat.ask(self.staff) + chat.ask(self.note)


# ---- taps
def test_the_same_tap_twice_is_silent() -> None:
    month().taps("state", "running").sees(asks="omzet").taps("state", "running").sees_nothing()


def test_an_earlier_questions_button_changes_that_answer_and_says_so() -> None:
    talk = month().taps("state", "running").sees(asks="omzet")
    talk.taps("state", "paused").sees("changed", "month-sorry", asks="reason")
    assert talk.said()[0].args == {"question": Label("month-state.short"), "value": Label("operating-paused")}


def test_any_other_button_is_an_old_one() -> None:
    talk = month().taps("state", "paused").sees("month-sorry", asks="reason")
    talk.taps("omzet", "skip").sees("button-old", asks="reason")
    talk.taps("state", "no-such-state").sees("button-old", asks="reason")
    talk.taps("no_such_question", "yes").sees("button-old", asks="reason")
    talk.taps("reason", "no-such-reason").sees("button-old", asks="reason")


def test_the_button_of_a_question_that_moved_is_still_its_answer() -> None:
    talk = month().sees("month-hello", asks="state").meanwhile(replace(FACTS, last=LAST))
    talk.taps("state", "running").sees("has-changed", asks="same").says("tidak").sees(asks="omzet")


def test_a_tick_tapped_twice_is_silent_and_an_earlier_tick_reopens_its_question() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").shows(1).says("selesai").says("tidak")
    talk.presses("home+").taps("outlets", "home+").sees_nothing()
    talk.presses("done").sees(asks="send").taps("outlets", "done").sees_nothing()
    talk.taps("outlets", "market+").sees(asks="outlets").presses("done").sees(asks="send")
    assert talk.answers()["outlets"] == ["home", "market"]


# ---- numbers
def test_a_number_means_the_option_as_it_was_shown() -> None:
    talk = training(A, B, C).meanwhile(TrainingFacts([B, C, A])).says("1").sees(asks="send")
    assert talk.answers()["programme"] == "p1"


def test_a_number_of_an_option_that_is_gone_is_told() -> None:
    talk = training(A, B, C).meanwhile(TrainingFacts([B, C])).says("1")
    talk.sees(asks="programme", hint="option-gone")
    assert "programme" not in talk.answers()


def test_a_number_is_the_answer_where_a_number_was_asked() -> None:
    talk = month(replace(FACTS, full=True)).says("jalan").says("2500000").sees(asks="workers")
    assert not talk.ask().numbered  # the button "Lewati" is shown without a number
    talk.says("1").sees(asks="constraint")
    assert talk.answers()["workers"] == 1


# ---- words that always work
@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("menu dong", Command.MENU),
        ("petugas", Command.HUMAN),
        ("stop", Command.STOP),
        ("mulai", Command.START),
    ],
)
def test_words_that_lead_elsewhere_leave_the_form_as_it_is(word: str, command: Command) -> None:
    talk = month().says("jalan")
    before = talk.form
    talk.says(word)
    assert (talk.turn.outcome, talk.turn.command, talk.form) == (Outcome.LEFT, command, before)


def test_the_same_words_inside_an_answer_are_an_answer() -> None:
    talk = Talk(Lend(), None).says("ya").sees(asks="purpose").says("menu ayam geprek").sees(asks="share")
    assert talk.answers()["purpose"] == "menu ayam geprek"
    Talk(Lend(), None).says("ya").says("batal puasa").sees(asks="share")


def test_batal_ends_the_form() -> None:
    month().says("jalan").says("batal").sees("cancelled").is_over(Outcome.CANCELLED)


def test_lewati_where_it_may_not_be_left_out_says_so() -> None:
    month().says("lewati").sees(asks="state", hint="cannot-skip")
    month().says("jalan").says("lewat aja").sees(asks="constraint")


def test_kembali_at_the_summary_reopens_the_last_question() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send").says("kembali")
    talk.sees(asks="share").says("kembali").sees(asks="purpose")


# ---- ubah
def test_ubah_asks_which_and_takes_a_button_a_number_or_a_name() -> None:
    for answer in ("2", "purpose", "ubah purpose"):
        talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send")
        talk.presses("change").sees(asks="?")
        assert [option.id for option in talk.ask().options] == ["wanted", "purpose", "share"]
        talk.says(answer).sees(asks="purpose")
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").says("ubah").presses("purpose")
    talk.sees(asks="purpose").says("kemasan").sees(asks="send")


def test_ubah_and_something_unknown_asks_which_with_a_hint() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").says("ubah alamat rumah sakit")
    talk.sees(asks="?", hint="miss-which").says("kembali").sees(asks="send")


def test_the_summary_can_still_be_sent_while_it_is_asked_which() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").sees(asks="send")
    summary = talk.ask().key
    talk.says("ubah").sees(asks="?").taps(summary, "send")
    assert talk.ends().share


def test_kirim_and_selesai_while_it_is_asked_which_go_on_with_what_stands() -> None:
    talk = Talk(Lend(), None).says("ya").says("modal").says("ya").says("ubah").sees(asks="?")
    talk.says("selesai").sees(asks="send").says("ubah").says("kirim")
    talk.ends(Loan(True, "modal", True))


def test_ubah_halfway_asks_which_of_the_answers_so_far() -> None:
    talk = month().says("jalan").says("2500000").sees(asks="constraint").says("ubah").sees(asks="?")
    talk.presses("state").sees(asks="state").says("jalan").sees(asks="constraint")
    month().says("ubah").sees("at-the-start", asks="state")


# ---- the typed answer belongs to the question that was asked
def test_a_typed_answer_is_kept_for_its_question_when_another_came_before_it() -> None:
    talk = month().says("jalan").sees(asks="omzet").meanwhile(replace(FACTS, last=LAST)).says("2500000")
    talk.sees("has-changed", asks="same").says("tidak").sees(asks="constraint")
    talk.says("lewati").says("lewati")
    assert talk.ends().omzet == rupiah(2_500_000)


def test_an_unsure_answer_is_settled_for_its_question_when_another_came_before_it() -> None:
    talk = month().says("jalan").sees(asks="omzet").meanwhile(replace(FACTS, last=LAST)).says("2,5jt")
    talk.sees(asks="omzet", hint="echo").says("ya").sees("has-changed", asks="same")
    talk.says("tidak").sees(asks="constraint")


def test_an_answer_is_never_taken_for_another_question() -> None:
    talk = month(replace(FACTS, full=True)).says("jalan").says("2500000").sees(asks="workers")
    talk.meanwhile(FACTS).says("3").sees("has-changed", asks="constraint")
    assert set(talk.answers()) == {"state", "omzet"}


# ---- unsure, partly, misunderstood, and more than was asked
def test_an_unsure_answer_is_echoed_before_it_counts() -> None:
    talk = month().says("jalan").says("2,5jt").sees(asks="omzet", hint="echo")
    assert "omzet" not in talk.answers()
    assert talk.ask().hints["value"] == replace(rupiah(2_500_000), per=Period.MONTH)
    talk.says("ya").sees(asks="constraint")
    assert talk.answers()["omzet"] == 2_500_000


def test_no_to_an_echo_asks_again_and_another_value_replaces_it() -> None:
    talk = month().says("jalan").says("2,5jt").says("bukan").sees(asks="omzet", hint="")
    talk.says("2,5jt").says("3jt").sees(asks="omzet", hint="echo").says("3jt").sees(asks="constraint")
    assert talk.answers()["omzet"] == 3_000_000


def test_the_buttons_of_an_older_echo_are_dead_and_the_right_one_counts_once() -> None:
    talk = month().says("jalan").says("2,5jt")
    first = talk.ask().options[0].id
    talk.says("3jt").taps("omzet", first).sees("button-old", asks="omzet", hint="echo")
    right = talk.ask().options[0].id
    talk.taps("omzet", right).sees(asks="constraint").taps("omzet", right).sees_nothing()
    assert talk.answers()["omzet"] == 3_000_000


def test_an_echo_is_asked_again_when_the_form_is_resumed() -> None:
    month().says("jalan").says("2,5jt").resumes().sees(asks="omzet", hint="echo").says("ya").sees(
        asks="constraint"
    )


def test_a_first_miss_brings_a_hint_and_a_second_the_nearest_and_a_human() -> None:
    talk = month().says("jalan").says("hmm apa ya").sees(asks="omzet", hint="miss-amount")
    talk.says("nggak tau ah").sees(asks="omzet", hint="miss-amount").presses("human")
    assert talk.turn.command is Command.HUMAN
    picking = training(A, B, C, Programme("p4", "Keuangan")).says("xyz").says("kmsn")
    assert [option.id for option in picking.ask().options][0::3] == ["p1", "human"]
    picking.sees(asks="programme", hint="miss-again").presses("p1").sees(asks="send")


def test_pictures_come_one_by_one_and_end_with_selesai() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000").sees(asks="product:1.photos")
    assert not talk.ask().options  # nothing to finish yet
    talk.says("selesai").sees(asks="product:1.photos", hint="miss-photo")
    talk.shows(1).shows(2).sees(asks="product:1.photos", hint="photos-more").presses("done")
    talk.sees(asks="product:1.more")
    assert talk.answers()["product:1.photos"] == [1, 2]


def test_the_last_picture_ends_the_question() -> None:
    talk = Talk(Curate(), None).says("Keripik").says("15000")
    for ref in range(1, 6):
        talk.shows(ref)
    talk.sees(asks="product:1.more")


def test_what_was_said_beyond_an_answer_is_kept_for_the_next_question_and_shown_back() -> None:
    talk = (
        Talk(Beyond(), None).says("2,5 juta bu, pegawai 2").sees(asks="amount", hint="echo").says("ya")
    )
    talk.sees("also-noted", asks="note")
    assert talk.said()[0].args == {"question": Label("beyond-staff.short"), "value": "2"}
    assert talk.answers() == {"amount": 2_500_000, "staff": "2"}


def test_what_was_said_beyond_an_answer_is_asked_back_where_it_is_in_doubt() -> None:
    talk = Talk(Beyond(), None).says("2,5 juta bu, pegawai 3").says("ya")
    talk.sees("also-heard", asks="staff", hint="echo")
    assert talk.answers() == {"amount": 2_500_000}
    talk.says("bukan").sees(asks="staff", hint="")


def test_what_was_said_beyond_an_answer_is_left_where_it_says_nothing_to_the_next_question() -> None:
    talk = Talk(Beyond(), None).says("2,5 juta bu, pegawai 4").says("ya").sees(asks="staff", hint="")
    assert talk.answers() == {"amount": 2_500_000}


def test_free_words_are_never_filled_with_the_rest_of_another_answer() -> None:
    talk = Talk(Beyond(), None).says("2500000").says("pegawai 2").sees(asks="note")
    talk.says("kembali").says("pegawai 2").sees(asks="note")
    assert "note" not in talk.answers()


def test_an_amount_for_another_period_is_asked_back_once() -> None:
    talk = month().says("jalan").says("150rb per hari").sees(asks="omzet", hint="amount-per-month")
    talk.says("4500000").sees(asks="constraint")
    assert talk.answers()["omzet"] == 4_500_000
    talk = month().says("jalan").says("150rb per hari").presses("keep").sees(asks="constraint")
    assert talk.answers()["omzet"] == [150_000, 150_000, "day"]
    talk = month().says("jalan").says("150rb per hari").says("lewati").sees(asks="constraint")
    assert talk.answers()["omzet"] == [150_000, 150_000, "day"]


def test_an_unusual_amount_is_confirmed_and_not_refused() -> None:
    talk = month().says("jalan").says("900000000").sees(asks="omzet", hint="echo").says("ya")
    assert talk.sees(asks="constraint").answers()["omzet"] == 900_000_000


def test_the_last_answer_ends_a_form_without_a_summary() -> None:
    talk = month().says("jalan").says("2500000").says("1").says("tidak")
    talk.ends(Told("2026-10", Operating.RUNNING, rupiah(2_500_000), constraint=Constraint.BUYERS))
