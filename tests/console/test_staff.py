"""Administrators add and end staff; the command line does the same; the audit tells who did what."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.tables import Staff
from tests.console import seed
from tests.console.conftest import HOME, NOW, Browser, Console

FORM = {"name": "Kang Asep", "phone": "0812-1111-2222", "role": "assistant", "area": "", "kecamatan": HOME}


@pytest.fixture
def admin(console: Console) -> Browser:
    return console.logged_in()


def link_on(page: str) -> str:
    found = re.search(r"https://kabar\.example(/console/masuk/[\w-]+)", page)
    assert found is not None
    return found[1]


def test_a_new_assistant_gets_a_link_that_is_shown_once(
    console: Console, admin: Browser, database: Database
) -> None:
    added = admin.post("/console/staff/new", dict(FORM))
    assert added.status_code == 200
    link = link_on(added.text)
    assert link not in admin.page("/console/staff")
    asep = console.stranger()
    assert asep.post(link, csrf=None).status_code == 303
    page = asep.page("/console/menu")
    assert "Kang Asep" in page
    assert "Pendamping" in page
    with database.read() as db:
        row = db.session.scalars(select(Staff).where(Staff.phone == "+6281211112222")).one()
        assert (row.role, row.kecamatan, row.area) == ("assistant", HOME, "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Harap diisi"),
        ({"phone": "12"}, "Nomor HP tidak terbaca"),
        ({"phone": ""}, "Harap diisi"),
        ({"role": "king"}, "Pilih salah satu"),
        ({"kecamatan": ""}, "Pilih kecamatan"),
        ({"kecamatan": "99.99.99"}, "Pilih salah satu"),
        ({"phone": "0811 0000 001"}, "sudah dipakai Admin"),
    ],
)
def test_bad_input_is_told_and_kept(admin: Browser, change: dict[str, str], said: str) -> None:
    answer = admin.post("/console/staff/new", {**FORM, **change})
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert {**FORM, **change}["name"] in answer.text
    assert {**FORM, **change}["phone"] in answer.text


def test_somebody_who_left_can_come_back_under_the_same_number(console: Console, admin: Browser) -> None:
    asep = console.stranger()
    asep.post(link_on(admin.post("/console/staff/new", dict(FORM)).text), csrf=None)
    number = re.search(r"/console/staff/(\d+)/end", admin.page("/console/staff"))
    assert number is not None
    assert admin.post(f"/console/staff/{number[1]}/end").status_code == 303
    assert asep.get("/console").status_code == 401
    assert "Sudah tidak bertugas" in admin.page("/console/staff")
    assert admin.post(f"/console/staff/{number[1]}/link").status_code == 404
    again = admin.post("/console/staff/new", {**FORM, "role": "staff", "area": "fund"})
    asep.post(link_on(again.text), csrf=None)
    assert asep.get("/console").status_code == 200
    assert "Sudah tidak bertugas" not in admin.page("/console/staff")


def test_an_unused_link_ends_with_its_owner(console: Console, admin: Browser) -> None:
    number = console.staff("head")
    link = link_on(admin.post(f"/console/staff/{number}/link").text)
    admin.post(f"/console/staff/{number}/end")
    assert console.stranger().get(link).status_code == 410


def test_nobody_shuts_themselves_out(console: Console, admin: Browser) -> None:
    answer = admin.post(f"/console/staff/{console.staff('admin')}/end")
    assert "Tidak bisa mengakhiri akses sendiri" in admin.page(answer.headers["location"])
    assert admin.get("/console").status_code == 200


def test_the_audit_tells_who_did_what_and_can_be_filtered(
    console: Console, admin: Browser, database: Database
) -> None:
    person = seed.person(database, NOW)
    admin.post("/console/staff/new", {**FORM, "name": "<i>Asep</i> {{1}}"})
    head = console.logged_in("head", name="Bu Kadis")
    head.post(f"/console/people/{person}/number", {"kind": "nik"})
    page = html.unescape(head.page("/console/audit"))
    assert "<i>Asep</i> {{1}} (Pendamping)" in page
    assert "Melihat NIK" in page
    only = head.page("/console/audit?action=look-nik")
    assert only.count('class="card"') == 1
    assert "Bu Kadis" in only
    assert (
        "Menambah petugas"
        not in head.page(f"/console/audit?staff={console.staff('head', name='Bu Kadis')}").split("cards")[1]
    )


def test_the_settings_show_what_nobody_has_confirmed(admin: Browser) -> None:
    page = admin.page("/console/settings")
    assert page.count("belum dikonfirmasi dinas") >= 10
    assert "Dinas Koperasi dan UKM Kabupaten Bandung" in page
    assert "Rp2.000.000" in page
    assert "20.00–08.00" in page
    assert "31 kecamatan" in page
