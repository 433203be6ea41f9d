"""What a person wants, what staff teach, and what is kept of a text that was not understood."""

import pytest

from conversations.heard import Misunderstood, Sure
from conversations.understanding import learning
from conversations.understanding.intent import intent, thanks
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.match import choose
from conversations.understanding.redact import HIDDEN, redact


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("gmn cara pinjem dagulir bedas", "fund"),
        ("abdi hoyong ngadaptar pelatihan", "training"),
        ("berkas dagulir sy dah diperiksa blm?", "status"),
        ("saya dimintain uang sama orang yg ngaku petugas dagulir", "complaint"),
        ("ada pinjaman bank selain dagulir ga?", "capital"),
        ("kalo bisa ada pelatihan ekspor min", "suggest"),
        ("kemarin saya stop, sekarang mau langganan lagi", "start"),
        ("data ktp saya dipake buat apa", "privacy"),
        ("bahasanya balikin ke indonesia", "language"),
        ("cicilan abdi tos lunas can", "loan"),
        ("stop", "stop"),
        ("kiat", "tips"),
        ("minta kiat jualan dong", "tips"),
        ("teu jadi ah", "cancel"),
        ("petugas", "consult"),
    ],
)
def test_near_wordings_are_told_apart(lexicon: Lexicon, said: str, name: str) -> None:
    assert intent(said, lexicon).name == name


@pytest.mark.parametrize(
    ("said", "guess"),
    [("modal 2 juta enaknya usaha apa", "tips"), ("ngeluh aja bu sepi", "complaint")],
)
def test_what_may_mean_two_things_is_asked_back(lexicon: Lexicon, said: str, guess: str) -> None:
    found = intent(said, lexicon)
    assert (found.name, found.guesses[0]) == ("none", guess)


@pytest.mark.parametrize(
    "said",
    ["bikin ktp dimana ya", "bansos bulan ini udah cair blm?", "wkwkwk", "😂", "", "asdf", "makasih ya"],
)
def test_what_is_not_ours_is_none_with_three_guesses(lexicon: Lexicon, said: str) -> None:
    found = intent(said, lexicon)
    assert found.name == "none"
    assert len(set(found.guesses)) == 3
    assert "none" not in found.guesses


def test_a_taught_phrase_takes_effect_at_once_and_only_there(lexicon: Lexicon) -> None:
    said = "punten aya jatah molen teu"
    assert intent(said, lexicon).name == "none"
    taught = lexicon.with_taught([("aya jatah molen", "programs")])
    assert intent(said, taught).name == "programs"
    assert intent("AYA JATAH MOLEN??", taught).score == 1.0
    assert intent(said, lexicon).name == "none"
    assert intent("cara bikin NIB", taught).name == "licence"


def test_teaching_anew_forgets_what_was_taught_before(lexicon: Lexicon) -> None:
    taught = lexicon.with_taught([("aya jatah molen", "programs")]).with_taught([("jatah kolak", "tips")])
    assert intent("aya jatah molen", taught).name == "none"
    assert intent("jatah kolak", taught).name == "tips"


def test_the_weights_were_learnt_from_the_lists_as_they_are(lexicon: Lexicon) -> None:
    assert lexicon.weights.made_from == learning.fingerprint(), "run: ./run bench understanding --learn"


def test_learning_twice_gives_the_same_weights(lexicon: Lexicon) -> None:
    few = [(phrase, name) for phrase, name in learning.phrases() if name in ("stop", "start", "none")][::7]
    names = ("none", "start", "stop")
    assert learning.learn(few, names, lexicon, 2) == learning.learn(few, names, lexicon, 2)


@pytest.mark.parametrize(
    "said",
    [
        "nama saya Yayah Rokayah",
        "nik 3204335506910002 punya Asep Saepudin",
        "hubungi 081234567890",
        "email yayah99@gmail.com",
        "wa.me/62812 https://t.me/yayah",
    ],
)
def test_nothing_personal_is_left_of_a_text_that_is_kept(lexicon: Lexicon, said: str) -> None:
    kept = redact(said, lexicon)
    assert HIDDEN in kept
    assert not any(sign.isdigit() for sign in kept)
    for name in ("yayah", "rokayah", "asep", "saepudin", "gmail"):
        assert name not in kept.lower()


def test_what_was_asked_can_still_be_read_in_a_text_that_is_kept(lexicon: Lexicon) -> None:
    assert redact("gmn cara pinjem 2 juta bu", lexicon) == "gmn cara pinjem … juta bu"


OPTIONS = (
    ("food", "Kuliner"),
    ("fashion", "Fesyen / konveksi"),
    ("trade", "Perdagangan / warung"),
    ("service", "Jasa"),
)


def test_an_option_is_chosen_by_its_words_with_a_slip_too(lexicon: Lexicon) -> None:
    assert choose("Kuliner", OPTIONS, lexicon) == Sure("food")
    assert choose("jasa aja bu", OPTIONS, lexicon) == Sure("service")
    assert isinstance(choose("hujan", OPTIONS, lexicon), Misunderstood)


@pytest.mark.parametrize(
    "said",
    [
        "makasih ya bu",
        "hatur nuhun teh",
        "oke siap",
        "makasih infonya",
        "iya bu, terimakasih banyak",
        "nuhun",
    ],
)
def test_thanks_ask_for_nothing(lexicon: Lexicon, said: str) -> None:
    assert thanks(said, lexicon)


@pytest.mark.parametrize(
    "said",
    [
        "makasih, terus cara daftarnya gimana",
        "makasih bu petugas pelatihan",
        "oke?",
        "iya",
        "banyak",
        "modal",
    ],
)
def test_a_wish_beside_thanks_is_one(lexicon: Lexicon, said: str) -> None:
    assert not thanks(said, lexicon)
