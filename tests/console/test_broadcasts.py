"""Announcements in the console: counted while they are written, tried out, approved, accounted for."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from console import site
from conversations.announcement import LONGEST
from conversations.message import decode
from storage import broadcasts, deliveries, leases, sending
from storage.database import Database, Db
from storage.tables import Audit, Broadcast, Consent, Contact, Media, Outbox
from tests.console import seed
from tests.console.conftest import ELSEWHERE, HOME, NOW, Browser, Console, bandung

NEW = "/console/broadcasts/new"


@pytest.fixture
def people(database: Database) -> list[int]:
    """Four who take announcements: one of another kecamatan, one on WhatsApp; and one who stopped."""
    made = [
        seed.person(database, NOW, name, kecamatan, phone=f"+62812345678{number:02}")
        for number, (name, kecamatan) in enumerate(
            (("Rina", HOME), ("Euis", HOME), ("Asep", HOME), ("Dadang", ELSEWHERE), ("Berhenti", HOME))
        )
    ]

    def work(db: Db) -> None:
        db.session.query(Contact).filter_by(person_id=made[2]).update({"channel": "whatsapp"})
        db.session.query(Consent).filter_by(person_id=made[4], purpose="announcements").update(
            {"withdrawn_at": NOW}
        )

    database.write(work)
    return made


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def write(browser: Browser, **fields: Any) -> str:
    """A draft; gives its page."""
    answer = browser.post(NEW, {"words": "Pelatihan kemasan dibuka.", **fields})
    assert answer.status_code == 303, plain(answer.text)
    return answer.headers["location"].partition("?")[0]


def launch(browser: Browser, page: str) -> None:
    assert browser.post(f"{page}/move", {"to": "launch"}).headers["location"].endswith("broadcast-launch")


def row(database: Database) -> Broadcast:
    with database.read() as db:
        return db.session.query(Broadcast).one()


def claim(database: Database) -> list[sending.Claimed]:
    def work(db: Db) -> list[sending.Claimed]:
        epoch = leases.lease(db, "telegram", "us", 60, take=True)
        assert epoch is not None
        return sending.claim(db, "telegram", NOW, epoch, timedelta(seconds=30), 100)

    return database.write(work)


def limited(console: Console, limit: int) -> None:
    """The office asks for a second approval above this many."""
    office = bandung()
    changed = replace(office, rules=replace(office.rules, approval_above=limit))
    room = replace(console.room, office=changed)
    console._app = Starlette(routes=list(site.routes(room)))


def ledger(page: str) -> dict[str, int]:
    found = re.findall(r'<tr[^>]*><th scope="row">(.*?)</th><td>(\d+)</td></tr>', page)
    return {name: int(number) for name, number in found}


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


def test_a_draft_sends_nothing_and_a_launch_sends_to_each_once(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff, kecamatan=[HOME])
    assert claim(database) == []
    shown = plain(staff.page(page))
    assert "3 orang akan menerima" in shown
    woken = console.woken
    launch(staff, page)
    assert console.woken == woken + 1
    shown = staff.page(page)
    assert ledger(shown) == {"Menunggu giliran": 3, "Jumlah penerima": 3}
    assert "1 sudah berhenti menerima pengumuman" in plain(shown)
    assert {one.person_id for one in claim(database)} == {people[0], people[1]}
    assert staff.post(f"{page}/move", {"to": "launch"}).headers["location"].endswith("broadcast-late")


def test_the_ledger_adds_up_in_words_whatever_became_of_each(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    launch(staff, page)
    first, second, third = claim(database)
    database.write(lambda db: deliveries.sent(db, first, "a", NOW))
    database.write(lambda db: deliveries.failed(db, second, "nonsense"))
    database.write(lambda db: deliveries.uncertain(db, third, NOW, "lost"))
    found = ledger(staff.page(f"{page}/ledger"))
    assert found == {
        "Menunggu giliran": 1,
        "Terkirim": 1,
        "Gagal": 1,
        "Tidak pasti sampai": 1,
        "Jumlah penerima": 4,
    }
    assert found.pop("Jumlah penerima") == sum(found.values())


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


def test_one_tries_it_on_oneself_alone_and_is_told_where_that_cannot_be(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    told = staff.client.post(f"{page}/test", data={"csrf": staff.csrf}, follow_redirects=True)
    assert "Obrolan Bapak/Ibu belum dikenal" in told.text
    with database.read() as db:
        assert db.session.query(Outbox).count() == 0
    console.add(
        Contact(channel="telegram", address="77", phone="+628110000001", heard_at=NOW, created_at=NOW)
    )
    told = staff.client.post(f"{page}/test", data={"csrf": staff.csrf}, follow_redirects=True)
    assert "ke obrolan Bapak/Ibu saja" in told.text
    claimed = claim(database)
    assert [one.address for one in claimed] == ["77"]
    assert "Pelatihan kemasan dibuka." in claimed[0].message.text
    assert "0 penerima" not in plain(staff.page(page))


def test_above_the_limit_another_pair_of_eyes_lets_it_go(
    console: Console, people: list[int], database: Database
) -> None:
    limited(console, 3)
    head = console.logged_in("head", name="Bu Kadis")
    page = write(head)
    assert "perlu disetujui" in plain(head.page(NEW))
    launch(head, page)
    assert row(database).state == "waiting"
    assert claim(database) == []
    assert "Setujui pengiriman" not in head.page(page), "not by who wrote it"
    assert head.post(f"{page}/approve").headers["location"].endswith("broadcast-unapproved")
    assert console.logged_in("staff").post(f"{page}/approve").status_code == 403
    assert row(database).state == "waiting"
    admin = console.logged_in("admin", name="Pak Admin")
    assert "Setujui pengiriman" in admin.page(page)
    assert admin.post(f"{page}/approve").headers["location"].endswith("broadcast-approve")
    assert len(claim(database)) == 3
    assert "Pak Admin" in admin.page(page)


def test_it_is_paused_resumed_and_cancelled(console: Console, people: list[int], database: Database) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    launch(staff, page)
    staff.post(f"{page}/move", {"to": "pause"})
    assert claim(database) == []
    assert "Dijeda" in staff.page(page)
    staff.post(f"{page}/move", {"to": "resume"})
    assert len(claim(database)) == 3
    staff.post(f"{page}/move", {"to": "cancel"})
    assert ledger(staff.page(page)) == {"Sedang dikirim": 3, "Batal dikirim": 1, "Jumlah penerima": 4}
    assert staff.post(f"{page}/move", {"to": "resume"}).headers["location"].endswith("broadcast-late")
    assert staff.post(f"{page}/move", {"to": "explode"}).status_code == 404


def test_who_wrote_sent_and_ended_it_is_in_the_audit(
    console: Console, people: list[int], database: Database
) -> None:
    staff = console.logged_in("staff")
    page = write(staff)
    launch(staff, page)
    staff.post(f"{page}/move", {"to": "cancel"})
    staff.post(f"{page}/move", {"to": "cancel"})
    with database.read() as db:
        noted = [one.action for one in db.session.query(Audit).filter(Audit.subject == "broadcast:1")]
    assert noted == ["broadcast-new", "broadcast-launch", "broadcast-cancel"]
    assert "Membatalkan pengumuman" in console.logged_in("head").page("/console/audit")


def test_odd_words_are_shown_literally(console: Console, database: Database) -> None:
    staff = console.logged_in("staff")
    page = write(staff, words=seed.ODD)
    for path in ("/console/broadcasts", page, f"{page}/edit"):
        assert "<b>Teh</b>" not in staff.page(path)
        assert "{{ 7*7 }}" in staff.page(path)
