"""The words that always work, where they are the whole message; in a longer answer they do nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.understanding.commands import Command, command
from conversations.understanding.lexicon import Lexicon

LEXICON = Lexicon.load()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kembali", Command.BACK),
        ("kembali ke pertanyaan sebelumnya", Command.BACK),
        ("balik dong, salah pencet", Command.BACK),
        ("tadi salah jawab, mau mundur satu", Command.BACK),
        ("mundur deui sakedap, lepat ngeusian", Command.BACK),
        ("batal", Command.CANCEL),
        ("batalin aja", Command.CANCEL),
        ("udahan dulu isi formnya", Command.CANCEL),
        ("teu jadi ah", Command.CANCEL),
        ("gajadi deh", Command.CANCEL),
        ("keluar dari formulir ini", Command.CANCEL),
        ("menu dong", Command.MENU),
        ("MENUUU", Command.MENU),
        ("kembali ke menu", Command.MENU),
        ("/menu", Command.MENU),
        ("petugas", Command.HUMAN),
        ("mau ngobrol sama petugas dong bu", Command.HUMAN),
        ("stop", Command.STOP),
        ("jangan wa saya lagi", Command.STOP),
        ("mulai", Command.START),
        ("/start", Command.START),
        ("lewati", Command.SKIP),
        ("skip aja kak", Command.SKIP),
        ("ubah", Command.CHANGE),
        ("ganti jawaban", Command.CHANGE),
        ("selesai", Command.DONE),
        ("udah selesai bu 🙏", Command.DONE),
    ],
)
def test_a_command_is_heard_with_particles_and_politeness(said: str, meant: Command) -> None:
    assert command(said, LEXICON) is meant


@pytest.mark.parametrize(
    "said",
    [
        "menu ayam geprek",
        "warung menu bunda",
        "batal puasa",
        "batal haji",
        "stop jualan dulu",
        "stop dulu",
        "berhenti",
        "berhenti jualan",
        "mulai lagi",
        "mulai usaha dari 2019",
        "balik modal",
        "balik ke kampung",
        "kembali jualan",
        "terima kasih kembali",
        "makasih bu petugas",
        "keluar kerja",
        "ganti usaha",
        "petugas keamanan",
        "petugasnya jutek",
        "lewat whatsapp",
        "Mulya",
        "tidak jadi tutup",
        "sudah",
        "iya",
        "2",
        "",
        "🙏",
    ],
)
def test_an_answer_is_never_swallowed(said: str) -> None:
    assert command(said, LEXICON) is None


NOUNS = st.sampled_from(
    [
        "ayam geprek",
        "keripik kaca",
        "warung",
        "pabrik",
        "kecamatan ciparay",
        "usaha",
        "jahitan",
        "modal",
        "puasa",
    ]
)
HEADS = st.sampled_from(
    ["menu", "kembali", "batal", "petugas", "stop", "mulai", "lewati", "ubah", "selesai", "balik", "keluar"]
)


@given(HEADS, NOUNS, st.booleans())
def test_a_command_word_beside_a_noun_is_an_answer(head: str, noun: str, first: bool) -> None:
    assert command(f"{head} {noun}" if first else f"{noun} {head}", LEXICON) is None


@given(HEADS, st.sampled_from(["", " dong", " ya bu", "!!!", " 🙏", " kang", " min"]), st.booleans())
def test_a_command_word_by_itself_is_always_heard(head: str, after: str, capitals: bool) -> None:
    said = f"{head}{after}"
    assert command(said.upper() if capitals else said, LEXICON) is not None


def test_what_only_looks_like_a_command_is_none_with_a_particle_in_it_either(lexicon: Lexicon) -> None:
    assert command("sama ya sama", lexicon) is None
