"""What is said and asked becomes messages: short ones, in order, with buttons that find their way back."""

from __future__ import annotations

from datetime import date

from conversations.chat import Action, Ask, Out, Row, Say
from conversations.message import Message
from conversations.question import Label, Option
from conversations.render import Rendering, render
from locales.texts import Texts
from rules.money import Amount, Period, rupiah

ID = """
hello = Halo { $name }!
    Kita ngobrol sebentar ya.
long = Baris satu.
    Baris dua.
    Baris tiga.
thanks = Terima kasih.
checkin-omzet = Omzet bulan { $month } berapa?
    .short = Omzet
    .hint = Misalnya 2,5 juta.
checkin-kind = Jenis usahanya apa?
checkin-send = Sudah betul?
kind-food = Kuliner
    .hint = Makanan dan minuman
kind-craft = Kerajinan
month-10 = Oktober
progress = { $step } dari { $of } · { $question }
row = { $name }: { $value }
before = (Sekarang: { $value })
echo = { $value }, betul?
echo-yes = Ya, betul
echo-first = Yang ini dulu ya:
confirm = Sudah betul semua?
confirm-send = Kirim
skip = Lewati
miss-amount = Tulis angkanya.
miss-amount-range = Paling banyak { $highest }.
period-day = per hari
period-month = per bulan
photos = { $n } foto
action-menu = Menu
"""
TEXTS = Texts.of({"id": {"a.ftl": ID}, "en": {"a.ftl": "thanks = Thank you."}})
KIND = Ask(
    "kind",
    Label("checkin-kind"),
    options=[Option("food", Label("kind-food")), Option("craft", Label("kind-craft"))],
)
OMZET = Ask("omzet", Label("checkin-omzet"), {"month": Label("month-10")}, numbered=False)


def said(*outs: Out, language: str = "id") -> list[Message]:
    return render(outs, TEXTS, language, "f1")


def shown(arg: object) -> str | int:
    return Rendering(TEXTS, "id").value(arg)  # type: ignore[arg-type]


def test_what_is_said_goes_before_the_question_while_that_stays_short() -> None:
    [message] = said(Say("thanks"), OMZET)
    assert message.text == "Terima kasih.\nOmzet bulan Oktober berapa?"


def test_a_message_that_would_grow_long_is_parted_in_order() -> None:
    first, second = said(Say("long"), Say("hello", {"name": "Ibu"}), KIND)
    assert first.text == "Baris satu.\nBaris dua.\nBaris tiga."
    assert second.text == "Halo Ibu!\nKita ngobrol sebentar ya.\nJenis usahanya apa?"
    assert not first.buttons
    assert second.buttons


def test_a_button_carries_form_key_and_option_with_its_label_and_hint() -> None:
    [message] = said(KIND)
    food, craft = message.buttons
    assert (food.data, food.label, food.hint) == ("f1|kind|food", "Kuliner", "Makanan dan minuman")
    assert (craft.data, craft.label, craft.hint) == ("f1|kind|craft", "Kerajinan", "")


def test_a_title_too_long_for_a_button_is_clipped_and_shown_in_full_below() -> None:
    title = "Pelatihan kemasan untuk oleh-oleh khas Ciwidey"
    [message] = said(Ask("p", Label("checkin-kind"), options=[Option("1", Label(words=title))]))
    assert (message.buttons[0].label, message.buttons[0].hint) == ("Pelatihan kemasan untuk…", title)


def test_progress_stands_before_the_question() -> None:
    [message] = said(Ask("kind", Label("checkin-kind"), step=3, of=7))
    assert message.text == "3 dari 7 · Jenis usahanya apa?"
    [lines] = said(Ask("send", Label("hello"), {"name": "Ibu"}, step=1, of=2))
    assert lines.text == "1 dari 2 · Halo Ibu!\nKita ngobrol sebentar ya."
    [alone] = said(Ask("kind", Label("checkin-kind"), step=1, of=1))
    assert alone.text == "Jenis usahanya apa?"


def test_the_questions_own_example_is_the_first_hint_and_a_reason_of_its_own_comes_before_it() -> None:
    [general] = said(Ask("omzet", Label("checkin-omzet"), {"month": "Mei"}, hint="miss-amount"))
    assert general.text == "Misalnya 2,5 juta.\nOmzet bulan Mei berapa?"
    limits = {"highest": rupiah(5_000_000)}
    [reason] = said(
        Ask("omzet", Label("checkin-omzet"), {"month": "Mei"}, hint="miss-amount-range", hints=limits)
    )
    assert reason.text.startswith("Paling banyak Rp5.000.000.\n")
    [other] = said(Ask("kind", Label("checkin-kind"), hint="miss-amount"))
    assert other.text.startswith("Tulis angkanya.")


def test_an_echo_is_all_that_is_asked() -> None:
    value = {"value": Amount(2_500_000, 2_500_000, Period.MONTH)}
    [message] = said(
        Ask(
            "omzet",
            Label("checkin-omzet"),
            options=[Option("yes.1", Label("echo-yes"))],
            hint="echo",
            hints=value,
        )
    )
    assert message.text == "Rp2.500.000 per bulan, betul?"


def test_an_echo_that_comes_again_says_why_in_the_same_message() -> None:
    rows = [Row("omzet", Label(words="Omzet"), 2), Row("workers", Label(words="Yang bekerja"), 2)]
    ask = Ask("omzet", Label("checkin-omzet"), rows=rows, hint="echo-first")
    [message] = said(ask)
    assert message.text == "Yang ini dulu ya:\nOmzet: 2\nYang bekerja: 2\nSudah betul semua?"


def test_the_summary_repeats_the_answers_one_a_line() -> None:
    rows = [
        Row("business", Label(words="Nama usaha"), "Keripik Nunung"),
        Row("photos", Label(words="Foto"), Label("photos", n=3)),
    ]
    [message] = said(
        Ask("send#1", Label("checkin-send"), options=[Option("send", Label("confirm-send"))], rows=rows)
    )
    assert message.text == "Nama usaha: Keripik Nunung\nFoto: 3 foto\nSudah betul?"
    assert message.buttons[0].data == "f1|send#1|send"
    [plain] = said(Ask("send#1", Label("fund-send"), rows=rows))
    assert plain.text.endswith("Sudah betul semua?")


def test_the_standing_answer_is_shown_while_it_is_changed() -> None:
    [message] = said(Ask("kind", Label("checkin-kind"), before=Label("kind-food")))
    assert message.text == "Jenis usahanya apa?\n(Sekarang: Kuliner)"


def test_a_button_beside_a_question_for_numbers_has_none() -> None:
    [message] = said(
        Ask(
            "omzet", Label("checkin-omzet"), {"month": "Mei"}, [Option("skip", Label("skip"))], numbered=False
        )
    )
    assert not message.buttons[0].numbered


def test_an_action_starts_another_dialogue() -> None:
    [message] = said(Say("thanks", actions=[Action("menu"), Action("training", "KUE-02", "action-menu")]))
    assert [button.data for button in message.buttons] == [">menu|", ">training|KUE-02"]


def test_what_is_wished_of_the_channel_is_passed_on() -> None:
    [message] = said(Ask("phone", Label("checkin-kind"), wants="contact", columns=2))
    assert (message.wants, message.columns) == ("contact", 2)


def test_arguments_become_words() -> None:
    assert shown(date(2026, 11, 24)) == "24 November 2026"
    assert shown(Amount(3_000_000, 4_000_000, Period.DAY)) == "Rp3.000.000–Rp4.000.000 per hari"
    assert shown((Label("kind-food"), "Warung")) == "Kuliner, Warung"
    assert shown("dua\nbaris") == "dua baris"


def test_words_of_people_and_staff_are_shown_literally() -> None:
    for words in ("<b>Ibu</b>", "{ $name }", "{{ 7*7 }}", "*tebal* _miring_", "🍜", "\u202eterbalik\u202c"):
        assert said(Say("hello", {"name": words}))[0].text.startswith(f"Halo {words}!")
        [asked] = said(Ask("extra:1", Label(words=words), options=[Option("a", Label(words=words))]))
        assert (asked.text, asked.buttons[0].label) == (words, words)


def test_the_other_language_falls_back_to_the_first() -> None:
    assert said(Say("thanks"), language="en")[0].text == "Thank you."
    assert said(KIND, language="en")[0].text == "Jenis usahanya apa?"


def test_a_message_has_three_lines_at_most_a_summary_aside() -> None:
    first, second = said(Say("long"), KIND)
    assert first.text == "Baris satu.\nBaris dua.\nBaris tiga."
    assert second.text == "Jenis usahanya apa?"
    standing = Ask(
        "omzet", Label("checkin-omzet"), {"month": Label("month-10")}, hint="miss-amount", before="5"
    )
    [message] = said(standing)
    assert message.text == "Misalnya 2,5 juta.\nOmzet bulan Oktober berapa?"


def test_beside_a_question_a_number_means_its_options_and_no_action() -> None:
    offer, question = said(Say("thanks", actions=(Action("menu"),)), KIND)
    assert [button.numbered for button in offer.buttons] == [False]
    assert all(button.numbered for button in question.buttons)
    [alone] = said(Say("thanks", actions=(Action("menu"),)))
    assert alone.buttons[0].numbered
