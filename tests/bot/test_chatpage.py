"""The chat page through the whole program: what a visitor can do, and what none of them ever can."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.visits import BURST, STREAMS, Visits
from storage.tables import Base, Business, Consent, Contact, Inbox, Media, Person
from tests.bot.office import Office
from tests.bot.visitor import Site, Visitor
from tests.turns.phone import Phone

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
OWN = "+6281299998888"
REGISTERS = ("kenalan dulu", "Ibu Rahmi", "Kue Rahmi", "kuliner", "Ciparay", "Sagaracipta", "belum", "2019")


@pytest.fixture
def site(here: Office) -> Site:
    return Site(here)


@pytest.fixture
async def visitor(site: Site) -> Visitor:
    found = site.visitor()
    await found.opens()
    return found


@pytest.fixture
def victim(here: Office) -> int:
    """Somebody known by Telegram, with a verified phone, who has told much."""
    phone = (
        Phone(here.database, "801", now=here.clock()).registers("Ibu Rahmi", "Kue Rahmi").consents("1", "2")
    )
    phone.shares(OWN)
    person = phone.person
    phone.says("cek usaha").says("jalan").says("7.770.000").says("modal").says("tidak")
    phone.says("daftar pelatihan")
    return person


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody would do over an hour is done in a second."""
    monkeypatch.setattr("bot.visits.BURST", 1e9)


def kept(here: Office, person: int) -> list[Any]:
    """All that is kept of a person."""
    with here.database.read() as db:
        found: list[Any] = []
        for table, owner in (
            (Person, Person.id),
            (Business, Business.person_id),
            (Consent, Consent.person_id),
        ):
            rows = db.conn.execute(select(*table.__table__.columns).where(owner == person))
            found += [tuple(row) for row in rows]
        return found


# What a visitor can do


async def test_a_visitor_registers_by_typing(site: Site, visitor: Visitor) -> None:
    await visitor.tells(kind="start")
    assert "UU PDP" in visitor.text()
    summary = await visitor.says(*REGISTERS)
    assert "Kue Rahmi" in summary
    assert "[Kirim" in summary
    await visitor.says("kirim")
    with site.here.database.read() as db:
        person = db.session.scalars(select(Person)).one()
    assert (person.name, person.phone, person.phone_verified_at) == ("Rahmi", None, None)


async def test_the_same_message_twice_is_one(site: Site, visitor: Visitor) -> None:
    for _ in range(3):
        assert await visitor.posts("/chat/say", {"id": "one", "kind": "text", "text": "menu"}) == 204
    with site.here.database.read() as db:
        assert db.conn.scalar(select(func.count()).select_from(Inbox)) == 1


async def test_the_cookies_token_is_kept_nowhere(site: Site, visitor: Visitor) -> None:
    await visitor.says("menu")
    with site.here.database.read() as db:
        for table in Base.metadata.sorted_tables:
            for row in db.conn.execute(table.select()):
                assert visitor.token not in repr(tuple(row)), table.name
    assert visitor.answer is not None
    page = await visitor.opens()
    assert visitor.token not in page
    assert visitor.address not in page


async def test_the_cookie_is_out_of_scripts_reach(visitor: Visitor) -> None:
    assert visitor.answer is not None
    cookie = visitor.answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax"} <= {part.strip() for part in cookie.split(";")}


async def test_the_page_runs_no_script_but_its_own(visitor: Visitor) -> None:
    page = await visitor.opens(start='"><script>alert(1)</script>')
    assert visitor.answer is not None
    policy = visitor.answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<script>alert" not in page
    assert not re.search(r"<script(?![^>]* src=\"/chat/static/)|\son\w+=|\sstyle=|<style", page)
    assert not re.search(r"(src|href)=\"(?!/)", page)


@pytest.mark.parametrize(
    "name", ["<b>Rasa</b> &amp;", "{{ 7*7 }} { $person }", "\u202eابو\u202c", "Ke\0ripik 🌶️"]
)
async def test_a_name_is_kept_and_shown_as_it_was_typed(site: Site, visitor: Visitor, name: str) -> None:
    await visitor.tells(kind="start")
    summary = await visitor.says(*REGISTERS[:2], name, *REGISTERS[3:])
    assert name.replace("\0", "") in summary
    await visitor.says("kirim")
    with site.here.database.read() as db:
        assert db.session.scalars(select(Business.name)).all() == [name.replace("\0", "")]


# What we do not take


async def test_only_our_own_script_may_post(site: Site, visitor: Visitor) -> None:
    body = {"id": "x", "kind": "text", "text": "menu"}
    visitor.headers.clear()
    for path in ("/chat/say", "/chat/photo?id=1"):
        assert await visitor.posts(path, body) == 403
        assert await visitor.posts(path, body, origin="https://jahat.example") == 403
    stranger = site.visitor()
    assert await stranger.posts("/chat/say", body) == 403
    assert (await stranger.client.get("/chat/stream")).status_code == 403
    with site.here.database.read() as db:
        assert db.conn.scalar(select(func.count()).select_from(Inbox)) == 0


async def test_what_cannot_be_read_is_set_aside(site: Site, visitor: Visitor) -> None:
    assert await visitor.posts("/chat/say", b"{") == 204
    with site.here.database.read() as db:
        assert db.session.scalars(select(Inbox.state)).all() == ["quarantined"]


async def test_too_much_text_is_refused(visitor: Visitor) -> None:
    assert await visitor.posts("/chat/say", b"x" * 20_000) == 413


async def test_who_writes_too_fast_is_asked_to_wait(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.visits.BURST", 3.0)
    monkeypatch.setattr("bot.visits.EACH_SECOND", 0.05)
    body = {"kind": "text", "text": "menu"}
    for number in range(3):
        assert await visitor.posts("/chat/say", {"id": f"a{number}", **body}) == 204
    assert await visitor.posts("/chat/say", {"id": "late", **body}) == 429
    assert visitor.answer is not None
    assert 1 <= int(visitor.answer.headers["retry-after"]) <= 20


def test_a_visitors_measure_fills_again_and_others_have_their_own() -> None:
    now = 0.0
    visits = Visits(lambda: now)
    assert [visits.wait("a") for _ in range(int(BURST))] == [0] * int(BURST)
    assert visits.wait("a") == 1
    assert visits.wait("b") == 0
    now = 1.0
    assert [visits.wait("a"), visits.wait("a"), visits.wait("a")] == [0, 0, 1]


def test_a_visitor_has_only_so_many_pages_open() -> None:
    visits = Visits()
    assert [visits.enter("a") for _ in range(STREAMS + 1)] == [True] * STREAMS + [False]
    assert visits.enter("b")
    visits.leave("a")
    assert visits.enter("a")


# Photos


async def test_a_photo_is_kept_sealed_under_its_message(site: Site, visitor: Visitor) -> None:
    await visitor.tells(kind="start")
    for _ in range(2):  # sent again: one message, one file
        assert await visitor.posts("/chat/photo?id=p1", PICTURE) == 204
    [file] = site.folder.iterdir()
    assert PICTURE not in file.read_bytes()
    with site.here.database.read() as db:
        assert db.conn.scalar(select(func.count()).where(Inbox.kind == "photo")) == 1
        assert db.session.scalars(select(Media.ref)).all() in ([], [file.name])


async def test_a_photo_that_is_too_large_is_refused_and_nothing_kept(site: Site, visitor: Visitor) -> None:
    assert await visitor.posts("/chat/photo?id=p1", b"x" * (9 << 20)) == 413
    assert not site.folder.exists() or not list(site.folder.iterdir())
    assert "status" not in visitor.all_text()


@pytest.mark.parametrize("path", ["/chat/photo", "/chat/photo?id="])
async def test_a_photo_without_its_number_is_refused(visitor: Visitor, path: str) -> None:
    assert await visitor.posts(path, PICTURE) == 422


# An unverified visitor and somebody who is known


@pytest.mark.usefixtures("unhurried")
async def test_a_visitor_never_reads_what_is_kept_of_another(
    site: Site, visitor: Visitor, victim: int
) -> None:
    with site.here.database.read() as db:
        theirs = db.session.scalars(select(Contact).where(Contact.person_id == victim)).one()
        forms = [row[0] for row in db.conn.execute(text("SELECT id FROM form"))]
    before = kept(site.here, victim)
    await visitor.tells(kind="start", data=f"person:{victim}")
    said = ["status", "profil saya", "data saya", "lihat data saya", "hapus data saya", "ya", "cek usaha"]
    said += ["tugas", "stop", "verifikasi", "ajukan dana bergulir", OWN, OWN.replace("+62", "0")]
    for one in said:
        await visitor.says(one)
    for name in ("status", "profile", "privacy", "checkin", "consents", "stop", "fund", "verify", "webcode"):
        await visitor.taps(f">{name}|{victim}")
    for name in ("worklist", "outcome", "answer", "greet", "postpone"):
        await visitor.taps(f">{name}|1")
    for form in forms:
        await visitor.taps(f"{form}|send|send")
        await visitor.taps(f"{form}|state|closed")
    told = visitor.all_text()
    for secret in ("Rahmi", "7.770.000", OWN[3:], theirs.address, "Sagaracipta"):
        assert secret not in told, secret
    assert kept(site.here, victim) == before


@pytest.mark.usefixtures("unhurried")
async def test_who_gives_anothers_name_business_and_phone_becomes_somebody_else(
    site: Site, visitor: Visitor, victim: int
) -> None:
    before = kept(site.here, victim)
    await visitor.tells(kind="start")
    await visitor.says(*REGISTERS, "kirim")
    assert visitor.all_text().count("7.770.000") == 0
    await visitor.says("menu", "status")
    assert "PEL-" not in visitor.text()
    await visitor.says("menu", "data saya", "lihat data saya")
    assert "7.770.000" not in visitor.all_text()
    assert OWN[3:] not in visitor.all_text()
    with site.here.database.read() as db:
        mine = db.session.scalars(select(Contact).where(Contact.address == visitor.address)).one()
    assert mine.person_id not in (None, victim)
    assert kept(site.here, victim) == before


@pytest.mark.usefixtures("unhurried")
async def test_a_guessed_code_opens_nothing(site: Site, visitor: Visitor, victim: int) -> None:
    await visitor.tells(kind="start")
    await visitor.says(*REGISTERS, "kirim")
    await visitor.taps(">verify|")
    for guess in ("123456", "000000", "1", OWN, "' OR 1=1 --", "654321", "111111", "222222"):
        await visitor.says(guess)
    with site.here.database.read() as db:
        mine = db.session.scalars(select(Contact).where(Contact.address == visitor.address)).one()
    assert mine.person_id != victim
    assert mine.phone is None


async def test_another_visitors_cookie_shows_another_conversation(site: Site, visitor: Visitor) -> None:
    await visitor.tells(kind="start")
    await visitor.says("kenalan dulu", "Ibu Rahasia Sekali")
    other = site.visitor()
    await other.opens()
    assert other.token != visitor.token
    await other.says("menu")
    assert "Rahasia" not in other.all_text()


# No demo


async def test_outside_a_demo_there_are_no_levers(site: Site, visitor: Visitor, victim: int) -> None:
    page = await visitor.opens()
    assert "data-be" not in page
    assert "demo.js" not in page
    for lever, body in (("be", {"phone": OWN}), ("jump", {"days": 1}), ("console", {})):
        assert await visitor.posts(f"/chat/demo/{lever}", body) in (404, 405)
