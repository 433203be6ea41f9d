"""The upload page over HTTP: what it shows, what it takes and refuses, and that it is used once."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select, update

from bot.uploadpage import AROUND, READ
from storage import documents
from storage.sealing import Sealing
from storage.tables import Application, ApplicationAnswer, Contact, Inbox, Media, UploadLink
from tests.bot.office import Office
from tests.bot.test_fetcher import jpeg
from tests.bot.visitor import Site
from tests.turns.desks.test_fund import NIK, applied, decides, staff
from tests.turns.desks.test_papers import answers, token
from tests.turns.phone import Phone
from turns.decisions import Decision

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"


@dataclass
class Page:
    """The page of one link, in a browser without scripts."""

    here: Office
    phone: Phone
    client: httpx.AsyncClient
    path: str

    async def opens(self) -> httpx.Response:
        return await self.client.get(self.path)

    async def brings(self, paper: str, data: bytes, name: str = "foto.jpg") -> httpx.Response:
        return await self.client.post(f"{self.path}/{paper}", files={"file": (name, data, "image/jpeg")})

    async def sends(self) -> httpx.Response:
        return await self.client.post(self.path)

    def media(self) -> list[tuple[str, str]]:
        with self.here.database.read() as db:
            rows = db.session.scalars(select(Media).order_by(Media.id))
            return [(row.paper or "", row.state) for row in rows]

    def files(self) -> int:
        return len(documents.paths(self.here.database))


@pytest.fixture
async def page(here: Office) -> AsyncIterator[Page]:
    """Of an application that was just filed."""
    phone = applied(here.database)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(Site(here).app), base_url=here.house.settings.public_url, timeout=30
    )
    async with client:
        yield Page(here, phone, client, f"/berkas/{token(phone)}")


async def test_the_page_has_a_picker_for_each_paper_and_says_until_when(page: Page) -> None:
    answer = await page.opens()
    assert answer.status_code == 200
    for words in (
        "KTP",
        "Kartu Keluarga (KK)",
        "Surat Keterangan Usaha (SKU) dari desa",
        "Foto tempat usaha",
    ):
        assert f"<h2>{words}</h2>" in answer.text
    assert answer.text.count('accept="image/*,application/pdf"') == 4
    assert answer.text.count("Belum ada") == 4
    assert "DAG-2611-0001" in answer.text
    assert "1 Desember 2026" in answer.text
    assert "Kirim berkas</button>" not in answer.text


async def test_the_page_gives_nothing_away(page: Page) -> None:
    await page.brings("ktp", jpeg())
    answer = await page.opens()
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert NIK not in answer.text
    assert "Nunung" not in answer.text
    assert set(re.findall(r'(?:src|href|action)="(?!/)([^"]+)"', answer.text)) == set()
    assert re.findall(r"<img[^>]*>", answer.text) == [
        '<img src="/chat/static/icon.svg" alt="" width="28" height="28">'
    ]


async def test_what_the_page_loads_is_there(page: Page) -> None:
    linked = re.findall(r'(?:src|href)="(/[^"]+)"', (await page.opens()).text)
    assert len(set(linked)) == 4
    for path in linked:
        assert (await page.client.get(path)).status_code == 200, path


async def test_papers_arrive_one_by_one_and_are_sent_at_once(page: Page) -> None:
    for paper in ("ktp", "kk", "sku", "tempat"):
        answer = await page.brings(paper, PDF if paper == "sku" else jpeg(), "berkas")
        assert (answer.status_code, answer.headers["location"]) == (303, f"{page.path}#{paper}")
    shown = (await page.opens()).text
    assert shown.count("Sudah ada") == 4
    assert "Kirim berkas</button>" in shown
    assert answers(page.here.database) == {}
    page.phone.catch_up()
    answer = await page.sends()
    assert (answer.status_code, answer.headers["location"]) == (303, page.path)
    assert set(answers(page.here.database)) == {"ktp", "kk", "sku", "tempat"}
    page.phone.sees("Terima kasih, berkas DAG-2611-0001 sudah kami terima")
    done = await page.opens()
    assert done.status_code == 200
    assert "sudah kami terima" in done.text
    assert "<form" not in done.text
    with page.here.database.read() as db:
        row = db.session.scalars(select(Inbox).where(Inbox.kind == "upload")).one()
    assert (row.channel, row.state, row.body) == ("office", "done", None)


async def test_a_part_may_be_sent_and_is_called_so(page: Page) -> None:
    await page.brings("ktp", jpeg())
    shown = (await page.opens()).text
    assert "Kirim yang sudah ada</button>" in shown
    assert "Yang belum ada: Kartu Keluarga (KK), " in shown
    await page.sends()
    assert set(answers(page.here.database)) == {"ktp"}
    assert "Yang belum ada: Kartu Keluarga (KK), " in (await page.opens()).text


async def test_sent_twice_is_sent_once(page: Page) -> None:
    await page.brings("ktp", jpeg())
    for _ in range(2):
        assert (await page.sends()).status_code == 303
    with page.here.database.read() as db:
        assert db.session.scalar(select(func.count()).where(Inbox.kind == "upload")) == 1


async def test_nothing_is_sent_while_nothing_is_there(page: Page) -> None:
    assert (await page.sends()).status_code == 303
    assert (await page.opens()).text.count("Belum ada") == 4


async def test_looking_changes_nothing(page: Page) -> None:
    await page.brings("ktp", jpeg())
    for path in (page.path, f"{page.path}/ktp"):
        for method in ("GET", "HEAD"):
            assert (await page.client.request(method, path)).status_code == 200
    assert page.media() == [("ktp", "unsent")]
    assert answers(page.here.database) == {}


async def test_a_file_is_replaced_before_it_is_sent(page: Page) -> None:
    await page.brings("ktp", jpeg())
    await page.brings("ktp", PDF)
    assert page.media() == [("ktp", "replaced"), ("ktp", "unsent")]
    assert page.files() == 1
    await page.sends()
    with page.here.database.read() as db:
        kept = db.session.scalars(select(Media).where(Media.state == "stored")).one()
    assert kept.mime == "application/pdf"
    assert documents.load(page.here.database, kept.path) == PDF


async def test_a_file_lies_sealed_and_without_what_the_camera_wrote(page: Page) -> None:
    await page.brings("sku", PDF)
    (path,) = documents.paths(page.here.database)
    assert PDF not in documents.sealed(page.here.database, path)


@pytest.mark.parametrize(
    ("data", "status", "told"),
    [
        (b"", 422, "Pilih dulu"),
        (b"\x89PNG\r\n\x1a\nbroken", 422, "bukan foto atau PDF"),
        (b"<html>no picture</html>", 422, "bukan foto atau PDF"),
        (b"OggS" + b"\0" * 100, 422, "bukan foto atau PDF"),
        (b"\xff\xd8" + b"\0" * documents.MOST, 413, "lebih besar dari 10 MB"),
        (b"\xff\xd8" + b"\0" * (documents.MOST + AROUND), 413, "lebih besar dari 10 MB"),
        (b"\xff\xd8" + b"\0" * READ, 413, "lebih besar dari 10 MB"),
    ],
    ids=["empty", "damaged", "page", "sound", "large", "larger", "endless"],
)
async def test_a_wrong_file_is_told_beside_its_picker_and_loses_nothing(
    page: Page, data: bytes, status: int, told: str
) -> None:
    await page.brings("kk", jpeg())
    answer = await page.brings("ktp", data)
    assert answer.status_code == status
    (fault,) = re.findall(r'<p class="fault"[^>]*>([^<]+)</p>', answer.text)
    assert told in fault
    assert f'id="fault-ktp" role="status">{fault}' in answer.text
    assert answer.text.count("Sudah ada") == 1
    assert page.media() == [("kk", "unsent")]
    assert page.files() == 1


async def test_what_is_no_form_of_ours_is_refused(page: Page) -> None:
    url = f"{page.path}/ktp"
    assert (await page.client.post(url, content=jpeg())).status_code == 400
    assert (await page.client.post(url, data={"file": "x"})).status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert (await page.client.post(url, content=b"--x\r\nrubbish", headers=broken)).status_code in (400, 422)
    two = [("file", ("a", jpeg())), ("file", ("b", jpeg()))]
    assert (await page.client.post(url, files=two)).status_code == 400
    assert (await page.brings("sim", jpeg())).status_code == 404
    assert page.media() == []


async def test_a_link_that_is_none_says_what_to_do(page: Page) -> None:
    for wrong in ("x" * 32, page.path[8:-1], "%00", "Ä"):
        for answer in (
            await page.client.get(f"/berkas/{wrong}"),
            await page.client.post(f"/berkas/{wrong}/ktp", files={"file": ("a", jpeg())}),
        ):
            assert answer.status_code == 404, wrong
    answer = await page.client.get(f"/berkas/{'x' * 32}")
    assert 'Ketik "status"' in answer.text.replace("&#34;", '"')
    assert answer.headers["cache-control"] == "no-store"
    assert page.files() == 0


async def test_after_its_time_a_link_takes_nothing(page: Page) -> None:
    await page.brings("ktp", jpeg())
    page.here.clock.jump(timedelta(days=8))
    shown = await page.opens()
    assert shown.status_code == 410
    assert "sudah tidak berlaku" in shown.text
    assert (await page.brings("kk", jpeg())).status_code == 410
    await page.sends()
    assert answers(page.here.database) == {}
    assert page.files() == 1


async def test_a_decision_while_a_file_is_on_its_way_leaves_no_file(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = documents.store

    def slow(*args: object) -> documents.Stored:
        decides(
            page.here.database, page.phone, Decision.REFUSE, staff(page.here.database, "Dewi", 1), "Belum."
        )
        return store(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.uploadpage.documents.store", slow)
    answer = await page.brings("ktp", jpeg())
    assert answer.status_code == 303
    assert (await page.opens()).status_code == 410
    assert page.media() == []
    assert page.files() == 0


async def test_a_turn_that_fails_is_told_and_done_again_by_itself(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    await page.brings("ktp", jpeg())
    with monkeypatch.context() as broken:
        broken.setattr("turns.papers.applications.answer", None)
        answer = await page.sends()
        assert answer.status_code == 503
        assert "Belum berhasil dikirim" in answer.text
    site = Site(page.here)
    assert await site.service.intake.retry() == 1
    assert set(answers(page.here.database)) == {"ktp"}
    assert "sudah kami terima" in (await page.opens()).text


async def test_a_link_made_under_an_older_key_is_good(page: Page) -> None:
    new = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE="
    page.here.database.sealing = Sealing([new, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="])
    assert (await page.opens()).status_code == 200


async def test_somebody_who_chats_in_english_reads_english(page: Page) -> None:
    page.here.database.write(lambda db: db.session.execute(update(Contact).values(language="en")))
    assert "Application documents" in (await page.opens()).text


async def test_only_one_link_stands_for_an_application(page: Page) -> None:
    page.phone.says("status").taps("Unggah berkas")
    with page.here.database.read() as db:
        assert db.session.scalar(select(func.count()).select_from(UploadLink)) == 1
        assert db.session.scalar(select(func.count()).select_from(Application)) == 1
        keys = db.session.scalars(select(ApplicationAnswer.key)).all()
    assert not any(key.startswith("paper:") for key in keys)
    assert (await page.opens()).status_code == 404
