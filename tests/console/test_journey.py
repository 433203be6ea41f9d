"""A person in the chat and staff in the console: what one does reaches the other."""

from __future__ import annotations

import html
import re

from storage.database import Database
from tests.console.conftest import Console
from tests.turns.phone import START, Phone

NIK = "3204294101850003"


def rows(page: str) -> dict[str, str]:
    """The named values that a page shows."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    return {plain(name): plain(value) for name, value in found}


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_a_training_from_the_first_draft_to_the_seat(console: Console, database: Database) -> None:
    console.now = START
    staff = console.logged_in("staff", "training")
    draft = {"title": "Kue kering", "kind": "training", "code": "KUE-02", "seats": "5"}
    page = staff.post("/console/programmes/new", draft).headers["location"].partition("?")[0]
    question = {"kind": "choice", "words": "Datang naik apa?", "choices": "Motor\nAngkot", "required": "1"}
    staff.post(f"{page}/questions/new", question)
    staff.post(f"{page}/state", {"to": "published"})

    phone = Phone(database, "+6281322110000", "whatsapp").registers(business="Keripik Nunung").consents()
    phone.says("Halo, saya mau tahu tentang Kue kering. p_KUE-02").sees("Kue kering", "5")
    phone.says("daftar pelatihan").says("kue kering").sees("Datang naik apa?")
    phone.says("angkot").says("kirim").sees("PEL-2611-0001")

    assert "Keripik Nunung" in staff.page("/console/reviews?kind=training")
    review = "/console/reviews/PEL-2611-0001"
    assert rows(staff.page(review))["Datang naik apa?"] == "Angkot"

    field = re.search(r'<option value="(extra:\d+)"', staff.page(review))
    assert field is not None
    again = {"decision": "ask_again", "field": field[1], "reason": "Angkotnya sedang tidak jalan."}
    phone.catch_up()
    staff.post(review, again)
    phone.sees("Angkotnya sedang tidak jalan.", "Datang naik apa?")
    phone.says("motor").says("kirim")
    shown = staff.page(review)
    assert rows(shown)["Datang naik apa?"] == "Motor"
    assert "Diperiksa" in shown
    assert plain(shown.split("<h2>")[-1]).endswith("Pendaftar Datang naik apa?"), (
        "not the key of the question"
    )

    phone.catch_up()
    staff.post(review, {"decision": "approve"})
    phone.sees("PEL-2611-0001")
    assert "1 dari 5 kursi terisi" in staff.page("/console/programmes")


def test_a_loan_is_reviewed_with_plain_names_and_a_hidden_nik(console: Console, database: Database) -> None:
    console.now = START
    phone = Phone(database, "+6281322110000", "whatsapp").registers().consents("1")
    phone.says("ajukan dana bergulir")
    for answer in ("2000000", "bahan baku", "BPR Kerta Raharja", NIK, "ya", "ya", "kirim"):
        phone.says(answer)
    phone.sees("DAG-2611-0001")
    staff = console.logged_in("staff", "fund")
    page = staff.page("/console/reviews/DAG-2611-0001")
    assert NIK not in page
    assert not [name for name in rows(page) if re.search(r"fund-|\.short", name)]
    assert rows(page)["NIK"].endswith(NIK[-4:])
    assert "Rp2.000.000" in page
    assert "BPR Kerta Raharja" in page
    assert "menurut pemberitahuan November 2026" in page
    assert "menurut pemberitahuan November 2026" in staff.page(f"/console/people/{phone.person}")
    offered = set(re.findall(r'<option value="([\w:]+)"', page))
    papers = {"paper:ktp", "paper:kk", "paper:sku", "paper:tempat"}
    assert offered == {"amount", "purpose", "bank", "nik"} | papers
    shown = staff.post(f"/console/people/{phone.person}/number", {"kind": "nik"}).text
    assert NIK in shown

    phone.catch_up()
    again = {"decision": "ask_again", "field": "amount", "reason": "Cukup satu juta?"}
    staff.post("/console/reviews/DAG-2611-0001", again)
    phone.says("1000000").says("kirim")
    history = plain(staff.page("/console/reviews/DAG-2611-0001").split("<h2>")[-1])
    assert history.endswith("Pendaftar Jumlah"), "not the key of the question"
