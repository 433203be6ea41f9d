"""Writing an announcement: counted and shown while it is written, and nothing of it is guessed."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from conversations.announcement import LONGEST
from conversations.message import decode
from storage import broadcasts
from storage.database import Database
from storage.tables import Broadcast, Media
from tests.console import seed
from tests.console.announced import NEW, claim, launch, people, plain, row, write
from tests.console.conftest import ELSEWHERE, HOME, NOW, Console

__all__ = ["people"]  # the fixture


def test_the_count_follows_the_audience_and_says_in_words_who_is_left_out(
    console: Console, people: list[int]
) -> None:
    staff = console.logged_in("staff")
    everybody = plain(staff.page("/console/broadcasts/count"))
    assert "4 orang akan menerima" in everybody
    assert "1 di antaranya lewat WhatsApp" in everybody
    assert "1 sudah berhenti menerima pengumuman" in everybody
    far = plain(staff.page(f"/console/broadcasts/count?kecamatan={ELSEWHERE}"))
    assert "1 orang akan menerima" in far
    assert "Tidak ada yang lewat WhatsApp" in far
    assert "5" not in far
    both = plain(staff.page(f"/console/broadcasts/count?kecamatan={ELSEWHERE}&kecamatan={HOME}&nib=yes"))
    assert "4 orang" in both
    assert "0 orang" in plain(staff.page("/console/broadcasts/count?sectors=craft"))


@pytest.mark.parametrize("query", ["kecamatan=99", "sectors=gold", "nib=maybe", "programme=X", "activity=x"])
def test_an_audience_that_the_form_does_not_offer_is_never_taken_for_everybody(
    console: Console, people: list[int], database: Database, query: str
) -> None:
    staff = console.logged_in("staff")
    assert staff.get(f"/console/broadcasts/count?{query}").status_code == 404
    name, _, value = query.partition("=")
    assert staff.post(NEW, {"words": "Halo", name: value}).status_code == 404
    with database.read() as db:
        assert db.session.query(Broadcast).count() == 0


def test_the_preview_is_what_people_get_and_tells_the_length(console: Console, database: Database) -> None:
    seed.programme(database, NOW)
    staff = console.logged_in("staff")
    page = staff.page("/console/broadcasts/preview?words=Halo%20%3Cb%3EIbu%3C%2Fb%3E&button=KEMASAN")
    assert "Halo &lt;b&gt;Ibu&lt;/b&gt;" in page
    assert f"15 dari {LONGEST} huruf" in plain(page)
    assert "Lihat program" in page
    assert "stop" in page
    assert "Lihat program" not in staff.page("/console/broadcasts/preview?words=Halo&button=NONE")


def test_a_time_is_the_offices_and_one_that_is_over_is_refused(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    over = staff.post(NEW, {"words": "Halo", "at": "2026-11-24T09:59"})
    assert over.status_code == 422
    assert "sudah lewat" in over.text
    page = write(staff, at="2026-11-25T09:00")
    assert row(database).at == NOW + timedelta(hours=23)
    launch(staff, page)
    assert "Terjadwal 25 Nov 2026 09.00 WIB" in plain(staff.page(page))
    assert claim(database) == []


def test_what_is_missing_or_too_long_is_said_and_what_was_typed_stays(
    console: Console, people: list[int]
) -> None:
    staff = console.logged_in("staff")
    empty = staff.post(NEW, {"words": " ", "kecamatan": HOME, "nib": "yes"})
    assert empty.status_code == 422
    assert f'value="{HOME}" checked' in empty.text
    assert '<option value="yes" selected>' in empty.text
    long = staff.post(NEW, {"words": "x" * (LONGEST + 1)})
    assert f"paling banyak {LONGEST}" in plain(long.text)


def test_the_button_says_whether_it_goes_out_now_or_later(console: Console, people: list[int]) -> None:
    staff = console.logged_in("staff")
    assert ">Kirim</button>" in staff.page(write(staff))
    later = staff.page(write(staff, at="2026-11-26T10:00"))
    assert ">Jadwalkan</button>" in later
    assert ">Kirim</button>" not in later


def test_a_draft_can_be_written_anew_until_it_is_launched(
    console: Console, people: list[int], database: Database
) -> None:
    seed.programme(database, NOW)
    staff = console.logged_in("staff")
    page = write(staff, button="KEMASAN")
    form = staff.page(f"{page}/edit")
    assert "Pelatihan kemasan dibuka.</textarea>" in form
    assert '<option value="KEMASAN" selected>' in form
    assert staff.post(f"{page}/edit", {"words": "Diundur.", "nib": "yes"}).status_code == 303
    kept = row(database)
    assert (kept.text, decode(kept.body).buttons) == ("Diundur.", ())
    assert broadcasts.audience_of(kept).nib is True
    launch(staff, page)
    assert staff.get(f"{page}/edit").status_code == 404
    assert staff.post(f"{page}/edit", {"words": "Lain."}).status_code == 404


def test_a_picture_goes_with_it_and_what_is_none_is_refused(
    console: Console, people: list[int], database: Database
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "orange").save(out, "PNG")
    staff = console.logged_in("staff")

    def upload(path: str, content: bytes, **fields: str) -> Any:
        data = {"csrf": staff.csrf, "words": "Lihat gambar.", **fields}
        return staff.client.post(path, data=data, files={"picture": ("a.png", content, "image/png")})

    refused = upload(NEW, b"no picture at all")
    assert refused.status_code == 422
    assert "tidak bisa dibaca" in refused.text
    page = upload(NEW, out.getvalue()).headers["location"].partition("?")[0]
    message = decode(row(database).body)
    assert message.picture == row(database).picture_id is not None
    shown = staff.get(f"{page}/picture")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert f"{page}/picture" in staff.page(page)
    staff.post(f"{page}/edit", {"words": "Tetap."})
    assert decode(row(database).body).picture == message.picture
    staff.post(f"{page}/edit", {"words": "Tanpa.", "unpicture": "1"})
    assert decode(row(database).body).picture is None
    assert staff.get(f"{page}/picture").status_code == 404
    with database.read() as db:
        assert [one.state for one in db.session.query(Media).all()] == ["erased"]
