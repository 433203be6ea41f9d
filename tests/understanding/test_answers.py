"""Yes and no, the state of the business, how many: said plainly they count, hedged they are asked back."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.understanding import count, operating, place, yesno
from conversations.understanding.commands import command
from conversations.understanding.explain import KINDS, explain
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.redact import redact
from rules.operating import Operating
from rules.regions import Regions

LEXICON = Lexicon.load()
REGIONS = Regions.load()


def value(heard: Heard[Any]) -> Any:
    assert isinstance(heard, Sure | Unsure), heard
    return heard.value


def why(heard: Heard[Any]) -> str:
    assert isinstance(heard, Misunderstood), heard
    return heard.reason


@pytest.mark.parametrize(
    "said",
    ["iya", "muhun", "sumuhun bu leres", "enya", "oke gas", "siap", "boleh bgt", "sudah punya", "hayu atuh",
     "👍", "y", "iya bu saya mau dihubungi", "betul sekali", "saya setuju", "alhamdulillah sudah"],
)  # fmt: skip
def test_yes_in_its_many_forms(lexicon: Lexicon, said: str) -> None:
    assert value(yesno.read(said, lexicon)) is True


@pytest.mark.parametrize(
    "said",
    ["tidak", "moal", "henteu", "teu acan", "alim", "embung ah", "belum punya", "can boga",
     "enggak usah bu makasih", "nggak deh", "jangan", "ga ada", "ogah", "👎", "ya nggak lah"],
)  # fmt: skip
def test_no_in_its_many_forms(lexicon: Lexicon, said: str) -> None:
    assert value(yesno.read(said, lexicon)) is False


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("boleh deh", "hedge"),
        ("kayanya nggak", "hedge"),
        ("nanti dulu", "hedge"),
        ("insya allah", "hedge"),
        ("duka atuh", "hedge"),
        ("iya tapi belum lengkap", "hedge"),
        ("bukan tidak mau", "hedge"),
        ("masih proses", "hedge"),
        ("apa ya", "question"),
        ("harus ya", "question"),
        ("bisa dijelasin?", "question"),
        ("bisa minta tolong", "question"),
        ("hujan", "yesno"),
        ("1 dan 3", "yesno"),  # "dan" was once written "n" too
        ("saya dan ibu", "yesno"),
    ],
)
def test_hedges_and_questions_are_no_answer(lexicon: Lexicon, said: str, reason: str) -> None:
    assert why(yesno.read(said, lexicon)) == reason


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("masih jalan alhamdulillah", Operating.RUNNING),
        ("udah buka lagi", Operating.RUNNING),
        ("masih jualan sambil kerja di pabrik", Operating.RUNNING),
        ("sepi pisan", Operating.REDUCED),
        ("jalan tapi seret", Operating.REDUCED),
        ("ga rame", Operating.REDUCED),
        ("libur dulu", Operating.PAUSED),
        ("keur prei heula", Operating.PAUSED),
        ("lagi ga jualan", Operating.PAUSED),
        ("stop jualan dulu", Operating.PAUSED),
        ("belum buka lagi sejak lebaran", Operating.PAUSED),
        ("tutup dulu karena sepi", Operating.PAUSED),
        ("tutup", Operating.CLOSED),
        ("tutup warung mah", Operating.CLOSED),
        ("udah ga jualan lagi", Operating.CLOSED),
        ("tos teu icalan deui", Operating.CLOSED),
        ("gulung tikar", Operating.CLOSED),
        ("ganti usaha jadi loundry", Operating.CHANGED),
        ("dulu jualan kue sekarang baso", Operating.CHANGED),
    ],
)
def test_how_the_business_is(lexicon: Lexicon, said: str, state: Operating) -> None:
    assert value(operating.read(said, lexicon)) is state


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("udah kerja di pabrik", "operating-which"),
        ("ga jualan", "operating-which"),
        ("berhenti jualan", "operating-which"),
        ("masih tutup", "operating-which"),
        ("tutup karena sepi", "operating-which"),
        ("hampir bangkrut", "operating-hedge"),
        ("mau buka lagi", "operating-hedge"),
        ("maju mundur", "operating-hedge"),
        ("buka lagi minggu depan", "operating-hedge"),
        ("masih kerja sekarang", "operating-which"),
        ("hmm apa ya", "operating-hedge"),
    ],
)
def test_a_stop_for_now_or_for_good_is_asked_where_it_was_not_said(
    lexicon: Lexicon, said: str, reason: str
) -> None:
    assert why(operating.read(said, lexicon)) == reason


def test_reasons_are_short_tails_of_text_keys(lexicon: Lexicon) -> None:
    class Anything(Enum):
        WORD = "hujan deras"

    for read in (yesno.read, operating.read, count.read):
        reason = why(read(Anything.WORD.value, lexicon))
        assert reason == reason.lower().strip()
        assert " " not in reason


WORDS = st.sampled_from(
    "2 3 satu dua orang saya sama istri anak tidak belum sudah lagi dulu jualan tutup libur sepi jalan kerja "
    "besok senin minggu bulan depan lalu tanggal 15 31 des februari 2026 / - , . ? iya ya mau nanti mungkin "
    "juta rb 081234567890 sendiri berdua hari akhir kemarin lusa atau ½ é 👍 \u202e \x00 termasuk + kec desa "
    "ciparay majalaya 1/2 1.500 2,5 setengah ratus sejuta koma ke per".split(" ")
)


@given(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=60), st.sampled_from(KINDS))
def test_nothing_that_is_typed_breaks_anything(text: str, kind: str) -> None:
    said = explain(kind, text, date(2026, 11, 24), LEXICON)
    assert said["text"] == text
    assert said["value"] is not None
    place.read_kecamatan(text, REGIONS, LEXICON)
    place.read_desa(text, REGIONS, LEXICON)
    command(text, LEXICON)
    redact(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "ga usah repot, saya ikut",
        "gak nyangka bisa, mau banget",
        "bukan berarti ga mau",
        "tidak diragukan lagi",
    ],
)
def test_a_no_beside_strange_words_is_never_taken_without_asking(text: str, lexicon: Lexicon) -> None:
    assert not isinstance(yesno.read(text, lexicon), Sure)


@pytest.mark.parametrize(
    "text", ["enggak usah bu", "belum punya nib", "teu acan", "ga mau ah", "belum sempet"]
)
def test_a_plain_no_needs_no_second_question(text: str, lexicon: Lexicon) -> None:
    assert yesno.read(text, lexicon) == Sure(False)


@pytest.mark.parametrize(
    "text",
    ["leres bu sanes bohong", "tidak salah lagi", "tak ada keraguan, iya", "Betul, tidak ada yang keliru.",
     "iya, gak usah khawatir", "gak mungkin enggak atuh", "betul pak, itu nama saya", "datanya benar"],
)  # fmt: skip
def test_a_yes_in_known_words_is_sure_also_with_a_denial_that_strengthens_it(
    text: str, lexicon: Lexicon
) -> None:
    assert yesno.read(text, lexicon) == Sure(True)


@pytest.mark.parametrize(
    "text",
    ["iya belum teh", "yo ora lah", "jelas enggak", "Belum, karena KTP masih alamat Boyolali.",
     "ngga bu maaf ini sambil ngelayanin pembeli", "durung e mbak", "dari kemarin belum",
     "belum bu, ktp hilang", "ga bisa datang, ada hajatan"],
)  # fmt: skip
def test_a_no_after_a_nod_or_with_a_reason_is_a_no(text: str, lexicon: Lexicon) -> None:
    assert yesno.read(text, lexicon) == Sure(False)


@pytest.mark.parametrize(
    "text",
    ["ya Allah di sini hujan gede pisan", "ya hujan terus", "ya robb", "suami iya", "iya nomor 2",
     "ga ada, iya", "betul, belum", "iya bu, tidak jadi", "tadi saya bilang iya", "dulunya iya",
     "tadinya enggak, sekarang mah iya", "kemarin belum, sekarang sudah", "harusnya sudah", "iya batal",
     "mau enggak ya", "udah belum ya", "iya bu maaf saya gak jadi", "betul bukan", "yo mesti no",
     "kemarin belum", "bukan belum", "moal teu dongkap", "jangan-jangan iya", "enggak iya", "udah malem bu",
     "masih lama", "baik-baik saja", "belum lama ini sudah", "mau daftar", "ya namanya juga usaha",
     "tidak bu, saya ikut", "bukan, saya yang punya"],
)  # fmt: skip
def test_an_outcry_the_past_and_a_contrast_are_never_taken_without_asking(
    text: str, lexicon: Lexicon
) -> None:
    assert not isinstance(yesno.read(text, lexicon), Sure)


@pytest.mark.parametrize(
    "text",
    ["libur mah cuma hari jumat, sisanya dagang", "nunggu panen dulu baru produksi lagi", "dulu jualan",
     "pernah bangkrut", "kemarin libur", "taun lalu sempet libur, sekarang udh buka lagi", "suami jualan",
     "tetangga bangkrut", "sudah tutup tapi buka lagi", "bukan tutup melainkan pindah", "sekolah libur",
     "kapok pinjol, tapi usaha jalan", "bukan bangkrut bu cuma rehat", "toko tutup jualan di rumah",
     "di jalan", "buka puasa", "tahun lalu masih jualan", "turun hujan", "masih di rumah", "libur hari ini",
     "belum buka masih pagi", "udah ga ada modal", "udah ga jualan bakso lagi", "belum ada usaha baru"],
)  # fmt: skip
def test_a_state_of_the_past_of_others_or_of_some_days_is_never_taken_without_asking(
    text: str, lexicon: Lexicon
) -> None:
    assert not isinstance(operating.read(text, lexicon), Sure)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("ga pernah tutup, masih jualan", Operating.RUNNING),
        ("udah 3 taun ga pernah berenti bu", Operating.RUNNING),
        ("warung buka jam 6 tutup jam 9", Operating.RUNNING),
        ("taksih mlampah mbak", Operating.RUNNING),
        ("off dulu kak, bulan depan open lagi", Operating.PAUSED),
        ("leren sek mas, lagi mulih", Operating.PAUSED),
        ("udah bubar karena kalah saing", Operating.CLOSED),
    ],
)
def test_a_state_with_its_reason_needs_no_second_question(
    text: str, state: Operating, lexicon: Lexicon
) -> None:
    assert operating.read(text, lexicon) == Sure(state)


def test_a_stop_that_did_not_come_is_echoed(lexicon: Lexicon) -> None:
    assert operating.read("belum tutup", lexicon) == Unsure(Operating.RUNNING)
    assert operating.read("jangan tutup", lexicon) == Unsure(Operating.RUNNING)
